// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  concentrationAt,
  infusionInto,
  type Model,
  neuraxis,
  periodicState,
  type Run,
  referenceAdult,
  type Snapshot,
  type Stretch,
  startRun,
  steadyState,
  superposed,
  unitResponse,
} from "../src/index.ts";
import { drugCalled, threeSpaces } from "./canal.ts";

const seeded = { seed: 20269, numRuns: 40 };

const models: fc.Arbitrary<Model> = fc
  .record({
    subject: fc.constantFrom(referenceAdult, threeSpaces),
    name: fc.constantFrom("morphine", "gadobutrol", "baclofen", "in-dtpa"),
  })
  .map(({ subject, name }) => neuraxis(subject, drugCalled(name)));

const rates = fc.array(fc.nat(400), { minLength: 2, maxLength: 4 });

/** A day in parts of equal length, each at its own rate. */
const dayOf = (model: Model, given: readonly number[]): readonly Stretch[] =>
  given.map((rate) => ({
    step: 24 / given.length / 12,
    steps: 12,
    source: infusionInto(model, "T10"),
    rate,
  }));

const valuesOf = ({ concentration, plasma }: Snapshot): readonly number[] => [
  ...concentration,
  ...(plasma ?? []),
];

const after = (start: Snapshot, period: readonly Stretch[], times: number): Snapshot => {
  const run = startRun(start.model);
  run.concentration.set(start.concentration);
  if (start.plasma !== null) run.plasma?.set(start.plasma);
  for (let time = 0; time < times; time += 1) {
    for (const stretch of period) advanceRun(run, stretch);
  }
  return run;
};

const distance = (found: Snapshot, wanted: Snapshot): number => {
  const right = valuesOf(wanted);
  const high = Math.max(...right);
  const off = valuesOf(found).map((value, at) => Math.abs(value - (right[at] ?? Number.NaN)));
  return high === 0 ? Math.max(...off) : Math.max(...off) / high;
};

type Shortcut = typeof periodicState;

const repeats = (shortcut: Shortcut) =>
  fc.property(models, rates, (model, given) => {
    const period = dayOf(model, given);
    const state = shortcut(model, period);
    expect(distance(after(state, period, 1), state)).toBeLessThanOrEqual(1e-10);
  });

describe("the periodic state", () => {
  test("is the same a period later", () => {
    fc.assert(repeats(periodicState), seeded);
  });

  test("is what many periods come to", () => {
    const model = neuraxis(referenceAdult, drugCalled("morphine"));
    const period = dayOf(model, [0, 300, 100]);
    const long = after(startRun(model), period, 60);
    expect(distance(periodicState(model, period), long)).toBeLessThanOrEqual(1e-9);
  });

  test("of a constant rate is the steady state", () => {
    const model = neuraxis(threeSpaces, drugCalled("gadobutrol"));
    const steady = steadyState(model, infusionInto(model, "T10"), 50);
    expect(distance(periodicState(model, dayOf(model, [50, 50])), steady)).toBeLessThan(1e-9);
  });

  test("taken for the steady state of the mean rate is caught", () => {
    const mean: Shortcut = (model, period) => {
      const rate = period.reduce((sum, each) => sum + each.rate, 0) / period.length;
      return steadyState(model, infusionInto(model, "T10"), rate);
    };
    expect(fc.check(repeats(mean), seeded).failed).toBe(true);
  });
});

const HOURLY = fc.array(fc.nat(300), { minLength: 1, maxLength: 48 });
const read = (run: Run): number => concentrationAt(run, "T4") ?? Number.NaN;

const addsUp = (sum: typeof superposed) =>
  fc.property(models, HOURLY, (model, given) => {
    const source = infusionInto(model, "T10");
    const response = unitResponse(model, { source, step: 1, steps: given.length }, read);
    const run = startRun(model);
    const plain = given.map((rate) => {
      advanceRun(run, { step: 1, steps: 1, source, rate });
      return read(run);
    });
    const high = Math.max(...plain.map(Math.abs), Number.MIN_VALUE);
    sum(response, given).forEach((value, at) => {
      expect(Math.abs(value - (plain[at] ?? Number.NaN))).toBeLessThanOrEqual(1e-11 * high);
    });
  });

describe("superposition", () => {
  test("gives what the run gives", () => {
    fc.assert(addsUp(superposed), seeded);
  });

  test("shifted by one step too many is caught", () => {
    const late: typeof superposed = (response, given) =>
      superposed(response, [0, ...given.slice(0, -1)]);
    expect(fc.check(addsUp(late), seeded).failed).toBe(true);
  });
});
