// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic's calendar: on which days somebody can be refilled. Days are counted from 1970, so
 * that no clock and no zone has a part in it.
 */
import { WEEKDAYS } from "@cisterna/therapy";
import type { Settings } from "../course/clinic.ts";

const DAY_MS = 86_400_000;

/** A calendar day as a count of days since 1970-01-01. */
export const dayNumber = (day: string): number =>
  Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** The calendar day of a count. */
export const dayText = (count: number): string =>
  new Date(count * DAY_MS).toISOString().slice(0, 10);

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): (typeof WEEKDAYS)[number] =>
  WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? "mon";

/** What a clinic says about its days. */
type Hours = Pick<Settings, "weekend" | "closures">;

/** Which days are working days, and how to count them. */
export type Calendar = {
  readonly isOpen: (day: number) => boolean;
  /** The last working day before a day. */
  readonly openBefore: (day: number) => number;
  /** So many working days before a day. */
  readonly back: (day: number, count: number) => number;
  /** The calendar day of a count, reckoned once. */
  readonly text: (day: number) => string;
};

/** No clinic is closed for longer than this: a calendar without an open day has no answer. */
const LONGEST_CLOSURE = 400;

/** The calendar of a clinic. One that is closed for over a year counts that day as open. */
export const calendarOf = ({ weekend, closures }: Hours): Calendar => {
  const closed = closures.map(({ from, upto }) => [dayNumber(from), dayNumber(upto)] as const);
  const shut = new Set(weekend);
  const known = new Map<number, boolean>();
  const reckon = (day: number): boolean =>
    !shut.has(weekdayOf(day)) && !closed.some(([from, upto]) => day >= from && day <= upto);
  const isOpen = (day: number): boolean => {
    const found = known.get(day) ?? reckon(day);
    known.set(day, found);
    return found;
  };
  const before = new Map<number, number>();
  const openBefore = (day: number): number => {
    const found = before.get(day);
    if (found !== undefined) return found;
    let each = day - 1;
    while (!isOpen(each) && day - each < LONGEST_CLOSURE) each -= 1;
    before.set(day, each);
    return each;
  };
  const back = (day: number, count: number): number => {
    let each = day;
    for (let left = count; left > 0; left -= 1) each = openBefore(each);
    return each;
  };
  const texts = new Map<number, string>();
  const text = (day: number): string => {
    const found = texts.get(day) ?? dayText(day);
    texts.set(day, found);
    return found;
  };
  return { isOpen, openBefore, back, text };
};
