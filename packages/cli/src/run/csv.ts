// SPDX-License-Identifier: Apache-2.0
/**
 * The series of a run as files: one table for what left pump and tip, one for the concentrations of
 * each drug, and the record in JSON Lines, which `verify` reads.
 */
import { toLines } from "@cisterna/record";
import type { DrugRun, RunResult } from "@cisterna/world";
import { leftIn } from "./document.ts";
import { figure } from "./figure.ts";

type Column = {
  readonly name: string;
  readonly series: Float64Array;
  /** What a value is divided by. */
  readonly per: number;
};

const table = (columns: readonly Column[]): string => {
  const rows = (columns[0]?.series.length ?? 0) + 1;
  const row = (index: number): string =>
    columns
      .map(({ name, series, per }) => (index === 0 ? name : figure((series[index - 1] ?? 0) / per)))
      .join(",");
  return Array.from({ length: rows }, (_, index) => `${row(index)}\n`).join("");
};

const timeOf = (run: RunResult): Column => ({ name: "t_h", series: run.time, per: 3_600_000 });

const deliveryTable = (run: RunResult): string =>
  table([
    timeOf(run),
    { name: "pumped_mL", series: run.pumped, per: 1_000_000 },
    { name: "reservoir_mL", series: run.reservoir.map((each) => leftIn(run, each)), per: 1 },
    ...run.drugs.map(({ drug, atTip }) => ({
      name: `${drug}_at_tip_mcg`,
      series: atTip,
      per: 1,
    })),
  ]);

const concentrationTable = (run: RunResult, { course }: DrugRun): string =>
  table([
    timeOf(run),
    ...[...(course?.concentrations ?? [])].map(([site, series]) => ({
      name: `${site}_mcg_per_mL`,
      series,
      per: 1,
    })),
  ]);

/** Text of the files of a run by name: `delivery.csv`, `concentration-DRUG.csv`, `events.jsonl`. */
export const seriesFiles = (run: RunResult): ReadonlyMap<string, string> =>
  new Map([
    ["delivery.csv", deliveryTable(run)],
    ...run.drugs
      .filter(({ course }) => course !== null)
      .map((each) => [`concentration-${each.drug}.csv`, concentrationTable(run, each)] as const),
    ["events.jsonl", toLines(run.log)],
  ]);
