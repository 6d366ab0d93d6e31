// SPDX-License-Identifier: Apache-2.0
/**
 * Studies: a population, several regimens, and what is looked at, as they were written in the
 * file. Exact quantities and names; `design` checks them. A study gives drug at the level of the
 * body, without a pump: what a regimen says is delivered to the last microgram, at once. What a
 * device would make of it is the business of `plan` and `run`.
 */
import type { PopulationAsked, ProtocolRefusal } from "@cisterna/body";
import type { Concentration, DoseRate, Duration, Mass } from "@cisterna/quantity";

/** From a minute of the day on, a rate, until the next step of the day. */
export type DailyStep = { readonly minute: number; readonly rate: DoseRate };

/** A dose given again and again, the first one at the start of the study. */
type RepeatedBolus = {
  readonly dose: Mass;
  readonly over: Duration;
  readonly every: Duration;
};

/** One way of giving a drug. Everybody in the population is given every regimen. */
export type RegimenAsked = {
  readonly name: string;
  readonly drug: string;
  readonly at: string;
  readonly concentration: Concentration;
  /** One step for a constant rate; none where only boluses are given. The study starts at 00:00. */
  readonly basal: readonly DailyStep[];
  readonly bolus: RepeatedBolus | null;
};

/** What is read off the concentrations of a window. */
export const READINGS = ["mean", "highest", "lowest", "last"] as const;
/** What is read off the concentrations of a window. */
export type Reading = (typeof READINGS)[number];

/** One number for each person and regimen. */
export type OutcomeAsked = {
  readonly name: string;
  readonly site: string;
  readonly of: Reading;
  readonly from: Duration;
  readonly until: Duration;
  readonly every: Duration;
};

/** A study. Every person begins free of drug. */
export type Study = {
  readonly title: string;
  readonly population: PopulationAsked;
  readonly for: Duration;
  readonly regimens: readonly RegimenAsked[];
  /** Where and how often the course is kept, for its bands. */
  readonly course: { readonly sites: readonly string[]; readonly every: Duration };
  readonly outcomes: readonly OutcomeAsked[];
};

/** Why a study as a whole cannot be carried out; `path` is the place in its file. */
export type TrialRefusal = { readonly path: string } & (
  | { readonly kind: "name-twice"; readonly asked: string }
  | {
      readonly kind: "window-outside-study" | "bolus-longer-than-interval";
      readonly asked: number;
      readonly limit: number;
    }
  | { readonly kind: "steps-out-of-order" }
);

/** Why a study cannot be carried out: as a whole, or for what the body refuses. */
export type StudyRefusal = ProtocolRefusal | TrialRefusal;
