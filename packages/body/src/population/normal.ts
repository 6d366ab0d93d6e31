// SPDX-License-Identifier: Apache-2.0
/** The normal curve read backwards: from a share of people to the score that so many lie below. */

/** Coefficients of the ratio of polynomials, highest power first: middle, then tails. */
const MIDDLE_OVER = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const MIDDLE_UNDER = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  1,
];
const TAIL_OVER = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const TAIL_UNDER = [
  0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1,
];
/** Share below which the tail's form holds. */
const TAIL = 0.02425;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, each) => sum * x + each, 0);

const lowerTail = (share: number): number => {
  const q = Math.sqrt(-2 * Math.log(share));
  return polynomial(TAIL_OVER, q) / polynomial(TAIL_UNDER, q);
};

/**
 * The score z that this share of a normal population lies below.
 * Law: within 1.2e-9 of the true score, relatively; antisymmetric about one half.
 * Breaks if: the share is not between 0 and 1.
 * Source: P. J. Acklam's rational approximation.
 */
export const scoreOf = (share: number): number => {
  if (share < TAIL) return lowerTail(share);
  if (share > 1 - TAIL) return -lowerTail(1 - share);
  const q = share - 0.5;
  const r = q * q;
  return (q * polynomial(MIDDLE_OVER, r)) / polynomial(MIDDLE_UNDER, r);
};
