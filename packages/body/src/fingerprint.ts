// SPDX-License-Identifier: Apache-2.0
/**
 * A short fingerprint of data, so that a result names the numbers it was computed with. It tells
 * two parameter sets apart; it protects nothing (the record's hash chain does that).
 */

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * Sixteen hexadecimal digits of the data's JSON text (FNV-1a, 64 bits).
 * Law: the same data gives the same digits; the order of keys counts.
 */
export const fingerprintOf = (data: unknown): string => {
  let hash = OFFSET;
  for (const character of JSON.stringify(data)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * PRIME);
  }
  return hash.toString(16).padStart(16, "0");
};
