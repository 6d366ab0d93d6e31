// SPDX-License-Identifier: Apache-2.0
/**
 * Following: one entry of a drug carried forward and looked at whenever asked. In: the model at
 * rest, how the drug enters, the moments to look. Steps end where giving stops and at every such
 * moment; they are short after a change and grow with the time since.
 */
import type { Hours, Micrograms, MicrogramsPerHour } from "./measure.ts";
import type { Model } from "./neuraxis.ts";
import { advanceRun, changeModel, inject, type Run, startRun, stepsFor } from "./solve.ts";
import type { Source } from "./source.ts";

/** How a drug enters: at once, or at a rate until a time; and the model while it does. */
export type Entry = {
  readonly model: Model;
  readonly source: Source;
  readonly dose: Micrograms;
  readonly rate: MicrogramsPerHour;
  /** When giving ends; 0: all at once. */
  readonly upto: Hours;
};

/** First and longest step, and how much a step may grow with the time since the last event. */
const FIRST_STEP: Hours = 5 / 3600;
const LONGEST_STEP: Hours = 10 / 60;
const GROWTH = 0.05;

/** Two times closer than this are one moment, h. */
const EDGE: Hours = 1e-9;

/** A time as the key of its moment. */
export const keyOf = (hours: Hours): number => Math.round(hours * 3.6e9);

/**
 * Follows an entry to the last of these times, in ascending order or not, and shows the run at
 * each. The model at rest takes over when giving ends.
 */
export const follow = (
  rest: Model,
  entry: Entry,
  { times, seen }: { readonly times: readonly Hours[]; readonly seen: (run: Run) => void },
): void => {
  const wanted = new Set(times.map(keyOf));
  const run = startRun(entry.model);
  if (entry.upto === 0) inject(run, entry.source, entry.dose);
  for (const stop of stopsOf(times, entry.upto)) {
    if (run.hours >= entry.upto - EDGE && run.model !== rest) changeModel(run, rest);
    travel(run, entry, stop);
    if (wanted.has(keyOf(stop))) seen(run);
  }
};

/** Moments at which a step has to end: looking, the end of giving, and doublings after an event. */
const stopsOf = (times: readonly Hours[], upto: Hours): readonly Hours[] => {
  const last = times.reduce((most, hours) => Math.max(most, hours), 0);
  const doublings = Array.from({ length: 40 }, (_, power) => FIRST_STEP * 2 ** power);
  const graded = doublings.flatMap((after) =>
    after < upto ? [after, upto + after] : [upto + after],
  );
  const all = [...times, upto, ...graded].filter((hours) => hours <= last + EDGE);
  const sorted = all.toSorted((a, b) => a - b);
  return sorted.filter((hours, index) => index === 0 || hours - (sorted[index - 1] ?? 0) > EDGE);
};

const travel = (run: Run, entry: Entry, stop: Hours): void => {
  const hours = stop - run.hours;
  if (hours <= EDGE) return;
  const giving = run.hours < entry.upto - EDGE;
  const since = run.hours - (giving ? 0 : entry.upto);
  const longest = Math.min(Math.max(FIRST_STEP, GROWTH * since), LONGEST_STEP);
  const source = giving ? entry.source : null;
  advanceRun(run, { ...stepsFor(hours, longest), source, rate: giving ? entry.rate : 0 });
};
