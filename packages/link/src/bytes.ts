// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes: what travels and what is hashed. The core knows no Buffer and no TextEncoder, so the few
 * things that the link does with bytes stand here.
 */

/** Octets. Never changed after they were made. */
export type Bytes = Uint8Array;

/** No bytes. */
export const EMPTY: Bytes = new Uint8Array(0);

/** Several one after the other. */
export const joined = (...parts: readonly Bytes[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Whether two are the same. Looks at every byte: the time says nothing about where they differ. */
export const sameBytes = (one: Bytes, other: Bytes): boolean => {
  if (one.length !== other.length) return false;
  let differs = 0;
  for (let index = 0; index < one.length; index += 1) {
    differs |= (one[index] ?? 0) ^ (other[index] ?? 0);
  }
  return differs === 0;
};

/** Lower-case hexadecimal. */
export const hexOf = (bytes: Bytes): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Labels of this protocol, as bytes. Takes ASCII only: all of them are ours. */
export const labelled = (label: string): Bytes =>
  Uint8Array.from(label, (letter) => letter.charCodeAt(0));

const LEAST_OF_LENGTH = [0, 0, 0x80, 0x800, 0x1_0000];

const bytesOfPoint = (point: number): readonly number[] => {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 63)];
  const tail = [0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
  if (point < 0x1_0000) return [0xe0 | (point >> 12), ...tail];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), ...tail];
};

/** UTF-8 of a text. A lone surrogate has none and becomes the replacement character. */
export const utf8 = (text: string): Bytes =>
  Uint8Array.from(
    Array.from(text.toWellFormed(), (letter) => bytesOfPoint(letter.codePointAt(0) ?? 0)).flat(),
  );

const lengthOfLead = (lead: number): number => {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
};

const pointAt = (bytes: Bytes, at: number, length: number): number | null => {
  const lead = bytes[at] ?? 0;
  let point = length === 1 ? lead : lead & (0x7f >> length);
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte >> 6 !== 2) return null;
    point = (point << 6) | (byte & 63);
  }
  const isSurrogate = point >= 0xd800 && point < 0xe000;
  const shortest = point >= (LEAST_OF_LENGTH[length] ?? 0);
  return isSurrogate || !shortest || point > 0x10_ffff ? null : point;
};

/** The text of UTF-8 bytes; null if they are not UTF-8 in its one shortest form. */
export const textOf = (bytes: Bytes): string | null => {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfLead(bytes[at] ?? 0);
    const point = length === 0 ? null : pointAt(bytes, at, length);
    if (point === null) return null;
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
};
