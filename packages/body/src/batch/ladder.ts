// SPDX-License-Identifier: Apache-2.0
/**
 * The ladder: how long each step is. An interval is halved so often as its error asks; a step may
 * grow to twice its length only where the longer one would have begun, so that the interval is met
 * to the bit, and all steps of all intervals of one length share a few step lengths, each factored
 * once. In: an interval and what the stepper says of its error. Out: nothing but the steps taken.
 */
import { assert } from "@cisterna/quantity";
import type { Hours } from "../measure.ts";

/** What the ladder climbs with. A step counts when it is kept. */
export type Stepper = {
  /** Takes a step from where the last kept one ended. */
  readonly attempt: (step: Hours) => void;
  /** How far the attempted step may be off, as a share of the highest concentration. */
  readonly strain: (step: Hours) => number;
  /** Keeps the attempted step. */
  readonly keep: (step: Hours) => void;
};

/** How strict a climb is. */
type Strictness = {
  /** Strain allowed in one step. */
  readonly allowed: number;
  /** Rung to begin on: the interval is halved so often. */
  readonly rung: number;
};

/** An interval is halved at most so often; there a step is kept whatever its strain. Ours. */
const LOWEST_RUNG = 20;
/** Steps aim at this share of the length that the strain would allow. Ours. */
const CAUTION = 0.85;

/**
 * Carries a stepper over an interval; gives the rung on which the next like it should begin.
 * The strain falls with the third power of the step. It is asked at the first step, and where a
 * step that has grown to what the last answer allowed could grow again: between two changes of
 * rate the course only gets smoother.
 */
export const climb = (stepper: Stepper, hours: Hours, { allowed, rung }: Strictness): number => {
  const whole = 2 ** LOWEST_RUNG;
  let [place, at, goal, first] = [0, rung, rung, rung];
  while (place < whole) {
    const step = hours / 2 ** at;
    stepper.attempt(step);
    const units = whole / 2 ** at;
    if (place === 0 || (at <= goal && (place + units) % (2 * units) === 0)) {
      const strain = stepper.strain(step);
      assert(Number.isFinite(strain), "the strain of a step is a number", { step, strain });
      const fitting = Math.max(at + rungsDown(strain / allowed), 0);
      goal = Math.min(fitting, LOWEST_RUNG);
      if (place === 0) first = goal;
    }
    if (goal > at) {
      at = goal;
      continue;
    }
    stepper.keep(step);
    place += units;
    while (at > goal && place % (whole / 2 ** (at - 1)) === 0) at -= 1;
  }
  return first;
};

/** How many times the step should be halved; negative: how often it could be doubled. */
const rungsDown = (excess: number): number => {
  const rungs = Math.ceil(Math.log2(Math.max(Math.cbrt(excess), 1e-9) / CAUTION));
  return excess > 1 ? Math.max(rungs, 1) : Math.min(rungs, 0);
};
