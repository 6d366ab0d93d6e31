// SPDX-License-Identifier: Apache-2.0
/**
 * A check: one thing the judge has to say about a case, as data. The outer ring makes the words,
 * one sentence per kind and language. A check that refuses is a refusal; there is no clamp.
 */
import type { Dimension, Quantity, Rational } from "@cisterna/quantity";
import type { DrugId } from "./formulary/index.ts";
import type { Fact } from "./sources/index.ts";

/**
 * What follows: `refuse` ends the plan; `confirm` has to be read and confirmed by a person;
 * `note` informs.
 */
export type Severity = "refuse" | "confirm" | "note";

/** A quantity with the unit it is to be shown in. */
export type Amount = {
  readonly dimension: Dimension;
  readonly value: Rational;
  readonly unit: string;
};

/** An amount of a quantity, to be shown in a unit of its own dimension. */
export const amount = <D extends Dimension>(
  value: Quantity<D>,
  dimension: D,
  unit: string,
): Amount => ({ dimension, value, unit });

/** Every kind of check; each has its sentence in the text tables, and a test that raises it. */
export const CHECK_KINDS = [
  "on-fault-missing",
  "dose-of-not-in-reservoir",
  "drug-twice",
  "no-drug",
  "constant-missing",
  "fill-above-reservoir",
  "fill-below-alarm",
  "fill-too-small",
  "alarm-below-residual",
  "flow-below-minimum",
  "flow-above-maximum",
  "flow-is-fixed",
  "no-flow",
  "pattern-not-possible",
  "step-doubled",
  "bolus-not-possible",
  "bolus-below-pulse",
  "bolus-too-fast",
  "bolus-longer-than-interval",
  "on-demand-not-possible",
  "on-demand-not-permitted",
  "on-demand-cap-beyond-lockout",
  "titration-out-of-order",
  "dose-limit",
  "worst-day-limit",
  "concentration-limit",
  "no-acting-limit",
  "first-fill",
  "first-fill-unlikely",
  "starting-dose",
  "tolerance-unknown",
  "patient-is-a-child",
  "dose-change",
  "dose-step",
  "drug-withdrawn",
  "tenfold",
  "tenfold-strength",
  "strength-not-marketed",
  "dose-rounded",
  "off-label",
  "stability-unknown",
  "stability-short",
  "mixture-unstable",
  "transition-missing",
  "prime-pushes-old-drug",
  "transition-planned",
  "transition-not-possible",
  "catheter-volume-range",
  "catheter-volume-unusual",
  "stop-is-dangerous",
  "confirmation-without-check",
] as const;

/** The name of a check. */
export type CheckKind = (typeof CHECK_KINDS)[number];

/** One finding of the judge. `path` is the place in the case file. */
export type Check = {
  readonly kind: CheckKind;
  readonly severity: Severity;
  readonly path: string;
  readonly drug?: DrugId;
  readonly drugs?: readonly DrugId[];
  /** What the case asks for or comes to. */
  readonly asked?: Amount;
  /** What it is held against. */
  readonly limit?: Amount;
  /** `asked` as a share of `limit`, or a change as a share. */
  readonly share?: Rational;
  /** What was there before, at a change. */
  readonly old?: Amount;
  /** The nature of the limit, a missing constant's name, a danger: a word from our own tables. */
  readonly what?: string;
  readonly origin?: Fact;
};

/** Whether a check ends the plan. */
export const refuses = (check: Check): boolean => check.severity === "refuse";
