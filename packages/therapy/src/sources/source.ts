// SPDX-License-Identifier: Apache-2.0
/**
 * What a source is, and how much a number read in it is worth. The tier is a property of the
 * source; the status of a number follows from the tier, so no row can claim more than its source
 * carries.
 */

import type { NonEmpty } from "@cisterna/quantity";

/**
 * What kind of document a source is. `label-copy`: a label's text on somebody else's page.
 * `guideline-quoted`: a guideline as another document quotes it. `reference`: textbook, digest,
 * wiki. `own`: a constant that Cisterna chose itself.
 */
export type Tier =
  | "label"
  | "label-copy"
  | "manufacturer"
  | "guideline"
  | "guideline-quoted"
  | "paper"
  | "reference"
  | "own";

/** A document that numbers were read in: whose, and where. */
export type Source = {
  readonly tier: Tier;
  readonly citation: string;
  readonly addresses: NonEmpty<string>;
};

/** A row of the table of sources. */
export type SourceRow = (citation: string, ...addresses: NonEmpty<string>) => Source;

/** Makes the rows of one tier: `const paper = sourcesOf("paper")`. */
export const sourcesOf =
  (tier: Tier): SourceRow =>
  (citation, ...addresses) => ({ tier, citation, addresses });

/** The status of a number that was read in its source (or, for `design`, chosen by us). */
export type ReadStatus = "label" | "manufacturer" | "guideline" | "study" | "digest" | "design";

/**
 * How far a number may be trusted. `digest`: read in a textbook or digest, not in the primary
 * source. `unverified`: known to specialists and read nowhere; it never acts. `confirmed`: an
 * unverified number that a clinic checked against its own copy. `case`: stated by the user for one
 * case.
 */
export type Status = ReadStatus | "unverified" | "confirmed" | "case";

const STATUS: Readonly<Record<Tier, ReadStatus>> = {
  label: "label",
  "label-copy": "label",
  manufacturer: "manufacturer",
  guideline: "guideline",
  "guideline-quoted": "guideline",
  paper: "study",
  reference: "digest",
  own: "design",
};

/** The status that a number read in a source of this tier has. Law: status follows the tier. */
export const statusOf = (tier: Tier): ReadStatus => STATUS[tier];
