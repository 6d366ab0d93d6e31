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

/** A step of a climb: its rung, and the rung that its strain asked for, if it was asked. */
type Stride = { readonly rung: number; readonly answer: number | null };

/** A climb that was made. */
export type Climb = {
  readonly strides: readonly Stride[];
  /** Places of the strides at which one that follows is asked. */
  readonly milestones: readonly number[];
};

/** How strict a climb is. */
type Strictness = {
  /** Strain allowed in one step. */
  readonly allowed: number;
  /** Rung to begin on. */
  readonly begin: number;
  /** The climb over an interval like this one, if there was any. */
  readonly before: Climb | null;
};

/** An interval is halved at most so often; there a step is kept whatever its strain. Ours. */
const LOWEST_RUNG = 20;
const WHOLE = 1 << LOWEST_RUNG;
/** Steps aim at this share of the length that the strain would allow. Ours. */
const CAUTION = 0.85;

/**
 * Carries a stepper over an interval; gives the climb that the next like it may follow.
 * The strain falls with the third power of the step. It is asked at the first step, and where a
 * step that has grown to what the last answer allowed could grow again: between two changes of
 * rate the course only gets smoother. Where intervals repeat, as day after day, the steps of the
 * one before are taken again and only its milestones asked, until an answer differs.
 */
export const climb = (
  stepper: Stepper,
  hours: Hours,
  { allowed, begin, before }: Strictness,
): Climb => {
  const strides: Stride[] = [];
  let leader = before?.strides[0]?.rung === begin ? before : null;
  let [place, at, goal] = [0, begin, begin];
  while (place < WHOLE) {
    const known = leader?.strides[strides.length];
    at = known?.rung ?? at;
    const units = WHOLE >> at;
    const step = (hours * units) / WHOLE;
    stepper.attempt(step);
    const asks =
      leader === null
        ? place === 0 || (at <= goal && (place + units) % (2 * units) === 0)
        : leader.milestones.includes(strides.length);
    if (asks) {
      goal = fitting(at, stepper.strain(step) / allowed);
      if (goal !== known?.answer) leader = null;
    }
    if (asks && goal > at) {
      at = goal;
      continue;
    }
    stepper.keep(step);
    strides.push(
      leader !== null && known !== undefined ? known : { rung: at, answer: asks ? goal : null },
    );
    place += units;
    while (leader === null && at > goal && place % (WHOLE >> (at - 1)) === 0) at -= 1;
  }
  return leader ?? { strides, milestones: milestonesOf(strides) };
};

/**
 * Where one that follows is asked: at the first step, which meets what is quick, at the last that
 * was asked, which meets what is slow, and at one between.
 */
const milestonesOf = (strides: readonly Stride[]): readonly number[] => {
  const asked = strides.flatMap(({ answer }, place) => (answer === null ? [] : [place]));
  return [0, asked.length >> 1, asked.length - 1].flatMap((each) => asked[each] ?? []);
};

/** The rung for a step of this rung that strains so many times what is allowed. */
const fitting = (at: number, excess: number): number => {
  assert(Number.isFinite(excess), "the strain of a step is a number", { at, excess });
  return Math.min(Math.max(at + rungsDown(excess), 0), LOWEST_RUNG);
};

/** How many times the step should be halved; negative: how often it could be doubled. */
const rungsDown = (excess: number): number => {
  const rungs = Math.ceil(Math.log2(Math.max(Math.cbrt(excess), 1e-9) / CAUTION));
  return excess > 1 ? Math.max(rungs, 1) : Math.min(rungs, 0);
};
