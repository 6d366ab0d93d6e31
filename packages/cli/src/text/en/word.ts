// SPDX-License-Identifier: Apache-2.0
/** Words and numbers of sentences: amounts, shares, lists, sources, words of our own tables. */
import {
  canonical,
  type Dimension,
  type Duration,
  digitsOf,
  type Interval,
  isExact,
  multiply,
  print,
  type Rational,
  rational,
} from "@cisterna/quantity";
import { type Amount, type Fact, SOURCES, type SourceId } from "@cisterna/therapy";

/** A sentence written over several lines: a line's end and the next one's indent are one space. */
export const prose = (
  parts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string =>
  parts.map((part, index) => `${part.replace(/\n\s*/g, " ")}${values[index] ?? ""}`).join("");

/** An amount in its own unit, a time in the one that suits it. */
export const said = (amount: Amount | undefined): string => {
  if (amount === undefined) return "an unknown amount";
  if (amount.dimension === "time") return timeText(canonical(amount.value));
  return print(canonical(amount.value), amount.unit);
};

/** A share as per cent to three digits: `133 %`. */
export const percent = (share: Rational): string => {
  const { text, exact } = digitsOf(multiply(share, rational(100n)), 3);
  return `${exact ? "" : "≈ "}${text} %`;
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

const STATUS: Readonly<Record<Fact["status"], string>> = {
  label: "label",
  manufacturer: "manufacturer",
  guideline: "guideline",
  study: "study",
  digest: "read in a digest only",
  design: "chosen by Cisterna",
  unverified: "recalled, unverified",
  confirmed: "confirmed by the clinic",
};

/** How a number stands, in words. */
export const statusText = (status: Fact["status"]): string => STATUS[status];

/** Where a number comes from, in short: `[infu_empr: label, US]`. The citation stands apart. */
export const originText = ({ source, status, edition, jurisdiction }: Fact): string => {
  const where = [statusText(status), edition, ...(jurisdiction === null ? [] : [jurisdiction])];
  return `[${source}: ${where.join(", ")}]`;
};

/** The citation of a source, by its id. */
export const citationText = (source: SourceId): string => SOURCES[source].citation;

const NATURE: Readonly<Record<string, string>> = {
  maximum: "the stated maximum",
  minimum: "the stated minimum",
  caution: "a threshold above which care is advised",
  "highest-marketed": "the strongest that is sold",
  "highest-reported": "the highest that was reported",
  "study-ceiling": "the ceiling of a study",
};

/** What a limit is, as half a sentence: `the stated maximum`, `a recalled maximum`. */
export const natureText = (nature: string | undefined, status?: Fact["status"]): string => {
  const text = NATURE[nature ?? ""] ?? "the limit";
  return status === "unverified" ? text.replace("the stated", "a recalled") : text;
};

const POPULATION: Readonly<Record<string, string>> = {
  any: "",
  naive: " for a patient not used to opioids",
  tolerant: " for a patient used to opioids",
  "spinal-origin": " in spasticity of spinal origin",
  "cerebral-origin": " in spasticity of cerebral origin",
  child: " for a child",
  "malignant-pain": " in cancer pain",
  "other-pain": " in pain that is not from cancer",
};

/** Whom a row is about, as the end of a sentence; empty for everybody. */
export const populationText = (population: string | undefined): string =>
  POPULATION[population ?? "any"] ?? "";

/** A time to four digits: `157.2 d`, `≈ 3.667 h`. */
export const timeText = (duration: Duration): string => {
  const unit = duration.n * 24n < duration.d ? "min" : duration.n < duration.d * 3n ? "h" : "d";
  const factor = { min: 1440n, h: 24n, d: 1n }[unit];
  const { text, exact } = digitsOf(multiply(duration, rational(factor)), 4);
  return `${exact ? "" : "≈ "}${text} ${unit}`;
};

const DANGER: Readonly<Record<string, string>> = {
  withdrawal: "dangerous withdrawal",
  "rebound-hypertension": "a dangerous rise of blood pressure",
  "none-known": "no danger that is known here",
};

/** What sudden loss of a drug leads to. */
export const dangerText = (danger: string | undefined): string =>
  DANGER[danger ?? "none-known"] ?? "no danger that is known here";

const TRANSITION: Readonly<Record<string, string>> = {
  bridge: "a bridge",
  "prime-pump-and-catheter": "a prime of pump and catheter",
  "prime-catheter": "a prime of the catheter",
  none: "no exchange of the fluid in the line",
};

/** A transition as an object of a sentence. */
export const transitionText = (choice: string | undefined): string =>
  TRANSITION[choice ?? "none"] ?? "a transition";

/** A value, or its bounds: `0.15 mL to 0.2 mL`. */
export const spanText = <D extends Dimension>({ low, high }: Interval<D>, unit: string): string =>
  isExact({ low, high }) ? print(low, unit) : `${print(low, unit)} to ${print(high, unit)}`;
