// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  bolusInto,
  concentrationAt,
  type Drug,
  infusionInto,
  inject,
  type Model,
  neuraxis,
  pointSource,
  type Run,
  referenceAdult,
  type Source,
  type Subject,
  startRun,
  steadyState,
  stepsFor,
} from "../src/index.ts";
import {
  documentedAdult,
  drugCalled,
  generatorOf,
  threeSpaces,
  tracer,
  uniformCanal,
} from "./canal.ts";
import { apply, exponential, scale } from "./dense.ts";

const morphine = neuraxis(referenceAdult, drugCalled("morphine"));
const gadobutrol = neuraxis(referenceAdult, drugCalled("gadobutrol"));
const seeded = { seed: 20264, numRuns: 200 };
const rates = fc.array(fc.nat(500), { minLength: 1, maxLength: 30 });
const minutes = fc.double({ min: 0.1, max: 10, noNaN: true });

const course = (model: Model, source: Source, given: readonly number[], step: number): Run => {
  const run = startRun(model);
  for (const rate of given) advanceRun(run, { step, steps: 1, source, rate });
  return run;
};

const valuesOf = (run: Run): readonly number[] => [...run.concentration, ...(run.plasma ?? [])];

const near = (a: readonly number[], b: readonly number[], tolerance: number): boolean => {
  const size = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return a.every((value, at) => Math.abs(value - (b[at] ?? Number.NaN)) <= tolerance * size);
};

describe("linearity, physics §7.6", () => {
  test("twice the dose gives twice the concentration everywhere", () => {
    const source = infusionInto(gadobutrol, "T10");
    fc.assert(
      fc.property(rates, minutes, (given, step) => {
        const once = valuesOf(course(gadobutrol, source, given, step / 60));
        const twice = valuesOf(
          course(
            gadobutrol,
            source,
            given.map((rate) => 2 * rate),
            step / 60,
          ),
        );
        expect(
          near(
            once.map((value) => 2 * value),
            twice,
            1e-13,
          ),
        ).toBe(true);
      }),
      seeded,
    );
  });

  test("two courses at two levels add up to the course of both", () => {
    const [low, high] = [infusionInto(morphine, "L3"), infusionInto(morphine, "C5")];
    const both = (a: number, b: number): Source => ({
      shares: low.shares.map((share, at) => (a * share + b * (high.shares[at] ?? 0)) / (a + b)),
    });
    fc.assert(
      fc.property(rates, fc.nat(9), fc.integer({ min: 1, max: 9 }), (given, a, b) => {
        const [one, other] = [
          course(
            morphine,
            low,
            given.map((rate) => a * rate),
            0.1,
          ),
          course(
            morphine,
            high,
            given.map((rate) => b * rate),
            0.1,
          ),
        ].map(valuesOf);
        const sum = one?.map((value, at) => value + (other?.[at] ?? 0)) ?? [];
        const together = course(
          morphine,
          both(a, b),
          given.map((rate) => (a + b) * rate),
          0.1,
        );
        expect(near(sum, valuesOf(together), 1e-12)).toBe(true);
      }),
      seeded,
    );
  });

  test("a later start gives the same course later", () => {
    const source = infusionInto(gadobutrol, "T10");
    fc.assert(
      fc.property(rates, fc.nat(20), minutes, (given, idle, step) => {
        const later = [...new Array<number>(idle).fill(0), ...given];
        const shifted = valuesOf(course(gadobutrol, source, later, step / 60));
        expect(shifted).toEqual(valuesOf(course(gadobutrol, source, given, step / 60)));
      }),
      seeded,
    );
  });

  test("a loss that saturates would be caught", () => {
    const source = infusionInto(morphine, "L3");
    const saturating = (dose: number): readonly number[] => {
      const run = startRun(morphine);
      for (let step = 0; step < 20; step += 1) {
        advanceRun(run, { step: 0.1, steps: 1, source, rate: dose });
        run.concentration.forEach((value, at) => {
          run.concentration[at] = value / (1 + value / 1000);
        });
      }
      return valuesOf(run);
    };
    expect(
      near(
        saturating(1).map((value) => 2 * value),
        saturating(2),
        1e-13,
      ),
    ).toBe(false);
  });
});

describe("positivity, physics §7.7", () => {
  const subjects: fc.Arbitrary<Subject> = fc.constantFrom(referenceAdult, threeSpaces);
  const drugs: fc.Arbitrary<Drug> = fc.constantFrom(...["morphine", "gadobutrol"].map(drugCalled));
  const tips = fc.constantFrom("S2", "L3", "T10", "C1", "cisterna-magna", "ventricle" as const);

  test("no concentration is negative while drug enters at rates in steps to ten minutes", () => {
    fc.assert(
      fc.property(
        subjects,
        drugs,
        tips,
        fc.tuple(rates, minutes),
        (subject, drug, tip, [given, step]) => {
          const model = neuraxis(subject, drug);
          const bursts = given.map((rate) => (rate % 3 === 0 ? rate : 0));
          const run = course(model, infusionInto(model, tip), bursts, step / 60);
          expect(valuesOf(run).every((value) => value >= 0)).toBe(true);
        },
      ),
      seeded,
    );
  });

  test("nor after a dose at once, if the next step is a few seconds", () => {
    fc.assert(
      fc.property(subjects, drugs, tips, (subject, drug, tip) => {
        const run = startRun(neuraxis(subject, drug));
        inject(run, bolusInto(run.model, tip, 0.5), 250);
        for (let step = 0; step < 50; step += 1) {
          advanceRun(run, { step: 5 / 3600, steps: 1, source: null, rate: 0 });
          expect(valuesOf(run).every((value) => value >= 0)).toBe(true);
        }
      }),
      { ...seeded, numRuns: 30 },
    );
  });

  test("a dose at once followed by a ten-minute step is caught", () => {
    const documented = neuraxis(documentedAdult, drugCalled("morphine"));
    const run = startRun(documented);
    inject(run, pointSource(documented, 58), 250);
    advanceRun(run, { step: 1 / 6, steps: 1, source: null, rate: 0 });
    expect(valuesOf(run).every((value) => value >= 0)).toBe(false);
  });
});

describe("reciprocity, physics §7.6", () => {
  const still: Subject = {
    ...referenceAdult,
    canal: { ...referenceAdult.canal, absorption: 0 },
  };
  const response = (model: Model, from: number, into: number): number => {
    const run = startRun(model);
    inject(run, pointSource(model, from + 0.5), 1);
    advanceRun(run, { step: 1 / 360, steps: 720, source: null, rate: 0 });
    return run.concentration[into] ?? Number.NaN;
  };
  const asymmetry = (subject: Subject, from: number, into: number): number => {
    const model = neuraxis(subject, drugCalled("in-dtpa"));
    return response(model, from, into) / response(model, into, from) - 1;
  };

  test("without bulk flow a tip at x is felt at y as one at y is felt at x", () => {
    expect(Math.abs(asymmetry(still, 14, 45))).toBeLessThan(1e-9);
    expect(Math.abs(asymmetry(still, 3, 57))).toBeLessThan(1e-9);
  });

  test("with bulk flow it is not", () => {
    expect(Math.abs(asymmetry(referenceAdult, 14, 45))).toBeGreaterThan(0.01);
  });
});

describe("the limit of perfect mixing, physics §7.4", () => {
  const stirred = uniformCanal({ length: 60, area: 2, cm2PerSecond: 1e5 });

  test("is one space and plasma, solved by hand", () => {
    const [loss, clearance, volume] = [0.3, 90_000, 270_000];
    const value = { clearance, volume, peripheral: null };
    const plasma = { value, evidence: "derived", source: "test" } as const;
    const run = startRun(neuraxis(stirred, { ...tracer(loss), plasma }));
    inject(run, pointSource(run.model, 14), 120);
    advanceRun(run, { step: 1e-3, steps: 4000, source: null, rate: 0 });
    const out = clearance / volume;
    const csf = Math.exp(-loss * 4);
    const blood = (loss * 120 * (Math.exp(-loss * 4) - Math.exp(-out * 4))) / (out - loss) / volume;
    expect(concentrationAt(run, "L3")).toBeCloseTo(csf, 7);
    expect((concentrationAt(run, "plasma") ?? Number.NaN) / blood).toBeCloseTo(1, 7);
  });

  test("with a cord is three spaces, by the exponential of three by three", () => {
    const model = neuraxis(stirred, drugCalled("gadobutrol"));
    const volumes = { csf: 0, superficial: 0, deep: 0 };
    const rates = { deepUp: 0, deepDown: 0, pialUp: 0, pialDown: 0, drain: 0 };
    model.layout.cells.forEach((cell, index) => {
      const layers = model.layout.cord[index];
      volumes.csf += model.tree.volume[cell] ?? 0;
      rates.drain += model.tree.drain[cell] ?? 0;
      if (!layers) return;
      volumes.superficial += model.tree.volume[layers.superficial] ?? 0;
      volumes.deep += model.tree.volume[layers.deep] ?? 0;
      rates.deepUp += model.tree.up[layers.deep] ?? 0;
      rates.deepDown += model.tree.down[layers.deep] ?? 0;
      rates.pialUp += model.tree.up[layers.superficial] ?? 0;
      rates.pialDown += model.tree.down[layers.superficial] ?? 0;
    });
    const { csf, superficial, deep } = volumes;
    const generator = [
      [-(rates.drain + rates.pialDown) / csf, rates.pialUp / superficial, 0],
      [rates.pialDown / csf, -(rates.pialUp + rates.deepDown) / superficial, rates.deepUp / deep],
      [0, rates.deepDown / superficial, -rates.deepUp / deep],
    ];
    const [fluid] = apply(exponential(scale(generator, 6)), [120, 0, 0]);
    const run = startRun(model);
    inject(run, pointSource(model, 14), 120);
    advanceRun(run, { step: 1e-3, steps: 6000, source: null, rate: 0 });
    expect(concentrationAt(run, "T10")).toBeCloseTo((fluid ?? Number.NaN) / csf, 6);
  });

  test("without any loss keeps all of the drug", () => {
    const run = startRun(neuraxis(stirred, tracer(0)));
    inject(run, pointSource(run.model, 14), 120);
    advanceRun(run, { step: 0.1, steps: 1000, source: null, rate: 0 });
    expect(concentrationAt(run, "C1")).toBeCloseTo(1, 8);
  });
});

describe("clearance, physics §7.4", () => {
  test("at a site is the same from the area under a bolus and from the steady state", () => {
    const model = neuraxis(referenceAdult, drugCalled("baclofen"));
    const source = infusionInto(model, "L3");
    const run = startRun(model);
    inject(run, source, 1);
    advanceRun(run, { step: 1 / 360, steps: 360, source: null, rate: 0 });
    advanceRun(run, { step: 1 / 6, steps: 6000, source: null, rate: 0 });
    const steady = steadyState(model, source, 1);
    model.layout.cells.forEach((place) => {
      expect((run.exposure[place] ?? 0) / (steady.concentration[place] ?? 1)).toBeCloseTo(1, 6);
    });
  });

  test("of plasma times its exposure is the whole dose in the end", () => {
    const model = neuraxis(referenceAdult, drugCalled("ziconotide"));
    const run = startRun(model);
    inject(run, infusionInto(model, "L3"), 10);
    advanceRun(run, { step: 1 / 6, steps: 6000, source: null, rate: 0 });
    expect(run.eliminated).toBeCloseTo(10, 6);
  });
});

describe("events, physics §7.7", () => {
  const model = neuraxis(referenceAdult, drugCalled("in-dtpa"));
  const source = infusionInto(model, "T10");
  const stop = 1.2345;

  /** An infusion that stops between two ten-minute marks, by the exponential. */
  const exact = (): readonly number[] => {
    const generator = generatorOf(model);
    const size = generator.length;
    const fed = [
      ...generator.map((row, at) => [...row, 100 * (source.shares[at] ?? 0)]),
      new Array<number>(size + 1).fill(0),
    ];
    const running = apply(exponential(scale(fed, stop)), [...new Array<number>(size).fill(0), 1]);
    return apply(exponential(scale(generator, 3 - stop)), running.slice(0, size));
  };

  const distance = (end: number): number => {
    const run = startRun(model);
    const short = 1 / 60;
    advanceRun(run, { ...stepsFor(end, short), source, rate: 100 });
    advanceRun(run, { ...stepsFor(3 - end, short), source: null, rate: 0 });
    const masses = model.tree.volume.map((volume, at) => volume * (run.concentration[at] ?? 0));
    const wanted = exact();
    return masses.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (wanted[at] ?? 0))),
      0,
    );
  };

  test("between two marks are met exactly", () => {
    expect(distance(stop)).toBeLessThan(1e-5 * 100 * stop);
  });

  test("moved to the next mark would be caught", () => {
    expect(distance(Math.ceil(stop * 6) / 6)).toBeGreaterThan(1e-4 * 100 * stop);
  });

  test("are reached by equal steps that never pass them", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1000, noNaN: true }),
        fc.double({ min: 1e-3, max: 1, noNaN: true }),
        (hours, longest) => {
          const { step, steps } = stepsFor(hours, longest);
          expect(step).toBeLessThanOrEqual(longest * (1 + 1e-9));
          expect(Math.abs(step * steps - hours)).toBeLessThanOrEqual(1e-12 * hours);
        },
      ),
      seeded,
    );
  });
});
