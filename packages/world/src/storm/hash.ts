// SPDX-License-Identifier: Apache-2.0
/**
 * The hash: everything that a life made a pump say, as one number. Equal hashes are the proof that
 * two runs were the same run; hashes of lives are joined in the order of the lives, so the number
 * of threads cannot show.
 */
import { scrambled } from "./dice.ts";

/** Two halves of a 64-bit hash. Changed in place. */
export type Hash = { low: number; high: number };

/** A hash of nothing. */
export const emptyHash = (): Hash => ({ low: 0x9e3779b9, high: 0x243f6a88 });

/** Takes a text into a hash. */
export const hashIn = (into: Hash, text: string): void => {
  let { low, high } = into;
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = (Math.imul(high, 31) + low) | 0;
  }
  into.low = scrambled(low);
  into.high = scrambled(high ^ into.low);
};

const digits = (half: number): string => (half >>> 0).toString(16).padStart(8, "0");

/** A hash as sixteen hexadecimal digits. */
export const hashText = ({ low, high }: Hash): string => digits(high) + digits(low);

/** The hash of many lives, from the hashes of each in order. */
export const joined = (hashes: Iterable<string>): string => {
  const whole = emptyHash();
  for (const each of hashes) hashIn(whole, each);
  return hashText(whole);
};
