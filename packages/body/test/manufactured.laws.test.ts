// SPDX-License-Identifier: Apache-2.0
/**
 * Verification, points 7 and 9 of physics §7: a manufactured solution in the real canal, other
 * steppers, the maximum principle, and guards on orders of magnitude. The other points: 1 and 2 in
 * `convergence.laws`, 3 in `mass.laws`, 4 and 6 in `linear.laws`, 5 in `catheter.laws` and
 * `dispersion`, 8 in `generator.laws` and `oracle`.
 */
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  areaAt,
  bolusInto,
  bulkFlowAt,
  dispersionAt,
  inject,
  type Model,
  neuraxis,
  referenceAdult,
  startRun,
} from "../src/index.ts";
import { addFlux, factor, solve } from "../src/tree.ts";
import { documentedAdult, documentedDrug, drugCalled } from "./canal.ts";

const drug = documentedDrug("in-dtpa");
const { length, knots, absorption } = documentedAdult.canal;
const cistern = documentedAdult.cranium[0];

/** The solution: even at both ends, so that neither wall nor cistern bends it; halved in 1.4 h. */
const shape = (x: number): number => 1 + (1 - (x / length) ** 2) ** 4;
const slope = (x: number): number => (-8 * x * (1 - (x / length) ** 2) ** 3) / length ** 2;
const fading = (hours: number): number => Math.exp(-hours / 2);

/** Flux upwards over a face at the start, mcg/h. */
const fluxAt = (x: number): number =>
  bulkFlowAt(documentedAdult, null, x) * shape(x) -
  areaAt(knots, x) * dispersionAt(documentedAdult, drug, x) * slope(x);

/** What has to be fed to every compartment at the start so that the solution is one, mcg/h. */
const feedOf = (model: Model): Float64Array => {
  const feed = new Float64Array(model.tree.size);
  const step = length / model.cells.length;
  model.cells.forEach(({ x, volume }, at) => {
    const leaving = fluxAt(x + step / 2) - (at === 0 ? 0 : fluxAt(x - step / 2));
    const lost = (absorption / model.cells.length + drug.spinalLoss.value * volume) * shape(x);
    feed[model.layout.cells[at] ?? -1] = -volume * shape(x) * 0.5 + leaving + lost;
  });
  const { volume = 0, production = 0 } = cistern ?? {};
  const outflow = (production - absorption) * shape(length);
  feed[model.layout.spaces[0] ?? -1] = -volume * shape(length) * 0.5 - fluxAt(length) + outflow;
  return feed;
};

const errorOf = (cells: number, steps: number): number => {
  const model = neuraxis(documentedAdult, drug, { cells, inflow: null });
  const run = startRun(model);
  model.cells.forEach(({ x }, at) => {
    run.concentration[model.layout.cells[at] ?? -1] = shape(x);
  });
  run.concentration[model.layout.spaces[0] ?? -1] = shape(length);
  const source = { shares: feedOf(model) };
  const step = 1 / steps;
  for (let at = 0; at < steps; at += 1) {
    advanceRun(run, { step, steps: 1, source, rate: fading((at + 0.5) * step) });
  }
  const errors = model.cells.map(
    ({ x }, at) => (run.concentration[model.layout.cells[at] ?? -1] ?? 0) / fading(1) - shape(x),
  );
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / cells);
};

describe("verification, physics §7.7", () => {
  test("a manufactured solution in the real canal is met with order 1.9 or better", () => {
    const errors = [errorOf(60, 12), errorOf(120, 24), errorOf(240, 48)];
    expect(errors[0]).toBeLessThan(0.01);
    expect(Math.log2((errors[0] ?? 0) / (errors[1] ?? 1))).toBeGreaterThan(1.9);
    expect(Math.log2((errors[1] ?? 0) / (errors[2] ?? 1))).toBeGreaterThan(1.9);
  });

  const model = neuraxis(referenceAdult, drugCalled("gadobutrol"));
  const { tree } = model;

  /** Half an hour after an infusion's start would be smooth enough; so is a wide bolus. */
  const begun = (): Float64Array => {
    const run = startRun(model);
    inject(run, bolusInto(model, "L3", 10), 100);
    return run.concentration;
  };

  const rateOfChange = (of: Float64Array): Float64Array => {
    const into = new Float64Array(tree.size + 1);
    addFlux(tree, { of, into }, 1);
    return into.map((flux, at) => (at === tree.size ? 0 : flux / (tree.volume[at] ?? 1)));
  };

  const along = (of: Float64Array, by: Float64Array, hours: number): Float64Array =>
    of.map((value, at) => value + hours * (by[at] ?? 0));

  const rungeKutta = (steps: number): Float64Array => {
    const h = 0.5 / steps;
    let now = begun();
    for (let at = 0; at < steps; at += 1) {
      const a = rateOfChange(now);
      const b = rateOfChange(along(now, a, h / 2));
      const c = rateOfChange(along(now, b, h / 2));
      const d = rateOfChange(along(now, c, h));
      now = now.map((value, place) => {
        const sum = (a[place] ?? 0) + 2 * (b[place] ?? 0) + 2 * (c[place] ?? 0) + (d[place] ?? 0);
        return value + (h / 6) * sum;
      });
    }
    return now;
  };

  const crankNicolson = (steps: number): Float64Array => {
    const h = 0.5 / steps;
    const factored = factor(tree, { storage: 1, flux: h / 2 });
    const now = begun();
    for (let at = 0; at < steps; at += 1) {
      const start = now.slice();
      now.set(start.map((value, place) => value * (tree.volume[place] ?? 0)));
      addFlux(tree, { of: start, into: now }, h / 2);
      solve(factored, now);
    }
    return now;
  };

  const ours = (steps: number): Float64Array => {
    const run = startRun(model);
    inject(run, bolusInto(model, "L3", 10), 100);
    advanceRun(run, { step: 0.5 / steps, steps, source: null, rate: 0 });
    return run.concentration;
  };

  const apart = (a: Float64Array, b: Float64Array): number =>
    a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0);

  test("three steppers of different make come to one result", () => {
    const [fine, finer] = [rungeKutta(2000), rungeKutta(4000)];
    expect(apart(fine, finer)).toBeLessThan(1e-10);
    expect(apart(ours(8000), finer)).toBeLessThan(1e-6);
    expect(apart(crankNicolson(8000), finer)).toBeLessThan(1e-6);
  });

  test("the highest concentration never rises by itself, and none falls below zero", () => {
    const run = startRun(model);
    inject(run, bolusInto(model, "T10", 5), 100);
    let highest = Math.max(...run.concentration);
    for (let step = 0; step < 720; step += 1) {
      advanceRun(run, { step: 5 / 3600, steps: 1, source: null, rate: 0 });
      const now = Math.max(...run.concentration);
      expect(now).toBeLessThanOrEqual(highest * (1 + 1e-14));
      expect(Math.min(...run.concentration)).toBeGreaterThanOrEqual(0);
      highest = now;
    }
  });
});

describe("verification, physics §7.9: orders of magnitude", () => {
  const speed = (flow: number, x: number): number => flow / areaAt(knots, x) / 3600;

  test("the volume of a slow infusion moves next to nothing beside the bulk of the fluid", () => {
    expect(speed(0.4 / 24, 14)).toBeLessThan(5e-6);
    const bulk = -speed(bulkFlowAt(referenceAdult, null, length), length);
    expect(bulk).toBeGreaterThan(5e-4);
    expect(bulk).toBeLessThan(2e-3);
  });

  test("bulk flow over the canal weighs about as much as dispersion", () => {
    const model = neuraxis(referenceAdult, drugCalled("in-dtpa"));
    const slowness = model.cells.reduce(
      (sum, { x }) => sum + 1 / dispersionAt(referenceAdult, model.drug, x),
      0,
    );
    const dispersion = model.cells.length / slowness;
    const peclet = (speed(absorption, 30) * 3600 * length) / dispersion;
    expect(peclet).toBeGreaterThan(0.1);
    expect(peclet).toBeLessThan(10);
  });
});
