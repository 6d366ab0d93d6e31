// SPDX-License-Identifier: Apache-2.0
/**
 * Entry: numbers and durations as they are typed. One grammar, nothing corrected silently, and a
 * value ten-fold away from what it is held against is asked about separately.
 */
import {
  type Dimension,
  multiply,
  print,
  quantity,
  type Rational,
  rational,
  readDecimal,
  readQuantity,
  total,
} from "@cisterna/quantity";

/** Why a number is not taken. */
type NumberFault = "empty" | "grammar" | "decimals" | "zero";

/** A number as it has to be typed: how many decimals, and whether it may be nothing. */
type Grammar = { readonly decimals: number; readonly zero: boolean };

/** What is wrong with a number that was typed; null: nothing. */
export const numberFault = (text: string, { decimals, zero }: Grammar): NumberFault | null => {
  if (text === "") return "empty";
  const value = readDecimal(text);
  if (value === null) return "grammar";
  if ((text.split(".")[1] ?? "").length > decimals) return "decimals";
  return value.n === 0n && !zero ? "zero" : null;
};

const reaches = (a: Rational, b: Rational): boolean => {
  const limit = multiply(b, rational(10n));
  return a.n * limit.d >= limit.n * a.d;
};

/**
 * Whether an amount is at least ten times, or at most a tenth of, another: REQ-008. False where
 * one of them is nothing or cannot be read.
 */
export const isTenfold = (asked: string, usual: string, dimension: Dimension): boolean => {
  const [a, b] = [readQuantity(asked, dimension), readQuantity(usual, dimension)];
  if (!a.ok || !b.ok || a.value.n <= 0n || b.value.n <= 0n) return false;
  return reaches(a.value, b.value) || reaches(b.value, a.value);
};

/** The number and the unit of an amount. */
export const partsOf = (amount: string): { readonly number: string; readonly unit: string } => {
  const [number = "", unit = ""] = amount.replace("≈ ", "").split(" ");
  return { number, unit };
};

/**
 * A computed volume as a pump would state it, to a tenth of a mL: what a typed one is held against.
 * To the last digit, ten times what a person means would often be a hair too little.
 */
export const asStated = (amount: string): string => {
  const { number, unit } = partsOf(amount);
  return `${Number(Number(number).toFixed(1))} ${unit}`;
};

/** The sum of volumes. */
export const volumesTogether = (volumes: readonly string[]): string =>
  print(total(volumes.map((each) => quantity(each, "volume"))), "mL");

/** A duration as it is typed: hours and minutes of one value. */
export type Span = { readonly hours: string; readonly minutes: string };

const WHOLE = /^[0-9]{1,3}$/;

/** Minutes of a duration; null: not whole hours and minutes below 60, or nothing at all. */
export const minutesOf = ({ hours, minutes }: Span): number | null => {
  const [h, m] = [hours === "" ? "0" : hours, minutes === "" ? "0" : minutes];
  if (!WHOLE.test(h) || !WHOLE.test(m) || Number(m) > 59) return null;
  const all = Number(h) * 60 + Number(m);
  return all === 0 ? null : all;
};

/** A duration from its amount, such as `30 min` or `6 h`; empty parts where it is neither. */
export const spanFrom = (amount: string): Span => {
  const { number, unit } = partsOf(amount);
  const all = Math.round(Number(number) * ({ h: 60, min: 1, d: 1440 }[unit] ?? Number.NaN));
  if (!Number.isFinite(all)) return { hours: "", minutes: "" };
  return { hours: String(Math.floor(all / 60)), minutes: String(all % 60) };
};

const DAY_MINUTES = 1440;

/** How many of something every so many minutes fit into a day. */
export const perDay = (minutes: number): number => Math.floor(DAY_MINUTES / minutes);
