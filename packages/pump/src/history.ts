// SPDX-License-Identifier: Apache-2.0
/**
 * The history charged with what did not flow by the schedule: pulses that came unasked, or that may
 * have come while nobody looked. They enter as the densest flow there is, so that every window
 * which holds the moment holds all of them.
 */
import { DAY_MS, type Milliseconds, type Pulses } from "@cisterna/quantity";
import type { Piece } from "./pump.ts";

/** Pulses to be charged at a moment. */
type Charge = { readonly at: Milliseconds; readonly pulses: Pulses };

/** The most that a millisecond can hold: one pulse, in pulses a day. */
const DENSEST = DAY_MS;

/** Pieces with a rate added on a stretch; the stretch lies before nothing else begins. */
const withRate = (pieces: readonly Piece[], from: number, upto: number): readonly Piece[] => {
  const edges = [from, upto, ...pieces.flatMap((piece) => [piece.from, piece.upto])];
  const cuts = [...new Set(edges)].toSorted((a, b) => a - b);
  return cuts.flatMap((end, index) => {
    const begin = cuts[index - 1] ?? end;
    const under = pieces.find((piece) => piece.from <= begin && piece.upto >= end)?.rate ?? 0;
    const rate = begin >= from && end <= upto ? DENSEST : under;
    return rate === 0 || begin === end ? [] : [{ from: begin, upto: end, rate }];
  });
};

/**
 * A history with pulses charged to the last milliseconds before a moment.
 * Breaks if: nothing. What flowed in those milliseconds is charged at the densest rate with them,
 * never less than the truth.
 */
export const charged = (history: readonly Piece[], { at, pulses }: Charge): readonly Piece[] =>
  pulses === 0 ? history : withRate(history, Math.max(0, at - pulses - 1), at);
