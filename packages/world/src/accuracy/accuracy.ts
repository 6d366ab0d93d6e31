// SPDX-License-Identifier: Apache-2.0
/**
 * The accuracy of a pump model: every mode that it has, judged on the bench. A complete pump flows
 * in; a pump with unverified or absent constants has none.
 */
import { type Flow, flowOfPulses, pulsesPerDay } from "@cisterna/quantity";
import type { CompletePump, Mode } from "@cisterna/therapy";
import { countsOf, LASTS, SAMPLE } from "./counts.ts";
import { type Trial, trialsOf } from "./regimen.ts";
import { type Bell, overallError, startUpOf, trumpetOf } from "./trumpet.ts";

/** One mode of a pump as it was judged. */
export type Accuracy = {
  readonly name: string;
  readonly mode: Mode;
  /** Mean flow of the program over the trial, to a whole pulse a day. */
  readonly flow: Flow;
  readonly trumpet: readonly Bell[];
  readonly overall: number;
  /** Flow of each half minute of the first two hours, in pulses a day. */
  readonly startUp: Float64Array;
};

const DAY_SAMPLES = 86_400_000 / SAMPLE;
const DAYS = LASTS / 86_400_000;

const judged = (trial: Trial): Accuracy => {
  const counts = countsOf(trial);
  const mean = Math.round((counts.programmed.at(-1) ?? 0) / DAYS);
  return {
    name: trial.name,
    mode: trial.mode,
    flow: flowOfPulses(pulsesPerDay(mean), trial.pulse),
    trumpet: trumpetOf(counts),
    overall: overallError(counts),
    startUp: startUpOf(counts).map((count) => count * DAY_SAMPLES),
  };
};

/** Every mode of a pump, judged. */
export const accuracyOf = (pump: CompletePump): readonly Accuracy[] => trialsOf(pump).map(judged);
