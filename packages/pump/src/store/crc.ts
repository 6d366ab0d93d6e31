// SPDX-License-Identifier: Apache-2.0
/** CRC-32 of bytes: finds every flipped bit, and every burst of up to 32. Source: ISO 3309. */

const POLYNOMIAL = 0xedb88320;

const entryOf = (byte: number): number => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? POLYNOMIAL : 0);
  return value >>> 0;
};

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => entryOf(byte));

/** The sum of a stretch of bytes, from `from` up to `upto` (not included). */
export const crcOf = (bytes: Uint8Array, from = 0, upto = bytes.length): number => {
  let value = 0xffffffff;
  for (let at = from; at < upto; at += 1) {
    value = (value >>> 8) ^ (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  }
  return (value ^ 0xffffffff) >>> 0;
};
