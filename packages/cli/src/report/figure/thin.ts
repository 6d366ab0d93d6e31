// SPDX-License-Identifier: Apache-2.0
/**
 * Thinning: fewer points to draw, none of the peaks lost. Of every stretch the highest and the
 * lowest sample are kept, each at its own time; a dose is added up over the stretch instead, so
 * that the area under its curve is what was given.
 */

/** A point of a drawing: time in days, and a value. */
export type Point = readonly [days: number, value: number];

/** Samples with the ends of their steps. */
export type Samples = { readonly ends: Float64Array; readonly values: Float64Array };

const MS_PER_DAY = 86_400_000;

/** Indices of the stretches: `from` inclusive, `upto` exclusive. */
const stretchesOf = (count: number, wanted: number): readonly (readonly [number, number])[] => {
  const size = Math.max(1, Math.ceil(count / wanted));
  const parts = Math.ceil(count / size);
  return Array.from({ length: parts }, (_, at) => [at * size, Math.min(count, (at + 1) * size)]);
};

const extremesOf = (values: Float64Array, [from, upto]: readonly [number, number]) => {
  let [low, high] = [from, from];
  for (let at = from + 1; at < upto; at += 1) {
    if ((values[at] ?? 0) < (values[low] ?? 0)) low = at;
    if ((values[at] ?? 0) > (values[high] ?? 0)) high = at;
  }
  return low < high ? [low, high] : [high, low];
};

/**
 * The series with at most two points a stretch.
 * Law: its highest and its lowest value are those of the whole series, at their own times.
 */
export const envelope = ({ ends, values }: Samples, stretches: number): readonly Point[] => {
  const point = (at: number): Point => [(ends[at] ?? 0) / MS_PER_DAY, values[at] ?? 0];
  const last = values.length - 1;
  const kept = stretchesOf(values.length, stretches)
    .flatMap((stretch) => extremesOf(values, stretch))
    .filter((at, index, all) => at !== all[index - 1] && at !== last);
  return last < 0 ? [] : [...kept, last].map(point);
};

/** A stretch of a series: its middle in days, its lowest, mean and highest value. */
export type Range = {
  readonly at: number;
  readonly low: number;
  readonly mean: number;
  readonly high: number;
};

const rangeOf = ({ ends, values }: Samples, [from, upto]: readonly [number, number]): Range => {
  const part = values.subarray(from, upto);
  const middle = ((ends[from] ?? 0) + (ends[upto - 1] ?? 0)) / 2;
  return {
    at: middle / MS_PER_DAY,
    low: part.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY),
    mean: part.reduce((sum, each) => sum + each, 0) / part.length,
    high: part.reduce((most, each) => Math.max(most, each), 0),
  };
};

/**
 * The series as stretches with their range.
 * Law: the highest of all is the highest value of the series; so is the lowest.
 */
export const rangesOf = (samples: Samples, stretches: number): readonly Range[] =>
  stretchesOf(samples.values.length, stretches).map((stretch) => rangeOf(samples, stretch));

/** The highest value of each stretch. */
export const highestOf = (values: Float64Array, stretches: number): Float64Array =>
  Float64Array.from(
    stretchesOf(values.length, stretches).map(([from, upto]) =>
      values.subarray(from, upto).reduce((most, each) => Math.max(most, each), 0),
    ),
  );

/** A rate from one time to another, in days. */
export type Rate = { readonly from: number; readonly upto: number; readonly perDay: number };

/**
 * Amounts per step as rates over stretches of so many whole steps.
 * Law: rate × time, added up, is the amount that was given.
 */
export const ratesOf = ({ ends, values }: Samples, steps: number): readonly Rate[] => {
  const parts = Math.ceil(values.length / steps);
  return Array.from({ length: parts }, (_, part) => {
    const upto = Math.min(values.length, (part + 1) * steps);
    const amount = values.subarray(part * steps, upto).reduce((sum, each) => sum + each, 0);
    const start = part === 0 ? 0 : (ends[part * steps - 1] ?? 0) / MS_PER_DAY;
    const end = (ends[upto - 1] ?? 0) / MS_PER_DAY;
    return { from: start, upto: end, perDay: amount / (end - start) };
  });
};

/** Rates as the corners of a step curve. */
export const cornersOf = (rates: readonly Rate[]): readonly Point[] =>
  rates.flatMap(({ from, upto, perDay }): Point[] => [
    [from, perDay],
    [upto, perDay],
  ]);
