// SPDX-License-Identifier: Apache-2.0
/**
 * The verdict on one value: what was measured, what the model finds, and whether that counts as
 * met by the rule that was written down with the split.
 */
import type { Expected, Measurement } from "../measurement/measurement.ts";
import type { Side } from "../measurement/split.ts";
import type { Answer } from "./study.ts";

/** How far a number may be off either way, and an order of magnitude. Source: docs/split.md. */
export const FACTOR = 1.5;
const MAGNITUDE = Math.sqrt(10);

/** One expected value against the model. */
export type ValueVerdict = {
  readonly expected: Expected;
  readonly answer: Answer;
  /** Modelled over measured (over the middle of a range); null where there is no such number. */
  readonly ratio: number | null;
  readonly met: boolean;
};

/** One measurement with its side and, if the model can express it, what it found. */
export type Verdict = {
  readonly measurement: Measurement;
  readonly side: Side;
  readonly protocol: string | null;
  readonly values: readonly ValueVerdict[];
  /** Whether every value is met; null where nothing is computed. */
  readonly met: boolean | null;
};

/** The verdict on one value. */
export const judged = (expected: Expected, answer: Answer): ValueVerdict => {
  if (typeof answer !== "number") {
    return { expected, answer, ratio: null, met: answer?.holds ?? false };
  }
  const middle = middleOf(expected);
  return {
    expected,
    answer,
    ratio: middle === null ? null : answer / middle,
    met: isMet(expected, answer),
  };
};

const middleOf = ({ value }: Expected): number | null => {
  if (typeof value === "string") return null;
  return typeof value === "number" ? value : Math.sqrt(value[0] * value[1]);
};

const isMet = (expected: Expected, answer: number): boolean => {
  const { value, bound, magnitude } = expected;
  if (typeof value === "string") return false;
  if (typeof value !== "number") return answer >= value[0] && answer <= value[1];
  if (bound === "below") return answer <= value;
  if (bound === "above") return answer >= value;
  const factor = magnitude === true ? MAGNITUDE : FACTOR;
  const near = answer <= value * factor && answer >= value / factor;
  return near || isInScatter(expected, answer, value);
};

const isInScatter = ({ scatter }: Expected, answer: number, value: number): boolean => {
  if (scatter === undefined) return false;
  if (scatter.kind !== "range") return Math.abs(answer - value) <= scatter.of;
  return answer >= scatter.of[0] && answer <= scatter.of[1];
};
