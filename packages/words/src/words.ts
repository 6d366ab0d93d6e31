// SPDX-License-Identifier: Apache-2.0
/**
 * What a language has to have a word for: every name of therapy that a person reads, and how a
 * radar speaks of a pump.
 */
import type { Drug, DrugId, MriFact, OverdoseMeasure } from "@cisterna/therapy";

/** The words of one language, each by the name that therapy has for the thing. */
export type Words = {
  readonly drugs: Readonly<Record<DrugId, string>>;
  /** What a sudden stop of a drug comes to. */
  readonly dangers: Readonly<Record<NonNullable<Drug["abruptStop"]>["danger"], string>>;
  /** What is done against an overdose. */
  readonly measures: Readonly<Record<OverdoseMeasure, string>>;
  /** What a pump does in the magnet of a scanner. */
  readonly magnet: Readonly<Record<MriFact["behaviour"], string>>;
  /** How urgent an implant is, and why. */
  readonly bands: Readonly<Record<Band, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
};

type Band = "empty" | "unknown" | "low" | "at-risk" | "order" | "book" | "planned" | "quiet";

type Reason =
  | "emptied"
  | "visit-unfinished"
  | "contents-unknown"
  | "empty-at-worst"
  | "alarm-at-worst"
  | "drug-past-its-stability"
  | "no-working-day-left"
  | "appointment-too-late"
  | "drug-too-late"
  | "no-drug"
  | "no-appointment"
  | "closed-before-due"
  | "appointments-missed";
