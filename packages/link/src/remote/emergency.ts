// SPDX-License-Identifier: Apache-2.0
/**
 * The counters of an emergency card. A pump listens to a hello only if its counter is above every
 * one before, and whoever holds the card does not know which were used: the last helper's clock may
 * have been ahead. So a call begins at the caller's clock and climbs in ever longer steps.
 */
import { DAY_MS, HOUR_MS } from "@cisterna/quantity";

const YEAR_MS = 365 * DAY_MS;

/** What is added for each hello without an answer, in ms; the first was perhaps only lost. */
const STEPS_MS = [0, 0, 60_000, HOUR_MS, DAY_MS, 30 * DAY_MS, YEAR_MS, 10 * YEAR_MS];

/** Counters for one call by a card, in turn. `clock`: the caller's wall clock, in ms. */
export const emergencyCounters = (clock: () => number): (() => number) => {
  let [turn, last] = [0, 0];
  return () => {
    const step = STEPS_MS[Math.min(turn, STEPS_MS.length - 1)] ?? 0;
    turn += 1;
    last = Math.max(last + 1, clock() + step);
    return last;
  };
};
