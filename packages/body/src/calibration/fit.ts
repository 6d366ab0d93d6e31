// SPDX-License-Identifier: Apache-2.0
/**
 * The fit: descents from several starts spread evenly through the bounds, and afterwards, for each
 * parameter, how much worse it gets when that one is held elsewhere and the others follow. Nothing
 * is drawn by chance, so a fit repeats to the last digit.
 */
import type { Calibrated } from "../calibrated.ts";
import { FREE_NAMES, type FreeName, inside, placeOf } from "./bounds.ts";
import { objectiveOf } from "./objective.ts";
import { descend } from "./simplex.ts";

/** Parameters with how far they leave the model from the training values. */
export type Fit = { readonly fitted: Calibrated; readonly objective: number };

/** One parameter held at a value, the others fitted. */
export type ProfilePoint = Fit & { readonly value: number };

const withPlaces = (
  names: readonly FreeName[],
  places: readonly number[],
  rest: Calibrated,
): Calibrated => ({
  ...rest,
  ...Object.fromEntries(names.map((name, axis) => [name, inside(name, places[axis] ?? 0)])),
});

/** Descends from one set of values along these parameters; the others stay. */
export const fitFrom = (start: Calibrated, names: readonly FreeName[], rounds: number): Fit => {
  const lowest = descend((places) => objectiveOf(withPlaces(names, places, start)), {
    start: names.map((name) => placeOf(name, start[name])),
    edge: 0.7,
    rounds,
  });
  return { fitted: withPlaces(names, lowest.place, start), objective: lowest.height };
};

/** First primes: one for each axis of the spread. */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23] as const;

/** The index written in a number base, mirrored at the point: evenly spread between 0 and 1. */
const mirrored = (index: number, radix: number): number => {
  let [left, unit, sum] = [index, 1, 0];
  while (left > 0) {
    unit /= radix;
    sum += unit * (left % radix);
    left = Math.floor(left / radix);
  }
  return sum;
};

/** The so-manieth start: the middle of the bounds first, then evenly about. */
export const startAt = (index: number, rest: Calibrated): Calibrated => {
  const places = FREE_NAMES.map((_, axis) => {
    const share = index === 0 ? 0.5 : mirrored(index, PRIMES[axis] ?? 2);
    const within = 0.1 + 0.8 * share;
    return Math.log(within / (1 - within));
  });
  return withPlaces(FREE_NAMES, places, rest);
};

/** One parameter over these multiples of its value, the others fitted anew each time. */
export const profileOf = (
  { fitted }: Fit,
  name: FreeName,
  { multiples, rounds }: { readonly multiples: readonly number[]; readonly rounds: number },
): readonly ProfilePoint[] => {
  const others = FREE_NAMES.filter((each) => each !== name);
  return multiples.map((multiple) => {
    const value = inside(name, placeOf(name, fitted[name] * multiple));
    return { value, ...fitFrom({ ...fitted, [name]: value }, others, rounds) };
  });
};
