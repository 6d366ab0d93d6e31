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

/** Flow between an instant and later ones, read at instants that ascend. */
const meterOf = (pieces: readonly Piece[], since: number) => {
  let [index, before] = [0, 0];
  return (time: number): Quanta => {
    for (let piece = pieces[index]; piece !== undefined; piece = pieces[index]) {
      const from = Math.max(piece.from, since);
      if (piece.upto > time) return before + piece.rate * Math.max(0, time - from);
      before += piece.rate * Math.max(0, piece.upto - from);
      index += 1;
    }
    return before;
  };
};

/** What a window holds that ends at an instant; asked at instants that ascend. */
const holderOf = (pieces: readonly Piece[], { width, since }: Constraint) => {
  const [head, tail] = [meterOf(pieces, since), meterOf(pieces, since)];
  return (end: number): Quanta => head(end) - tail(end - width);
};

/** The most of the windows that end where some flow does, the present included. */
const mostAtHeads = (pieces: readonly Piece[], constraint: Constraint, from: number): Quanta => {
  const holds = holderOf(pieces, constraint);
  let most = holds(from);
  for (const { upto } of pieces) if (upto > from) most = Math.max(most, holds(upto));
  return most;
};

/** The most of the windows out of which some flow is about to leave. */
const mostAtTails = (pieces: readonly Piece[], constraint: Constraint, from: number): Quanta => {
  const { width, since } = constraint;
  const holds = holderOf(pieces, constraint);
  let most = 0;
  for (const piece of pieces) {
    const end = Math.max(piece.from, since) + width;
    if (end > from) most = Math.max(most, holds(end));
  }
  return most;
};

/**
 * The most that a window which ends at an instant or later holds. What a window holds grows and
 * shrinks in straight lines between the instants where flow changes at its head or at its tail; it
 * is fullest where flow has ended at its head, or is about to leave at its tail.
 *
 * Breaks if: nothing. Exact for rates up to one pulse per millisecond. Pieces ascend.
 * Source: REQ-015.
 */
export const fullest = (pieces: readonly Piece[], constraint: Constraint, from: number): Quanta =>
  Math.max(mostAtHeads(pieces, constraint, from), mostAtTails(pieces, constraint, from));
