// SPDX-License-Identifier: Apache-2.0
/** The reference tables as test data: read here, compared with our own by the tests. */
import { readFileSync } from "node:fs";

/** A row of the reference, as JSON has it. */
export type ReferenceRow = Readonly<Record<string, unknown>>;

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./data/${name}`, import.meta.url), "utf8"));

/** The formulary extract: sources by id, drugs in order. */
export const REFERENCE = read("formulary.json") as {
  readonly sources: Readonly<
    Record<string, { readonly citation: string; readonly url: string; readonly tier: string }>
  >;
  readonly drugs: readonly ReferenceRow[];
};

/** The recalled tables, per edition, table and drug. */
export const RECALLED = read("unverified.json") as Readonly<
  Record<
    "PACC_2012" | "PACC_2017",
    Readonly<Record<string, Readonly<Record<string, string | readonly [string, string]>>>>
  >
>;

/** The rows of one table of a reference drug; a single object counts as one row. */
export const rowsOf = (drug: ReferenceRow, table: string): readonly ReferenceRow[] => {
  const found = drug[table] ?? [];
  return (Array.isArray(found) ? found : [found]).filter(
    (row): row is ReferenceRow => typeof row === "object" && row !== null,
  );
};

/** The first source that a reference row names. */
export const sourceOf = (row: ReferenceRow): string => {
  const source = row["source"];
  return String(Array.isArray(source) ? source[0] : source);
};

/** A text of a reference row, empty if absent. */
export const textOf = (row: ReferenceRow, key: string): string => {
  const value = row[key];
  return value === undefined || value === null ? "" : String(value);
};
