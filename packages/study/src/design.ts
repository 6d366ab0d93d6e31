// SPDX-License-Identifier: Apache-2.0
/**
 * Designs: a study that can be carried out. In: the study as it was written. Out: sites, times and
 * doses resolved, or every reason why not, each with its path. Every thread makes its own from the
 * study, because a design holds functions.
 */
import {
  DEPENDENCES,
  type Drug,
  fingerprintOf,
  type GivingSite,
  type Hours,
  isCanalSite,
  positionOf,
  type Regimen,
  referenceAdult,
  type Site,
  siteNamed,
  siteProbe,
  TRAITS,
  type Trial,
} from "@cisterna/body";
import { accepted, assert, type Result, refused, toNumber } from "@cisterna/quantity";
import { refusalsIn } from "./check.ts";
import { meanFlowOf, regimenOf } from "./giving.ts";
import { drugFor, tipFor } from "./name.ts";
import type { Reading, RegimenAsked, Study, StudyRefusal } from "./study.ts";

/** One regimen, ready to be given. */
export type Arm = {
  readonly name: string;
  readonly drug: Drug;
  readonly tip: GivingSite;
  /** The fluid that comes with the drug, as its mean over the day; null in the ventricles. */
  readonly inflow: { readonly x: number; readonly flow: number } | null;
  readonly trial: Trial;
};

/** One outcome, by the places of its site and of its times. */
export type Aim = {
  readonly name: string;
  readonly reading: Reading;
  readonly site: number;
  readonly from: number;
  readonly upto: number;
  /** Places of its times among the design's. */
  readonly times: readonly number[];
};

/** A study, ready to be carried out. */
export type Design = {
  readonly study: Study;
  readonly sites: readonly Site[];
  /** Every time at which somebody is looked at, ascending. */
  readonly hours: readonly Hours[];
  readonly course: {
    /** Places of the course's sites and times among the design's. */
    readonly sites: readonly number[];
    readonly times: readonly number[];
  };
  readonly arms: readonly Arm[];
  readonly aims: readonly Aim[];
  /** Population and fingerprint of every number that a result rests on. */
  readonly parameters: string;
};

/** Error allowed in a profile, as a share of its highest concentration. */
const TOLERANCE = 1e-3;

/**
 * The design of a study.
 * Refuses: everything in it that cannot be carried out.
 */
export const designOf = (study: Study): Result<Design, StudyRefusal> => {
  const [first, ...rest] = refusalsIn(study);
  return first === undefined ? accepted(resolved(study)) : refused(first, ...rest);
};

/** Times are told apart by the microsecond. */
const TICKS = 3.6e9;
const tickOf = (hours: Hours): number => Math.round(hours * TICKS);

/** Times from one to another; the first and the last are always among them. */
const timesIn = (from: Hours, upto: Hours, every: Hours): readonly Hours[] => {
  const count = Math.floor((upto - from) / every + 1e-9);
  const times = Array.from({ length: count + 1 }, (_, at) => from + at * every);
  return upto - (times.at(-1) ?? from) > 1e-9 ? [...times, upto] : times;
};

const hoursOf = (days: Parameters<typeof toNumber>[0]): Hours => toNumber(days) * 24;

const resolved = (study: Study): Design => {
  const kept = timesIn(0, hoursOf(study.for), hoursOf(study.course.every));
  const windows = study.outcomes.map(({ from, until, every }) =>
    timesIn(hoursOf(from), hoursOf(until), hoursOf(every)),
  );
  const ticks = [...new Set([...kept, ...windows.flat()].map(tickOf))].toSorted((a, b) => a - b);
  const hours = ticks.map((tick) => tick / TICKS);
  const placeOf = new Map(ticks.map((tick, place) => [tick, place]));
  const placesOf = (times: readonly Hours[]): readonly number[] =>
    times.map((time) => placeOf.get(tickOf(time)) ?? -1);
  const named = [...study.course.sites, ...study.outcomes.map(({ site }) => site)].map(known);
  const sites = [...new Set(named)];
  return {
    study,
    sites,
    hours,
    course: {
      sites: study.course.sites.map((name) => sites.indexOf(known(name))),
      times: placesOf(kept),
    },
    arms: study.regimens.map((regimen) => armOf(study, regimen, { sites, hours })),
    aims: study.outcomes.map(({ name, of, site, from, until }, at) => ({
      name,
      reading: of,
      site: sites.indexOf(known(site)),
      from: hoursOf(from),
      upto: hoursOf(until),
      times: placesOf(windows[at] ?? []),
    })),
    parameters: parametersOf(study),
  };
};

const known = (name: string): Site => {
  const site = siteNamed(name);
  assert(site !== null, "a study that was checked has its sites", { name });
  return site;
};

const armOf = (
  study: Study,
  regimen: RegimenAsked,
  watched: { readonly sites: readonly Site[]; readonly hours: readonly Hours[] },
): Arm => {
  const tip = tipFor(regimen);
  const given: Regimen = regimenOf(regimen, tip, hoursOf(study.for));
  const flow = meanFlowOf(regimen);
  return {
    name: regimen.name,
    drug: drugFor(regimen),
    tip,
    inflow: tip !== "ventricle" && isCanalSite(tip) ? { x: positionOf(tip), flow } : null,
    trial: {
      regimen: given,
      probes: watched.sites.map(siteProbe),
      hours: watched.hours,
      tolerance: TOLERANCE,
    },
  };
};

const parametersOf = ({ population, regimens }: Study): string =>
  `${population.population}@${fingerprintOf({
    TRAITS,
    DEPENDENCES,
    referenceAdult,
    drugs: regimens.map(drugFor),
    TOLERANCE,
  })}`;
