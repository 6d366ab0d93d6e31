// SPDX-License-Identifier: Apache-2.0
/**
 * Dice: the storm's only source of chance. A number is a pure function of a key and of how many
 * were thrown before it, so a life follows from its seed and its place alone, whatever was lived
 * before it and on whichever thread. Nothing here is secret: dice are for spreading, not hiding.
 */

/** A row of numbers that follow from a key. Throwing changes `thrown` in place. */
export type Dice = { readonly key: readonly [number, number]; thrown: number };

/**
 * Every bit of a 32-bit number spread over all of it; a bijection.
 * Source: the multiply-and-shift mixing with the constants published as lowbias32 by C. Wellons.
 */
export const scrambled = (value: number): number => {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
};

const WORD = 2 ** 32;

/** The dice of one place under a seed: `[life]`, or `[life, purpose]`. */
export const diceOf = (seed: number, ...place: readonly number[]): Dice => {
  let [low, high] = [scrambled(seed % WORD), scrambled(Math.floor(seed / WORD) + 1)];
  for (const each of place) {
    low = scrambled(low ^ scrambled(each));
    high = scrambled((high + low) | 0);
  }
  return { key: [low, high], thrown: 0 };
};

/** The next number: a whole one below 2^32. */
const thrown = (dice: Dice): number => {
  const [low, high] = dice.key;
  dice.thrown += 1;
  return scrambled((scrambled(dice.thrown ^ low) + high) | 0);
};

/** A whole number from `least` to `most`, each as likely as another. At most 2^32 of them. */
export const between = (dice: Dice, least: number, most: number): number =>
  least + Math.floor((thrown(dice) / WORD) * (most - least + 1));

/** Whether something that happens so often in so many times happens now. */
export const happens = (dice: Dice, often: number, times: number): boolean =>
  between(dice, 1, times) <= often;

/** One of a list that is not empty. */
export const oneOf = <T>(dice: Dice, list: readonly [T, ...T[]]): T =>
  list[between(dice, 0, list.length - 1)] ?? list[0];
