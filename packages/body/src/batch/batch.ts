// SPDX-License-Identifier: Apache-2.0
/**
 * Batches: many people given the same regimen, four side by side. In: bodies, a regimen, what is
 * watched and when. Out: for each body its concentrations, in the order of the bodies. Memory is
 * that of the batch: a caller with a hundred thousand people hands them over some hundred at a
 * time, always cut at the same places, because the four of a tile share their steps.
 */
import { assert } from "@cisterna/quantity";
import type { Hours } from "../measure.ts";
import type { Model } from "../neuraxis.ts";
import type { Blend, Probe } from "../probe.ts";
import { type Kernel, LANES } from "./kernel.ts";
import { type Climb, climb } from "./ladder.ts";
import { type Interval, intervalsOf, type Regimen } from "./regimen.ts";
import { structureOf } from "./structure.ts";
import {
  dose,
  type Entrances,
  entranceOf,
  feed,
  glimpseOf,
  imbalanceOf,
  settle,
  stepperOf,
  type Tile,
  tileFor,
  turn,
} from "./tile.ts";

/** One body: its model, and one more for each turn of the regimen. */
export type Member = readonly [Model, ...Model[]];

/** What is given and what is looked at. */
export type Trial = {
  readonly regimen: Regimen;
  readonly probes: readonly Probe[];
  /** When each probe is read, ascending. */
  readonly hours: readonly Hours[];
  /** Error allowed in a profile, as a share of its highest concentration. */
  readonly tolerance: number;
};

/** What became of one body. */
export type Outcome = {
  /** By probe, then time: `concentrations[probe × hours.length + time]`, mcg/mL. */
  readonly concentrations: Float64Array;
  /** What is missing or too much of the dose at the end, as a share. */
  readonly balanceError: number;
};

/**
 * Carries a batch. Bodies of different structure may stand in one batch; each goes into a tile of
 * its kind.
 * Law: each profile is within the tolerance of the exact solution; mass balances to 1e-10; the
 * result is the same with every kernel.
 */
export const batch = (
  members: readonly Member[],
  trial: Trial,
  kernel: Kernel,
): readonly Outcome[] => {
  const plan = { trial, intervals: intervalsOf(trial.regimen, trial.hours.at(-1) ?? 0) };
  const outcomes: Outcome[] = [];
  for (const places of byStructure(members)) {
    const [first] = places;
    assert(first !== undefined, "a kind has a body");
    const tile = tileFor(first.member[0], kernel);
    for (let from = 0; from < places.length; from += LANES) {
      const four = places.slice(from, from + LANES);
      const found = carry(
        tile,
        four.map((each) => each.member),
        plan,
      );
      four.forEach(({ place }, lane) => {
        outcomes[place] = outcomeOf(found, lane);
      });
    }
  }
  return outcomes;
};

type Placed = { readonly member: Member; readonly place: number };

const byStructure = (members: readonly Member[]): readonly (readonly Placed[])[] => {
  const placed = members.map((member, place) => ({ member, place }));
  return [...Map.groupBy(placed, ({ member }) => structureOf(member[0])).values()];
};

type Plan = { readonly trial: Trial; readonly intervals: readonly Interval[] };

/** Four bodies on their way through a regimen, and what was read of them. */
type Journey = {
  readonly trial: Trial;
  readonly tile: Tile;
  readonly members: readonly Member[];
  /** By lane, then probe. */
  readonly blends: readonly (readonly Blend[])[];
  /** By lane. */
  readonly readings: readonly Float64Array[];
  /** Rung on which an interval of this length should begin. */
  readonly rungs: Map<Hours, number>;
  /** The last climb over an interval, by the length of the one before it, then its own. */
  readonly climbs: Map<Hours, Map<Hours, Climb>>;
  /** Length of the interval before. */
  past: Hours;
  /** Where drug enters each body, by lane, then way. */
  entrances: Entrances;
  /** Place of the next time to read at. */
  next: number;
};

const outcomeOf = ({ tile, readings }: Journey, lane: number): Outcome => ({
  concentrations: readings[lane] ?? new Float64Array(0),
  balanceError: imbalanceOf(tile, lane),
});

const carry = (tile: Tile, members: readonly Member[], { trial, intervals }: Plan): Journey => {
  const { probes, hours } = trial;
  const journey: Journey = {
    trial,
    tile,
    members,
    blends: members.map(([model]) => probes.map((probe) => probe(model))),
    readings: members.map(() => new Float64Array(probes.length * hours.length)),
    rungs: new Map(),
    climbs: new Map(),
    past: 0,
    entrances: entrancesOf(trial, modelsIn(members, 0)),
    next: 0,
  };
  settle(tile, modelsIn(members, 0));
  for (const interval of intervals) pass(journey, interval);
  return journey;
};

const modelsIn = (members: readonly Member[], era: number): readonly Model[] =>
  members.map((member) => {
    const model = member[era];
    assert(model !== undefined, "a body has a model for each turn", { era });
    return model;
  });

const entrancesOf = ({ regimen }: Trial, models: readonly Model[]): Entrances =>
  models.map((model) => regimen.ways.map((way) => entranceOf(way(model))));

/**
 * Strain allowed in a step: this times the tolerance to the power of three halves. The strain of a
 * step falls with its third power, what is left of all of them with the second. The factor is
 * ours: a quarter of what reached the tolerance against fine steps; at a half one body in two
 * hundred was off by a fifteenth more.
 */
const ALLOWED = 1.25;

/** Rung to begin with where no interval of this length was met before. Ours. */
const FIRST_RUNG = 6;

/** Strain allowed in one step, for profiles within a tolerance. */
export const strainAllowed = (tolerance: number): number => ALLOWED * tolerance ** 1.5;

/** Goes on with the models of the next era. */
const goOn = (journey: Journey, era: number): void => {
  const models = modelsIn(journey.members, era);
  journey.entrances = entrancesOf(journey.trial, models);
  turn(journey.tile, models);
};

/** Carries four bodies over one interval. */
const pass = (journey: Journey, interval: Interval): void => {
  const { tile, trial, rungs, climbs } = journey;
  const { from, hours, era, rates, doses } = interval;
  if (interval.turning) goOn(journey, era);
  dose(tile, journey.entrances, doses);
  feed(tile, journey.entrances, rates);
  if (from === 0) look(journey, { now: 0, step: hours });
  let now = from;
  const rate = rates.reduce((sum, each) => sum + each, 0);
  const stepper = stepperOf(tile, rate, (step) => {
    now += step;
    look(journey, { now, step });
  });
  const after = climbsAfter(journey.past, climbs);
  const made = climb(stepper, hours, {
    allowed: strainAllowed(trial.tolerance),
    begin: rungs.get(hours) ?? FIRST_RUNG,
    before: after.get(hours) ?? null,
  });
  after.set(hours, made);
  rungs.set(hours, made.strides[0]?.answer ?? FIRST_RUNG);
  journey.past = hours;
};

/** Climbs over intervals that came after one of this length, which still shapes them. */
const climbsAfter = (past: Hours, climbs: Journey["climbs"]): Map<Hours, Climb> => {
  const known = climbs.get(past) ?? new Map<Hours, Climb>();
  climbs.set(past, known);
  return known;
};

/** Times closer than this are one, h. */
const EDGE: Hours = 1e-9;

/** Reads whatever is to be read until now, in the step that ends now. */
const look = (journey: Journey, { now, step }: { now: Hours; step: Hours }): void => {
  const { tile, trial, blends, readings } = journey;
  const { hours } = trial;
  for (; (hours[journey.next] ?? Infinity) <= now + EDGE; journey.next += 1) {
    const before = now - (hours[journey.next] ?? now);
    const glimpse = glimpseOf(tile, { step, share: before <= EDGE ? 1 : 1 - before / step });
    blends.forEach((ofLane, lane) => {
      const into = readings[lane];
      ofLane.forEach((blend, probe) => {
        if (into !== undefined) into[probe * hours.length + journey.next] = glimpse(lane, blend);
      });
    });
  }
};
