// SPDX-License-Identifier: Apache-2.0
/**
 * A case: one patient's implant, what is in it, what it shall do, and what it did before. The
 * case file is read into this; the judge reads nothing else but the formulary.
 */
import type { Instant, Interval, Mass, Volume } from "@cisterna/quantity";
import type { Pump } from "./devices/index.ts";
import type { Fluid } from "./fluid.ts";
import type { Prescription } from "./prescription.ts";

/** Vertebral levels where a catheter tip may lie, caudal first. */
export const LEVELS = [
  ...["S2", "S1", "L5", "L4", "L3", "L2", "L1"],
  ...["T12", "T11", "T10", "T9", "T8", "T7", "T6", "T5", "T4", "T3", "T2", "T1"],
  ...["C7", "C6", "C5", "C4", "C3", "C2", "C1"],
] as const;

/** Who the therapy is for, as far as the judge needs it. */
export type Patient = {
  readonly id: string;
  readonly born: string | null;
  readonly weight: Mass | null;
  /** Whether the patient has been taking opioids; decides which starting range applies. */
  readonly tolerance: "naive" | "tolerant" | null;
};

/** The catheter: what its lumen holds, and the vertebral level of its tip. */
export type ImplantedCatheter = {
  readonly model: string;
  readonly volume: Interval<"volume">;
  readonly tip: string;
};

/** What is implanted. */
export type Implant = { readonly pump: Pump; readonly catheter: ImplantedCatheter };

/** What was filled, and when. */
export type Reservoir = {
  readonly volume: Volume;
  readonly filled: Instant;
  readonly fluid: Fluid;
  /** Whether this is the first fill of a new pump (adsorption and dilution shorten stability). */
  readonly firstFill: boolean;
};

/** At a change: what was in the line, and how it ran. */
export type Before = {
  readonly fluid: Fluid;
  readonly prescription: Pick<Prescription, "doseOf" | "basal" | "periodic" | "onDemand">;
};

/** Everything the judge is given. */
export type Case = {
  readonly patient: Patient;
  readonly implant: Implant;
  readonly reservoir: Reservoir;
  readonly prescription: Prescription;
  readonly before: Before | null;
};
