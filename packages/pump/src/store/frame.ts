// SPDX-License-Identifier: Apache-2.0
/**
 * The frame: a value on its way into the store. A mark, the length, a number that only grows, the
 * value and a checksum over all of it. A frame that was torn, or flipped in any one bit, is no
 * frame.
 */
import { crcOf } from "./crc.ts";
import { newPen, readValue, type Value, writeValue } from "./value.ts";

/** Version of the format: a frame of another begins otherwise. */
const MARK = 0xc1;
const HEAD_BYTES = 9;
const SUM_BYTES = 4;

/** What a frame says: its number (of an entry, or of a checkpoint) and its value. */
type Frame = { readonly number: number; readonly value: Value };

/** A frame that was found, and where it ends. */
export type FoundFrame = Frame & { readonly end: number };

const put32 = (bytes: Uint8Array, at: number, value: number): void => {
  for (let byte = 0; byte < 4; byte += 1) bytes[at + byte] = (value >>> (8 * byte)) & 0xff;
};

const get32 = (bytes: Uint8Array, at: number): number => {
  let value = 0;
  for (let byte = 3; byte >= 0; byte -= 1) value = value * 256 + (bytes[at + byte] ?? 0);
  return value;
};

/** The bytes of a frame. */
export const frameOf = ({ number, value }: Frame): Uint8Array => {
  const pen = newPen();
  pen.at = HEAD_BYTES;
  writeValue(pen, value);
  const bytes = new Uint8Array(pen.at + SUM_BYTES);
  bytes.set(pen.bytes.subarray(0, pen.at));
  bytes[0] = MARK;
  put32(bytes, 1, bytes.length);
  put32(bytes, 5, number);
  put32(bytes, pen.at, crcOf(bytes, 0, pen.at));
  return bytes;
};

/** The frame that begins at a place, or null. */
export const frameAt = (bytes: Uint8Array, at: number): FoundFrame | null => {
  if (bytes[at] !== MARK || at + HEAD_BYTES + SUM_BYTES > bytes.length) return null;
  const end = at + get32(bytes, at + 1);
  if (end > bytes.length || end < at + HEAD_BYTES + SUM_BYTES) return null;
  if (get32(bytes, end - SUM_BYTES) !== crcOf(bytes, at, end - SUM_BYTES)) return null;
  const read = readValue(bytes, at + HEAD_BYTES, end - SUM_BYTES);
  return read === null ? null : { number: get32(bytes, at + 5), value: read.value, end };
};
