// SPDX-License-Identifier: Apache-2.0
/**
 * The trumpet and the start-up curve, as infusion pumps are judged by: by how much the volume of
 * any window of a length can differ from the program, and how delivery sets in. Counts flow in.
 *
 * The half-minute sample, two hours of start-up and windows of 2, 5, 11, 19 and 31 minutes from the
 * second hour on are IEC 60601-2-24's, as manuals of infusion pumps quote it (the standard's own
 * text was not at hand); an hour and a day are added because intrathecal flows are small.
 */
import { type Counts, SAMPLE } from "./counts.ts";

const MINUTE = 60_000;
const samplesIn = (minutes: number): number => (minutes * MINUTE) / SAMPLE;

/** Lengths of the windows, in minutes. */
export const WINDOWS: readonly number[] = [2, 5, 11, 19, 31, 60, 1440];

/** Minutes before the windows begin: delivery has set in. */
const SETTLED = 60;

/** Minutes of the start-up curve. */
const START_UP = 120;

/**
 * All windows of one length: the largest and the smallest error, as shares of what was programmed
 * in the window; null where the program asks for nothing in any of them. `least` of the program in
 * a window, in pulses, is what the errors are large or small against.
 */
export type Bell = {
  readonly minutes: number;
  readonly over: number | null;
  readonly under: number | null;
  readonly programmed: number;
};

const bellOf = ({ pulses, programmed }: Counts, minutes: number): Bell => {
  const width = samplesIn(minutes);
  let [over, under, least] = [Number.NEGATIVE_INFINITY, Infinity, Infinity];
  for (let from = samplesIn(SETTLED) - 1; from + width < pulses.length; from += 1) {
    const asked = (programmed[from + width] ?? 0) - (programmed[from] ?? 0);
    if (asked <= 0) continue;
    const given = (pulses[from + width] ?? 0) - (pulses[from] ?? 0);
    over = Math.max(over, (given - asked) / asked);
    under = Math.min(under, (given - asked) / asked);
    least = Math.min(least, asked);
  }
  if (!Number.isFinite(least)) return { minutes, over: null, under: null, programmed: 0 };
  return { minutes, over, under, programmed: least };
};

/** The errors of every window length. Law: none is off by a whole pulse. */
export const trumpetOf = (counts: Counts): readonly Bell[] =>
  WINDOWS.map((minutes) => bellOf(counts, minutes));

/** Pulses that left the pump in each sample of the first two hours. */
export const startUpOf = ({ pulses }: Counts): Float64Array =>
  pulses.slice(0, samplesIn(START_UP)).map((count, index, all) => count - (all[index - 1] ?? 0));

/** What was delivered from the start to the end, against the program: a share. */
export const overallError = ({ pulses, programmed }: Counts): number => {
  const [given, asked] = [pulses.at(-1) ?? 0, programmed.at(-1) ?? 0];
  return asked === 0 ? 0 : (given - asked) / asked;
};
