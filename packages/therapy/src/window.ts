// SPDX-License-Identifier: Apache-2.0
/**
 * The most that a program can deliver in any sliding window, computed from the program itself.
 * These figures become its hard limits: the guard inside the pump then allows what was judged and
 * nothing beyond it. Shares no code with the guard, so that each checks the other.
 */
import {
  assert,
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  type Pulses,
  pulses,
} from "@cisterna/quantity";
import type { Bolus, OnDemand, PeriodicBolus, Program, Week } from "./program.ts";

const WEEK_MS = 7 * DAY_MS;

/** A constant rate (pulses per day) on a stretch of time (ms). */
type Piece = { readonly from: number; readonly upto: number; readonly rate: number };

const piecesOf = (week: Week, origin: number): readonly Piece[] =>
  week.map((segment, index) => ({
    from: origin + segment.from,
    upto: origin + (week[index + 1]?.from ?? WEEK_MS),
    rate: segment.rate,
  }));

/** Flow times time (pulse·ms/d) of the pieces between two instants. */
const volumeBetween = (pieces: readonly Piece[], from: number, upto: number): number => {
  let sum = 0;
  for (const piece of pieces) {
    const span = Math.min(piece.upto, upto) - Math.max(piece.from, from);
    if (span > 0) sum += piece.rate * span;
  }
  assert(Number.isSafeInteger(sum), "a window's volume is exact", { sum });
  return sum;
};

/**
 * The largest volume of any window of this width. The cumulative curve is piecewise linear, so the
 * maximum has a breakpoint at one of the window's ends.
 */
const worstOf = (pieces: readonly Piece[], width: number): number => {
  const ends = pieces.flatMap((piece) => [piece.from, piece.upto, piece.from + width]);
  return Math.max(...ends.map((end) => volumeBetween(pieces, end - width, end)));
};

/** Basal over every week of the program, and across every change from one week to the next. */
const basalPieces = (
  program: Pick<Program, "week" | "titration" | "clock">,
): readonly (readonly Piece[])[] => {
  const weeks = [program.week, ...program.titration.map((step) => step.week)];
  return weeks.map((week, index) => {
    const next = weeks[index + 1];
    const own = [...piecesOf(week, 0), ...piecesOf(week, WEEK_MS)];
    const step = program.titration[index];
    if (next === undefined || step === undefined) return own;
    return [...own, ...acrossStep({ week, next, at: (step.at + program.clock) % WEEK_MS })];
  });
};

/** The week before and the week after a dated step, placed beyond every other piece. */
const acrossStep = (change: { week: Week; next: Week; at: number }): readonly Piece[] => {
  const origin = 4 * WEEK_MS;
  const cut = origin + WEEK_MS + change.at;
  const before = [...piecesOf(change.week, origin), ...piecesOf(change.week, origin + WEEK_MS)];
  const after = [
    ...piecesOf(change.next, origin + WEEK_MS),
    ...piecesOf(change.next, origin + 2 * WEEK_MS),
  ];
  return [
    ...before.map((piece) => ({ ...piece, upto: Math.min(piece.upto, cut) })),
    ...after.map((piece) => ({ ...piece, from: Math.max(piece.from, cut) })),
  ].filter((piece) => piece.upto > piece.from);
};

/** Largest volume (pulse·ms/d) of boluses that start at least `every` apart. */
const bolusesIn = (bolus: Bolus, every: number, width: number): bigint => {
  const full = Math.floor(width / every);
  const rest = width - full * every;
  const each = BigInt(bolus.pulses) * BigInt(DAY_MS);
  const share =
    bolus.over === 0 ? each : (each * BigInt(Math.min(rest, bolus.over))) / BigInt(bolus.over);
  return BigInt(full) * each + (rest === 0 ? 0n : share + BigInt(DAY_MS));
};

const onDemandIn = (order: OnDemand | null, width: number): bigint => {
  if (order === null) return 0n;
  const cap = BigInt(order.perDay) * BigInt(order.pulses) * BigInt(DAY_MS);
  const spaced = bolusesIn(order, order.lockout, width);
  return spaced < cap ? spaced : cap;
};

const periodicIn = (order: PeriodicBolus | null, width: number): bigint =>
  order === null ? 0n : bolusesIn(order, order.every, width);

const singleIn = (order: Bolus | null): bigint =>
  order === null ? 0n : BigInt(order.pulses) * BigInt(DAY_MS);

/** What a program can do before it has limits. */
export type Deliverable = Omit<
  Program,
  "limits" | "version" | "onFault" | "fluid" | "drugClass" | "minimum" | "transition"
>;

/**
 * Whole pulses that the program can deliver in any window of this width, rounded up. An upper
 * bound: the peaks of basal, clock and patient are taken as if they fell together.
 */
export const worstWindow = (program: Deliverable, width: Milliseconds): Pulses => {
  assert(width === HOUR_MS || width === DAY_MS, "windows are an hour or a day", { width });
  const basal = Math.max(...basalPieces(program).map((pieces) => worstOf(pieces, width)));
  const sum =
    BigInt(basal) +
    periodicIn(program.periodic, width) +
    onDemandIn(program.onDemand, width) +
    singleIn(program.single);
  return pulses(Number((sum + BigInt(DAY_MS) - 1n) / BigInt(DAY_MS)));
};
