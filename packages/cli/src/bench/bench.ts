// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of a bench: what is measured, how often, and against what. Times are medians over
 * repetitions after a warm-up; where a peer exists the two are measured in turns and compared.
 * To add one: `src/bench/NAME.ts` exports `const bench: Bench`, and one row in `list.ts` loads it.
 */

/** Milliseconds of one repetition after another, sorted. */
export type Sample = {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly repetitions: number;
};

/** One measured thing. */
export type Figure = {
  readonly what: string;
  readonly unit: "ms" | "MB" | "kB" | "us" | "a/s" | "/s" | "%" | "units" | "frames";
  /** Without repetitions: it could not be measured here, and `what` says why. */
  readonly sample: Sample;
  /** What this share of them, in per cent, was not above. */
  readonly tail?: { readonly share: number; readonly value: number };
  /** The same job done by something else. */
  readonly peer?: { readonly what: string; readonly sample: Sample };
  /** What this project asks of it, in words: `under 1 ms`. */
  readonly target?: string;
};

/** How far a bench is, between 0 and 1. */
export type Progress = (share: number) => void;

/** A bench: measures when it is asked to. */
export type Bench = {
  readonly name: string;
  readonly measure: (progress: Progress) => Promise<readonly Figure[]>;
};

/** A row of the list of benches; loaded when it runs. */
export type BenchEntry = {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly bench: Bench }>;
};

/** What a list of measurements comes to. */
export const sampleOf = (values: readonly number[]): Sample => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const half = Math.floor(sorted.length / 2);
  return {
    median: sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2,
    fastest: at(0),
    slowest: at(sorted.length - 1),
    repetitions: sorted.length,
  };
};

/** How often something runs before it counts, and how often it counts. */
type Schedule = { readonly warmUp: number; readonly repetitions: number };

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Milliseconds that some work takes, over and over. */
export const sampled = async (
  work: () => unknown,
  { warmUp, repetitions }: Schedule,
  progress: Progress = () => undefined,
): Promise<Sample> => {
  const values: number[] = [];
  for (let turn = 0; turn < warmUp + repetitions; turn += 1) {
    const taken = await timed(work);
    if (turn >= warmUp) values.push(taken);
    progress((turn + 1) / (warmUp + repetitions));
  }
  return sampleOf(values);
};

/** Two works in turns, so that a busy machine slows both alike. */
export const sampledInTurns = async (
  works: { readonly ours: () => unknown; readonly peer: () => unknown },
  { warmUp, repetitions }: Schedule,
  progress: Progress,
): Promise<{ readonly ours: Sample; readonly peer: Sample }> => {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let turn = 0; turn < warmUp + repetitions; turn += 1) {
    const [mine, theirs] = [await timed(works.ours), await timed(works.peer)];
    if (turn >= warmUp) {
      ours.push(mine);
      peer.push(theirs);
    }
    progress((turn + 1) / (warmUp + repetitions));
  }
  return { ours: sampleOf(ours), peer: sampleOf(peer) };
};
