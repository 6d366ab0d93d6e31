// SPDX-License-Identifier: Apache-2.0
/**
 * Sliding windows: how much flow an hour or a day may hold. The limits of the eras flow in as
 * constraints; the fullest window of any constant pieces flows out, exactly.
 */
import { DAY_MS, HOUR_MS, type Pulses } from "@cisterna/quantity";
import type { HardLimits } from "@cisterna/therapy";
import type { Era, Piece } from "./pump.ts";
import type { WindowName } from "./refusal.ts";
import type { Quanta } from "./tally.ts";

/** No window of this width may hold more than this of what flowed since an instant. */
export type Constraint = {
  readonly window: WindowName;
  readonly width: number;
  readonly since: number;
  readonly limit: Pulses;
};

/** Widths of the two windows. */
const WIDTHS: Readonly<Record<WindowName, number>> = { hour: HOUR_MS, day: DAY_MS };

const larger = (a: HardLimits, b: HardLimits): HardLimits => ({
  rate: a.rate,
  hour: a.hour > b.hour ? a.hour : b.hour,
  day: a.day > b.day ? a.day : b.day,
});

const reaching = (
  constraints: readonly Constraint[],
  earlier: Constraint,
): readonly Constraint[] =>
  constraints.some((each) => each.window === earlier.window && each.limit === earlier.limit)
    ? constraints.map((each) =>
        each.window === earlier.window && each.limit === earlier.limit ? earlier : each,
      )
    : [...constraints, earlier];

/**
 * What the eras demand of every window: since the last switch of program its own limits; since any
 * earlier switch the largest limits that were in force since then. A window that reaches over
 * several programs is so bound by the largest limit in it, and its latest part by its own.
 */
export const constraintsOf = (eras: readonly Era[]): readonly Constraint[] => {
  let constraints: readonly Constraint[] = [];
  let largest: HardLimits | null = null;
  for (const { from, limits } of eras.toReversed()) {
    largest = largest === null ? limits : larger(limits, largest);
    for (const window of ["hour", "day"] as const) {
      const width = WIDTHS[window];
      constraints = reaching(constraints, { window, width, since: from, limit: largest[window] });
    }
  }
  return constraints;
};

/** A limit in quanta. No window can hold more than a pulse per millisecond, so this stays exact. */
export const limitOf = ({ limit }: Pick<Constraint, "limit">): Quanta =>
  Math.min(limit, DAY_MS) * DAY_MS;

type Change = { readonly at: number; readonly slope: number };

const changesOf = (piece: Piece, { width, since }: Constraint): readonly Change[] => {
  const from = Math.max(piece.from, since);
  const { upto, rate } = piece;
  return from >= upto
    ? []
    : [
        { at: from, slope: rate },
        { at: upto, slope: -rate },
        { at: from + width, slope: -rate },
        { at: upto + width, slope: rate },
      ];
};

/**
 * The most that a window which ends at an instant or later holds. What a window holds grows and
 * shrinks in straight lines between the instants where flow changes at its head or at its tail, so
 * its maximum is at one of them.
 *
 * Breaks if: nothing. Exact for rates up to one pulse per millisecond.
 * Source: REQ-015.
 */
export const fullest = (pieces: readonly Piece[], constraint: Constraint, from: number): Quanta => {
  const now: Change = { at: from, slope: 0 };
  const changes = [now, ...pieces.flatMap((piece) => changesOf(piece, constraint))];
  let [amount, slope, time, most] = [0, 0, 0, 0];
  for (const change of changes.toSorted((a, b) => a.at - b.at)) {
    amount += slope * (change.at - time);
    if (change.at >= from) most = Math.max(most, amount);
    [time, slope] = [change.at, slope + change.slope];
  }
  return most;
};
