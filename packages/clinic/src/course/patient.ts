// SPDX-License-Identifier: Apache-2.0
/**
 * A patient's state: the fold of everything recorded about one patient. Plain JSON in the words of
 * the entries, so that it can be kept, hashed and rebuilt; what is computed is never kept.
 */
import { factsAbout, type Recording } from "../fact/fact.ts";
import type { AssessmentEntry } from "./entry/assessment.ts";
import type {
  AppointmentEntry,
  ComplicationEntry,
  HandOverEntry,
  TaskEntry,
} from "./entry/follow-up.ts";
import type { ExplantEntry, ImplantEntry } from "./entry/implant.ts";
import type { PersonEntry } from "./entry/person.ts";
import type { ReferralEntry, SelectionEntry } from "./entry/referral.ts";
import type { FluidEntry, PrescriptionEntry, ReservoirEntry } from "./entry/therapy.ts";
import type { TrialEntry } from "./entry/trial.ts";

/** What runs in an implant: the fluid and the program that were last taken over, and when. */
type Running = {
  readonly reservoir: ReservoirEntry;
  readonly prescription: PrescriptionEntry;
  /** When the program began; the reservoir may have been filled before. */
  readonly since: string;
  /** Whether this was the pump's first fill. */
  readonly first: boolean;
  /** Due and empty as they were computed when the program was taken over. */
  readonly due: string;
  readonly empty: string;
  /** Volume left and when, as the pump or the computation said at the change of program. */
  readonly left: string;
};

/** A volume that was found with the needle, for the trend across visits. */
type Refill = {
  readonly at: string;
  readonly visit: string;
  readonly expected: string;
  readonly aspirated: string;
  readonly filled: string;
};

/** One implant: what was put in, what runs, and how it ended. */
export type ImplantState = {
  readonly entry: ImplantEntry;
  readonly running: Running | null;
  /** What was in the line before the last change, while it may still be there. */
  readonly line: FluidEntry | null;
  readonly refills: readonly Refill[];
  readonly explant: ExplantEntry | null;
};

/** An appointment and what became of it. */
export type AppointmentState = AppointmentEntry & {
  readonly outcome: "open" | "attended" | "missed" | "cancelled";
};

/** A task and whether it is done. */
export type TaskState = TaskEntry & {
  readonly raised: string;
  readonly level: number;
  readonly closed: { readonly at: string; readonly by: string; readonly how: string } | null;
};

/** A complication and how it ended. */
export type ComplicationState = ComplicationEntry & {
  readonly resolved: { readonly at: string; readonly how: string } | null;
};

/** One step of an open visit, by its fact. */
type VisitStep = Recording & {
  readonly step: string;
  readonly entry: Readonly<Record<string, unknown>>;
};

/** A visit: begun, its steps, and its end. */
type VisitState = {
  readonly visit: string;
  readonly kind: string;
  readonly implant: string;
  readonly began: string;
  readonly steps: readonly VisitStep[];
  readonly end: { readonly at: string; readonly how: "committed" | "abandoned" } | null;
};

/** Everything known of a patient. */
export type PatientState = {
  readonly person: PersonEntry | null;
  readonly referrals: readonly ReferralEntry[];
  readonly selections: readonly SelectionEntry[];
  readonly trials: readonly TrialEntry[];
  readonly implants: readonly ImplantState[];
  readonly assessments: readonly AssessmentEntry[];
  readonly appointments: readonly AppointmentState[];
  readonly tasks: readonly TaskState[];
  readonly complications: readonly ComplicationState[];
  readonly visits: readonly VisitState[];
  readonly handedOver: HandOverEntry | null;
};

/** Nothing known yet. */
export const EMPTY_PATIENT: PatientState = {
  person: null,
  referrals: [],
  selections: [],
  trials: [],
  implants: [],
  assessments: [],
  appointments: [],
  tasks: [],
  complications: [],
  visits: [],
  handedOver: null,
};

/** Makes a kind of fact about a patient. */
export const patientFact = factsAbout<PatientState>("patient");

/** The list with the items for which `is` holds replaced. */
export const replaced = <T>(
  list: readonly T[],
  is: (item: T) => boolean,
  next: (item: T) => T,
): readonly T[] => list.map((item) => (is(item) ? next(item) : item));

/** The implant of a name that is still in. */
export const implantOf = (patient: PatientState, name: string): ImplantState | undefined =>
  patient.implants.find(({ entry, explant }) => entry.implant === name && explant === null);
