// SPDX-License-Identifier: Apache-2.0
/**
 * Rows of the formulary as the drug files write them: text in, exact quantities out. Each maker
 * takes the number first and its origin last.
 */
import {
  type Concentration,
  canonical,
  type DoseRate,
  quantity,
  type Ratio,
  rational,
} from "@cisterna/quantity";
import type { Fact } from "../sources/fact.ts";
import type {
  DrugId,
  Limit,
  LimitNature,
  Population,
  Reported,
  Stability,
  StartingDose,
  Titration,
  TrialBolus,
} from "./drug.ts";

/** The two ends of a range as written, for example `["0.2 mg/d", "1 mg/d"]`. */
export type Ends = readonly [low: string, high: string];

/** Dose per day from our own tables. */
export const dose = (text: string): DoseRate => quantity(text, "dose-rate");
/** Concentration from our own tables. */
export const strong = (text: string): Concentration => quantity(text, "concentration");
/** Share from our own tables, such as `10 %`. */
export const share = (text: string): Ratio => quantity(text, "ratio");
/** A whole multiple. */
export const multiple = (count: bigint): Ratio => canonical(rational(count));

/** A bound above on dose per day. Populations other than `any` are spread over the row. */
export const mostDose = (most: string, nature: LimitNature, fact: Fact): Limit => ({
  ...fact,
  quantity: "dose-per-day",
  bound: "most",
  nature,
  population: "any",
  value: dose(most),
});

/** A bound above on concentration. */
export const mostStrong = (most: string, nature: LimitNature, fact: Fact): Limit => ({
  ...fact,
  quantity: "concentration",
  bound: "most",
  nature,
  population: "any",
  value: strong(most),
});

/** A bound below on concentration, for implanted or for external pumps. */
export const leastStrong = (least: string, pump: "implanted" | "external", fact: Fact): Limit => ({
  ...fact,
  quantity: "concentration",
  bound: "least",
  nature: "minimum",
  population: "any",
  pump,
  value: strong(least),
});

/** A range to start in; null where the source states no such end. */
export const start = (
  population: Population,
  [low, high]: readonly [string | null, string | null],
  fact: Fact,
): StartingDose => ({
  ...fact,
  population,
  low: low === null ? null : dose(low),
  high: high === null ? null : dose(high),
});

/** A trial bolus from its range. */
export const trial = ([low, high]: Ends, fact: Fact): TrialBolus => ({
  ...fact,
  population: "any",
  low: quantity(low, "mass"),
  high: quantity(high, "mass"),
});

/** A trial bolus given in steps: `["50 mcg", "1 mL"]`, or the dose alone. */
export const stepped = (
  steps: readonly (readonly [dose: string, volume?: string])[],
  fact: Fact,
): Pick<TrialBolus, "steps"> & Fact => ({
  ...fact,
  steps: steps.map(([mass, volume]) => ({
    dose: quantity(mass, "mass"),
    ...(volume === undefined ? {} : { volume: quantity(volume, "volume") }),
  })),
});

/** A step of titration as a share of the dose before. */
export const shareStep = (
  [low, high]: Ends,
  about: Pick<Titration, "direction" | "phase" | "population">,
  fact: Fact,
): Titration => ({
  ...fact,
  ...about,
  step: { kind: "share", low: share(low), high: share(high) },
});

/** A step of titration as a most in mass per day. */
export const doseStep = (most: string, fact: Fact): Titration => ({
  ...fact,
  direction: "increase",
  phase: "any",
  population: "any",
  step: { kind: "dose", most: dose(most) },
});

/**
 * What was tested with which partners for how many days (null: not stated), and whether it held.
 */
export const tested = (
  partners: readonly DrugId[],
  [outcome, days]: readonly [Stability["outcome"], number | null],
  fact: Fact,
): Stability => ({ ...fact, partners, kind: "study", outcome, days });

/** Doses that were observed. One end only: a single figure. */
export const reported = (
  statistic: Reported["statistic"],
  [low, high]: readonly [low: string, high?: string],
  fact: Fact,
): Reported => ({
  ...fact,
  statistic,
  when: "unstated",
  population: "any",
  low: dose(low),
  high: dose(high ?? low),
});
