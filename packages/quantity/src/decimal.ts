// SPDX-License-Identifier: Apache-2.0
/**
 * Decimal text: the one grammar for entry, and the one printer. Entry accepts digits with at most
 * one point and a digit on each side of it; nothing is corrected silently. Printing has a leading
 * zero, no trailing zero, and no digit is ever cut off without saying so.
 */
import { multiply, negate, type Rational, rational, round } from "./rational.ts";

const GRAMMAR = /^[0-9]+(?:\.[0-9]+)?$/;

/** Digits that JSON output keeps, and with it every machine reader. */
export const SIGNIFICANT_DIGITS = 12;

/** The exact value of a number as a person wrote it, or null if it is outside the grammar. */
export const readDecimal = (text: string): Rational | null => {
  if (!GRAMMAR.test(text) || text.length > 40) return null;
  const point = text.indexOf(".");
  if (point < 0) return rational(BigInt(text));
  const fraction = text.slice(point + 1);
  return rational(BigInt(text.slice(0, point) + fraction), 10n ** BigInt(fraction.length));
};

/** Power of ten of the leading digit: 0 for 1…9, −1 for 0.1…0.9. The value must not be zero. */
const magnitude = (positive: Rational): number => {
  const guess = positive.n.toString().length - positive.d.toString().length;
  const scaled = scale(positive, -guess);
  return scaled.n >= scaled.d ? guess : guess - 1;
};

const scale = (value: Rational, power: number): Rational =>
  power >= 0
    ? multiply(value, rational(10n ** BigInt(power)))
    : multiply(value, rational(1n, 10n ** BigInt(-power)));

const placePoint = (digits: string, decimals: number): string => {
  if (decimals <= 0) return digits + "0".repeat(-decimals);
  const padded = digits.padStart(decimals + 1, "0");
  const fraction = padded.slice(-decimals).replace(/0+$/, "");
  const whole = padded.slice(0, -decimals);
  return fraction === "" ? whole : `${whole}.${fraction}`;
};

/** A printed number and whether the digits are the whole truth. */
export type Digits = { readonly text: string; readonly exact: boolean };

/** The value rounded to so many significant digits. `exact` tells whether rounding changed it. */
export const digitsOf = (value: Rational, significant: number = SIGNIFICANT_DIGITS): Digits => {
  if (value.n === 0n) return { text: "0", exact: true };
  if (value.n < 0n) {
    const positive = digitsOf(negate(value), significant);
    return { text: `-${positive.text}`, exact: positive.exact };
  }
  const decimals = significant - 1 - magnitude(value);
  const scaled = scale(value, decimals);
  return { text: placePoint(round(scaled).toString(), decimals), exact: scaled.d === 1n };
};

/** The number for JSON: the value rounded to 12 significant digits. */
export const toSignificant = (value: Rational): number => Number(digitsOf(value).text);
