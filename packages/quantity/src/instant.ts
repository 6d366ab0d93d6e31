// SPDX-License-Identifier: Apache-2.0
/**
 * Instants as clinics write them: ISO 8601 with a zone offset, such as
 * `2026-03-01T09:00:00+01:00`. An instant keeps the offset it was written with, so that dates
 * derived from it are printed in the clinic's own day.
 */

import { durationOf, milliseconds } from "./count.ts";
import type { Duration } from "./quantity.ts";
import { floor, multiply, rational } from "./rational.ts";

/** A moment in milliseconds since 1970 UTC, with the offset of the clock on the wall in minutes. */
export type Instant = { readonly epochMs: number; readonly offsetMinutes: number };

const GRAMMAR =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:\.(\d{1,3}))?(Z|[+-]\d{2}:[0-5]\d)$/;

const offsetOf = (zone: string): number => {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
};

/** No implant is older than this; `Date.UTC` reads the years 0 to 99 as another century. */
const FIRST_YEAR = 1900;

const isDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= FIRST_YEAR && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** The instant a text states, or null: no zone, no such day, or another form. */
export const readInstant = (text: string): Instant | null => {
  const match = GRAMMAR.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? "0")) as [number, number, number, number, number, number];
  const zone = match[8] ?? "Z";
  const offsetMinutes = offsetOf(zone);
  const inRange =
    isDate(year, month, day) &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    Math.abs(offsetMinutes) <= 14 * 60;
  if (!inRange) return null;
  const fraction = Number((match[7] ?? "0").padEnd(3, "0"));
  const local = Date.UTC(year, month - 1, day, hour, minute, second) + fraction;
  return { epochMs: local - offsetMinutes * 60_000, offsetMinutes };
};

const two = (value: number): string => String(value).padStart(2, "0");

/** The instant in its own zone, to the second: `2026-03-01T09:00:00+01:00`. */
export const printInstant = (instant: Instant): string => {
  const local = new Date(instant.epochMs + instant.offsetMinutes * 60_000)
    .toISOString()
    .slice(0, 19);
  const size = Math.abs(instant.offsetMinutes);
  const sign = instant.offsetMinutes < 0 ? "-" : "+";
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** The calendar day of the instant in its own zone: `2026-03-01`. */
export const printDay = (instant: Instant): string => printInstant(instant).slice(0, 10);

/** The instant a duration later, to the millisecond below. */
export const later = (instant: Instant, duration: Duration): Instant => ({
  ...instant,
  epochMs: instant.epochMs + Number(floor(multiply(duration, rational(86_400_000n)))),
});

/** Time from one instant to a later one. Breaks if: it is earlier. */
export const elapsed = (from: Instant, upto: Instant): Duration =>
  durationOf(milliseconds(upto.epochMs - from.epochMs));

/** Milliseconds since Monday 00:00 on the wall clock of the instant's own zone. */
export const sinceMonday = (instant: Instant): number => {
  const week = 7 * 86_400_000;
  const local = instant.epochMs + instant.offsetMinutes * 60_000;
  const mondayMs = 4 * 86_400_000;
  return (((local - mondayMs) % week) + week) % week;
};
