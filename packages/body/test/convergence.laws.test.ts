// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  type Model,
  neuraxis,
  pointSource,
  startRun,
  steadyState,
} from "../src/index.ts";
import { addFlux, factor, solve } from "../src/tree.ts";
import { tracer, uniformCanal } from "./canal.ts";

const length = 60;
const area = 1.6;
const cm2PerSecond = 0.05;
const loss = 0.1;
const centre = 22;
const width = 3;

/** Unit mass, spread as a Gaussian at time zero, reflected at both walls, decaying. */
const exact = (x: number, hours: number): number => {
  const variance = width ** 2 + 2 * cm2PerSecond * 3600 * hours;
  const images = Array.from({ length: 41 }, (_, at) => at - 20).flatMap((turn) => [
    centre + 2 * turn * length,
    -centre + 2 * turn * length,
  ]);
  const sum = images.reduce(
    (total, from) => total + Math.exp(-((x - from) ** 2) / 2 / variance),
    0,
  );
  return (sum * Math.exp(-loss * hours)) / area / Math.sqrt(2 * Math.PI * variance);
};

const canalOf = (cells: number): Model =>
  neuraxis(uniformCanal({ length, area, cm2PerSecond }), tracer(loss), { cells, inflow: null });

type Stepper = (model: Model, vector: Float64Array, grid: { step: number; steps: number }) => void;

const ours: Stepper = (model, vector, { step, steps }) => {
  const run = startRun(model);
  run.concentration.set(vector);
  advanceRun(run, { step, steps, source: null, rate: 0 });
  vector.set(run.concentration);
};

/** Backward Euler: first order. */
const firstOrder: Stepper = ({ tree }, vector, { step, steps }) => {
  const factored = factor(tree, { storage: 1, flux: step });
  for (let at = 0; at < steps; at += 1) {
    vector.set(vector.map((value, place) => value * (tree.volume[place] ?? 0)));
    solve(factored, vector);
  }
};

/** Crank–Nicolson: second order but undamped. */
const undamped: Stepper = ({ tree }, vector, { step, steps }) => {
  const factored = factor(tree, { storage: 1, flux: step / 2 });
  for (let at = 0; at < steps; at += 1) {
    const start = vector.slice();
    vector.set(vector.map((value, place) => value * (tree.volume[place] ?? 0)));
    addFlux(tree, { of: start, into: vector }, step / 2);
    solve(factored, vector);
  }
};

const errorOf = (stepper: Stepper, cells: number, seconds: number): number => {
  const model = canalOf(cells);
  const vector = new Float64Array(cells + 1);
  model.cells.forEach(({ x }, at) => {
    vector[at] = exact(x, 0);
  });
  stepper(model, vector, { step: seconds / 3600, steps: Math.round(3600 / seconds) });
  const wanted = model.cells.map(({ x }) => exact(x, 1));
  const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
  return Math.sqrt(square(wanted.map((value, at) => value - (vector[at] ?? 0))) / square(wanted));
};

const ordersOf = (stepper: Stepper): readonly number[] => {
  const grids = [
    [30, 60],
    [60, 30],
    [120, 15],
    [240, 7.5],
  ] as const;
  const errors = grids.map(([cells, seconds]) => errorOf(stepper, cells, seconds));
  return errors.slice(1).map((error, at) => Math.log2((errors[at] ?? 0) / error));
};

/** With the space so fine that only the time step counts. */
const orderInTime = (stepper: Stepper): number => {
  const model = canalOf(60);
  const end = (steps: number): Float64Array => {
    const vector = new Float64Array(61);
    model.cells.forEach(({ x }, at) => {
      vector[at] = exact(x, 0);
    });
    stepper(model, vector, { step: 1 / steps, steps });
    return vector;
  };
  const [coarse, middle, fine] = [end(10), end(20), end(40)];
  const distance = (a: Float64Array, b: Float64Array) =>
    Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
  return Math.log2(distance(coarse, middle) / distance(middle, fine));
};

describe("the order, physics §7.1", () => {
  test("is at least 1.9 on the Gaussian as cells and steps are halved together", () => {
    const orders = ordersOf(ours);
    expect(Math.min(...orders)).toBeGreaterThanOrEqual(1.9);
    expect(orders.length).toBe(3);
  });

  test("is at least 1.9 in time alone", () => {
    expect(orderInTime(ours)).toBeGreaterThanOrEqual(1.9);
  });

  test("of a first-order stepper would be caught", () => {
    expect(orderInTime(firstOrder)).toBeLessThan(1.2);
    expect(errorOf(firstOrder, 240, 7.5)).toBeGreaterThan(errorOf(ours, 240, 7.5));
  });

  test("of an undamped stepper looks right; it is positivity that catches it", () => {
    expect(orderInTime(undamped)).toBeGreaterThanOrEqual(1.9);
    const lowest = (stepper: Stepper): number => {
      const model = canalOf(60);
      const vector = new Float64Array(61);
      vector[30] = 1;
      stepper(model, vector, { step: 1 / 60, steps: 3 });
      return Math.min(...vector);
    };
    expect(lowest(undamped)).toBeLessThan(-0.01);
    expect(lowest(ours)).toBeGreaterThanOrEqual(0);
  });
});

/** Steady infusion into a closed canal with loss, between the two walls. */
const steadyExact = (x: number, from: number): number => {
  const dispersion = cm2PerSecond * 3600;
  const m = Math.sqrt(loss / dispersion);
  const [low, high] = [Math.min(x, from), Math.max(x, from)];
  return (
    (Math.cosh(m * low) * Math.cosh(m * (length - high))) /
    (area * dispersion * m * Math.sinh(m * length))
  );
};

/** The same for equal cells: cosh of a discrete rate replaces that of the continuous one. */
const steadyDiscrete = (at: number, from: number, cells: number): number => {
  const step = length / cells;
  const dispersion = cm2PerSecond * 3600;
  const rate = Math.acosh(1 + (loss * step ** 2) / dispersion / 2);
  const [low, high] = [Math.min(at, from), Math.max(at, from)];
  const mixing = (area * dispersion) / step;
  return (
    (Math.cosh(rate * (low + 0.5)) * Math.cosh(rate * (cells - high - 0.5))) /
    (mixing * Math.sinh(rate) * Math.sinh(rate * cells))
  );
};

describe("the steady state, physics §7.2", () => {
  test("of a lossy canal is the closed form within 1e-6 at 600 cells", () => {
    const model = canalOf(600);
    const from = 14.05;
    const { concentration } = steadyState(model, pointSource(model, from), 1);
    const errors = model.cells.map(({ x }, at) =>
      Math.abs((concentration[at] ?? 0) / steadyExact(x, from) - 1),
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(1e-6);
  });

  test("at 60 cells is the closed form of equal cells within 1e-12", () => {
    const model = canalOf(60);
    const { concentration } = steadyState(model, pointSource(model, 14.5), 1);
    const errors = model.cells.map((_, at) =>
      Math.abs((concentration[at] ?? 0) / steadyDiscrete(at, 14, 60) - 1),
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(1e-12);
  });

  test("is what a long infusion comes to", () => {
    const model = canalOf(60);
    const source = pointSource(model, 14.5);
    const run = startRun(model);
    advanceRun(run, { step: 0.5, steps: 800, source, rate: 3 });
    const { concentration } = steadyState(model, source, 3);
    concentration.forEach((value, at) => {
      expect(run.concentration[at]).toBeCloseTo(value, 10);
    });
  });

  test("of a canal that loses nothing is a broken invariant, not a number", () => {
    const closed = neuraxis(uniformCanal({ length, area, cm2PerSecond }), tracer(0));
    expect(() => steadyState(closed, pointSource(closed, 14), 1)).toThrow("leaves the fluid");
  });
});
