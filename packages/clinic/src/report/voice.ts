// SPDX-License-Identifier: Apache-2.0
/**
 * Voice: how a report says things. The one place where amounts, days and moments of the record
 * become text on paper.
 */
import { type Dimension, print, quantity } from "@cisterna/quantity";
import { EN_SAYS, type Says } from "./words/en.ts";
import { EN_CHECKS, EN_NAMES, type Names } from "./words/en-names.ts";
import { ES_SAYS } from "./words/es.ts";
import { ES_CHECKS, ES_NAMES } from "./words/es-names.ts";

/** The languages that reports are printed in. */
export const LANGUAGES = ["en", "es"] as const;

/** A language that reports are printed in. */
export type Language = (typeof LANGUAGES)[number];

const TABLES = {
  en: { names: EN_NAMES, checks: EN_CHECKS, says: EN_SAYS, locale: "en-GB" },
  es: { names: ES_NAMES, checks: ES_CHECKS, says: ES_SAYS, locale: "es" },
} as const;

/** How a report says things. */
export type Voice = {
  readonly language: Language;
  readonly says: Says;
  /** A word of the record by its name; one that has none is shown as it stands. */
  readonly name: (table: keyof Names | "checks", word: string) => string;
  /** An amount as the record has it: at most six digits, no trailing zero. */
  readonly amount: (text: string, dimension: Dimension) => string;
  /** An amount that was printed before, in the language's decimal sign. */
  readonly printed: (text: string) => string;
  /** A day, such as 12 Apr 2026; text of a moment flows in. */
  readonly day: (text: string) => string;
  /** A moment by the clock that it bears. */
  readonly moment: (text: string) => string;
  /** Drugs and their concentrations in one line. */
  readonly fluid: (drugs: readonly { drug: string; concentration: string }[]) => string;
};

const NARROW = "\u202f";

const printedIn = (text: string, language: Language): string => {
  const signed = language === "es" ? text.replace(/(\d)\.(\d)/g, "$1,$2") : text;
  return signed.replace(/(\d) (?=[a-zA-Z%])/g, `$1${NARROW}`);
};

const rewritten = (text: string, dimension: Dimension): string =>
  print(quantity(text, dimension), text.slice(text.indexOf(" ") + 1));

/** How a report says things in a language. */
export const voiceIn = (language: Language): Voice => {
  const { names, checks, says, locale } = TABLES[language];
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const printed = (text: string): string => printedIn(text, language);
  const amount = (text: string, dimension: Dimension) => printed(rewritten(text, dimension));
  const name: Voice["name"] = (table, word) => {
    const words: Readonly<Record<string, string>> = table === "checks" ? checks : names[table];
    return words[word] ?? word;
  };
  const day = (text: string): string => days.format(new Date(`${text.slice(0, 10)}T00:00:00Z`));
  return {
    language,
    says,
    name,
    amount,
    printed,
    day,
    moment: (text) => `${day(text)}, ${text.slice(11, 16)}`,
    fluid: (drugs) =>
      drugs
        .map(({ drug, concentration }) => {
          return `${name("drugs", drug)} ${amount(concentration, "concentration")}`;
        })
        .join(" + "),
  };
};
