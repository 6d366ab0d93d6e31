// SPDX-License-Identifier: Apache-2.0
/**
 * What a study reads off a series of samples: its peak, the half-life over a window, and when a
 * threshold was first reached. Each is computed as the study would, from the samples alone.
 */
import type { Hours, MicrogramsPerMillilitre } from "./measure.ts";

/** Samples of one site in order of time. Both lists have one length. */
export type Series = {
  readonly hours: readonly Hours[];
  readonly concentrations: readonly MicrogramsPerMillilitre[];
};

/** The highest sample. */
export type Peak = { readonly concentration: MicrogramsPerMillilitre; readonly hours: Hours };

/** A stretch of time, both ends included. */
export type Window = { readonly from: Hours; readonly upto: Hours };

/** Slack for a sample that stands on the edge of a window, h. */
const EDGE: Hours = 1e-9;

/** The highest sample, the first of equals; null without samples. */
export const peakOf = ({ hours, concentrations }: Series): Peak | null => {
  const highest = concentrations.reduce((best, each) => Math.max(best, each), -Infinity);
  const at = hours[concentrations.indexOf(highest)];
  return at === undefined ? null : { concentration: highest, hours: at };
};

/** How many of these times lie in a window. */
export const pointsIn = (hours: readonly Hours[], window: Window): number =>
  hours.filter((at) => isIn(window, at)).length;

/**
 * Half-life by a straight line through the logarithms of the samples in the window.
 * Null if fewer than two of them are above zero, or if they do not fall.
 * Law: of an exponential it is ln 2 over its rate, whatever the window.
 */
export const halfLifeOf = ({ hours, concentrations }: Series, window: Window): Hours | null => {
  const points = hours
    .map((at, index) => ({ at, value: concentrations[index] ?? 0 }))
    .filter(({ at, value }) => isIn(window, at) && value > 0)
    .map(({ at, value }) => ({ at, log: Math.log(value) }));
  if (points.length < 2) return null;
  const meanAt = points.reduce((sum, { at }) => sum + at, 0) / points.length;
  const meanLog = points.reduce((sum, { log }) => sum + log, 0) / points.length;
  const spread = points.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  const fall = points.reduce((sum, { at, log }) => sum - (at - meanAt) * (log - meanLog), 0);
  return fall > 0 ? (Math.LN2 * spread) / fall : null;
};

/** When the samples first reach a threshold, linear between two of them; null if they do not. */
export const arrivalOf = (
  { hours, concentrations }: Series,
  threshold: MicrogramsPerMillilitre,
): Hours | null => {
  const first = concentrations.findIndex((value) => value >= threshold);
  const upto = hours[first];
  if (upto === undefined) return null;
  const [from, low] = [hours[first - 1], concentrations[first - 1]];
  if (from === undefined || low === undefined) return upto;
  const high = concentrations[first] ?? threshold;
  return from + ((upto - from) * (threshold - low)) / (high - low);
};

const isIn = ({ from, upto }: Window, at: Hours): boolean => at >= from - EDGE && at <= upto + EDGE;
