// SPDX-License-Identifier: Apache-2.0
/**
 * Orders: a protocol that can be carried out. In: the protocol as it was written. Out: subject,
 * drug, tip and sampling times resolved, or every reason why not, each with its path in the file.
 * Nothing runs before all of it is in order.
 */
import {
  accepted,
  assert,
  isNegative,
  isNone,
  type Ratio,
  type Rational,
  type Result,
  refused,
} from "@cisterna/quantity";
import type { Drug } from "./drug.ts";
import { drugNamed } from "./drugs.ts";
import { isCanalSite, LEVELS, SITES, type Site, siteNamed } from "./level.ts";
import { type Hours, hoursOf, millilitresOf } from "./measure.ts";
import { POPULATIONS, populationRefusals } from "./population/population.ts";
import type {
  Giving,
  PopulationAsked,
  Protocol,
  ProtocolRefusal,
  Sampling,
  SubjectAsked,
} from "./protocol.ts";
import { pointsIn, type Window } from "./series.ts";
import type { GivingSite } from "./source.ts";
import { canalVolume, referenceAdult, type Subject } from "./subject.ts";

/** A protocol that can be carried out. */
export type Order = {
  readonly subject: Subject;
  /** Whose members are given the drug in place of the subject; null: the subject is. */
  readonly population: PopulationAsked | null;
  readonly drug: Drug;
  readonly give: Giving;
  readonly tip: GivingSite;
  readonly sites: readonly OrderedSite[];
  readonly steady: boolean;
};

/** One site with its times in ascending order, none twice. */
export type OrderedSite = {
  readonly site: Site;
  readonly hours: readonly Hours[];
  readonly window: Window | null;
  readonly arrival: Ratio | null;
};

/** Samples of one series that are taken at most. Ours. */
export const MOST_SAMPLES = 100_000;
/** Hours of one course that are carried out at most: ten years. Ours. */
export const LONGEST_COURSE: Hours = 24 * 3660;
/** Samples that a half-life needs. */
export const LEAST_POINTS = 2;

/** Names of the subjects that are offered. */
export const SUBJECTS: readonly string[] = [referenceAdult.name];

/** Sites at which drug can be given. */
export const GIVING_SITES: readonly GivingSite[] = [...LEVELS, "cisterna-magna", "ventricle"];

/**
 * Turns a protocol into an order.
 * Refuses, all at once: what `ProtocolRefusal` lists.
 */
export const orderOf = (protocol: Protocol): Result<Order, ProtocolRefusal> => {
  const subject = subjectOf(protocol.subject);
  const drug = drugOf(protocol.drug);
  const tip = tipOf(protocol.give.at);
  const sites = sitesOf(protocol, drug.value);
  const [first, ...rest] = [
    ...subject.refusals,
    ...drug.refusals,
    ...tip.refusals,
    ...givingRefusals(protocol),
    ...sites.flatMap((site) => site.refusals),
    ...(sites.length === 0 ? [{ kind: "nothing-sampled", path: "sample" } as const] : []),
  ];
  if (first !== undefined) return refused(first, ...rest);
  return accepted({
    subject: known(subject),
    population: protocol.subject.kind === "population" ? protocol.subject : null,
    drug: known(drug),
    tip: known(tip),
    sites: sites.map(known),
    give: protocol.give,
    steady: protocol.steady,
  });
};

/** A part that was read, or why not. */
type Part<T> = { readonly value: T | null; readonly refusals: readonly ProtocolRefusal[] };

const part = <T>(value: T): Part<T> => ({ value, refusals: [] });
const nothing = (...refusals: readonly ProtocolRefusal[]): Part<never> => ({
  value: null,
  refusals,
});
const known = <T>({ value }: Part<T>): T => {
  assert(value !== null, "a part without refusals has a value");
  return value;
};

const subjectOf = (asked: SubjectAsked): Part<Subject> => {
  if (asked.kind === "population") {
    const refusals = populationRefusals(asked);
    return refusals.length === 0 ? part(referenceAdult) : nothing(...refusals);
  }
  if (asked.name === referenceAdult.name) return part(referenceAdult);
  const path = "subject";
  const offered = [...SUBJECTS, ...POPULATIONS.map((name) => `population: ${name}`)];
  return nothing({ kind: "unknown-subject", path, asked: asked.name, accepted: offered });
};

const drugOf = (name: string): Part<Drug> => {
  const found = drugNamed(name);
  return found.ok ? part(found.value) : nothing({ ...found.refusals[0], path: "drug" });
};

const tipOf = (asked: string): Part<GivingSite> => {
  const site = siteNamed(asked);
  const given = { path: "give.at", asked, accepted: GIVING_SITES };
  if (site === null) return nothing({ kind: "unknown-site", ...given });
  if (site === "ventricle" || isCanalSite(site)) return part(site);
  return nothing({ kind: "tip-outside-canal", ...given });
};

const positive = (path: string, asked: Rational): readonly ProtocolRefusal[] =>
  isNone(asked) || isNegative(asked) ? [{ kind: "not-positive", path, asked }] : [];

const givingRefusals = ({ give, steady }: Protocol): readonly ProtocolRefusal[] => {
  if (give.kind === "bolus") return bolusRefusals(give, steady);
  const running = give.for === null ? [] : positive("give.for", give.for);
  const endless = give.for === null && !steady;
  return [
    ...positive("give.rate", give.rate),
    ...positive("give.flow", give.flow),
    ...running,
    ...(endless ? [{ kind: "infusion-without-duration", path: "give.for" } as const] : []),
    ...lengthRefusals("give.for", give.for === null ? 0 : hoursOf(give.for)),
  ];
};

const bolusRefusals = (
  give: Extract<Giving, { kind: "bolus" }>,
  steady: boolean,
): readonly ProtocolRefusal[] => {
  const asked = millilitresOf(give.volume);
  const limit = canalVolume(referenceAdult);
  const beyond = { kind: "volume-beyond-canal", path: "give.volume", asked, limit } as const;
  return [
    ...positive("give.dose", give.dose),
    ...positive("give.volume", give.volume),
    ...(isNegative(give.over) ? positive("give.over", give.over) : []),
    ...lengthRefusals("give.over", hoursOf(give.over)),
    ...(asked >= limit ? [beyond] : []),
    ...(steady ? [{ kind: "steady-without-infusion", path: "steady" } as const] : []),
  ];
};

const lengthRefusals = (path: string, asked: Hours): readonly ProtocolRefusal[] =>
  asked > LONGEST_COURSE ? [{ kind: "course-too-long", path, asked, limit: LONGEST_COURSE }] : [];

/** What the checks of one site need to know of the whole. */
type Context = { readonly path: string; readonly steady: boolean; readonly drug: Drug | null };

const sitesOf = (protocol: Protocol, drug: Drug | null): readonly Part<OrderedSite>[] =>
  protocol.sample.map((sampling, index) =>
    siteOf(sampling, { path: `sample[${index}]`, steady: protocol.steady, drug }),
  );

const siteOf = (sampling: Sampling, context: Context): Part<OrderedSite> => {
  const site = siteNamed(sampling.site);
  const times = timeRefusals(sampling, context);
  const hours = times.length === 0 ? timesOf(sampling) : [];
  const window = windowOf(sampling);
  const refusals = [
    ...(site === null
      ? [unknownSite(sampling.site, context)]
      : placeRefusals(site, sampling, context)),
    ...times,
    ...(times.length === 0 && window !== null ? windowRefusals(hours, window, context) : []),
    ...(sampling.arrival === null ? [] : positive(`${context.path}.arrival`, sampling.arrival)),
    ...(context.steady ? steadyRefusals(sampling, context) : []),
  ];
  if (site === null || refusals.length > 0) return nothing(...refusals);
  return part({ site, hours, window, arrival: sampling.arrival });
};

const unknownSite = (asked: string, { path }: Context): ProtocolRefusal => ({
  kind: "unknown-site",
  path: `${path}.site`,
  asked,
  accepted: SITES,
});

const placeRefusals = (
  site: Site,
  { arrival }: Sampling,
  { path, drug }: Context,
): readonly ProtocolRefusal[] => {
  if (site !== "plasma") return [];
  const unknown = drug !== null && drug.plasma === null ? [drug.name] : [];
  return [
    ...unknown.map(
      (name) => ({ kind: "plasma-kinetics-unknown", path: `${path}.site`, drug: name }) as const,
    ),
    ...(arrival === null
      ? []
      : [{ kind: "arrival-outside-fluid", path: `${path}.arrival` } as const]),
  ];
};

const timeRefusals = (
  { at, series }: Sampling,
  { path, steady }: Context,
): readonly ProtocolRefusal[] => {
  const early = at.flatMap((time, index): readonly ProtocolRefusal[] => {
    const here = `${path}.at[${index}]`;
    if (!isNegative(time)) return lengthRefusals(here, hoursOf(time));
    return [{ kind: "sample-before-injection", path: here, asked: time }];
  });
  const none = at.length === 0 && series === null && !steady;
  return [
    ...early,
    ...(series === null ? [] : seriesRefusals(series, path)),
    ...(none ? [{ kind: "site-without-times", path } as const] : []),
  ];
};

const seriesRefusals = (
  { every, until }: NonNullable<Sampling["series"]>,
  path: string,
): readonly ProtocolRefusal[] => {
  const wrong = [...positive(`${path}.every`, every), ...positive(`${path}.until`, until)];
  if (wrong.length > 0) return wrong;
  const asked = pointsOf(hoursOf(every), hoursOf(until));
  const limit = MOST_SAMPLES;
  return [
    ...lengthRefusals(`${path}.until`, hoursOf(until)),
    ...(asked < 1 ? [{ kind: "site-without-times", path: `${path}.every` } as const] : []),
    ...(asked > limit
      ? [{ kind: "too-many-samples", path: `${path}.every`, asked, limit } as const]
      : []),
  ];
};

const windowRefusals = (
  hours: readonly Hours[],
  window: Window,
  { path, steady }: Context,
): readonly ProtocolRefusal[] => {
  const points = pointsIn(hours, window);
  if (steady || points >= LEAST_POINTS) return [];
  const least = LEAST_POINTS;
  return [{ kind: "window-without-points", path: `${path}.half_life`, points, least, window }];
};

const steadyRefusals = (
  { halfLife, arrival }: Sampling,
  { path }: Context,
): readonly ProtocolRefusal[] => [
  ...(halfLife === null
    ? []
    : [{ kind: "not-in-steady-state", path: `${path}.half_life` } as const]),
  ...(arrival === null ? [] : [{ kind: "not-in-steady-state", path: `${path}.arrival` } as const]),
];

const windowOf = ({ halfLife }: Sampling): Window | null =>
  halfLife === null ? null : { from: hoursOf(halfLife.from), upto: hoursOf(halfLife.upto) };

/** Points of a series from its first interval to its end. */
const pointsOf = (every: Hours, until: Hours): number => Math.floor(until / every + 1e-9);

const timesOf = ({ at, series }: Sampling): readonly Hours[] => {
  const every = series === null ? 0 : hoursOf(series.every);
  const points = series === null ? 0 : pointsOf(every, hoursOf(series.until));
  const all = [
    ...at.map(hoursOf),
    ...Array.from({ length: points }, (_, index) => (index + 1) * every),
  ];
  const sorted = all.toSorted((a, b) => a - b);
  return sorted.filter((hours, index) => index === 0 || hours - (sorted[index - 1] ?? 0) > 1e-9);
};
