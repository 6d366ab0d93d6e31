// SPDX-License-Identifier: Apache-2.0
/**
 * Values as bytes and back: null, yes and no, whole numbers, texts, lists and mappings, which is
 * all that the state and the log of a pump are made of. Words that come often are one byte, and one
 * value has one form.
 *
 * Breaks if: a value is none of these (a fraction, undefined): states hold no such thing.
 * Law: `readValue` of `writeValue` gives the value.
 */
import { assert } from "@cisterna/quantity";
import { WORDS } from "./words.ts";

/** What can be stored. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

const NULL = 0;
const NO = 1;
const YES = 2;
const NUMBER = 3;
const NEGATIVE = 4;
const TEXT = 5;
const LIST = 6;
const MAPPING = 7;
/** From here on a byte is a word. */
const FIRST_WORD = 8;

const CODES: ReadonlyMap<string, number> = new Map(
  WORDS.map((word, index) => [word, FIRST_WORD + index]),
);

/** Bytes that are being written: a local of the store, changed in place. */
type Pen = { bytes: Uint8Array; at: number };

/** An empty pen. */
export const newPen = (): Pen => ({ bytes: new Uint8Array(256), at: 0 });

const put = (pen: Pen, byte: number): void => {
  if (pen.at === pen.bytes.length) {
    const longer = new Uint8Array(pen.bytes.length * 2);
    longer.set(pen.bytes);
    pen.bytes = longer;
  }
  pen.bytes[pen.at] = byte;
  pen.at += 1;
};

/** A whole number, seven bits a byte, the least first. */
const putCount = (pen: Pen, count: number): void => {
  let rest = count;
  while (rest >= 128) {
    put(pen, (rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  put(pen, rest);
};

const putText = (pen: Pen, text: string): void => {
  const code = CODES.get(text);
  if (code !== undefined) {
    put(pen, code);
    return;
  }
  put(pen, TEXT);
  putCount(pen, text.length);
  for (let at = 0; at < text.length; at += 1) putCount(pen, text.charCodeAt(at));
};

const putNumber = (pen: Pen, value: number): void => {
  assert(Number.isSafeInteger(value), "a stored number is whole", { value });
  put(pen, value < 0 ? NEGATIVE : NUMBER);
  putCount(pen, Math.abs(value));
};

const putList = (pen: Pen, list: readonly Value[]): void => {
  put(pen, LIST);
  putCount(pen, list.length);
  for (const each of list) writeValue(pen, each);
};

const putMapping = (pen: Pen, mapping: { readonly [key: string]: Value }): void => {
  const keys = Object.keys(mapping);
  put(pen, MAPPING);
  putCount(pen, keys.length);
  for (const key of keys) {
    putText(pen, key);
    writeValue(pen, mapping[key] ?? null);
  }
};

/** Writes a value. */
export const writeValue = (pen: Pen, value: Value): void => {
  if (value === null) put(pen, NULL);
  else if (typeof value === "boolean") put(pen, value ? YES : NO);
  else if (typeof value === "number") putNumber(pen, value);
  else if (typeof value === "string") putText(pen, value);
  else if (Array.isArray(value)) putList(pen, value);
  else putMapping(pen, value as { readonly [key: string]: Value });
};

/** Bytes that are being read. `failed`: what stood there was no value. */
type Eye = { readonly bytes: Uint8Array; readonly upto: number; at: number; failed: boolean };

const take = (eye: Eye): number => {
  if (eye.at >= eye.upto) {
    eye.failed = true;
    return 0;
  }
  eye.at += 1;
  return eye.bytes[eye.at - 1] ?? 0;
};

const takeCount = (eye: Eye): number => {
  let [value, scale] = [0, 1];
  for (let byte = take(eye); ; byte = take(eye)) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (!Number.isSafeInteger(value)) eye.failed = true;
    if (byte < 128 || eye.failed) return value;
  }
};

/** No more of them than there are bytes left: a wrong length must not fill the memory. */
const takeLength = (eye: Eye): number => {
  const length = takeCount(eye);
  if (length > eye.upto - eye.at) eye.failed = true;
  return eye.failed ? 0 : length;
};

const takeText = (eye: Eye): string => {
  const codes = Array.from({ length: takeLength(eye) }, () => takeCount(eye) % 65_536);
  return String.fromCharCode(...codes);
};

const takeKey = (eye: Eye): string => {
  const key = takeOne(eye);
  if (typeof key !== "string") eye.failed = true;
  return String(key);
};

const takeMapping = (eye: Eye): Value => {
  const entries = Array.from({ length: takeLength(eye) }, () => {
    const key = takeKey(eye);
    return [key, takeOne(eye)] as const;
  });
  return Object.fromEntries(entries);
};

const takeOne = (eye: Eye): Value => {
  const code = take(eye);
  switch (code) {
    case NULL:
      return null;
    case NO:
      return false;
    case YES:
      return true;
    case NUMBER:
      return takeCount(eye);
    case NEGATIVE:
      return -takeCount(eye);
    case TEXT:
      return takeText(eye);
    case LIST:
      return Array.from({ length: takeLength(eye) }, () => takeOne(eye));
    case MAPPING:
      return takeMapping(eye);
    default: {
      const word = WORDS[code - FIRST_WORD];
      if (word === undefined) eye.failed = true;
      return word ?? "";
    }
  }
};

/** The value that a stretch of bytes holds, all of it; null where it holds none. */
export const readValue = (
  bytes: Uint8Array,
  from: number,
  upto: number,
): { readonly value: Value } | null => {
  const eye: Eye = { bytes, upto, at: from, failed: false };
  const value = takeOne(eye);
  return eye.failed || eye.at !== upto ? null : { value };
};
