// SPDX-License-Identifier: Apache-2.0
/**
 * Time. A run carries a model's concentrations forward by TR-BDF2: second order, L-stable, one
 * matrix for both stages, factored once per step length. A step has a constant source, so the
 * caller ends it wherever a rate changes. The run is the one thing in the body that changes in
 * place; `stateOf` takes a copy. Sinks are integrated with the weights of the same method, which
 * is why mass balances to rounding.
 */

import { assert } from "@cisterna/quantity";
import type { Hours, Micrograms, MicrogramsPerHour } from "./measure.ts";
import { type Model, ROUTES, type Route } from "./neuraxis.ts";
import type { Source } from "./source.ts";
import { addFlux, dot, type Factor, factor, solve, type Tree } from "./tree.ts";
import { A, B, EARLY, LATE } from "./weights.ts";

/** Concentrations by compartment, mcg/mL; the vectors are one longer than their trees. */
export type Snapshot = {
  readonly model: Model;
  readonly concentration: Float64Array;
  readonly plasma: Float64Array | null;
};

/** A moment of a run. */
export type State = Snapshot & {
  readonly hours: Hours;
  /** ∫ concentration dt by compartment, mcg·h/mL. */
  readonly exposure: Float64Array;
  readonly given: Micrograms;
  /** Passed from fluid and cord to the blood. */
  readonly absorbed: Micrograms;
  /** Eliminated from plasma; 0 where plasma is not modelled. */
  readonly eliminated: Micrograms;
  /** The absorbed mass by route. */
  readonly routed: Readonly<Record<Route, Micrograms>>;
};

/** A run under way. */
export type Run = {
  model: Model;
  hours: Hours;
  readonly concentration: Float64Array;
  readonly plasma: Float64Array | null;
  readonly exposure: Float64Array;
  given: Micrograms;
  absorbed: Micrograms;
  eliminated: Micrograms;
  routed: Readonly<Record<Route, Micrograms>>;
  /** Exposure at the last change of model; what came after is routed by the present one. */
  readonly exposureAtChange: Float64Array;
  readonly factors: Map<Hours, Factors>;
  readonly scratch: Scratch;
};

type Factors = { readonly tree: Factor; readonly plasma: Factor | null };
type Scratch = Readonly<Record<"stage" | "end" | "plasmaStage" | "plasmaEnd", Float64Array>>;

/** Steps of one length during which a drug enters at a constant rate. */
export type Stretch = {
  readonly step: Hours;
  readonly steps: number;
  readonly source: Source | null;
  readonly rate: MicrogramsPerHour;
};

const KEPT_FACTORS = 64;

const NOTHING_ROUTED: Readonly<Record<Route, Micrograms>> = {
  "spinal-loss": 0,
  "spinal-absorption": 0,
  "cranial-outflow": 0,
  "cord-loss": 0,
  "epidural-loss": 0,
};

/** A run at rest: no drug anywhere, time zero. */
export const startRun = (model: Model): Run => {
  const vector = (): Float64Array => new Float64Array(model.tree.size + 1);
  const plasmaVector = (): Float64Array => new Float64Array((model.plasma?.size ?? 0) + 1);
  return {
    model,
    hours: 0,
    concentration: vector(),
    plasma: model.plasma === null ? null : plasmaVector(),
    exposure: vector(),
    given: 0,
    absorbed: 0,
    eliminated: 0,
    routed: NOTHING_ROUTED,
    exposureAtChange: vector(),
    factors: new Map(),
    scratch: {
      stage: vector(),
      end: vector(),
      plasmaStage: plasmaVector(),
      plasmaEnd: plasmaVector(),
    },
  };
};

/** Puts a dose into the fluid at once. */
export const inject = (run: Run, source: Source, dose: Micrograms): void => {
  const { volume } = run.model.tree;
  source.shares.forEach((share, at) => {
    run.concentration[at] = (run.concentration[at] ?? 0) + (dose * share) / (volume[at] ?? 1);
  });
  run.given += dose;
};

/**
 * Carries the run over a stretch.
 * Law: mass balances after every step; the error of a smooth course falls with the square of the
 * step.
 */
export const advanceRun = (run: Run, stretch: Stretch): void => {
  assert(stretch.step > 0, "time runs forward", { step: stretch.step });
  const factors = factorsFor(run, stretch.step);
  for (let step = 0; step < stretch.steps; step += 1) takeStep(run, stretch, factors);
  run.hours += stretch.step * stretch.steps;
};

/** Equal steps no longer than `longest` that end exactly after `hours`. */
export const stepsFor = (
  hours: Hours,
  longest: Hours,
): { readonly step: Hours; readonly steps: number } => {
  const steps = Math.max(1, Math.ceil((hours / longest) * (1 - 1e-12)));
  return { step: hours / steps, steps };
};

/**
 * Goes on with another model of the same drug and layout, when a flow or the subject's state
 * changes. Concentrations stay as they are.
 */
export const changeModel = (run: Run, model: Model): void => {
  assert(model.tree.size === run.model.tree.size, "a run keeps its layout", {
    from: run.model.tree.size,
    upto: model.tree.size,
  });
  run.routed = routedOf(run);
  run.exposureAtChange.set(run.exposure);
  run.model = model;
  run.factors.clear();
};

/** The run as it stands, copied. */
export const stateOf = (run: Run): State => ({
  model: run.model,
  hours: run.hours,
  concentration: run.concentration.slice(),
  plasma: run.plasma?.slice() ?? null,
  exposure: run.exposure.slice(),
  given: run.given,
  absorbed: run.absorbed,
  eliminated: run.eliminated,
  routed: routedOf(run),
});

/**
 * Concentrations under an infusion that has run for ever, by one solve.
 * Breaks if: nothing leaves the fluid.
 */
export const steadyState = (model: Model, source: Source, rate: MicrogramsPerHour): Snapshot => {
  const concentration = new Float64Array(model.tree.size + 1);
  source.shares.forEach((share, at) => {
    concentration[at] = rate * share;
  });
  solve(factor(model.tree, { storage: 0, flux: 1 }), concentration);
  assert(concentration.every(Number.isFinite), "drug leaves the fluid somewhere", { rate });
  if (model.plasma === null) return { model, concentration, plasma: null };
  const plasma = new Float64Array(model.plasma.size + 1);
  plasma[model.plasma.size - 1] = dot(model.tree.drain, concentration);
  solve(factor(model.plasma, { storage: 0, flux: 1 }), plasma);
  return { model, concentration, plasma };
};

const routedOf = (run: Run): Readonly<Record<Route, Micrograms>> => {
  const since = run.exposure.map((value, at) => value - (run.exposureAtChange[at] ?? 0));
  const total = (route: Route): Micrograms =>
    run.routed[route] + dot(run.model.routes[route], since);
  return Object.fromEntries(ROUTES.map((route) => [route, total(route)])) as Record<Route, number>;
};

const factorsFor = (run: Run, step: Hours): Factors => {
  const known = run.factors.get(step);
  if (known !== undefined) return known;
  const weights = { storage: 1, flux: LATE * step };
  const { plasma } = run.model;
  const made = {
    tree: factor(run.model.tree, weights),
    plasma: plasma === null ? null : factor(plasma, weights),
  };
  if (run.factors.size >= KEPT_FACTORS) run.factors.clear();
  run.factors.set(step, made);
  return made;
};

const takeStep = (run: Run, stretch: Stretch, factors: Factors): void => {
  const { stage, end } = run.scratch;
  const { tree } = run.model;
  const { concentration, exposure } = run;
  const half = LATE * stretch.step;
  prepareStage(tree, concentration, { into: stage, half });
  feed(stage, stretch, 2 * half);
  solve(factors.tree, stage);
  prepareEnd(tree, concentration, { stage, into: end });
  feed(end, stretch, half);
  solve(factors.tree, end);
  toBlood(run, factors.plasma, stretch.step);
  const early = EARLY * stretch.step;
  for (let at = 0; at < tree.size; at += 1) {
    const last = end[at] as number;
    const middle = (concentration[at] as number) + (stage[at] as number);
    exposure[at] = (exposure[at] as number) + early * middle + half * last;
    concentration[at] = last;
  }
  run.given += stretch.source === null ? 0 : stretch.rate * stretch.step;
};

/** V c + half × G c. */
const prepareStage = (
  tree: Tree,
  start: Float64Array,
  { into, half }: { readonly into: Float64Array; readonly half: number },
): void => {
  const { size, volume } = tree;
  for (let at = 0; at < size; at += 1) into[at] = (volume[at] as number) * (start[at] as number);
  into[size] = 0;
  addFlux(tree, { of: start, into }, half);
};

/** V (A stage − B start). */
const prepareEnd = (
  tree: Tree,
  start: Float64Array,
  { stage, into }: { readonly stage: Float64Array; readonly into: Float64Array },
): void => {
  const { size, volume } = tree;
  for (let at = 0; at < size; at += 1) {
    const blend = A * (stage[at] as number) - B * (start[at] as number);
    into[at] = (volume[at] as number) * blend;
  }
  into[size] = 0;
};

const feed = (vector: Float64Array, { source, rate }: Stretch, hours: Hours): void => {
  if (source === null || rate === 0) return;
  const { shares } = source;
  const mass = rate * hours;
  for (let at = 0; at < shares.length; at += 1) {
    vector[at] = (vector[at] as number) + mass * (shares[at] as number);
  }
};

/** What the step's three stages hand to the blood, and the plasma's own step under it. */
const toBlood = (run: Run, plasmaFactor: Factor | null, step: Hours): void => {
  const { drain } = run.model.tree;
  const { stage, end, plasmaStage, plasmaEnd } = run.scratch;
  const [early, half] = [EARLY * step, LATE * step];
  const before = dot(drain, run.concentration);
  const middle = dot(drain, stage);
  const last = dot(drain, end);
  run.absorbed += early * (before + middle) + half * last;
  const { plasma: tree } = run.model;
  const { plasma } = run;
  if (tree === null || plasma === null || plasmaFactor === null) return;
  const central = tree.size - 1;
  prepareStage(tree, plasma, { into: plasmaStage, half });
  plasmaStage[central] = (plasmaStage[central] as number) + half * (before + middle);
  solve(plasmaFactor, plasmaStage);
  prepareEnd(tree, plasma, { stage: plasmaStage, into: plasmaEnd });
  plasmaEnd[central] = (plasmaEnd[central] as number) + half * last;
  solve(plasmaFactor, plasmaEnd);
  const early2 = early * (dot(tree.drain, plasma) + dot(tree.drain, plasmaStage));
  run.eliminated += early2 + half * dot(tree.drain, plasmaEnd);
  plasma.set(plasmaEnd);
};
