// SPDX-License-Identifier: Apache-2.0
/**
 * Dates of the clinic's views in the reader's language, and how far they lie from the view's
 * moment.
 */
import type { Language } from "../format/number.ts";

const DAY_MS = 86_400_000;

const formatOf = (locale: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });

/** Made once: a radar shows dozens of days with every key. */
const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: formatOf("en-GB"),
  es: formatOf("es"),
};

/** A day, such as 12 Apr 2026. Text of a day or of a moment flows in. */
export const dayText = (text: string, language: Language): string =>
  FORMATS[language].format(new Date(`${text.slice(0, 10)}T00:00:00Z`));

/** A moment by the clock that it bears. */
export const momentText = (text: string, language: Language): string =>
  `${dayText(text, language)}, ${text.slice(11, 16)}`;

/** Whole days from one text's day to another's; negative in the past. */
export const daysBetween = (from: string, upto: string): number =>
  Math.round((Date.parse(upto.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);

/** An amount as the language writes it: its decimal sign, and sign and unit on its line. */
export const amountIn = (text: string, language: Language): string => {
  const signed = language === "es" ? text.replace(/(\d)\.(\d)/g, "$1,$2") : text;
  return signed.replace(/^≈ | (?=[a-zA-Z%]+(\/[a-zA-Z]+)?$)/g, (gap) => gap.replace(" ", "\u202f"));
};
