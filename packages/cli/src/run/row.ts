// SPDX-License-Identifier: Apache-2.0
/**
 * Rows of the page of a run: hour by hour for the first day, then day by day, or by several days
 * where the run is long. Each row tells what happened since the one before and how things stand.
 */
import type { Site } from "@cisterna/body";
import { DAY_MS, HOUR_MS } from "@cisterna/quantity";
import type { DrugRun, RunResult } from "@cisterna/world";

/** One row. `from` and `upto` are output steps: what flowed is summed over them, from excluded. */
export type Row = { readonly from: number; readonly upto: number; readonly at: number };

const MOST_DAY_ROWS = 30;

/** Moments at which a row ends, ms after the start. */
const boundaries = (upto: number): readonly number[] => {
  const hours = Array.from({ length: 24 }, (_, index) => (index + 1) * HOUR_MS);
  const days = Math.floor(upto / DAY_MS) - 1;
  const stride = Math.ceil(Math.max(1, days) / MOST_DAY_ROWS);
  const count = Math.floor(days / stride);
  const later = Array.from({ length: Math.max(0, count) }, (_, index) => {
    return (1 + (index + 1) * stride) * DAY_MS;
  });
  return [...hours, ...later, upto].filter((at, index, all) => all.indexOf(at) === index);
};

/** The rows of a run; none twice where the output steps are longer than a row. */
export const rowsOf = ({ time }: RunResult): readonly Row[] => {
  const rows: Row[] = [];
  let from = -1;
  for (const boundary of boundaries(time.at(-1) ?? 0)) {
    const upto = time.findLastIndex((at) => at <= boundary);
    if (upto > from) rows.push({ from, upto, at: time[upto] ?? 0 });
    from = Math.max(from, upto);
  }
  return rows;
};

/** What a series sums up to in a row. */
export const sumIn = (series: Float64Array, { from, upto }: Row): number => {
  let sum = 0;
  for (let index = from + 1; index <= upto; index += 1) sum += series[index] ?? 0;
  return sum;
};

/** Sites that a page shows beside the tip: one below and one above it. */
export const shownSites = (tip: Site): readonly Site[] => {
  const others: readonly Site[] = ["L3", "C4", "cisterna-magna"];
  return [tip, ...others.filter((site) => site !== tip)].slice(0, 3);
};

/** Concentration of a drug at a site at the end of a row, or null where it is not known. */
export const concentrationIn = ({ course }: DrugRun, site: Site, row: Row): number | null =>
  course?.concentrations.get(site)?.[row.upto] ?? null;
