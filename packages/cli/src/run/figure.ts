// SPDX-License-Identifier: Apache-2.0
/**
 * Figures of the body: doubles on their way to a machine (twelve digits) or to a person (four).
 * Exact quantities do not come here; `print` and `toUcum` are theirs.
 */
import { SIGNIFICANT_DIGITS, type UcumQuantity } from "@cisterna/quantity";

/** A double for JSON, to twelve significant digits. */
export const figure = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS));

/** A double with its UCUM unit. */
export const measured = (value: number, unit: string): UcumQuantity => ({
  value: figure(value),
  unit,
});

const SHOWN = 4;
const LEAST = 1e-9;

/** A double for a person: four digits, no exponent; what is below 1e-9 of the unit is 0. */
export const shown = (value: number): string => {
  if (Math.abs(value) < LEAST) return "0";
  const rounded = Number(value.toPrecision(SHOWN));
  const decimals = Math.max(0, SHOWN - 1 - Math.floor(Math.log10(Math.abs(rounded))));
  const text = rounded.toFixed(Math.min(decimals, 12));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
};

/** Rows of words in columns, right-aligned but for the first; two spaces between. */
export const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join("  ")}`.trimEnd());
};
