// SPDX-License-Identifier: Apache-2.0
/** Bands: the median of a population's numbers, and what nine in ten of them lie between. */

/** Median, 5th and 95th percentile. Null where so many members have no number. */
export type Band<T = number | null> = {
  readonly median: T;
  readonly p5: T;
  readonly p95: T;
};

/** The quantile of sorted numbers, linear between neighbours. */
export const quantileOf = (sorted: Float64Array, share: number): number => {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] ?? Number.NaN;
  const part = place - low;
  return part === 0 ? below : below + part * ((sorted[low + 1] ?? below) - below);
};

/**
 * The band of some numbers. A member without one (a threshold not reached) counts as later than
 * every number.
 * Law: does not depend on the order; the median of an odd count is one of the numbers.
 */
export const bandOf = (values: readonly (number | null)[] | Float64Array): Band => {
  const sorted = Float64Array.from(values, (each) => each ?? Number.POSITIVE_INFINITY).sort();
  const at = (share: number): number | null => {
    const value = quantileOf(sorted, share);
    return Number.isFinite(value) ? value : null;
  };
  return { median: at(0.5), p5: at(0.05), p95: at(0.95) };
};
