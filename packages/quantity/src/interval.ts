// SPDX-License-Identifier: Apache-2.0
/**
 * Intervals: a quantity known only to lie between two bounds, such as the volume of a catheter
 * whose trimmed length nobody wrote down. Arithmetic carries both ends.
 */

import { exceeds, greater, lesser, plus, type Quantity, same } from "./quantity.ts";
import { assert } from "./result.ts";
import type { Dimension } from "./unit.ts";

/** low ≤ true value ≤ high. */
export type Interval<D extends Dimension> = {
  readonly low: Quantity<D>;
  readonly high: Quantity<D>;
};

/** The interval between two bounds. Breaks if: they are inverted (readers refuse that before). */
export const between = <D extends Dimension>(low: Quantity<D>, high: Quantity<D>): Interval<D> => {
  assert(!exceeds(low, high), "an interval runs from low to high", { low, high });
  return { low, high };
};
/** A value known exactly. */
export const exactly = <D extends Dimension>(value: Quantity<D>): Interval<D> => ({
  low: value,
  high: value,
});
/** Whether the value is known exactly. */
export const isExact = <D extends Dimension>(interval: Interval<D>): boolean =>
  same(interval.low, interval.high);
/** Sum of two intervals. */
export const plusInterval = <D extends Dimension>(a: Interval<D>, b: Interval<D>): Interval<D> => ({
  low: plus(a.low, b.low),
  high: plus(a.high, b.high),
});
/**
 * The image of an interval under a function that only rises or only falls.
 * Law: every value of the function on the interval lies between the two ends.
 */
export const through = <A extends Dimension, B extends Dimension>(
  interval: Interval<A>,
  monotone: (value: Quantity<A>) => Quantity<B>,
): Interval<B> => {
  const [one, other] = [monotone(interval.low), monotone(interval.high)];
  return { low: lesser(one, other), high: greater(one, other) };
};
