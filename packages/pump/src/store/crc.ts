// SPDX-License-Identifier: Apache-2.0
/**
 * CRC-32: the check of everything that is stored. Bytes flow in, a number of 32 bits flows out; any
 * single flipped bit, and any burst of up to 32, changes it.
 * Source: the polynomial of IEEE 802.3, reflected; its check value over "123456789" is cbf43926.
 */

const POLYNOMIAL = 0xedb88320;

/** What eight steps of the shift register make of one byte. */
const remainderOf = (byte: number): number => {
  let register = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    register = (register & 1) === 1 ? (register >>> 1) ^ POLYNOMIAL : register >>> 1;
  }
  return register;
};

/** The byte at a place; beyond the end there is nothing. */
const byteAt = (bytes: Uint8Array, place: number): number => bytes[place] ?? 0;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => remainderOf(byte));

/** A stretch of bytes, from one place (included) up to another (not included). */
type Stretch = { readonly from: number; readonly upto: number };

/**
 * The check of a stretch of bytes, salted: the same bytes under another salt never have the same
 * check, so that what was copied from elsewhere is not taken for what should be here.
 */
export const crc32 = (bytes: Uint8Array, { from, upto }: Stretch, salt = 0): number => {
  let register = ~salt;
  for (let place = from; place < upto; place += 1) {
    register = (register >>> 8) ^ (TABLE[(register ^ byteAt(bytes, place)) & 255] as number);
  }
  return ~register >>> 0;
};
