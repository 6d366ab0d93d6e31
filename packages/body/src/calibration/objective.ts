// SPDX-License-Identifier: Apache-2.0
/**
 * The objective of the fit: how far the model is from the training measurements, as a weighted sum
 * of squared logarithms of modelled over measured. Held-out papers are not even carried out.
 */
import { assert } from "@cisterna/quantity";
import type { Calibrated } from "../calibrated.ts";
import type { Expected, Measurement } from "../measurement/measurement.ts";
import { paperOf, SIDES } from "../measurement/split.ts";
import { MEASUREMENTS } from "../measurement/table.ts";
import { DRUG_STUDIES } from "../validation/drug-studies.ts";
import { settingWith } from "../validation/setting.ts";
import type { Answer, Study } from "../validation/study.ts";
import { TRACER_STUDIES } from "../validation/tracer-studies.ts";
import { BOUNDS, FREE_NAMES } from "./bounds.ts";

/** One value of the training side, against the model. */
export type Residual = {
  readonly id: string;
  readonly weight: number;
  /** Logarithm of modelled over measured; 0 where a bound or an order is kept. */
  readonly log: number;
};

/** A value counts once, a range a quarter, against its geometric middle. */
const WEIGHTS = { quantitative: 1, range: 0.25, ordering: 1 } as const;
/** What is charged, as a logarithm, where a value never came or an order is broken. */
const BROKEN = 1;

/** The measurements that the fit may see. */
export const TRAINING: readonly Measurement[] = MEASUREMENTS.filter(
  ({ id }) => SIDES[paperOf(id) ?? ""]?.side === "training",
);

const STUDIES: readonly Study[] = Object.entries({ ...TRACER_STUDIES, ...DRUG_STUDIES })
  .filter(([paper]) => SIDES[paper]?.side === "training")
  .map(([, study]) => study);

/** The residuals of every training value under these parameters. */
export const residualsOf = (fitted: Calibrated): readonly Residual[] => {
  const setting = settingWith(fitted);
  const answers = Object.assign({}, ...STUDIES.map((study) => study.carryOut(setting)));
  return TRAINING.flatMap(({ id, tier, expected }) =>
    expected.map((each, index) => {
      const answer: Answer | undefined = answers[id]?.[index];
      assert(answer !== undefined, "a training value is computed", { id, index });
      return { id, weight: WEIGHTS[tier], log: logOf(each, answer) };
    }),
  );
};

/** Weight of the ridge: a factor of e off the middle of the bounds costs a tenth of one value's. */
const RIDGE = 0.01;

/** Draws what the measurements leave open to the middle of its bounds, and hardly anything else. */
const ridgeOf = (fitted: Calibrated): number =>
  FREE_NAMES.reduce((sum, name) => {
    const { low, high } = BOUNDS[name];
    return sum + RIDGE * Math.log(fitted[name] / Math.sqrt(low * high)) ** 2;
  }, 0);

/** The weighted sum of squares with the ridge. Law: never negative. */
export const objectiveOf = (fitted: Calibrated): number =>
  residualsOf(fitted).reduce((sum, { weight, log }) => sum + weight * log ** 2, ridgeOf(fitted));

const logOf = ({ value, bound }: Expected, answer: Answer): number => {
  if (answer === null) return BROKEN;
  if (typeof answer !== "number") return answer.holds ? 0 : BROKEN;
  if (!(answer > 0)) return BROKEN;
  const log = Math.log(answer / middleOf(value));
  if (bound === "below") return Math.max(log, 0);
  if (bound === "above") return Math.min(log, 0);
  return log;
};

const middleOf = (value: Expected["value"]): number => {
  assert(typeof value !== "string", "a number is fitted", { value });
  return typeof value === "number" ? value : Math.sqrt(value[0] * value[1]);
};
