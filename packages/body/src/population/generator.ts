// SPDX-License-Identifier: Apache-2.0
/**
 * Chance as a function: a key and a counter in, a share between 0 and 1 out, and no state between
 * two calls. So the tenth member of a population is the same person whether ten are drawn or a
 * million, by one worker or by eight, in whatever order.
 */

/** Two words of 32 bits. */
type Words = readonly [number, number];

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;
const ROUNDS = 20;
/** The key is mixed in again after so many rounds. */
const MIXED_EVERY = 4;

const turned = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/**
 * Threefry-2x32 with 20 rounds: adds, turns and exclusive ors only, so every machine agrees.
 * Law: it gives the published answers to the published keys and counters.
 * Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3 (SC 2011).
 */
export const threefry = ([k0, k1]: Words, [c0, c1]: Words): Words => {
  const keys = [k0, k1, PARITY ^ k0 ^ k1] as const;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    x = (x + y) | 0;
    y = turned(y, ROTATIONS[round % ROTATIONS.length] ?? 0) ^ x;
    const mixed = (round + 1) / MIXED_EVERY;
    if (Number.isInteger(mixed)) {
      x = (x + (keys[mixed % 3] ?? 0)) | 0;
      y = (y + (keys[(mixed + 1) % 3] ?? 0) + mixed) | 0;
    }
  }
  return [x >>> 0, y >>> 0];
};

/** A share strictly between 0 and 1, with 53 bits of chance. */
export const shareAt = (key: Words, counter: Words): number => {
  const [high, low] = threefry(key, counter);
  return ((high >>> 5) * 2 ** 26 + (low >>> 6) + 0.5) / 2 ** 53;
};
