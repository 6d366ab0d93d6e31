// SPDX-License-Identifier: Apache-2.0
/**
 * The gauge: what one sliding window holds while the pump runs. It moves along with the motor, in
 * constant pieces, so that the guard can look ahead without counting milliseconds. A gauge is a
 * local of `flow`, changed in place; it never leaves it.
 */
import type { Piece } from "./pump.ts";
import type { Quanta } from "./tally.ts";
import { type Constraint, limitOf } from "./window.ts";

/** What a window still takes, and at which rate its far end lets go. */
export type Headroom = { readonly room: Quanta; readonly leaving: number };

/** A window at an instant. `leaving` stays so until `until`. */
export type Gauge = {
  readonly width: number;
  readonly since: number;
  room: Quanta;
  leaving: number;
  until: number;
  tail: number;
};

const heldIn = (pieces: readonly Piece[], from: number, upto: number): Quanta => {
  let held = 0;
  for (const piece of pieces) {
    const span = Math.min(piece.upto, upto) - Math.max(piece.from, from);
    if (span > 0) held += piece.rate * span;
  }
  return held;
};

/** A window as the past has left it. */
export const gaugeOf = (constraint: Constraint, pieces: readonly Piece[], time: number): Gauge => {
  const { width, since } = constraint;
  const room = limitOf(constraint) - heldIn(pieces, Math.max(time - width, since), time);
  return { width, since, room, leaving: 0, until: time, tail: 0 };
};

/** Reads off what leaves the window from an instant on. */
export const readGauge = (gauge: Gauge, pieces: readonly Piece[], time: number): void => {
  if (time < gauge.until) return;
  const end = time - gauge.width;
  while ((pieces[gauge.tail]?.upto ?? time) <= end) gauge.tail += 1;
  const { from, upto, rate } = pieces[gauge.tail] ?? { from: time, upto: time, rate: 0 };
  const begins = Math.max(from, gauge.since);
  const leaves = end >= begins;
  gauge.leaving = leaves ? rate : 0;
  gauge.until = (leaves ? upto : begins) + gauge.width;
};

/** Lets so much flow into the window for a time, and what is leaving out of it. */
export const moveGauge = (gauge: Gauge, rate: number, span: number): void => {
  gauge.room += (gauge.leaving - rate) * span;
};
