// SPDX-License-Identifier: Apache-2.0
/**
 * Reading CBOR (RFC 8949) that has one form only: shortest heads, definite lengths. A reader is a
 * cursor; the first thing that is wrong stays in it, and whatever is read then is `undefined`.
 * Nothing throws: bytes come from anybody.
 */
import type { Bytes } from "../bytes.ts";

/** What is wrong with received bytes, at which of them. */
export type Malformed = {
  readonly kind: "malformed";
  readonly at: number;
  readonly what:
    | "cut"
    | "not-canonical"
    | "wrong-type"
    | "out-of-range"
    | "too-long"
    | "wrong-fields"
    | "unknown-kind"
    | "not-text"
    | "too-deep"
    | "bytes-left-over";
};

/** A place in received bytes. The one value of this package that changes, and never leaves it. */
export type Reader = { readonly bytes: Bytes; at: number; wrong: Malformed | null };

/** Major types of CBOR: the upper three bits of a head. */
export const MAJOR = {
  count: 0,
  minus: 1,
  bytes: 2,
  text: 3,
  list: 4,
  members: 5,
  simple: 7,
} as const;

/** The simple values that the link knows, as whole heads. */
export const SIMPLE = { no: 0xf4, yes: 0xf5, nothing: 0xf6 } as const;

/** A reader at the beginning. */
export const readerOf = (bytes: Bytes): Reader => ({ bytes, at: 0, wrong: null });

/** Notes what is wrong, once. */
export const fail = (reader: Reader, what: Malformed["what"]): undefined => {
  reader.wrong ??= { kind: "malformed", at: reader.at, what };
  return undefined;
};

const WIDTHS = [1, 2, 4, 8];
/** Least argument that needs so many bytes: less has a shorter head. */
const LEAST = [24, 0x100, 0x1_0000, 0x1_0000_0000];

const readWide = (reader: Reader, size: number): number | undefined => {
  const [width = 0, least = 0] = [WIDTHS[size], LEAST[size]];
  if (reader.at + width > reader.bytes.length) return fail(reader, "cut");
  let value = 0;
  for (let index = 0; index < width; index += 1) {
    value = value * 256 + (reader.bytes[reader.at + index] ?? 0);
  }
  if (value < least) return fail(reader, "not-canonical");
  if (!Number.isSafeInteger(value)) return fail(reader, "out-of-range");
  reader.at += width;
  return value;
};

/** The major type at the cursor; −1 at the end. */
export const majorAt = (reader: Reader): number => {
  const head = reader.bytes[reader.at];
  return head === undefined ? -1 : head >> 5;
};

/** The argument of a head of this major type, in its shortest form. */
export const readHead = (reader: Reader, major: number): number | undefined => {
  const head = reader.bytes[reader.at];
  if (head === undefined) return fail(reader, "cut");
  if (head >> 5 !== major) return fail(reader, "wrong-type");
  const short = head & 31;
  if (short > 27) return fail(reader, "not-canonical");
  reader.at += 1;
  return short < 24 ? short : readWide(reader, short - 24);
};

/** So many bytes as they stand. */
export const readBytes = (reader: Reader, length: number): Bytes | undefined => {
  const end = reader.at + length;
  if (end > reader.bytes.length) return fail(reader, "cut");
  const found = reader.bytes.slice(reader.at, end);
  reader.at = end;
  return found;
};

/** Takes this very byte if it is the next one. */
export const takeByte = (reader: Reader, byte: number): boolean => {
  if (reader.bytes[reader.at] !== byte) return false;
  reader.at += 1;
  return true;
};
