// SPDX-License-Identifier: Apache-2.0
/**
 * How the report says amounts: exact quantities through the one printer, spans of time in days,
 * hours and minutes, moments and days of the calendar, and estimates with their unit.
 */
import {
  type Dimension,
  type Duration,
  digitsOf,
  divide,
  type Instant,
  type Interval,
  isExact,
  multiply,
  printDay,
  printInstant,
  type Quantity,
  rational,
  round,
  unitNamed,
} from "@cisterna/quantity";
import { shown } from "../../run/figure.ts";

const MINUTES = rational(1440n);

const BRIEF_DIGITS = 4;

/** A quantity in few digits, for a glance; marked when rounded. A table has the full value. */
export const brief = <D extends Dimension>(value: Quantity<D>, unit: string): string => {
  const { text, exact } = digitsOf(
    divide(value, unitNamed(unit)?.factor ?? rational(1n)),
    BRIEF_DIGITS,
  );
  return `${exact ? "" : "≈ "}${text} ${unit}`;
};

/** A moment for people: `2026-03-02 09:00 (+01:00)`. */
export const moment = (instant: Instant): string => {
  const text = printInstant(instant);
  return `${text.slice(0, 10)} ${text.slice(11, 16)} (${text.slice(19)})`;
};

/** The last instant that a calendar of four digits holds. */
const LAST_DAY_MS = Date.UTC(9999, 11, 31);

/** A calendar day: `2026-03-02`. What lies beyond the year 9999 is no date to plan by. */
export const dayText = (instant: Instant): string =>
  instant.epochMs > LAST_DAY_MS ? "after the year 9999" : printDay(instant);

/** A span of time as people say it: `2 h 0 min`, `4 d 19 h`; marked when minutes are rounded. */
export const spokenTime = (duration: Duration): string => {
  const exact = multiply(duration, MINUTES);
  const minutes = Number(round(exact));
  const mark = exact.d === 1n ? "" : "≈ ";
  const [d, h, min] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (d >= 3) return `${mark}${d} d ${h} h`;
  if (d > 0) return `${mark}${d} d ${h} h ${min} min`;
  return h > 0 ? `${mark}${h} h ${min} min` : `${mark}${min} min`;
};

/** Minutes as people say them: `3 h`, `40 min`. */
export const spokenMinutes = (minutes: number): string => {
  const rounded = Math.round(minutes);
  if (rounded < 60) return `${rounded} min`;
  return rounded % 60 === 0
    ? `${rounded / 60} h`
    : `${Math.floor(rounded / 60)} h ${rounded % 60} min`;
};

/** Two intervals of time: both ends are said when they differ. */
export const spokenSpan = (span: Interval<"time">): string =>
  isExact(span) ? spokenTime(span.low) : `${spokenTime(span.low)} to ${spokenTime(span.high)}`;

/** A minute of the day as a clock shows it. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** An estimate of the model with its unit: `4.21 mcg/mL`. */
export const estimate = (value: number, unit: string): string => `${shown(value)} ${unit}`;

/** A word with a capital letter, for the beginning of a sentence. */
export const capital = (word: string): string =>
  word.replace(/^./u, (first) => first.toUpperCase());

/** A unit as an axis names it: `mg per day`. */
export const axisUnit = (unit: string): string =>
  unit.replace("/d", " per day").replace("/", " per ");
