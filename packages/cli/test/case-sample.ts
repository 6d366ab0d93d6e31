// SPDX-License-Identifier: Apache-2.0
/** Sample files of the reader's tests: the example of the contract, and one that uses every key. */

import { readFileSync } from "node:fs";

const sample = (file: string): string =>
  readFileSync(new URL(`case-data/${file}`, import.meta.url), "utf8");

/** The case file of contract §4. */
export const CONTRACT_CASE = sample("contract.yaml");

/** A case file that uses every key. */
export const FULL_CASE = sample("every-key.yaml");

/** A protocol file of contract §5. */
export const PROTOCOL = sample("protocol.yaml");

/** A local formulary that confirms one number. */
export const LOCAL = sample("local-formulary.yaml");

/** A text with one place changed. Breaks if: the place is not in it. */
export const edited = (text: string, from: string, upto: string): string => {
  if (!text.includes(from)) throw new RangeError(`no ${from}`);
  return text.replace(from, upto);
};
