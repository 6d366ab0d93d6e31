// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated year of the clinic: `node tools/long/year.ts --patients 1000 --days 365 --seed 1`.
 * Prints one JSON document; ends with 1 if anybody ran low without a task that was raised in time.
 */
import { parseArgs } from "node:util";
import { FATE } from "../../packages/clinic/test/year/fate.ts";
import { liveYear } from "../../packages/clinic/test/year/year.ts";

const { values } = parseArgs({
  options: {
    patients: { type: "string", default: "1000" },
    days: { type: "string", default: "365" },
    seed: { type: "string", default: "1" },
  },
});

const MONTH = 30;
const [patients, days, seed] = [values.patients, values.days, values.seed].map(Number) as [
  number,
  number,
  number,
];
const started = performance.now();
const year = liveYear({ ...FATE, patients, days, seed }, (day) => {
  if (day % MONTH === 0) process.stderr.write(`day ${day} of ${days}\n`);
});
const seconds = Math.round((performance.now() - started) / 100) / 10;
process.stdout.write(
  `${JSON.stringify({ fate: { ...FATE, patients, days, seed }, ...year, seconds })}\n`,
);
process.exitCode = year.lowWithoutTask.length === 0 ? 0 : 1;
