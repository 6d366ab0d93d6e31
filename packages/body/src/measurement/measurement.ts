// SPDX-License-Identifier: Apache-2.0
/**
 * Measurements: what published studies found, as each source prints it, so that the model can be
 * calibrated on some of them and tested on the others. Nothing is converted and nothing left out;
 * `split` says which side each stands on, and why some can be on none.
 */

/** How far the values of one quantity lay apart, in the quantity's unit. */
export type Scatter =
  | { readonly kind: "SD" | "SEM" | "as printed"; readonly of: number }
  | { readonly kind: "range"; readonly of: readonly [low: number, high: number] };

/** One value of a quantity, a range of it, or, for an ordering, what was found in words. */
export type Expected = {
  readonly value: number | readonly [low: number, high: number] | string;
  readonly unit: string;
  /** Which of several quantities, places or times this is. */
  readonly what?: string;
  /** The value is only a bound. */
  readonly bound?: "below" | "above";
  /** Only the order of magnitude is stated. */
  readonly magnitude?: true;
  readonly scatter?: Scatter;
};

/** What a source measured under one protocol. */
export type Measurement = {
  readonly id: string;
  readonly source: string;
  readonly species: string;
  readonly drug: string;
  readonly protocol: string;
  readonly quantity: string;
  readonly expected: readonly Expected[];
  /** What the source says of its spread. */
  readonly uncertainty: string;
  /** How much of the source was read. */
  readonly readIn: string;
  /** Taken from a figure, or printed as "about". */
  readonly approximate: boolean;
  /** What it can be held against: a number, a range, or only an order. */
  readonly tier: "quantitative" | "range" | "ordering";
  readonly note: string;
};
