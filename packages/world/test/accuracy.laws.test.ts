// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of flow accuracy: no window of any length is off by a whole pulse, so the error of long
 * windows goes to nothing; and pumps that lose, add or catch up pulses are caught by them.
 */
import { type Controller, controllerOf, PARTS, type Pump, plusQuanta } from "@cisterna/pump";
import { assert, DAY_MS, milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { type CompletePump, complete, MODEL_IDS, pumpOf } from "@cisterna/therapy";
import {
  accuracyOf,
  type Counts,
  countsOf,
  overallError,
  startUpOf,
  type Trial,
  trialsOf,
  trumpetOf,
  WINDOWS,
} from "@cisterna/world";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const RUNS = { seed: 20_261_127, numRuns: 60 };

/** Every model whose constants are all known. */
const COMPLETE: readonly CompletePump[] = MODEL_IDS.flatMap((id) => {
  const found = complete(pumpOf(id));
  return found.ok ? [found.value] : [];
});

/** Every trial of every model, and the first one to vary. */
const TRIALS = COMPLETE.flatMap((pump) =>
  trialsOf(pump).map((trial) => [`${pump.pump.id} ${trial.name}`, trial] as const),
);
const FIRST: Trial = (() => {
  const [first] = TRIALS;
  assert(first !== undefined, "a model is complete");
  return first[1];
})();

/** Doubles carry the program's counts to about this. */
const ROUNDING = 1e-9;

/** What is wrong with counts: a window that is off by a pulse or more, or an error that lasts. */
const wrongs = (counts: Counts): readonly string[] => [
  ...trumpetOf(counts).flatMap(({ minutes, over, under, programmed }) => {
    const most = 1 / programmed + ROUNDING;
    const off = over !== null && under !== null && (over > most || under < -most);
    return off ? [`a window of ${minutes} min`] : [];
  }),
  ...(Math.abs(overallError(counts)) * (counts.programmed.at(-1) ?? 0) < 1 ? [] : ["in the end"]),
];

/** More than any flow that is tried. */
const MOST = 1_000_000;

/** A steady flow of so many pulses a day. */
const steady = (rate: number): Trial => ({
  ...FIRST,
  pulse: nanolitres(100),
  program: {
    ...FIRST.program,
    week: [{ from: milliseconds(0), rate: pulsesPerDay(rate) }],
    limits: { rate: pulsesPerDay(MOST), hour: pulses(MOST), day: pulses(MOST) },
  },
});

const someRate = fc.integer({ min: 1, max: 200_000 });

describe("no window is off by a pulse", () => {
  test("of any mode of any model whose constants are known", () => {
    expect(COMPLETE.map(({ pump }) => pump.id)).toEqual([
      "generic-20",
      "generic-40",
      "generic-valve",
      "generic-fixed",
    ]);
    const found = TRIALS.map(([name, trial]) => [name, wrongs(countsOf(trial))]);
    expect(found).toEqual(TRIALS.map(([name]) => [name, []]));
  });

  test("of any steady flow, so that the error of a day is less than a pulse of it", () => {
    fc.assert(
      fc.property(someRate, (rate) => {
        const counts = countsOf(steady(rate));
        const day = trumpetOf(counts).at(-1);
        expect(wrongs(counts)).toEqual([]);
        expect(Math.abs(day?.over ?? 1)).toBeLessThanOrEqual(1 / rate + ROUNDING);
      }),
      RUNS,
    );
  });
});

const withTime = (change: (before: Pump, after: Pump) => Pump): Controller =>
  controllerOf({
    ...PARTS,
    passTime: (pump, upto) => change(pump, PARTS.passTime(pump, upto)),
  });

const owing = (pump: Pump, quanta: number): Pump => ({
  ...pump,
  delivered: { ...pump.delivered, quanta },
});

const BROKEN: readonly (readonly [string, Controller])[] = [
  ["drops what is owed", withTime((_, after) => owing(after, 0))],
  ["rounds every pulse up", withTime((_, after) => owing(after, DAY_MS - 1))],
  [
    "gives one part in a hundred too much",
    withTime((before, after) => {
      const more = Math.floor((after.now - before.now) * 444.4 * 0.01);
      return { ...after, delivered: plusQuanta(after.delivered, more) };
    }),
  ],
];

describe("a pump that is off is caught", () => {
  test.each(BROKEN)("one that %s", (_, controller) => {
    const found = TRIALS.map(([, trial]) => wrongs(countsOf(trial, controller)));
    expect(found.some((each) => each.length > 0)).toBe(true);
  });

  test("one that gives each hour's pulses at its end, though the day is right", () => {
    const counts = countsOf(steady(4000));
    const hour = 120;
    const late = counts.pulses.map(
      (_, index, all) => all[index - (index % hour) - 1] ?? all[0] ?? 0,
    );
    expect(wrongs({ ...counts, pulses: late })).toContain("a window of 2 min");
  });
});

/** The trumpet by its definition: every window of every length, one by one. */
const oneByOne = ({ pulses: given, programmed }: Counts, minutes: number) => {
  const errors: number[] = [];
  for (let upto = 120 + minutes * 2 - 1; upto < given.length; upto += 1) {
    const from = upto - minutes * 2;
    const asked = (programmed[upto] ?? 0) - (programmed[from] ?? 0);
    if (asked > 0) errors.push(((given[upto] ?? 0) - (given[from] ?? 0) - asked) / asked);
  }
  return { over: Math.max(...errors), under: Math.min(...errors) };
};

describe("the trumpet", () => {
  test("is the worst of all windows from the second hour on", () => {
    const counts = countsOf(steady(1777));
    for (const { minutes, over, under } of trumpetOf(counts)) {
      expect({ over, under }).toEqual(oneByOne(counts, minutes));
    }
    expect(trumpetOf(counts).map(({ minutes }) => minutes)).toEqual(WINDOWS);
  });

  test("of a program that rests has no error to tell", () => {
    const still: Counts = { pulses: new Float64Array(3120), programmed: new Float64Array(3120) };
    expect(trumpetOf(still).every(({ over, under }) => over === null && under === null)).toBe(true);
    expect(overallError(still)).toBe(0);
  });

  test("closes: the longer the window, the less can be wrong", () => {
    const bells = trumpetOf(countsOf(steady(4444)));
    const widths = bells.map(({ over, under }) => (over ?? 0) - (under ?? 0));
    expect(widths[0]).toBeGreaterThan(10 * (widths.at(-2) ?? 1));
  });
});

test("start-up counts the pulses of each half minute of two hours", () => {
  const counts = countsOf(steady(4800));
  const startUp = startUpOf(counts);
  expect(startUp.length).toBe(240);
  expect(startUp.reduce((sum, each) => sum + each, 0)).toBe(400);
  expect(Math.max(...startUp)).toBe(2);
});

test("a pump is judged in every mode that it has", () => {
  const [first] = COMPLETE;
  assert(first !== undefined, "a model is complete");
  const modes = new Set(accuracyOf(first).map(({ mode }) => mode));
  expect([...modes].toSorted()).toEqual([
    "bridge",
    "continuous",
    "on-demand",
    "pattern",
    "periodic",
    "prime",
    "single",
    "titration",
  ]);
});
