// SPDX-License-Identifier: Apache-2.0
/**
 * Fits the body's free parameters to the training side of the measurements: some minutes. Writes
 * the values into `packages/body/src/calibrated.ts` and how they were found beside this file;
 * `tools/documents/calibration.ts` makes the page of it. Nothing held out is carried out here.
 */
import { readFileSync, writeFileSync } from "node:fs";
import {
  CALIBRATED,
  type Calibrated,
  type Fit,
  FREE_NAMES,
  type FreeName,
  fitFrom,
  objectiveOf,
  type ProfilePoint,
  profileOf,
  startAt,
} from "@cisterna/body";

const VALUES = new URL("../../packages/body/src/calibrated.ts", import.meta.url);
const RECORD = new URL("./calibration.json", import.meta.url);
const REGION = /(export const CALIBRATED: Calibrated = \{\n)[\s\S]*?(\};)/;

const STARTS = 16;
const ROUNDS = 700;
const MULTIPLES = [0.25, 0.5, 0.75, 1.33, 2, 4];
const PROFILE_ROUNDS = 300;

/** How the values were found. */
export type CalibrationRecord = {
  readonly rounds: number;
  readonly starts: readonly Fit[];
  readonly chosen: Fit;
  readonly profiles: Readonly<Record<FreeName, readonly ProfilePoint[]>>;
};

const rounded = (fitted: Calibrated): Calibrated =>
  Object.fromEntries(
    Object.entries(fitted).map(([name, value]) => [name, Number(value.toPrecision(3))]),
  ) as Calibrated;

const said = (line: string): void => void process.stderr.write(`${line}\n`);

const calibrate = (): CalibrationRecord => {
  const starts = Array.from({ length: STARTS }, (_, index) => {
    const fit = fitFrom(startAt(index, CALIBRATED), FREE_NAMES, ROUNDS);
    said(`start ${index + 1} of ${STARTS}: ${fit.objective.toFixed(4)}`);
    return fit;
  });
  const lowest = starts.toSorted((a, b) => a.objective - b.objective)[0] as Fit;
  const best = fitFrom(lowest.fitted, FREE_NAMES, ROUNDS);
  said(`from the lowest once more: ${best.objective.toFixed(4)}`);
  const fitted = rounded(best.fitted);
  const chosen = { fitted, objective: objectiveOf(fitted) };
  const profiles = FREE_NAMES.map((name) => {
    said(`profile of ${name}`);
    return [name, profileOf(chosen, name, { multiples: MULTIPLES, rounds: PROFILE_ROUNDS })];
  });
  return { rounds: ROUNDS, starts, chosen, profiles: Object.fromEntries(profiles) };
};

const write = (record: CalibrationRecord): void => {
  const rows = Object.entries(record.chosen.fitted).map(
    ([name, value]) => `  ${name}: ${value},\n`,
  );
  const found = readFileSync(VALUES, "utf8");
  writeFileSync(
    VALUES,
    found.replace(REGION, (_, head, tail) => `${head}${rows.join("")}${tail}`),
  );
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
};

if (import.meta.main) write(calibrate());
