// SPDX-License-Identifier: Apache-2.0
/** Scales of concentration: the unit that gives plain numbers, and the bands of the heat map. */

/** A unit of concentration, and how many of it are one mcg/mL. */
export type ConcentrationUnit = { readonly unit: string; readonly perMicrogram: number };

const MILLIGRAMS = { unit: "mg/mL", perMicrogram: 1e-3 };
const MICROGRAMS = { unit: "mcg/mL", perMicrogram: 1 };
const NANOGRAMS = { unit: "ng/mL", perMicrogram: 1e3 };

/** The unit in which the highest value (mcg/mL) reads without many zeros. */
export const unitFor = (highest: number): ConcentrationUnit => {
  if (highest >= 1000) return MILLIGRAMS;
  return highest >= 0.5 ? MICROGRAMS : NANOGRAMS;
};

/** Bands of a heat map. */
export const BANDS = 20;

/** A series of round numbers that grow alike, through one factor of ten. */
type Rounds = { readonly growth: number; readonly values: readonly number[] };

const FINEST: Rounds = {
  growth: 6,
  values: [
    ...[1, 1.06, 1.12, 1.18, 1.25, 1.32, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9],
    ...[2, 2.12, 2.25, 2.36, 2.5, 2.65, 2.8, 3, 3.15, 3.35, 3.55, 3.75],
    ...[4, 4.25, 4.5, 4.75, 5, 5.3, 5.6, 6, 6.3, 6.7, 7, 7.5, 8, 8.5, 9, 9.5],
  ],
};
const FINE: Rounds = {
  growth: 12,
  values: [1, 1.1, 1.25, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3.2, 3.6, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9],
};
const MIDDLE: Rounds = { growth: 26, values: [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8] };
const COARSE: Rounds = { growth: 58, values: [1, 1.6, 2.5, 4, 6.3] };

/** The upper ends of all bands but the last, ascending, and by how many per cent each grows. */
export type Bands = { readonly ends: readonly number[]; readonly growth: number };

/** The finest series whose bands reach from the highest value to the lowest that matters. */
const roundsFor = (ratio: number): Rounds => {
  if (ratio <= 3.4) return FINEST;
  if (ratio <= 9) return FINE;
  return ratio <= 90 ? MIDDLE : COARSE;
};

const DECADES = 8;

/**
 * Bands for values from `low` to `high`: round numbers.
 * Law: the highest value lies in the last band or one below it; there are `BANDS − 1` ends.
 */
export const bandsFor = ({ low, high }: { low: number; high: number }): Bands => {
  const top = high > 0 ? high : 1;
  const { growth, values } = roundsFor(low > 0 ? top / low : Number.POSITIVE_INFINITY);
  const decade = Math.floor(Math.log10(top)) - DECADES + 2;
  const all = Array.from({ length: DECADES * values.length }, (_, index) => {
    const power = decade + Math.floor(index / values.length);
    return Number(((values[index % values.length] ?? 1) * 10 ** power).toPrecision(3));
  });
  const last = all.findLastIndex((end) => end < top);
  return { growth, ends: all.slice(last - BANDS + 2, last + 1) };
};

/** The band of a value. */
export const bandOf = (ends: readonly number[], value: number): number => {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (ends[middle] ?? Infinity)) low = middle + 1;
    else high = middle;
  }
  return low;
};
