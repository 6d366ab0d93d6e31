// SPDX-License-Identifier: Apache-2.0
/**
 * Layouts: how a kind of value stands in bytes. A layout writes and reads; those of records and of
 * alternatives are made from one table of their fields, so that a field which is added to the type
 * and not to the table does not compile. The order in a table is the format: only append.
 *
 * Law: reading what was written gives the value; each value has one spelling; reading never throws.
 */
import { assert } from "@cisterna/quantity";
import {
  type Ink,
  inkOf,
  putByte,
  putCount,
  type Sheet,
  sheetOf,
  takeByte,
  takeCount,
  unsound,
} from "./ink.ts";

/** How values of a kind are written and read. */
export type Layout<T> = {
  readonly put: (ink: Ink, value: T) => void;
  readonly take: (sheet: Sheet) => T;
};

/** A layout for every field of a type. */
export type Fields<T> = { readonly [K in keyof T]-?: Layout<T[K]> };

/** A counted amount, made by the constructor of its unit. */
export const counted = <T extends number>(unit: (value: number) => T): Layout<T> => ({
  put: (ink, value) => {
    assert(Number.isSafeInteger(value) && value >= 0, "what is stored is a count", { value });
    putCount(ink, value);
  },
  take: (sheet) => unit(takeCount(sheet)),
});

/** A whole number that counts nothing of its own. */
export const whole = counted((value: number) => value);

const RAW = 0;
/** The one spelling of what is not a number. */
const NAN_BITS = 0x7ff8_0000_0000_0000n;
const isPlain = (value: number): boolean =>
  Number.isSafeInteger(value + 1) && value >= 0 && !Object.is(value, -0);

const putRaw = (ink: Ink, value: number): void => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  putByte(ink, RAW);
  for (let index = 0; index < 8; index += 1) putByte(ink, view.getUint8(index));
};

const takeRaw = (sheet: Sheet): number => {
  const view = new DataView(new ArrayBuffer(8));
  for (let index = 0; index < 8; index += 1) view.setUint8(index, takeByte(sheet));
  const value = view.getFloat64(0);
  const strange = Number.isNaN(value) && view.getBigUint64(0) !== NAN_BITS;
  return isPlain(value) || strange ? unsound(sheet, 0) : value;
};

/** Any number at all, as a refused command may have brought it: counts short, others in full. */
export const anyNumber: Layout<number> = {
  put: (ink, value) => (isPlain(value) ? putCount(ink, value + 1) : putRaw(ink, value)),
  take: (sheet) => {
    const plain = takeCount(sheet);
    return plain === RAW && sheet.sound ? takeRaw(sheet) : plain - 1;
  },
};

/** Text, by its UTF-16 units: short for plain letters, and true to whatever came. */
export const text: Layout<string> = {
  put: (ink, value) => {
    putCount(ink, value.length);
    for (let index = 0; index < value.length; index += 1) putCount(ink, value.charCodeAt(index));
  },
  take: (sheet) => {
    const length = takeLength(sheet);
    let value = "";
    for (let index = 0; index < length; index += 1) value += takeUnit(sheet);
    return value;
  },
};

const takeUnit = (sheet: Sheet): string => {
  const code = takeCount(sheet);
  return String.fromCharCode(code > 0xffff ? unsound(sheet, 0) : code);
};

/** A length; what is left of the sheet bounds it, for everything takes a byte at least. */
const takeLength = (sheet: Sheet): number => {
  const length = takeCount(sheet);
  return length > sheet.upto - sheet.at ? unsound(sheet, 0) : length;
};

/** Yes or no. */
export const flag: Layout<boolean> = {
  put: (ink, value) => putByte(ink, value ? 1 : 0),
  take: (sheet) => {
    const byte = takeByte(sheet);
    return byte > 1 ? unsound(sheet, false) : byte === 1;
  },
};

/** One of some words, by the place that each has in the format for ever. */
export const oneOf = <T extends string>(places: Readonly<Record<T, number>>): Layout<T> => {
  const words = new Map(Object.entries<number>(places).map(([word, place]) => [place, word as T]));
  const first = [...words.values()][0] as T;
  return {
    put: (ink, value) => putByte(ink, places[value]),
    take: (sheet) => words.get(takeByte(sheet)) ?? unsound(sheet, first),
  };
};

/** A value or null. */
export const orNull = <T>(layout: Layout<T>): Layout<T | null> => ({
  put: (ink, value) => {
    putByte(ink, value === null ? 0 : 1);
    if (value !== null) layout.put(ink, value);
  },
  take: (sheet) => (flag.take(sheet) ? layout.take(sheet) : null),
});

/** Lists within lists are read this deep; what is deeper cannot be. */
const DEEPEST = 16;

/** Any number of values of one kind. */
export const listOf = <T>(layout: Layout<T>): Layout<readonly T[]> => ({
  put: (ink, values) => {
    putCount(ink, values.length);
    for (const value of values) layout.put(ink, value);
  },
  take: (sheet) => {
    const length = takeLength(sheet);
    if (sheet.depth === DEEPEST) return unsound(sheet, []);
    sheet.depth += 1;
    const values: T[] = [];
    while (values.length < length && sheet.sound) values.push(layout.take(sheet));
    sheet.depth -= 1;
    return values;
  },
});

/** A layout that is made when it is first needed: for what may contain its own kind. */
export const later = <T>(layout: () => Layout<T>): Layout<T> => ({
  put: (ink, value) => layout().put(ink, value),
  take: (sheet) => layout().take(sheet),
});

/** A record, field by field in the order of its table. */
export const recordOf = <T extends object>(fields: Fields<T>): Layout<T> => {
  const names = Object.keys(fields) as (keyof T)[];
  const layouts = names.map((name) => fields[name] as Layout<unknown>);
  return {
    put: (ink, value) => {
      for (let index = 0; index < names.length; index += 1) {
        layouts[index]?.put(ink, value[names[index] as keyof T]);
      }
    },
    take: (sheet) => {
      const value: Partial<Record<keyof T, unknown>> = {};
      for (const [index, name] of names.entries()) value[name] = layouts[index]?.take(sheet);
      return value as T;
    },
  };
};

/** Fields of every alternative of a union, but for its kind. */
type Alternatives<T extends { readonly kind: string }> = {
  readonly [K in T["kind"]]: Fields<Omit<Extract<T, { kind: K }>, "kind">>;
};

/** One of several kinds of record: the place of the kind in the table, then its fields. */
export const unionOf = <T extends { readonly kind: string }>(
  alternatives: Alternatives<T>,
): Layout<T> => {
  const kinds = Object.keys(alternatives) as T["kind"][];
  const places = new Map(kinds.map((kind, place) => [kind, place]));
  const layouts = kinds.map((kind) => recordOf<object>(alternatives[kind] as Fields<object>));
  return {
    put: (ink, value) => {
      const place = places.get(value.kind) as number;
      putByte(ink, place);
      layouts[place]?.put(ink, value);
    },
    take: (sheet) => {
      const place = takeByte(sheet);
      const kind = kinds[place] ?? unsound(sheet, kinds[0]);
      return { kind, ...layouts[sheet.sound ? place : 0]?.take(sheet) } as T;
    },
  };
};

/** The bytes of a value, on their own. */
export const bytesOf = <T>(layout: Layout<T>, value: T): Uint8Array => {
  const ink = inkOf(256);
  layout.put(ink, value);
  return ink.bytes.slice(0, ink.at);
};

/** What bytes say, all of them; null: they cannot be the bytes of such a value. */
export const readBytes = <T>(layout: Layout<T>, bytes: Uint8Array): T | null => {
  const sheet = sheetOf(bytes);
  const value = layout.take(sheet);
  return sheet.sound && sheet.at === sheet.upto ? value : null;
};
