// SPDX-License-Identifier: Apache-2.0
/**
 * Shapes: what may stand in a place on the wire. A shape is one thing from which everything else
 * follows: the writer, the reader, the documentation and the corpus of the fuzzer (by `layout`).
 * Typed by the value, so that a field or a kind added to a command does not compile until it has
 * its place here.
 */
import { type Bytes, textOf, utf8 } from "../bytes.ts";
import {
  fail,
  MAJOR,
  type Malformed,
  type Reader,
  readBytes,
  readerOf,
  readHead,
  SIMPLE,
  takeByte,
} from "./reader.ts";
import {
  emptyWriter,
  type Writer,
  writeByte,
  writeBytes,
  writeHead,
  writtenBytes,
} from "./writer.ts";

/** A shape as data. Fields and alternatives are numbered as they stand, alternatives from 0. */
export type Layout =
  | { readonly kind: "count"; readonly least: number; readonly most: number }
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly numbers: Readonly<Record<string, number>> }
  | { readonly kind: "text"; readonly most: number }
  | { readonly kind: "octets"; readonly least: number; readonly most: number }
  | { readonly kind: "nullable"; readonly of: Layout }
  | { readonly kind: "list"; readonly of: Layout; readonly most: number }
  | { readonly kind: "record"; readonly fields: Fields }
  | { readonly kind: "variant"; readonly kinds: Readonly<Record<string, Fields>> }
  | { readonly kind: "value" };

/** Fields by name, in the order of their numbers. */
export type Fields = Readonly<Record<string, Layout>>;

/** What may stand in a place. `read` gives undefined and leaves the reason in the reader. */
export type Shape<T> = {
  readonly layout: Layout;
  readonly write: (writer: Writer, value: T) => boolean;
  readonly read: (reader: Reader) => T | undefined;
};

/** A whole number within bounds, made into its quantity. */
export const count = <T extends number>(
  make: (value: number) => T,
  most: number = Number.MAX_SAFE_INTEGER,
  least = 0,
): Shape<T> => ({
  layout: { kind: "count", least, most },
  write: (writer, value) => {
    writeHead(writer, MAJOR.count, value);
    return value >= least && value <= most;
  },
  read: (reader) => {
    const value = readHead(reader, MAJOR.count);
    if (value === undefined) return undefined;
    return value < least || value > most ? fail(reader, "out-of-range") : make(value);
  },
});

/** A bare whole number: a version, a number of a list. */
export const whole = (most: number = Number.MAX_SAFE_INTEGER, least = 0): Shape<number> =>
  count((value) => value, most, least);

/** Yes or no. */
export const flag: Shape<boolean> = {
  layout: { kind: "flag" },
  write: (writer, value) => {
    writeByte(writer, value ? SIMPLE.yes : SIMPLE.no);
    return true;
  },
  read: (reader) => {
    if (takeByte(reader, SIMPLE.yes)) return true;
    return takeByte(reader, SIMPLE.no) ? false : fail(reader, "wrong-type");
  },
};

/**
 * One of some words, by its number. Every word of the type has one: a word that is added does not
 * compile until it has its number.
 */
export const choice = <T extends string>(numbers: Readonly<Record<T, number>>): Shape<T> => {
  const names = Object.keys(numbers) as T[];
  const byNumber = new Map(names.map((name) => [numbers[name], name]));
  return {
    layout: { kind: "choice", numbers },
    write: (writer, value) => {
      writeHead(writer, MAJOR.count, numbers[value] ?? 0);
      return names.includes(value);
    },
    read: (reader) => {
      const number = readHead(reader, MAJOR.count);
      return number === undefined
        ? undefined
        : (byNumber.get(number) ?? fail(reader, "out-of-range"));
    },
  };
};

/** A text of at most so many bytes of UTF-8. */
export const text = (most: number): Shape<string> => ({
  layout: { kind: "text", most },
  write: (writer, value) => {
    const bytes = utf8(value);
    writeHead(writer, MAJOR.text, bytes.length);
    writeBytes(writer, bytes);
    return bytes.length <= most && value.isWellFormed();
  },
  read: (reader) => {
    const length = readHead(reader, MAJOR.text);
    if (length === undefined) return undefined;
    if (length > most) return fail(reader, "too-long");
    const bytes = readBytes(reader, length);
    return bytes === undefined ? undefined : (textOf(bytes) ?? fail(reader, "not-text"));
  },
});

/** Bytes, at least and at most so many. */
export const octets = (least: number, most: number = least): Shape<Bytes> => ({
  layout: { kind: "octets", least, most },
  write: (writer, value) => {
    writeHead(writer, MAJOR.bytes, value.length);
    writeBytes(writer, value);
    return value.length >= least && value.length <= most;
  },
  read: (reader) => {
    const length = readHead(reader, MAJOR.bytes);
    if (length === undefined) return undefined;
    return length < least || length > most ? fail(reader, "too-long") : readBytes(reader, length);
  },
});

/** Something, or nothing at all. */
export const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  layout: { kind: "nullable", of: shape.layout },
  write: (writer, value) => {
    if (value !== null) return shape.write(writer, value);
    writeByte(writer, SIMPLE.nothing);
    return true;
  },
  read: (reader) => (takeByte(reader, SIMPLE.nothing) ? null : shape.read(reader)),
});

/** At most so many of one kind. */
export const list = <T>(shape: Shape<T>, most: number): Shape<readonly T[]> => ({
  layout: { kind: "list", of: shape.layout, most },
  write: (writer, values) => {
    writeHead(writer, MAJOR.list, values.length);
    return values.every((value) => shape.write(writer, value)) && values.length <= most;
  },
  read: (reader) => {
    const length = readHead(reader, MAJOR.list);
    if (length === undefined) return undefined;
    if (length > most) return fail(reader, "too-long");
    const values: T[] = [];
    for (let index = 0; index < length; index += 1) {
      const value = shape.read(reader);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  },
});

/** Shapes of every member of a type: one missing or one too many does not compile. */
export type ShapesOf<T> = { readonly [Name in keyof T]-?: Shape<T[Name]> };

type Members = Record<string, unknown>;
type Numbered = { readonly names: readonly string[]; readonly shapes: readonly Shape<unknown>[] };

const numbered = (shapes: object): Numbered => ({
  names: Object.keys(shapes),
  shapes: Object.values(shapes),
});

const layoutsOf = ({ names, shapes }: Numbered): Fields =>
  Object.fromEntries(shapes.map(({ layout }, index) => [names[index] ?? "", layout]));

/** Members under ascending numbers from `first`. */
const writeMembers = (
  { names, shapes }: Numbered,
  { writer, first }: { readonly writer: Writer; readonly first: number },
  value: Members,
): boolean =>
  shapes.every((shape, index) => {
    writeHead(writer, MAJOR.count, first + index);
    return shape.write(writer, value[names[index] ?? ""]);
  });

const readMembers = (
  { names, shapes }: Numbered,
  { reader, first }: { readonly reader: Reader; readonly first: number },
  into: Members,
): boolean => {
  for (let index = 0; index < shapes.length; index += 1) {
    const found = readHead(reader, MAJOR.count);
    if (found !== first + index) {
      fail(reader, "wrong-fields");
      return false;
    }
    const value = shapes[index]?.read(reader);
    if (value === undefined) return false;
    into[names[index] ?? ""] = value;
  }
  return true;
};

/** Every member of a type, each under its number. */
export const record = <T extends object>(shapes: ShapesOf<T>): Shape<T> => {
  const fields = numbered(shapes);
  const size = fields.names.length;
  return {
    layout: { kind: "record", fields: layoutsOf(fields) },
    write: (writer, value) => {
      writeHead(writer, MAJOR.members, size);
      return writeMembers(fields, { writer, first: 0 }, value as Members);
    },
    read: (reader) => {
      const found = readHead(reader, MAJOR.members);
      if (found === undefined) return undefined;
      if (found !== size) return fail(reader, "wrong-fields");
      const value: Members = {};
      return readMembers(fields, { reader, first: 0 }, value) ? (value as T) : undefined;
    },
  };
};

/** Shapes of the members of one kind, without its `kind`. */
type AlternativeOf<T, Kind> = T extends { readonly kind: Kind } ? ShapesOf<Omit<T, "kind">> : never;

/** Every kind of a union with its members; number 0 is the kind, by its place in this table. */
export const variant = <T extends { readonly kind: string }>(
  alternatives: {
    readonly [Kind in T["kind"]]: AlternativeOf<T, Kind>;
  },
): Shape<T> => {
  const names = Object.keys(alternatives);
  const kinds = Object.values<object>(alternatives).map(numbered);
  return {
    layout: {
      kind: "variant",
      kinds: Object.fromEntries(kinds.map((each, index) => [names[index] ?? "", layoutsOf(each)])),
    },
    write: (writer, value) => {
      const index = names.indexOf(value.kind);
      const fields = kinds[index];
      if (fields === undefined) return false;
      writeHead(writer, MAJOR.members, fields.names.length + 1);
      writeHead(writer, MAJOR.count, 0);
      writeHead(writer, MAJOR.count, index);
      return writeMembers(fields, { writer, first: 1 }, value as Members);
    },
    read: (reader) => {
      const size = readHead(reader, MAJOR.members);
      if (size === undefined) return undefined;
      if (!takeByte(reader, 0)) return fail(reader, "wrong-fields");
      const index = readHead(reader, MAJOR.count);
      const fields = index === undefined ? undefined : kinds[index];
      if (index === undefined || fields === undefined) return fail(reader, "unknown-kind");
      if (size !== fields.names.length + 1) return fail(reader, "wrong-fields");
      const value: Members = { kind: names[index] };
      return readMembers(fields, { reader, first: 1 }, value) ? (value as T) : undefined;
    },
  };
};

/** The bytes of a value; null if it does not fit its shape: too long, too many, out of range. */
export const encoded = <T>(shape: Shape<T>, value: T): Bytes | null => {
  const writer = emptyWriter();
  return shape.write(writer, value) ? writtenBytes(writer) : null;
};

/**
 * The value of received bytes, or what is wrong with them.
 * Law: decoding what was encoded gives the value, and no other bytes give it.
 */
export const decoded = <T>(shape: Shape<T>, bytes: Bytes): T | Malformed => {
  const reader = readerOf(bytes);
  const value = shape.read(reader);
  if (value !== undefined && reader.at < bytes.length) fail(reader, "bytes-left-over");
  if (value !== undefined && reader.wrong === null) return value;
  return reader.wrong ?? { kind: "malformed", at: reader.at, what: "cut" };
};
