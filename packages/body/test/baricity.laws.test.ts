// SPDX-License-Identifier: Apache-2.0
/** The drift of a solution by its weight: the one path that is not linear, tested on its own. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceDrifting,
  advanceRun,
  type Baricity,
  balance,
  baricityOf,
  bolusInto,
  driftOf,
  inject,
  neuraxis,
  type Run,
  referenceAdult,
  startRun,
  stateOf,
} from "../src/index.ts";
import { drugCalled } from "./canal.ts";

const model = neuraxis(referenceAdult, drugCalled("morphine"));
const heavy: Baricity = { excess: 0.02, reference: 1000, slope: 1, mobility: 1 };

const started = (dose = 1000): Run => {
  const run = startRun(model);
  inject(run, bolusInto(model, "T10", 2), dose);
  return run;
};

const after = (baricity: Baricity, steps = 60): Run => {
  const run = started();
  advanceDrifting(run, baricity, { step: 5 / 3600, steps, source: null, rate: 0 });
  return run;
};

/** Where the drug in the canal has its centre, cm. */
const centreOf = ({ concentration }: Run): number => {
  const masses = model.cells.map(
    ({ volume }, at) => volume * (concentration[model.layout.cells[at] ?? -1] ?? 0),
  );
  const whole = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.reduce((sum, mass, at) => sum + mass * (model.cells[at]?.x ?? 0), 0) / whole;
};

describe("a solution that is not isobaric", () => {
  test("sinks if it is heavy and rises if it is light", () => {
    const level = centreOf(after({ ...heavy, slope: 0 }));
    expect(centreOf(after(heavy))).toBeLessThan(level - 5);
    expect(centreOf(after({ ...heavy, excess: -0.02 }))).toBeGreaterThan(level + 1);
    expect(centreOf(after({ ...heavy, slope: -1 }))).toBeGreaterThan(level + 1);
  });

  test("goes the further the more mobile it is", () => {
    const centres = [1, 0.01, 0.0001].map((mobility) => centreOf(after({ ...heavy, mobility })));
    expect(centres.toSorted((a, b) => a - b)).toEqual(centres);
  });

  test.each(["excess", "slope", "mobility"] as const)("of no %s goes as if isobaric", (key) => {
    const plain = started();
    for (let step = 0; step < 60; step += 1) {
      advanceRun(plain, { step: 5 / 3600, steps: 1, source: null, rate: 0 });
    }
    expect(after({ ...heavy, [key]: 0 }).concentration).toEqual(plain.concentration);
  });

  test("loses no mass and is nowhere negative, whatever it weighs", () => {
    const baricities = fc.record({
      excess: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      reference: fc.double({ min: 1, max: 10_000, noNaN: true }),
      slope: fc.double({ min: -1, max: 1, noNaN: true }),
      mobility: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(baricities, (baricity) => {
        const run = after(baricity, 12);
        expect(balance(stateOf(run)).error).toBeLessThanOrEqual(1e-10);
        expect(run.concentration.every((value) => value >= 0)).toBe(true);
      }),
      { seed: 20261, numRuns: 50 },
    );
  });

  test("is not linear: twice the dose is not twice the course", () => {
    const [once, twice] = [started(1000), started(2000)];
    for (const run of [once, twice]) {
      advanceDrifting(run, heavy, { step: 5 / 3600, steps: 12, source: null, rate: 0 });
    }
    expect(centreOf(twice)).toBeLessThan(centreOf(once) - 0.1);
  });

  test("falls at the speed of slow flow between plates", () => {
    expect(driftOf(heavy) / 3600).toBeCloseTo((0.02 * 981 * 0.29 ** 2) / (12 * 0.007), 10);
  });

  test("is refused with all that is wrong with it", () => {
    const asked = { excess: 0.02, reference: 0, slope: 1.5, mobility: 2 };
    const refused = baricityOf(asked);
    expect(refused.ok ? [] : refused.refusals.map(({ kind }) => kind)).toEqual([
      "slope-beyond-upright",
      "reference-not-positive",
      "mobility-not-a-share",
    ]);
    expect(baricityOf(heavy)).toEqual({ ok: true, value: heavy });
  });
});
