// SPDX-License-Identifier: Apache-2.0
/**
 * What the body makes of doses at the tip, over a horizon: one drug, one course, by the real model.
 */
import {
  advanceRun,
  concentrationAtX,
  drugNamed,
  type GivingSite,
  infusionInto,
  isCanalSite,
  neuraxis,
  referenceAdult,
  siteNamed,
  startRun,
  steadyState,
  stepsFor,
} from "@cisterna/body";

/** One drug at one tip: what ran before for ever, mcg/h, then a rate in each step. */
export type CourseOrder = {
  readonly drug: string;
  readonly tip: string;
  readonly before: number;
  readonly times: readonly number[];
  readonly rates: readonly number[];
};

/** Concentrations, mcg/mL, instant by instant, each along the canal from its lower end. */
export type Course = {
  readonly cells: number;
  readonly canal: Float32Array;
};

const LONGEST_STEP_HOURS = 1 / 6;

const tipOf = (name: string): GivingSite => {
  const site = siteNamed(name);
  if (site === null || !isCanalSite(site)) throw new Error(`no tip at ${name}`);
  return site;
};

/** The course of a drug, or null where the body knows no kinetics of it. */
export const courseOf = (order: CourseOrder): Course | null => {
  const known = drugNamed(order.drug);
  if (!known.ok) return null;
  const model = neuraxis(referenceAdult, known.value);
  const source = infusionInto(model, tipOf(order.tip));
  const run = startRun(model);
  if (order.before > 0) {
    run.concentration.set(steadyState(model, source, order.before).concentration);
  }
  const cells = model.cells.length;
  const canal = new Float32Array(order.times.length * cells);
  const note = (instant: number): void => {
    model.cells.forEach(({ x }, cell) => {
      canal[instant * cells + cell] = concentrationAtX(run, x);
    });
  };
  note(0);
  order.rates.forEach((rate, step) => {
    const hours = (order.times[step + 1] ?? 0) - (order.times[step] ?? 0);
    advanceRun(run, { ...stepsFor(hours, LONGEST_STEP_HOURS), source, rate });
    note(step + 1);
  });
  return { cells, canal };
};
