// SPDX-License-Identifier: Apache-2.0
/**
 * A patient's state: the fold of everything recorded about one patient. Plain JSON in the words of
 * the entries, so that it can be kept, hashed and rebuilt; what is computed is never kept.
 */
import type { z } from "zod";
import { factsAbout, type Recording } from "../fact/fact.ts";
import { amount, id, instant, mapping, truth } from "../fact/field.ts";
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
import type { ScanEntry } from "./entry/scan.ts";
import { drugs, prescription, reservoir } from "./entry/therapy.ts";
import type { TrialEntry } from "./entry/trial.ts";

/** How long a reservoir lasts at worst; whole nanolitres, to the side of the sooner empty. */
const wear = mapping(
  {
    left: amount("Volume above the residual when the program began", "volume", { zero: true }),
    residual: amount("Volume that stays in an empty reservoir", "volume", { zero: true }),
    flow: amount("Volume per day with every allowed bolus, and the pump fast by its error", "flow"),
    stable: instant("Until when the drug is known to last").optional(),
  },
  "How long a reservoir lasts at worst",
);

/** A fluid and a program that were taken over, with what they were judged to come to. */
export const running = mapping(
  {
    visit: id("The visit"),
    implant: id("The implant"),
    reservoir,
    prescription,
    since: instant("When the program began; the reservoir may have been filled before"),
    left: amount("Volume in the reservoir when the program began", "volume"),
    first: truth("Whether this was the first fill of the pump"),
    before: mapping({ drugs, prescription }, "What ran before").optional(),
    wear,
    due: instant("When the refill is due by the plan"),
    empty: instant("When the reservoir is empty at worst by the plan"),
  },
  "A fluid and a program taken over",
);

/** What runs in an implant. */
export type Running = z.output<typeof running>;

/** The volumes of one refill, for the trend across visits. */
type Refill = {
  readonly at: string;
  readonly visit: string;
  readonly filled: string;
  readonly aspirated?: string | undefined;
  readonly expected?: string | undefined;
};

/** One implant: what was put in, what runs, and how it ended. */
export type ImplantState = {
  readonly entry: ImplantEntry;
  readonly running: Running | null;
  /** Everything that ever ran, in order; the last is what runs. */
  readonly programs: readonly Running[];
  /** The reservoir was emptied and not filled again. */
  readonly emptied: boolean;
  /** When it was emptied and not filled again in the same visit, in order. */
  readonly empties: readonly string[];
  /** An MRI examination that was prepared and not yet cleared. */
  readonly scan: ScanEntry | null;
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
export type VisitState = {
  readonly visit: string;
  readonly kind: string;
  readonly implant: string;
  readonly began: string;
  readonly steps: readonly VisitStep[];
  readonly end: { readonly at: string; readonly how: "committed" | "abandoned" } | null;
};

/** A program that somebody signed for the pump itself. */
type SignedProgram = Recording & {
  readonly implant: string;
  readonly pump: string;
  readonly version: number;
  readonly replaces: number;
  readonly hash: string;
  readonly shown: string;
  readonly because?: string | undefined;
};

/** A passport that was signed, and whether it was taken back. */
export type PassportState = {
  readonly passport: string;
  readonly implant: string;
  readonly shows: readonly string[];
  /** The visit since which what it states runs. */
  readonly visit: string;
  /** Public half of the key that signed it. */
  readonly key: string;
  readonly issued: string;
  readonly due: string;
  readonly text: string;
  readonly by: string;
  readonly revoked: { readonly at: string; readonly by: string; readonly because: string } | null;
};

/** An assessment, with when and by whom it was recorded. */
export type AssessmentState = AssessmentEntry & { readonly recorded: Recording };

/** Everything known of a patient. */
export type PatientState = {
  readonly person: PersonEntry | null;
  readonly referrals: readonly ReferralEntry[];
  readonly selections: readonly SelectionEntry[];
  readonly trials: readonly TrialEntry[];
  readonly implants: readonly ImplantState[];
  readonly assessments: readonly AssessmentState[];
  readonly appointments: readonly AppointmentState[];
  readonly tasks: readonly TaskState[];
  readonly complications: readonly ComplicationState[];
  readonly visits: readonly VisitState[];
  /** Accesses to a catheter through its port; no implant's reservoir knows of them. */
  readonly accesses: readonly Readonly<Record<string, unknown>>[];
  readonly passports: readonly PassportState[];
  /** Programs signed for the pump itself, in order. */
  readonly signed: readonly SignedProgram[];
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
  accesses: [],
  passports: [],
  signed: [],
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
