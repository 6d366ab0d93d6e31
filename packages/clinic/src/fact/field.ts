// SPDX-License-Identifier: Apache-2.0
/**
 * Fields: the one definition of every kind of value in a command or a fact. A value stays as it was
 * written: facts are plain JSON, hashed and kept as they are, and arithmetic reads a quantity out
 * of its text where it is needed. The message of every issue is what would be accepted.
 */
import {
  type Dimension,
  exceeds,
  isNone,
  none,
  quantity,
  readInstant,
  readQuantity,
  symbolsOf,
  UNITS,
} from "@cisterna/quantity";
import { z } from "zod";
import type { RefusalKind } from "./refusal.ts";

/** A schema is read a few times and never worth compiling to code. */
z.config({ jitless: true });

type Misreading = { readonly kind: RefusalKind; readonly accepted: string };

type TextField = {
  readonly about: string;
  readonly accepted: string;
  readonly json?: Readonly<Record<string, unknown>>;
  /** Why this text is not such a value; null: it is. */
  readonly fault: (text: string) => Misreading | null;
};

const LONGEST = 4000;

const textField = ({ about, accepted, json = {}, fault }: TextField) =>
  z
    .string({ error: () => accepted })
    .superRefine((text, context) => {
      const found =
        text.length > LONGEST ? ({ kind: "malformed-text", accepted } as const) : fault(text);
      if (found !== null)
        context.addIssue({ code: "custom", params: { kind: found.kind }, message: found.accepted });
    })
    .meta({ description: `${about}: ${accepted}`, ...json });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const patternOf = (dimension: Dimension): string => {
  const names = UNITS.filter((unit) => unit.dimension === dimension).flatMap((unit) => [
    unit.symbol,
    ...unit.aliases,
  ]);
  return `^[0-9]+(\\.[0-9]+)? (${names.map(escaped).join("|")})$`;
};

/** Bounds of reading, not of therapy. */
type Holds = { readonly least?: string; readonly most?: string; readonly zero?: boolean };

const MOST: Readonly<Record<Dimension, string>> = {
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

const rangeText = ({ least, most, zero }: Holds): string => {
  if (least !== undefined) return `, from ${least} to ${most}`;
  return zero === true ? `, at most ${most}` : `, more than 0 and at most ${most}`;
};

/** A quantity of one dimension as a text. More than zero unless `zero`. */
export const amount = (about: string, dimension: Dimension, limits: Holds = {}) => {
  const holds = { most: MOST[dimension], ...limits };
  const units = symbolsOf(dimension).join(", ");
  const accepted = `a number, a space and one of ${units}${rangeText(holds)}`;
  const most = quantity(holds.most, dimension);
  const least = holds.least === undefined ? none<Dimension>() : quantity(holds.least, dimension);
  return textField({
    about,
    accepted,
    json: { pattern: patternOf(dimension) },
    fault: (text) => {
      const reading = readQuantity(text, dimension);
      if (!reading.ok) return { kind: reading.refusals[0].kind, accepted };
      if (isNone(reading.value) && holds.zero !== true) return { kind: "not-positive", accepted };
      const outside = exceeds(reading.value, most) || exceeds(least, reading.value);
      return outside ? { kind: "out-of-range", accepted } : null;
    },
  });
};

/** One word of a list. */
export const word = <const W extends readonly [string, ...string[]]>(about: string, words: W) =>
  z.enum(words, { error: () => `one of ${words.join(", ")}` }).meta({ description: about });

/** true or false. */
export const truth = (about: string) =>
  z.boolean({ error: () => "true or false" }).meta({ description: about });

/** A whole number. */
export const count = (
  about: string,
  { from, upto }: { readonly from: number; readonly upto: number },
) => {
  const error = () => `a whole number from ${from} to ${upto}`;
  return z.int({ error }).min(from, { error }).max(upto, { error }).meta({ description: about });
};

const LONGEST_LINE = 200;
const LINE = `text on one line, at most ${LONGEST_LINE} characters`;

/** Words of a person on one line: a name, a page, a lot number. */
export const line = (about: string) =>
  textField({
    about,
    accepted: LINE,
    json: { minLength: 1, maxLength: LONGEST_LINE },
    fault: (text) =>
      text.trim() === "" || text.length > LONGEST_LINE || /\p{C}/u.test(text)
        ? { kind: "malformed-text", accepted: LINE }
        : null,
  });

const PROSE = `text of at most ${LONGEST} characters`;

/** Words of a person on several lines: a reason, a finding. */
export const prose = (about: string) =>
  textField({
    about,
    accepted: PROSE,
    json: { minLength: 1, maxLength: LONGEST },
    fault: (text) =>
      text.trim() === "" || /[^\P{C}\n\r\t]/u.test(text)
        ? { kind: "malformed-text", accepted: PROSE }
        : null,
  });

const DIGEST = "32 bytes as 64 hexadecimal digits";

/** 32 bytes: a hash, or the public half of a key. */
export const digest = (about: string) =>
  textField({
    about,
    accepted: DIGEST,
    json: { pattern: "^[0-9a-f]{64}$" },
    fault: (text) =>
      /^[0-9a-f]{64}$/.test(text) ? null : { kind: "malformed-text", accepted: DIGEST },
  });

const ID = "1 to 64 of a-z, A-Z, 0-9, . and -";

/** A name by which something is found again. */
export const id = (about: string) =>
  textField({
    about,
    accepted: ID,
    json: { pattern: "^[A-Za-z0-9.-]{1,64}$" },
    fault: (text) =>
      /^[A-Za-z0-9.-]{1,64}$/.test(text) ? null : { kind: "malformed-text", accepted: ID },
  });

const INSTANT = "a date and time with a zone, such as 2026-03-01T09:00:00+01:00";
const ZONELESS = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/** An instant in ISO 8601 with its zone. */
export const instant = (about: string) =>
  textField({
    about,
    accepted: INSTANT,
    json: {
      pattern:
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?" +
        "(Z|[+-][0-9]{2}:[0-9]{2})$",
    },
    fault: (text) => {
      if (readInstant(text) !== null) return null;
      const kind = ZONELESS.test(text) ? "date-without-zone" : "malformed-date";
      return { kind, accepted: INSTANT };
    },
  });

const DAY = "a day such as 1961-04-02";

/** A calendar day. */
export const day = (about: string) =>
  textField({
    about,
    accepted: DAY,
    json: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
    fault: (text) =>
      readInstant(`${text}T00:00:00Z`) === null ? { kind: "malformed-date", accepted: DAY } : null,
  });

const TIME = "a time of day from 00:00 to 23:59";

/** A time of day. */
export const timeOfDay = (about: string) =>
  textField({
    about,
    accepted: TIME,
    json: { pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" },
    fault: (text) =>
      /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : { kind: "malformed-time", accepted: TIME },
  });

/** A mapping with these keys and no others. The messages of its issues carry the keys. */
export const mapping = <S extends z.core.$ZodLooseShape>(shape: S, about: string) =>
  z
    .strictObject(shape, { error: () => Object.keys(shape).join(", ") || "no key at all" })
    .meta({ description: about });

const LONGEST_LIST = 1000;

/** A list of something, empty only where `empty` says so. */
export const list = <S extends z.ZodType>(
  item: S,
  about: string,
  { empty = false }: { readonly empty?: boolean } = {},
) =>
  z
    .array(item, { error: () => "a list" })
    .min(empty ? 0 : 1, { error: () => "at least one" })
    .max(LONGEST_LIST, { error: () => `at most ${LONGEST_LIST}` })
    .meta({ description: about });
