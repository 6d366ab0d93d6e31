// SPDX-License-Identifier: Apache-2.0
/**
 * Random reports: what hardware may say, sound and broken. A draft is told relative to what the
 * pump believes, so that it stays plausible whatever came before it, and shrinks to silence.
 */
import { nanolitres, pulses } from "@cisterna/quantity";
import fc from "fast-check";
import { believedTurns, expectedReport, type Pump, type Report } from "../src/index.ts";

/** A report relative to what the pump believes. */
export type ReportDraft = Omit<Report, "turns" | "level"> & {
  /** Turns beyond what is believed. */
  readonly turns: number;
  /** Nanolitres beyond what is computed. */
  readonly level: number | null;
};

/** What is unusual about a report; most of it is nothing. */
const rarely = <T>(usual: T, ...unusual: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(usual, ...unusual) },
  );

const memory: fc.Arbitrary<Report["memory"]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc.record({
      repaired: fc.boolean(),
      lost: fc.subarray(["program", "constants", "totals"] as const),
      full: fc.boolean(),
      failing: fc.boolean(),
    }),
  },
);

const battery: fc.Arbitrary<Report["battery"]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc.record({
      spent: fc.integer({ min: 0, max: 1_000 }),
      loadMillivolts: fc.integer({ min: 2_000, max: 3_000 }),
    }),
  },
);

const selfTest: fc.Arbitrary<Report["selfTest"]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.subarray(["memory", "checksum", "alarm", "motor"] as const, { minLength: 1 }),
  },
);

/** Anything that hardware may say. */
export const reportDrafts: fc.Arbitrary<ReportDraft> = fc.record({
  turns: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 1, -1) },
    { weight: 2, arbitrary: fc.integer({ min: -40, max: 40 }) },
  ),
  level: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.integer({ min: -3_000_000, max: 3_000_000 }) },
  ),
  motion: rarely<Report["motion"]>("turned", "still", "not-asked"),
  freeFlow: rarely<boolean | null>(null, true, false),
  occluded: rarely<boolean | null>(null, true, false),
  battery,
  clock: rarely<Report["clock"]>("kept", "lost"),
  sounder: rarely<Report["sounder"]>(null, "works", "failed"),
  vibrator: rarely<Report["vibrator"]>(null, "works", "failed"),
  memory,
  selfTest,
  starts: rarely<number | null>(null, 0, 1, 3),
  inhibited: rarely<boolean>(false, true),
});

/** The report that a draft means for a pump. */
export const reportOf = (draft: ReportDraft, pump: Pump): Report => ({
  ...expectedReport(pump),
  ...draft,
  turns: pulses(Math.max(0, believedTurns(pump) + draft.turns)),
  level: draft.level === null ? null : nanolitres(Math.max(0, pump.reservoir + draft.level)),
});
