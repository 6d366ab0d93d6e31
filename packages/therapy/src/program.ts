// SPDX-License-Identifier: Apache-2.0
/**
 * The program: what a judged plan tells a pump, in counts. It is the only thing a pump accepts.
 * Made by `plan`, read by `pump`; shared data, so that judge and guard need no common code.
 */
import type { Milliseconds, Pulses, PulsesPerDay } from "@cisterna/quantity";

/**
 * What the pump does when a fault leaves it in doubt. Every program says it; there is no default.
 */
export type OnFault = "hold" | "minimum" | "stop";

/** Kinds of drug that differ in how a fault has to be answered. */
export const DRUG_CLASSES = ["opioid", "ziconotide", "baclofen", "other"] as const;

/**
 * What kind of drug a fluid holds; of a mixture the one whose sudden loss is the most dangerous, in
 * the order baclofen, opioid, ziconotide, other.
 */
export type DrugClass = (typeof DRUG_CLASSES)[number];

/** A rate from a moment of the week until the next segment begins. */
export type Segment = { readonly from: Milliseconds; readonly rate: PulsesPerDay };

/**
 * The basal flow as a week that repeats. Never empty; the first segment begins at 0 (Monday 00:00
 * of the pump's wall clock), `from` ascends and stays below seven days. Continuous flow is one
 * segment.
 */
export type Week = readonly Segment[];

/** A bolus: so many pulses, spread over a time. The last pulse falls at the end. */
export type Bolus = { readonly pulses: Pulses; readonly over: Milliseconds };

/**
 * A bolus on the clock, on top of basal: at `first` (time since Monday 00:00 of the start week) and
 * then every `every`.
 */
export type PeriodicBolus = Bolus & {
  readonly first: Milliseconds;
  readonly every: Milliseconds;
};

/** A bolus the patient may ask for, on top of basal. */
export type OnDemand = Bolus & {
  /** Least time from the start of one grant to the start of the next. */
  readonly lockout: Milliseconds;
  /** Most grants that may touch any 24 hours. */
  readonly perDay: number;
  /** A request older than this when it reaches the pump is refused. */
  readonly validity: Milliseconds;
};

/** A dated step of a titration: from `at` (pump time) this week replaces the one before. */
export type TitrationStep = { readonly at: Milliseconds; readonly week: Week };

/** What no history may exceed in any sliding hour or day, and at any instant. */
export type HardLimits = {
  readonly rate: PulsesPerDay;
  readonly hour: Pulses;
  readonly day: Pulses;
};

/** A bounded volume at a bounded rate, given once before the program proper begins. */
export type TransitionOrder = {
  readonly kind: "prime" | "bridge";
  readonly pulses: Pulses;
  readonly rate: PulsesPerDay;
};

/** Everything a pump is told to do until it is told otherwise. */
export type Program = {
  /** Prescription version; a program whose version is not above the running one is stale. */
  readonly version: number;
  /**
   * Wall-clock time since Monday 00:00 at pump time zero: places the week on the pump's own clock.
   */
  readonly clock: Milliseconds;
  readonly week: Week;
  readonly titration: readonly TitrationStep[];
  readonly periodic: PeriodicBolus | null;
  readonly onDemand: OnDemand | null;
  /** A single bolus given once, when the program (after its transition) begins. */
  readonly single: Bolus | null;
  readonly transition: TransitionOrder | null;
  /** Rate of the `minimum` answer to a fault. */
  readonly minimum: PulsesPerDay;
  readonly onFault: OnFault;
  /** The fluid that this is meant for, by its id: it runs from no other. */
  readonly fluid: string;
  readonly drugClass: DrugClass;
  readonly limits: HardLimits;
};
