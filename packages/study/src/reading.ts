// SPDX-License-Identifier: Apache-2.0
/** Readings: one number from the concentrations of a window. */
import type { Reading } from "./study.ts";

/** The mean over time, by straight lines between the samples. */
const meanOf = (hours: readonly number[], values: readonly number[]): number => {
  const span = (hours.at(-1) ?? 0) - (hours[0] ?? 0);
  const area = values.slice(1).reduce((sum, value, at) => {
    const width = (hours[at + 1] ?? 0) - (hours[at] ?? 0);
    return sum + (width * (value + (values[at] ?? 0))) / 2;
  }, 0);
  return area / span;
};

/** What is read off samples in order of time; at least two of them. */
export const readingOf = (
  reading: Reading,
  hours: readonly number[],
  values: readonly number[],
): number => {
  switch (reading) {
    case "mean":
      return meanOf(hours, values);
    case "highest":
      return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case "lowest":
      return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case "last":
      return values.at(-1) ?? Number.NaN;
  }
};
