// SPDX-License-Identifier: Apache-2.0
/**
 * The story of a study, as its report tells it: the results read once, with a band and the sorted
 * values of every outcome. Figures and sections read this and nothing else.
 */
import { type Band, bandOf } from "@cisterna/body";
import type { Instant } from "@cisterna/quantity";
import type { Results } from "@cisterna/study";
import { type ConcentrationUnit, unitFor } from "../report/figure/scale.ts";

/** What a report is made from. */
export type StudyInput = {
  readonly results: Results;
  /** When the report is made; the report asks no clock. */
  readonly made: Instant;
  /** Version of Cisterna. */
  readonly version: string;
};

/** One outcome of one regimen in the unit of the outcome. */
export type Spread = {
  readonly regimen: string;
  /** By member. */
  readonly values: Float64Array;
  readonly band: Band<number>;
};

/** One outcome, by regimen. */
export type OutcomeStory = {
  readonly name: string;
  readonly unit: string;
  readonly spreads: readonly Spread[];
};

/** Bands over time at a site, by regimen, in the unit of the site. */
export type SiteStory = {
  readonly site: string;
  readonly scale: ConcentrationUnit;
  readonly courses: readonly {
    readonly regimen: string;
    readonly bands: readonly Band<number>[];
  }[];
};

/** A study, ready to be told. */
export type StudyStory = {
  readonly results: Results;
  /** Times of the courses, in days. */
  readonly days: readonly number[];
  readonly sites: readonly SiteStory[];
  readonly outcomes: readonly OutcomeStory[];
};

const numbers = ({ median, p5, p95 }: Band, by: number): Band<number> => ({
  median: (median ?? Number.NaN) * by,
  p5: (p5 ?? Number.NaN) * by,
  p95: (p95 ?? Number.NaN) * by,
});

const outcomeStory = ({ design, outcome }: Results, aim: number): OutcomeStory => {
  const found = design.arms.map(({ name }, arm) => {
    const values = outcome(arm, aim);
    return { regimen: name, values, band: bandOf(values) };
  });
  const scale = unitFor(Math.max(...found.map(({ band }) => band.median ?? 0)));
  return {
    name: design.aims[aim]?.name ?? "",
    unit: scale.unit,
    spreads: found.map(({ regimen, values, band }) => ({
      regimen,
      values: values.map((value) => value * scale.perMicrogram),
      band: numbers(band, scale.perMicrogram),
    })),
  };
};

const siteStory = ({ design, course }: Results, at: number): SiteStory => {
  const found = design.arms.map(({ name }, arm) => ({ regimen: name, bands: course(arm, at) }));
  const medians = found.flatMap(({ bands }) => bands.map(({ median }) => median ?? 0));
  const scale = unitFor(medians.reduce((most, each) => Math.max(most, each), 0));
  return {
    site: design.sites[design.course.sites[at] ?? -1] ?? "",
    scale,
    courses: found.map(({ regimen, bands }) => ({
      regimen,
      bands: bands.map((band) => numbers(band, scale.perMicrogram)),
    })),
  };
};

/** The story of a study. */
export const studyStoryOf = ({ results }: StudyInput): StudyStory => {
  const { design } = results;
  return {
    results,
    days: design.course.times.map((time) => (design.hours[time] ?? 0) / 24),
    sites: design.course.sites.map((_, at) => siteStory(results, at)),
    outcomes: design.aims.map((_, aim) => outcomeStory(results, aim)),
  };
};
