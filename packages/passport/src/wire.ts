// SPDX-License-Identifier: Apache-2.0
/**
 * Wire: a passport as small numbered fields and back. One table says key, how a field is written
 * and how it is read; a key that is not in it, a missing one and a value out of range are refused,
 * so that a reader never guesses.
 */
import {
  accepted,
  type Instant,
  milliseconds,
  type Nanolitres,
  nanolitres,
  type Result,
  refused,
} from "@cisterna/quantity";
import { DRUG_IDS, LEVELS, MODEL_IDS } from "@cisterna/therapy";
import type { Content, Disclosed, Issuer, Passport, PerDay, Request } from "./passport.ts";

/** What the codec of the wire (CBOR) carries. */
export type WireValue = number | string | null | readonly WireValue[];

/** A passport on the wire: values by the number of their field. */
export type Wire = ReadonlyMap<number, WireValue>;

/** Why a wire is no passport. */
export type WireRefusal =
  | { readonly kind: "not-a-passport" }
  | { readonly kind: "unknown-version"; readonly version: unknown }
  | { readonly kind: "field-missing"; readonly field: string }
  | { readonly kind: "field-unknown"; readonly key: unknown }
  | { readonly kind: "field-wrong"; readonly field: string };

/** The version of these fields. A reader refuses every other. */
export const WIRE_VERSION = 1;

const LONGEST_TEXT = 80;
const MOST_CONTENTS = 8;
/** A second of the year 9999 and a little more. */
const LAST_SECOND = 253_402_400_000;

/** A value that was read, or undefined where it is not of the field. */
type Reader<T> = (value: unknown) => T | undefined;

const count: Reader<number> = (value) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const text: Reader<string> = (value) =>
  typeof value === "string" && value.length > 0 && value.length <= LONGEST_TEXT ? value : undefined;

const oneOf =
  <T extends string>(words: readonly T[]): Reader<T> =>
  (value) =>
    words.find((word) => word === value);

const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : read(value);

const volume: Reader<Nanolitres> = (value) => {
  const read = count(value);
  return read === undefined ? undefined : nanolitres(read);
};

type Values<T extends readonly unknown[]> = { readonly [At in keyof T]: Reader<T[At]> };

/** A list of so many values, each of its own kind. */
const tuple =
  <T extends readonly unknown[]>(...readers: Values<T>): Reader<T> =>
  (value) => {
    if (!Array.isArray(value) || value.length !== readers.length) return undefined;
    const read = readers.map((each, at) => each(value[at]));
    return read.includes(undefined) ? undefined : (read as unknown as T);
  };

const offset: Reader<number> = (value) =>
  typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) <= 840
    ? value
    : undefined;

const instant: Reader<Instant> = (value) => {
  const read = tuple<[number, number]>(count, offset)(value);
  if (read === undefined || read[0] > LAST_SECOND) return undefined;
  return { epochMs: read[0] * 1000, offsetMinutes: read[1] };
};

const wireInstant = ({ epochMs, offsetMinutes }: Instant): WireValue => [
  epochMs / 1000,
  offsetMinutes,
];

const content: Reader<Content> = (value) => {
  const read = tuple<[Content["drug"], number]>(oneOf(DRUG_IDS), count)(value);
  return read === undefined ? undefined : { drug: read[0], nanogramsPerMillilitre: read[1] };
};

const contents: Reader<Passport["contents"]> = (value) => {
  if (!Array.isArray(value) || value.length > MOST_CONTENTS) return undefined;
  const [first, ...rest] = value.map(content);
  if (first === undefined || rest.includes(undefined)) return undefined;
  return [first, ...rest.filter((each) => each !== undefined)];
};

const issuer: Reader<Issuer> = (value) => {
  const read = tuple<[string, string]>(text, text)(value);
  return read === undefined ? undefined : { name: read[0], phone: read[1] };
};

type Maybe = string | null;

const disclosed: Reader<Disclosed> = (value) => {
  const part = orNull(text);
  const read = tuple<[Maybe, Maybe, Maybe]>(part, part, part)(value);
  return read === undefined ? undefined : { name: read[0], born: read[1], id: read[2] };
};

const perDay: Reader<PerDay> = (value) => {
  const read = tuple<[Nanolitres, Nanolitres, Nanolitres]>(volume, volume, volume)(value);
  if (read === undefined || read[2] === 0 || read[0] > read[2]) return undefined;
  return { least: read[0], programmed: read[1], most: read[2] };
};

const request: Reader<Request> = (value) => {
  const read = tuple<[Nanolitres, number, number]>(volume, count, count)(value);
  if (read === undefined) return undefined;
  return { bolus: read[0], lockout: milliseconds(read[1] * 1000), perDay: read[2] };
};

/** One field: its key on the wire, how it is written and how it is read. */
type Field<Name extends keyof Passport> = {
  readonly key: number;
  readonly write: (value: Passport[Name]) => WireValue;
  readonly read: Reader<Passport[Name]>;
};

const itself = <T extends WireValue>(value: T): WireValue => value;

/** The table of fields. Key 0 is the version. */
const FIELDS: { readonly [Name in keyof Passport]: Field<Name> } = {
  id: { key: 1, write: itself, read: text },
  issued: { key: 2, write: wireInstant, read: instant },
  issuer: { key: 3, write: ({ name, phone }) => [name, phone], read: issuer },
  patient: { key: 4, write: ({ name, born, id }) => [name, born, id], read: disclosed },
  pump: { key: 5, write: itself, read: oneOf(MODEL_IDS) },
  tip: { key: 6, write: itself, read: oneOf(LEVELS) },
  contents: {
    key: 7,
    write: (all) => all.map(({ drug, nanogramsPerMillilitre: ng }) => [drug, ng]),
    read: contents,
  },
  filled: { key: 8, write: wireInstant, read: instant },
  settled: { key: 9, write: wireInstant, read: instant },
  volume: { key: 10, write: itself, read: volume },
  besides: { key: 11, write: itself, read: volume },
  perDay: {
    key: 12,
    write: ({ least, programmed, most }) => [least, programmed, most],
    read: perDay,
  },
  request: {
    key: 13,
    write: (order) =>
      order === null ? null : [order.bolus, Math.floor(order.lockout / 1000), order.perDay],
    read: orNull(request),
  },
  due: { key: 14, write: wireInstant, read: instant },
};

const NAMES = Object.keys(FIELDS) as readonly (keyof Passport)[];

const written = <Name extends keyof Passport>(passport: Passport, name: Name): WireValue =>
  FIELDS[name].write(passport[name]);

/** A passport as numbered fields. Law: `fromWire` of it gives the passport. */
export const toWire = (passport: Passport): Wire =>
  new Map<number, WireValue>([
    [0, WIRE_VERSION],
    ...NAMES.map((name): [number, WireValue] => [FIELDS[name].key, written(passport, name)]),
  ]);

const strangers = (wire: ReadonlyMap<unknown, unknown>): readonly WireRefusal[] => {
  const known = new Set<unknown>([0, ...NAMES.map((name) => FIELDS[name].key)]);
  return [...wire.keys()]
    .filter((key) => !known.has(key))
    .map((key) => ({ kind: "field-unknown", key }));
};

const problemOf = (
  wire: ReadonlyMap<unknown, unknown>,
  name: keyof Passport,
): readonly WireRefusal[] => {
  const { key, read } = FIELDS[name];
  if (!wire.has(key)) return [{ kind: "field-missing", field: name }];
  return read(wire.get(key)) === undefined ? [{ kind: "field-wrong", field: name }] : [];
};

/** The passport of numbered fields. Refuses: another version; every field that is not as stated. */
export const fromWire = (wire: unknown): Result<Passport, WireRefusal> => {
  if (!(wire instanceof Map)) return refused({ kind: "not-a-passport" });
  const version: unknown = wire.get(0);
  if (version !== WIRE_VERSION) return refused({ kind: "unknown-version", version });
  const found = [...strangers(wire), ...NAMES.flatMap((name) => problemOf(wire, name))];
  const [first, ...rest] = found;
  if (first !== undefined) return refused(first, ...rest);
  const entries = NAMES.map((name) => [name, FIELDS[name].read(wire.get(FIELDS[name].key))]);
  return accepted(Object.fromEntries(entries) as Passport);
};
