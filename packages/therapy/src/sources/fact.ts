// SPDX-License-Identifier: Apache-2.0
/**
 * A fact: a clinical number's origin, carried by every row of the formulary. Rows are made with
 * `fact`, which derives the status from the source; only `recalled` makes unverified rows.
 */

import { type ReadStatus, statusOf } from "./source.ts";
import { SOURCES, type SourceId } from "./table.ts";

/** Where a number is in force. Null on a fact: a study or a consensus, bound to no country. */
export type Jurisdiction = "US" | "EU" | "UK" | "EU/UK" | "CA";

/** What a number that acts may do to a plan that breaks it. A note only informs. */
export type Action = "refuse" | "confirm" | "note";

/** Who checked an unverified number against which page, when, and what it may do since. */
export type Confirmation = {
  readonly page: string;
  readonly name: string;
  readonly date: string;
  readonly signature: string;
  readonly acts: "refuse" | "confirm";
  /** Whether the clinic's copy says something else than was recalled here. */
  readonly differs: boolean;
};

/** Key of an unverified row, such as `pacc-2017-maximum-dose-per-day`: unique within its drug. */
export type RowId = `${"pacc-2012" | "pacc-2017"}-${RowQuantity}`;

/** What an unverified row states. */
export type RowQuantity =
  | "starting-dose-per-day"
  | "trial-bolus"
  | "maximum-concentration"
  | "maximum-dose-per-day";

/** How a number stands: read, recalled (never acts), or recalled and confirmed by a clinic. */
export type Standing =
  | { readonly status: ReadStatus }
  | { readonly status: "unverified"; readonly row: RowId }
  | { readonly status: "confirmed"; readonly row: RowId; readonly confirmation: Confirmation };

/**
 * The origin of one number. `also` names further sources that say the same. For an unverified row
 * `source` is the document to confirm it in, which nobody here has read.
 */
export type Fact = Standing & {
  readonly source: SourceId;
  readonly also?: readonly SourceId[];
  readonly edition: string;
  readonly jurisdiction: Jurisdiction | null;
  readonly note?: string;
};

/**
 * A fact as its source gives it: edition and country, the status derived from the source's tier.
 */
export type Origin = {
  readonly source: SourceId;
  readonly also?: readonly SourceId[];
  readonly edition: string;
  readonly jurisdiction: Jurisdiction | null;
};

/** The fact for a number read in a source. Law: status follows the tier. */
export const fact = (origin: Origin, note?: string): Fact => ({
  ...origin,
  status: statusOf(SOURCES[origin.source].tier),
  ...(note === undefined ? {} : { note }),
});
