// SPDX-License-Identifier: Apache-2.0
/**
 * The course of a drug: what becomes of it after it has left the tip. Mass at the tip flows in,
 * interval by interval; concentrations by site and the body's own balance flow out. Nothing here
 * goes back to the pump.
 */
import {
  type Assumption,
  advanceRun,
  type Balance,
  balance,
  concentrationAt,
  concentrationAtX,
  type Drug,
  type GivingSite,
  type Hours,
  infusionInto,
  isCanalSite,
  type Micrograms,
  type MicrogramsPerHour,
  neuraxis,
  positionOf,
  type Run,
  SITES,
  type Site,
  type Source,
  type Subject,
  startRun,
  stateOf,
  steadyState,
  stepsFor,
} from "@cisterna/body";

/** Mass of one drug at the tip. Interval k runs from the end of the one before to `ends[k]`. */
export type Feed = {
  /** Ends of the intervals, ms, ascending. */
  readonly ends: Float64Array;
  /** Mass in each interval, mcg. */
  readonly mass: Float64Array;
  /** Which intervals end at an output step, ascending. */
  readonly outputs: Int32Array;
};

/** Concentration of one drug by site over the output steps. */
export type DrugCourse = {
  /** mcg/mL at the end of each output step; plasma is absent where its kinetics are unknown. */
  readonly concentrations: ReadonlyMap<Site, Float64Array>;
  readonly balance: Balance;
  /** Mass that was in the body at the start, mcg; `balance.given` counts it. */
  readonly standing: Micrograms;
  /** What the model takes for granted about this drug. */
  readonly assumptions: readonly Assumption[];
  /** Subject and fingerprint of every number used. */
  readonly parameters: string;
};

/** Where drug enters, whose body it is, which drug, and how much of it ran before. */
export type Passage = {
  readonly subject: Subject;
  readonly drug: Drug;
  readonly tip: GivingSite;
  /** Rate that ran until the start, long enough to be steady; 0: the body is free of the drug. */
  readonly before: MicrogramsPerHour;
};

/** The body's steps are no longer than this, however far apart the output steps are. */
const LONGEST_STEP: Hours = 1 / 6;
const MS_PER_HOUR = 3_600_000;

type Reading = { readonly series: Float64Array; readonly read: (run: Run) => number };

const readerOf = (site: Site): ((run: Run) => number) => {
  if (!isCanalSite(site)) return (run) => concentrationAt(run, site) ?? 0;
  const x = positionOf(site);
  return (run) => concentrationAtX(run, x);
};

const readingsFor = (run: Run, count: number): ReadonlyMap<Site, Reading> =>
  new Map(
    SITES.filter((site) => concentrationAt(run, site) !== null).map((site) => [
      site,
      { series: new Float64Array(count), read: readerOf(site) },
    ]),
  );

/** Puts the body where a steady infusion would have brought it; gives the mass that this is. */
const settle = (run: Run, source: Source, rate: MicrogramsPerHour): Micrograms => {
  if (rate === 0) return 0;
  const { concentration, plasma } = steadyState(run.model, source, rate);
  run.concentration.set(concentration);
  if (plasma !== null) run.plasma?.set(plasma);
  const held = balance(stateOf(run));
  run.given = held.spinalFluid + held.cord + held.epidural + held.cranium + held.plasma;
  return run.given;
};

/**
 * Carries one drug through the body.
 *
 * Given at: after delivery; the body's steps end where the pump's events fall.
 * Law: mass balances to 1e-10; what is given here is what arrived at the tip.
 */
export const courseOf = (passage: Passage, feed: Feed): DrugCourse => {
  const model = neuraxis(passage.subject, passage.drug);
  const source = infusionInto(model, passage.tip);
  const run = startRun(model);
  const standing = settle(run, source, passage.before);
  const readings = readingsFor(run, feed.outputs.length);
  let [output, start] = [0, 0];
  feed.ends.forEach((end, index) => {
    const hours = (end - start) / MS_PER_HOUR;
    const mass: Micrograms = feed.mass[index] ?? 0;
    if (hours > 0) {
      advanceRun(run, { ...stepsFor(hours, LONGEST_STEP), source, rate: mass / hours });
    }
    start = end;
    if (feed.outputs[output] !== index) return;
    for (const { series, read } of readings.values()) series[output] = read(run);
    output += 1;
  });
  return {
    concentrations: new Map([...readings].map(([site, { series }]) => [site, series])),
    balance: balance(stateOf(run)),
    standing,
    assumptions: model.assumptions,
    parameters: model.parameters,
  };
};
