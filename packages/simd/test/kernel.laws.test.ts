// SPDX-License-Identifier: Apache-2.0
import {
  batch,
  bolusInto,
  DRUGS,
  infusionInto,
  type Kernel,
  type Member,
  neuraxis,
  type Outcome,
  plainKernel,
  type Regimen,
  referenceAdult,
  SITES,
  type Spell,
  siteProbe,
} from "@cisterna/body";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simdKernel } from "../src/index.ts";

const seeded = { seed: 20268, numRuns: 25 };

const simd = (): Kernel => {
  const kernel = simdKernel();
  if (kernel === null) throw new Error("this engine runs no pairs of doubles");
  return kernel;
};

const WAYS: Regimen["ways"] = [
  (model) => infusionInto(model, "T10"),
  (model) => bolusInto(model, "L3", 1),
  (model) => infusionInto(model, "ventricle"),
];

/** Bodies with and without cord and plasma, each with a flow that changes on the way. */
const members: fc.Arbitrary<readonly Member[]> = fc.array(
  fc
    .record({
      name: fc.constantFrom("morphine", "gadobutrol", "baclofen", "in-dtpa"),
      stroke: fc.double({ min: 0.2, max: 2, noNaN: true }),
      absorption: fc.double({ min: 0, max: 15, noNaN: true }),
      flow: fc.double({ min: 0, max: 10, noNaN: true }),
    })
    .map(({ name, stroke, absorption, flow }): Member => {
      const drug = DRUGS.find((each) => each.name === name);
      if (drug === undefined) throw new RangeError(name);
      const { canal } = referenceAdult;
      const strokes = canal.strokes.map((each) => ({ ...each, volume: stroke }));
      const subject = { ...referenceAdult, canal: { ...canal, absorption, strokes } };
      const during = neuraxis(subject, drug, { cells: 60, inflow: { x: 25, flow } });
      return [neuraxis(subject, drug), during];
    }),
  { minLength: 1, maxLength: 9 },
);

const regimens: fc.Arbitrary<Regimen> = fc
  .array(
    fc
      .record({
        way: fc.integer({ min: 0, max: WAYS.length - 1 }),
        from: fc.double({ min: 0, max: 40, noNaN: true }),
        lasting: fc.constantFrom(0, 1 / 60, 2, 24),
        dose: fc.integer({ min: 1, max: 500 }),
      })
      .map(({ way, from, lasting, dose }): Spell => ({ way, from, upto: from + lasting, dose })),
    { minLength: 1, maxLength: 6 },
  )
  .map((spells) => ({ ways: WAYS, spells, turns: [13] }));

const HOURS = Array.from({ length: 24 }, (_, at) => 2 * at + 1);
const PROBES = SITES.filter((site) => site !== "plasma").map(siteProbe);

const outcomes = (kernel: Kernel, given: readonly Member[], regimen: Regimen) =>
  batch(given, { regimen, probes: PROBES, hours: HOURS, tolerance: 1e-3 }, kernel);

/** The greatest difference, as a share of the highest value. */
const difference = (one: Outcome, other: Outcome): number => {
  const high = one.concentrations.reduce((most, each) => Math.max(most, each), 0);
  return one.concentrations.reduce(
    (most, each, at) =>
      Math.max(most, Math.abs(each - (other.concentrations[at] ?? Number.NaN)) / high),
    0,
  );
};

const agrees = (kernel: Kernel) =>
  fc.property(members, regimens, (given, regimen) => {
    const plain = outcomes(plainKernel, given, regimen);
    outcomes(kernel, given, regimen).forEach((outcome, at) => {
      const other = plain[at];
      if (other === undefined) throw new RangeError(`${at}`);
      expect(difference(other, outcome)).toBeLessThanOrEqual(1e-12);
      expect(outcome.balanceError).toBeLessThanOrEqual(1e-10);
    });
  });

describe("the kernel of pairs", () => {
  test("gives what the plain one gives, to 1e-12", () => {
    fc.assert(agrees(simd()), seeded);
  });

  test("that takes steps a billionth too long is caught", () => {
    const hasty: Kernel = {
      name: "hasty",
      open: (shape) => {
        const work = simd().open(shape);
        return { ...work, factor: (slot, half) => work.factor(slot, half * (1 + 1e-9)) };
      },
    };
    expect(fc.check(agrees(hasty), { ...seeded, endOnFailure: true }).failed).toBe(true);
  });

  test("that adds a billionth to one lane is caught", () => {
    const uneven: Kernel = {
      name: "uneven",
      open: (shape) => {
        const work = simd().open(shape);
        return {
          ...work,
          step: (slot, half, from) => {
            work.step(slot, half, from);
            const at = 4 * ((from === 0 ? 7 : 5) * (shape.size + 1) + shape.fluid - 1) + 2;
            work.numbers[at] = (work.numbers[at] ?? 0) * (1 + 1e-9);
          },
        };
      },
    };
    expect(fc.check(agrees(uneven), { ...seeded, endOnFailure: true }).failed).toBe(true);
  });

  test("is not offered by an engine without WebAssembly", () => {
    const { WebAssembly: engine } = globalThis as { WebAssembly?: unknown };
    try {
      Object.assign(globalThis, { WebAssembly: undefined });
      expect(simdKernel()).toBeNull();
    } finally {
      Object.assign(globalThis, { WebAssembly: engine });
    }
  });
});
