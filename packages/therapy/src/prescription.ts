// SPDX-License-Identifier: Apache-2.0
/**
 * The prescription: what a clinician asks for, in doses of one drug of the mixture. Nothing here
 * has been judged yet, and nothing has been made whole for a pump.
 */
import type { DoseRate, Duration, Instant, Mass } from "@cisterna/quantity";
import type { DrugId } from "./formulary/index.ts";
import type { OnFault } from "./program.ts";

/** Days of the week, Monday first as in ISO 8601. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** One day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** A step of a daily pattern: from a time of day, on some days, until the next step begins. */
export type PatternStep = {
  /** Minutes after midnight. */
  readonly from: number;
  readonly dose: DoseRate;
  readonly days: readonly Weekday[];
};

/** The basal dose: one rate, or a pattern that repeats every week. */
export type Basal =
  | { readonly kind: "continuous"; readonly dose: DoseRate }
  | { readonly kind: "pattern"; readonly steps: readonly [PatternStep, ...PatternStep[]] };

/** A bolus given by the clock. */
export type PeriodicOrder = {
  readonly dose: Mass;
  readonly over: Duration;
  readonly every: Duration;
  /** Minutes after midnight of the first one. */
  readonly first: number;
};

/** A bolus the patient may ask for. */
export type OnDemandOrder = {
  readonly dose: Mass;
  readonly over: Duration;
  readonly lockout: Duration;
  readonly perDay: number;
};

/** A bolus given once, when the program begins. */
export type SingleOrder = { readonly dose: Mass; readonly over: Duration };

/** From a date on, another basal. */
export type TitrationOrder = { readonly at: Instant; readonly basal: Basal };

/** How the fluid in the line is to be exchanged. */
export type TransitionChoice = "bridge" | "prime-pump-and-catheter" | "prime-catheter" | "none";

/**
 * A distinct second confirmation of something that is refused without one. It has to name both
 * values as they stand in the case, so that nobody confirms what they have not read.
 */
export type Acknowledgement = {
  readonly check: string;
  readonly path: string;
  readonly old: string;
  readonly new: string;
  readonly by: string;
  readonly because: string;
};

/** What the clinician asks for. */
export type Prescription = {
  /** The drug that every amount below is stated in; the others follow by ratio. */
  readonly doseOf: DrugId;
  readonly basal: Basal;
  readonly periodic: PeriodicOrder | null;
  readonly onDemand: OnDemandOrder | null;
  readonly single: SingleOrder | null;
  readonly titration: readonly TitrationOrder[];
  readonly transition: TransitionChoice | null;
  /** Null when the case does not say; the judge refuses that. */
  readonly onFault: OnFault | null;
  readonly confirmed: readonly Acknowledgement[];
};
