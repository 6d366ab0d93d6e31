// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers, times and ages for people, by language. A value is never cut: it is rounded to four
 * digits that count, with a leading zero, no trailing zero, and its unit beside it.
 */

/** The languages of the app. */
export const LANGUAGES = ["en", "es"] as const;

/** A language of the app. */
export type Language = (typeof LANGUAGES)[number];

const NARROW = "\u202f";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (language: Language, digits: number): Intl.NumberFormat => {
  const key = `${language}${digits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, {
    maximumSignificantDigits: digits,
    useGrouping: "min2",
  });
  formats.set(key, made);
  return made;
};

/** A number of so many significant digits: 0.05, 1200, in Spanish 0,05. */
export const numberText = (value: number, language: Language, digits = 4): string =>
  formatOf(language, digits).format(value);

/** A number with its unit, which never stands on another line. */
export const amountText = (value: number, unit: string, language: Language): string =>
  `${numberText(value, language)}${NARROW}${unit}`;

/** A count of nanolitres as millilitres, four digits that count. */
export const volumeText = (nanolitres: number, language: Language): string =>
  amountText(nanolitres / 1_000_000, "mL", language);

/** Nanolitres a day as millilitres a day. */
export const flowText = (nanolitres: number, language: Language): string =>
  amountText(nanolitres / 1_000_000, "mL/d", language);

const part = (value: number, unit: string): string =>
  value === 0 ? "" : `${value}${NARROW}${unit}`;

const parts = (...all: readonly string[]): string => all.filter((each) => each !== "").join(" ");

/** A span of time in its two largest units: 3 d 4 h, 20 min, 12 s. The same in both languages. */
export const spanText = (ms: number): string => {
  const [days, hours] = [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR)];
  const [minutes, seconds] = [Math.floor((ms % HOUR) / MINUTE), Math.floor((ms % MINUTE) / 1000)];
  if (days > 0) return parts(part(days, "d"), part(hours, "h"));
  if (hours > 0) return parts(part(hours, "h"), part(minutes, "min"));
  return minutes > 0 ? part(minutes, "min") : `${seconds}${NARROW}s`;
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment of the lab: which day since the start, from 1, and the time on it. */
export const momentOf = (ms: number): { readonly day: number; readonly time: string } => ({
  day: Math.floor(ms / DAY) + 1,
  time: `${two(Math.floor((ms % DAY) / HOUR))}:${two(Math.floor((ms % HOUR) / MINUTE))}`,
});
