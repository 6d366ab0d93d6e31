// SPDX-License-Identifier: Apache-2.0
/**
 * Exact rational numbers. Therapy's arithmetic happens here: decimal text in, fractions inside,
 * rounding only at the two doors (a count for the pump, digits for a person).
 */
import { assert } from "./result.ts";

/** A fraction in lowest terms; the denominator is positive. */
export type Rational = { readonly n: bigint; readonly d: bigint };

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** The fraction n/d in lowest terms. Breaks if: d is zero. */
export const rational = (n: bigint, d: bigint = 1n): Rational => {
  assert(d !== 0n, "a rational has a denominator other than zero", { n });
  if (d === 1n) return { n, d };
  const divisor = d < 0n ? -gcd(n, d) : gcd(n, d);
  return { n: n / divisor, d: d / divisor };
};

/** A whole number as a rational. Breaks if: the number is not a safe integer. */
export const whole = (value: number): Rational => {
  assert(Number.isSafeInteger(value), "a whole number is a safe integer", { value });
  return { n: BigInt(value), d: 1n };
};

/** Zero. */
export const ZERO: Rational = rational(0n);
/** One. */
export const ONE: Rational = rational(1n);

/** a + b. */
export const add = (a: Rational, b: Rational): Rational =>
  rational(a.n * b.d + b.n * a.d, a.d * b.d);
/** a − b. */
export const subtract = (a: Rational, b: Rational): Rational =>
  rational(a.n * b.d - b.n * a.d, a.d * b.d);
/** a × b. */
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** a ÷ b. Breaks if: b is zero. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
/** −a. */
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });

/** Sign of a − b: −1, 0 or 1. */
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
/** Whether a = b. */
export const equal = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
/** The smaller of two. */
export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
/** The larger of two. */
export const most = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

/** The largest integer not above a. */
export const floor = (a: Rational): bigint => (a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d));
/** The smallest integer not below a. */
export const ceiling = (a: Rational): bigint => -floor(negate(a));
/** The nearest integer; halves go away from zero. */
export const round = (a: Rational): bigint =>
  a.n < 0n ? -round(negate(a)) : (2n * a.n + a.d) / (2n * a.d);

/** The nearest double, for the body's measures and for plots; never for a decision. */
export const toNumber = (a: Rational): number => {
  const direct = Number(a.n) / Number(a.d);
  return Number.isFinite(direct) ? direct : Number((a.n * 10n ** 20n) / a.d) / 1e20;
};
