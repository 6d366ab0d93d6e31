// SPDX-License-Identifier: Apache-2.0
/**
 * Rows that specialists know and that nobody here has read: the dose tables of the consensus
 * conferences. They are shown as unverified, never limit, and name the document to confirm them in.
 */
import type { Fact, RowId, RowQuantity } from "../sources/fact.ts";
import type { Limit, StartingDose, TrialBolus } from "./drug.ts";
import { dose, type Ends, mostDose, mostStrong, start, trial } from "./row.ts";

/** A consensus conference whose tables could not be read. */
type Conference = "PACC 2012" | "PACC 2017";

const TABLES = {
  "PACC 2012": { key: "pacc-2012", source: "pacc2012_main" },
  "PACC 2017": { key: "pacc-2017", source: "pacc2017_best" },
} as const;

const recalled = (edition: Conference, quantity: RowQuantity): Fact => {
  const { key, source } = TABLES[edition];
  const row: RowId = `${key}-${quantity}`;
  return { source, edition, jurisdiction: null, status: "unverified", row };
};

/** A recalled starting range. */
export const recalledStart = (ends: Ends): StartingDose =>
  start("any", ends, recalled("PACC 2017", "starting-dose-per-day"));

/** A recalled range of trial boluses. */
export const recalledTrial = (ends: Ends): TrialBolus =>
  trial(ends, recalled("PACC 2017", "trial-bolus"));

/** A recalled greatest concentration. */
export const recalledStrong = (edition: Conference, most: string): Limit =>
  mostStrong(most, "maximum", recalled(edition, "maximum-concentration"));

/** A recalled greatest dose per day. */
export const recalledDose = (edition: Conference, most: string): Limit =>
  mostDose(most, "maximum", recalled(edition, "maximum-dose-per-day"));

/** A greatest dose per day that is recalled as a range. */
export const recalledRange = (edition: Conference, [low, high]: Ends): Limit => ({
  ...recalled(edition, "maximum-dose-per-day"),
  quantity: "dose-per-day",
  bound: "most",
  nature: "maximum",
  population: "any",
  value: dose(high),
  rangeLow: dose(low),
});

/** The four tables of a consensus conference. */
const TABLE_NAMES = [
  "starting dose",
  "trial bolus",
  "maximum concentration",
  "maximum dose per day",
] as const;

/** The editions whose tables were looked for. */
const EDITIONS = ["PACC 2012", "PACC 2017", "PACC 2024 non-cancer", "PACC 2024 cancer"] as const;

/**
 * Every table of every edition, as not found, but for those named (`maximum dose per day, PACC
 * 2017`).
 */
export const tablesNotFound = (...found: readonly string[]): readonly string[] =>
  TABLE_NAMES.flatMap((table) => EDITIONS.map((edition) => `${table}, ${edition}`)).filter(
    (name) => !found.includes(name),
  );
