// SPDX-License-Identifier: Apache-2.0
/**
 * Short cuts for regimens that repeat and for doses that are searched. A period maps what is in
 * the body to what is in it a period later, and linearly; so the state that repeats itself solves
 * a linear equation, and a course under any rates is a sum of shifted answers to one unit. In:
 * stretches of steps. Out: what the plain way comes to, without walking it.
 */
import { assert } from "@cisterna/quantity";
import type { Hours, MicrogramsPerHour, MicrogramsPerMillilitre } from "./measure.ts";
import type { Model } from "./neuraxis.ts";
import { advanceRun, type Run, type Snapshot, type Stretch, startRun } from "./solve.ts";

/** Directions that the search for a fixed point keeps at most. Ours. */
const MOST_DIRECTIONS = 60;
/** What is left of the equation's right-hand side when the search ends. Ours. */
const CLOSE = 1e-13;

/**
 * Concentrations at the start of a period under a regimen that has repeated for ever. Solves
 * (1 − Φ) c = g by the method of least residuals, Φ being one period without any drug; no matrix
 * is made.
 * Law: one more period leaves it as it is, and it is what many periods come to.
 * Breaks if: nothing leaves the body within many periods.
 */
export const periodicState = (model: Model, period: readonly Stretch[]): Snapshot => {
  const empty = period.map((stretch) => ({ ...stretch, source: null }));
  const through = (state: Float64Array, stretches: readonly Stretch[]): Float64Array => {
    const run = startRun(model);
    put(run, state);
    for (const stretch of stretches) advanceRun(run, stretch);
    return stateIn(run);
  };
  const right = through(new Float64Array(lengthOf(model)), period);
  const found = leastResidual((state) => minus(state, through(state, empty)), right);
  const run = startRun(model);
  put(run, found);
  return { model, concentration: run.concentration, plasma: run.plasma };
};

const lengthOf = ({ tree, plasma }: Model): number => tree.size + (plasma?.size ?? 0);

/** Amounts rather than concentrations, so that no compartment is thought small for its place. */
const stateIn = ({ model, concentration, plasma }: Run): Float64Array => {
  const { tree } = model;
  const state = new Float64Array(lengthOf(model));
  tree.volume.forEach((volume, at) => {
    state[at] = volume * (concentration[at] ?? 0);
  });
  model.plasma?.volume.forEach((volume, at) => {
    state[tree.size + at] = volume * (plasma?.[at] ?? 0);
  });
  return state;
};

const put = ({ model, concentration, plasma }: Run, state: Float64Array): void => {
  const { tree } = model;
  tree.volume.forEach((volume, at) => {
    concentration[at] = (state[at] ?? 0) / volume;
  });
  model.plasma?.volume.forEach((volume, at) => {
    if (plasma !== null) plasma[at] = (state[tree.size + at] ?? 0) / volume;
  });
};

const minus = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, at) => value - (b[at] ?? 0));
const product = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const addTo = (into: Float64Array, of: Float64Array, times: number): void => {
  of.forEach((value, at) => {
    into[at] = (into[at] ?? 0) + times * value;
  });
};

/** Solves `apply(x) = right` by conjugate directions: each new image is made square to the old. */
const leastResidual = (
  apply: (x: Float64Array) => Float64Array,
  right: Float64Array,
): Float64Array => {
  const found = new Float64Array(right.length);
  const residual = right.slice();
  const kept: { direction: Float64Array; image: Float64Array }[] = [];
  const enough = CLOSE * Math.sqrt(product(right, right));
  while (Math.sqrt(product(residual, residual)) > enough && kept.length < MOST_DIRECTIONS) {
    const direction = residual.slice();
    const image = apply(direction);
    for (const old of kept) {
      const share = product(image, old.image);
      addTo(image, old.image, -share);
      addTo(direction, old.direction, -share);
    }
    const length = Math.sqrt(product(image, image));
    if (!(length > 0)) break;
    const unit = 1 / length;
    const made = { direction: direction.map((v) => v * unit), image: image.map((v) => v * unit) };
    kept.push(made);
    const share = product(residual, made.image);
    addTo(found, made.direction, share);
    addTo(residual, made.image, -share);
  }
  const left = Math.sqrt(product(residual, residual));
  assert(left <= 1e-9 * Math.sqrt(product(right, right)), "a period is forgotten", { left });
  return found;
};

/** What one unit an hour through a source for one step comes to, step by step, by what is read. */
export type UnitResponse = { readonly step: Hours; readonly values: Float64Array };

/**
 * The response at one reading to one microgram an hour during the first of so many equal steps.
 */
export const unitResponse = (
  model: Model,
  { source, step, steps }: Omit<Stretch, "rate">,
  read: (run: Run) => MicrogramsPerMillilitre,
): UnitResponse => {
  assert(source !== null, "a response has a source");
  const run = startRun(model);
  const values = new Float64Array(steps);
  for (let at = 0; at < steps; at += 1) {
    advanceRun(run, { step, steps: 1, source, rate: at === 0 ? 1 : 0 });
    values[at] = read(run);
  }
  return { step, values };
};

/**
 * The course under these rates, one for each step: every rate's answer, shifted and added. Any
 * number of regimens from one response.
 * Law: it is what the run gives under the same rates in the same steps.
 */
export const superposed = (
  { values }: UnitResponse,
  rates: readonly MicrogramsPerHour[],
): Float64Array => {
  assert(rates.length <= values.length, "a response is as long as the course", {
    rates: rates.length,
    values: values.length,
  });
  const course = new Float64Array(rates.length);
  rates.forEach((rate, from) => {
    for (let at = from; rate !== 0 && at < course.length; at += 1) {
      course[at] = (course[at] ?? 0) + rate * (values[at - from] ?? 0);
    }
  });
  return course;
};
