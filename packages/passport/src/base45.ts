// SPDX-License-Identifier: Apache-2.0
/**
 * Base45: bytes as the 45 characters that a QR code packs best. Two bytes are three characters, a
 * last single byte is two.
 * Source: RFC 9285.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const RADIX = ALPHABET.length;

/** Why a text is no Base45: the place of its first wrong character, from 0. */
export type NotBase45 = { readonly kind: "not-base45"; readonly at: number };

const digitsOf = (value: number, count: number): string =>
  Array.from(
    { length: count },
    (_, place) => ALPHABET[Math.floor(value / RADIX ** place) % RADIX],
  ).join("");

/** The text of bytes. Law: `fromBase45` of it gives the bytes. */
export const toBase45 = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2);
    pieces.push(low === undefined ? digitsOf(high, 2) : digitsOf(high * 256 + low, 3));
  }
  return pieces.join("");
};

const numberOf = (digits: readonly number[]): number =>
  digits.reduceRight((value, digit) => value * RADIX + digit, 0);

/** The bytes of one group of characters, or null if it is none. */
const bytesOf = (digits: readonly number[]): readonly number[] | null => {
  const value = numberOf(digits);
  if (digits.length === 1) return null;
  if (digits.length === 2) return value < 256 ? [value] : null;
  return value < 65_536 ? [Math.floor(value / 256), value % 256] : null;
};

/** The bytes of a text. Refuses: another character, a group that is no bytes, a cut end. */
export const fromBase45 = (text: string): Result<Uint8Array, NotBase45> => {
  const digits = Array.from(text, (character) => ALPHABET.indexOf(character));
  const wrong = digits.indexOf(-1);
  if (wrong >= 0) return refused({ kind: "not-base45", at: wrong });
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 3) {
    const group = bytesOf(digits.slice(at, at + 3));
    if (group === null) return refused({ kind: "not-base45", at });
    bytes.push(...group);
  }
  return accepted(Uint8Array.from(bytes));
};
