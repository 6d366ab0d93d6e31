// SPDX-License-Identifier: Apache-2.0
/**
 * The guard: the last word before the motor. It sees flows and limits as data and knows neither
 * commands nor therapy; the judge outside works from the same limits with other code. It answers
 * twice: before something is granted (`overflow`) and while it flows (`withhold`).
 *
 * A transition is not counted in the windows. Its bound is its own: its approved pulses at its
 * approved rate, of which `flow` keeps what is left.
 */
import type { Pulses } from "@cisterna/quantity";
import type { Headroom } from "./gauge.ts";
import type { Piece } from "./pump.ts";
import type { WindowName } from "./refusal.ts";
import type { Quanta } from "./tally.ts";
import { type Constraint, fullest, limitOf } from "./window.ts";

/** What has flowed and what is bound to flow, against the constraints it is to be held to. */
export type Commitment = {
  /** Past and future, ascending and without overlap. */
  readonly pieces: readonly Piece[];
  /** Only windows that end at this instant or later are looked at: the others are past. */
  readonly from: number;
  /** What is besides charged to every window, wherever it will fall. */
  readonly charged: Readonly<Record<WindowName, Quanta>>;
  readonly constraints: readonly Constraint[];
};

/** A window that would hold too much. */
export type Overflow = {
  readonly window: WindowName;
  readonly committed: Quanta;
  readonly limit: Pulses;
};

/** A rate that may flow, and for how many milliseconds that is certain (may be infinite). */
export type Allowance = { readonly rate: number; readonly span: number };

/**
 * Every constraint that a commitment would break.
 * Law: what is admitted is never withheld.
 * Source: REQ-015; a bolus is checked against the basal that will follow it, not the past alone.
 */
export const overflow = (commitment: Commitment): readonly Overflow[] =>
  commitment.constraints.flatMap((constraint) => {
    const { window, limit } = constraint;
    const held = fullest(commitment.pieces, constraint, commitment.from);
    const committed = held + commitment.charged[window];
    return committed > limitOf(constraint) ? [{ window, committed, limit }] : [];
  });

/** What bounds the flow of this instant: the highest rate, and the windows. */
export type Bounds = { readonly ceiling: number; readonly windows: readonly Headroom[] };

/**
 * How much of a wanted rate may flow now. While a window has room the whole rate flows; when it is
 * full only as much as leaves at its far end; in between one millisecond takes the rest; a window
 * that holds too much (it was charged with what came unasked) lets nothing in. This is
 * the rule "every millisecond as much as fits" in closed form, so it does not matter where time
 * is cut.
 *
 * Returns: a rate that is safe for `span` ms, at least one, if nothing else changes meanwhile.
 * Law: adding a limit never raises a rate.
 */
export const withhold = (wanted: number, { ceiling, windows }: Bounds): Allowance => {
  let rate = Math.min(wanted, ceiling);
  for (const { room, leaving } of windows) rate = Math.min(rate, room + leaving);
  rate = Math.max(rate, 0);
  let span = Number.POSITIVE_INFINITY;
  for (const { room, leaving } of windows) {
    if (room < 0 && leaving > 0) span = Math.min(span, Math.max(1, Math.floor(-room / leaving)));
    if (rate > leaving) span = Math.min(span, Math.max(1, Math.floor(room / (rate - leaving))));
  }
  return { rate, span };
};

/** The guard as a part of a controller. */
export type Guard = { readonly overflow: typeof overflow; readonly withhold: typeof withhold };

/** The guard of every pump. */
export const GUARD: Guard = { overflow, withhold };
