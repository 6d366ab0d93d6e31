// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes of a passport, the same in Node and in a browser: CBOR in its one strict form, within a
 * size, and how a key is named. Only how bytes are squeezed is the platform's own.
 */
import type { Codec } from "@cisterna/passport";
import { decode, encode, Tagged } from "cborg";

/** A passport is a few hundred bytes; what becomes more than this is none. */
export const LARGEST_BYTES = 8192;

/** A key is named by so many first bytes of the SHA-256 of its public half. */
export const KEY_ID_BYTES = 8;

/** Behind this tag a message is read as it is; every other tag is refused. */
const SIGN1 = 18;

const READING = {
  strict: true,
  useMaps: true,
  allowUndefined: false,
  rejectDuplicateMapKeys: true,
  tags: { [SIGN1]: (inner: () => unknown) => inner() },
};

/** What some work comes to; null: it threw. Libraries throw for bytes from outside. */
export const attempt = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** How a platform squeezes bytes (raw deflate). `inflate` gives null for more than the largest. */
type Squeeze = {
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  readonly inflate: (bytes: Uint8Array) => Uint8Array | null;
};

/** The passport's codec over a platform's deflate. */
export const codecOver = ({ deflate, inflate }: Squeeze): Codec => ({
  encode: (value) => encode(value),
  decode: (bytes) => attempt(() => ({ value: decode(bytes, READING) as unknown })),
  deflate,
  inflate: (bytes) => attempt(() => inflate(bytes)),
  tagged: (tag, value) => new Tagged(tag, value),
});
