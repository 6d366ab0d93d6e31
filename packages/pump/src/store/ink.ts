// SPDX-License-Identifier: Apache-2.0
/**
 * Ink and sheet: bytes as they are written and as they are read. Whole numbers are written with
 * seven bits a byte, the least first; each has one spelling. A sheet that says what cannot be is
 * marked unsound and read on as nothing: reading never throws.
 */

/** Bytes that are being written; the buffer grows and is used again. */
export type Ink = { bytes: Uint8Array; at: number };

/** Bytes that are being read, and whether they made sense so far. */
export type Sheet = {
  readonly bytes: Uint8Array;
  at: number;
  readonly upto: number;
  sound: boolean;
  /** Levels of lists around the place. */
  depth: number;
};

/** A clean buffer. */
export const inkOf = (size: number): Ink => ({ bytes: new Uint8Array(size), at: 0 });

/** A sheet over bytes. */
export const sheetOf = (bytes: Uint8Array): Sheet => ({
  bytes,
  at: 0,
  upto: bytes.length,
  sound: true,
  depth: 0,
});

const grow = (ink: Ink): void => {
  const larger = new Uint8Array(ink.bytes.length * 2);
  larger.set(ink.bytes);
  ink.bytes = larger;
};

/** Writes one byte. */
export const putByte = (ink: Ink, byte: number): void => {
  if (ink.at === ink.bytes.length) grow(ink);
  ink.bytes[ink.at] = byte;
  ink.at += 1;
};

/** Reads one byte; beyond the end there is none. */
export const takeByte = (sheet: Sheet): number => {
  if (sheet.at >= sheet.upto) return unsound(sheet, 0);
  const byte = sheet.bytes[sheet.at] as number;
  sheet.at += 1;
  return byte;
};

/** Marks a sheet as one that cannot be, and reads something harmless instead. */
export const unsound = <T>(sheet: Sheet, instead: T): T => {
  sheet.sound = false;
  return instead;
};

/** Writes a whole number that is not negative. */
export const putCount = (ink: Ink, value: number): void => {
  let rest = value;
  while (rest >= 128) {
    putByte(ink, (rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  putByte(ink, rest);
};

/** Bytes of the longest whole number: 8 × 7 bits hold 2^53. */
const LONGEST = 8;

/** Reads a whole number; one with idle bytes or beyond 2^53 cannot be. */
export const takeCount = (sheet: Sheet): number => {
  let [value, scale] = [0, 1];
  for (let index = 0; index < LONGEST; index += 1) {
    const byte = takeByte(sheet);
    value += (byte % 128) * scale;
    if (byte < 128) {
      const idle = byte === 0 && index > 0;
      return idle || !Number.isSafeInteger(value) ? unsound(sheet, 0) : value;
    }
    scale *= 128;
  }
  return unsound(sheet, 0);
};
