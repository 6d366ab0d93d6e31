// SPDX-License-Identifier: Apache-2.0
/**
 * Fields: the one definition of every kind of value in a file. From each, zod derives both the
 * reading (text in, value out, problems with data) and the JSON Schema that editors use. The
 * message of a zod issue carries what is accepted; `grammar` makes problems of the issues.
 */
import {
  accepted,
  type Dimension,
  divide,
  exceeds,
  type Instant,
  isNone,
  none,
  type Quantity,
  quantity,
  type Result,
  readInstant,
  readQuantity,
  refused,
  symbolsOf,
  UNITS,
} from "@cisterna/quantity";
import { z } from "zod";
import type { ProblemKind } from "../case/problem.ts";
import { nearest } from "../shell/near.ts";

/** A file is read once: compiling its schema to code first costs more than it saves. */
z.config({ jitless: true });

/** Why a text is not the value that was asked for. */
export type Misreading = {
  readonly kind: ProblemKind;
  readonly accepted: string;
  readonly near?: string | undefined;
};

/** A field whose value is written as one text. */
type TextField<T> = {
  /** What the field means, for the reader of the schema. */
  readonly about: string;
  readonly accepted: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly read: (text: string) => Result<T, Misreading>;
};

const misread = (kind: ProblemKind, what: string, near?: string): Result<never, Misreading> =>
  refused({ kind, accepted: what, ...(near === undefined ? {} : { near }) });

/** A field from its definition. */
export const textField = <T>({ about, accepted: what, json, read }: TextField<T>) =>
  z
    .string({ error: () => what })
    .transform((text, context): T => {
      const reading = read(text);
      if (reading.ok) return reading.value;
      for (const params of reading.refusals) {
        context.issues.push({ code: "custom", input: text, params, message: params.accepted });
      }
      return z.NEVER;
    })
    .meta({ description: `${about}: ${what}`, ...json });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const quantityPattern = (dimension: Dimension): string => {
  const names = UNITS.filter((unit) => unit.dimension === dimension).flatMap((unit) => [
    unit.symbol,
    ...unit.aliases,
  ]);
  return `^[0-9]+(\\.[0-9]+)? (${names.map(escaped).join("|")})$`;
};

/** Smallest and largest amounts that a field can hold: bounds of reading, not of therapy. */
type Holds = {
  readonly least?: string;
  readonly most: string;
  readonly zero?: boolean;
  /** The amount has to be a whole number of these. */
  readonly step?: string;
};

/** What any file may state of a dimension: far beyond any pump, within what the pump can count. */
const HOLDS: Readonly<Record<Dimension, string>> = {
  mass: "1000 kg",
  volume: "10000 mL",
  time: "36525 d",
  length: "100 m",
  concentration: "10 g/mL",
  "dose-rate": "1000000 mg/d",
  flow: "10000 mL/d",
  "volume-per-length": "100 mL/cm",
  ratio: "100000 %",
};

const boundsText = ({ least, most, zero, step }: Holds): string => {
  if (step !== undefined) return `, in steps of ${step}, more than 0 and at most ${most}`;
  if (least !== undefined) return `, from ${least} to ${most}`;
  return zero === true ? `, at most ${most}` : `, more than 0 and at most ${most}`;
};

const dimensionText = (dimension: Dimension): string =>
  `a number, a space and one of ${symbolsOf(dimension).join(", ")}`;

/** A quantity of one dimension. More than zero unless `zero`. */
export const quantityField = <D extends Dimension>(
  about: string,
  dimension: D,
  limits: Partial<Holds> = {},
) => {
  const holds: Holds = { most: HOLDS[dimension], ...limits };
  const what = `${dimensionText(dimension)}${boundsText(holds)}`;
  const [least, most, step] = [holds.least ?? "0", holds.most, holds.step].map((bound) =>
    bound === undefined || bound === "0" ? none<D>() : quantity(bound, dimension),
  ) as [Quantity<D>, Quantity<D>, Quantity<D>];
  const outside = (value: Quantity<D>): boolean =>
    exceeds(value, most) ||
    exceeds(least, value) ||
    !(isNone(step) || divide(value, step).d === 1n);
  return textField<Quantity<D>>({
    about,
    accepted: what,
    json: { pattern: quantityPattern(dimension) },
    read: (text) => {
      const reading = readQuantity(text, dimension);
      if (!reading.ok) return misread(reading.refusals[0].kind, reading.refusals[0].accepted);
      if (isNone(reading.value) && holds.zero !== true) return misread("not-positive", what);
      return outside(reading.value) ? misread("out-of-range", what) : reading;
    },
  });
};

/** The kind of problem that an unknown word of a list is. */
type WordKind = Extract<ProblemKind, `unknown-${string}`>;

/** The word that the text begins (`synchromed-ii` of `synchromed-ii-20`), or else the nearest. */
const suggested = (read: string, words: readonly string[]): string | undefined =>
  words.find((word) => read !== "" && word.startsWith(`${read}-`)) ?? nearest(read, words);

/** One word of a list; the nearest one is suggested, never taken. */
export const wordField = <W extends string>(
  about: string,
  words: readonly W[],
  kind: WordKind = "unknown-word",
) => {
  const known: ReadonlyMap<string, W> = new Map(words.map((word) => [word, word]));
  const what = `one of ${words.join(", ")}`;
  return textField<W>({
    about,
    accepted: what,
    json: { enum: [...words] },
    read: (text) => {
      const word = known.get(text);
      return word === undefined ? misread(kind, what, suggested(text, words)) : accepted(word);
    },
  });
};

/** `yes` or `no`, written out. */
export const yesNoField = (about: string) =>
  textField<boolean>({
    about,
    accepted: "yes or no",
    json: { enum: ["yes", "no"] },
    read: (text) =>
      text === "yes" || text === "no"
        ? accepted(text === "yes")
        : misread("unknown-word", "yes or no"),
  });

/** A whole number, written plainly. */
export const countField = (
  about: string,
  range: { readonly from: number; readonly upto: number },
) => {
  const what = `a whole number from ${range.from} to ${range.upto}`;
  return textField<number>({
    about,
    accepted: what,
    json: { type: "integer", minimum: range.from, maximum: range.upto },
    read: (text) => {
      if (!/^(?:0|[1-9][0-9]*)$/.test(text)) return misread("malformed-number", what);
      const count = Number(text);
      if (count === 0 && range.from > 0) return misread("not-positive", what);
      return count < range.from || count > range.upto
        ? misread("out-of-range", what)
        : accepted(count);
    },
  });
};

const LONGEST_TEXT = 200;
const TEXT = "text on one line, at most 200 characters";

/** Words of a person: a name, a page, a reason. A plain number is such a text too. */
export const freeTextField = (about: string) =>
  textField<string>({
    about,
    accepted: TEXT,
    json: { type: ["string", "number"], maxLength: LONGEST_TEXT },
    read: (text) =>
      text.trim() === "" || text.length > LONGEST_TEXT || /\p{C}/u.test(text)
        ? misread("malformed-text", TEXT)
        : accepted(text),
  });

const INSTANT = "a date and time with a zone, such as 2026-03-01T09:00:00+01:00";
const INSTANT_PATTERN =
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?" +
  "(Z|[+-][0-9]{2}:[0-9]{2})$";
const ZONELESS = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/** An instant in ISO 8601 with its zone. */
export const instantField = (about: string) =>
  textField<Instant>({
    about,
    accepted: INSTANT,
    json: { pattern: INSTANT_PATTERN },
    read: (text) => {
      const instant = readInstant(text);
      if (instant !== null) return accepted(instant);
      return misread(ZONELESS.test(text) ? "date-without-zone" : "malformed-date", INSTANT);
    },
  });

const DAY = "a day such as 1961-04-02";

/** A calendar day. */
export const dayField = (about: string) =>
  textField<string>({
    about,
    accepted: DAY,
    json: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
    read: (text) =>
      readInstant(`${text}T00:00:00Z`) === null ? misread("malformed-date", DAY) : accepted(text),
  });

const TIME = 'a time of day from "00:00" to "23:59"';

/** A time of day, as minutes after midnight. */
export const timeField = (about: string) =>
  textField<number>({
    about,
    accepted: TIME,
    json: { pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
    read: (text) => {
      const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
      return match === null
        ? misread("malformed-time", TIME)
        : accepted(Number(match[1]) * 60 + Number(match[2]));
    },
  });

/** A mapping with these keys and no others. Its zod messages carry the keys. */
export const mapping = <S extends z.core.$ZodLooseShape>(shape: S, about: string) =>
  z
    .strictObject(shape, { error: () => Object.keys(shape).join(", ") })
    .meta({ description: about });

/** A list of at least one of something. */
export const list = <S extends z.ZodType>(item: S, about: string) =>
  z
    .array(item, { error: () => "a list" })
    .min(1, { error: () => "at least one" })
    .meta({ description: about });

/** For the JSON Schema of a mapping: exactly one of these groups of keys is there in full. */
export const oneGroupOf = (...groups: readonly (readonly string[])[]) => ({
  oneOf: groups.map((keys) => ({
    type: "object",
    properties: Object.fromEntries(keys.map((key) => [key, {}])),
    required: [...keys],
  })),
});
