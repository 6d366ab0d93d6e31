// SPDX-License-Identifier: Apache-2.0
/**
 * Writes the dialogues of `docs/bedside.md`, `docs/refill.md` and `docs/client.md` from what the
 * examples print.
 */
import { readFileSync, writeFileSync } from "node:fs";

/** A page and what was printed for it. */
type Page = { readonly file: string; readonly printed: string };

const BEDSIDE: Page = { file: "docs/bedside.md", printed: "examples/bedside/expected.txt" };
const REFILL: Page = { file: "docs/refill.md", printed: "examples/clinic/refill.txt" };

const CLIENT: Page = { file: "docs/client.md", printed: "examples/clinic/client.txt" };

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);

const REGION = /(<!-- dialogue: generated[^>]*-->\n)[\s\S]*?(<!-- end of dialogue -->)/;

const indented = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");

/** A page as it is, and as it has to be. */
type Drift = { readonly found: string; readonly generated: string };

const pageOf = ({ file, printed }: Page): Drift => {
  const found = readFileSync(at(file), "utf8");
  const dialogue = indented(readFileSync(at(printed), "utf8"));
  const generated = found.replace(REGION, (_, head, tail) => `${head}\n${dialogue}\n\n${tail}`);
  return { found, generated };
};

/** The dialogue with a pump. */
export const bedside = (): Drift => pageOf(BEDSIDE);

/** The refill by curl. */
export const refill = (): Drift => pageOf(REFILL);

/** What another program prints. */
export const client = (): Drift => pageOf(CLIENT);

if (import.meta.main) {
  for (const page of [BEDSIDE, REFILL, CLIENT])
    writeFileSync(at(page.file), pageOf(page).generated);
}
