// SPDX-License-Identifier: Apache-2.0
/** Shapes of an open visit and of what runs, as far as the visit's screens read them. */
import type { CheckKind, MriFact } from "@cisterna/therapy";
import type { RefusalSaid } from "../clinic/client.ts";
import type { ImplantView, PatientView, Prescription, Urgency } from "../clinic/shapes.ts";
import type { VisitText } from "../text/en/visit.ts";
import type { Label } from "./label.ts";

/** One drug of a plan, before and after. */
export type DoseView = {
  readonly drug: string;
  readonly concentration: string;
  readonly per_day: string;
  readonly worst_day: string;
  readonly before: string | null;
  readonly change: string | null;
};

/** A check of the judge as it stands on the screen. */
export type CheckView = {
  readonly kind: CheckKind;
  readonly severity: "refuse" | "confirm" | "note";
  readonly path: string;
  readonly drug?: string;
  readonly asked?: string;
  readonly limit?: string;
  readonly old?: string;
  readonly share?: string;
  readonly what?: string;
  readonly origin?: {
    readonly source: string;
    readonly status: string;
    readonly edition: string;
    /** Who read the number in the clinic's own copy, where it is of the local formulary. */
    readonly confirmed?: { readonly page: string; readonly name: string; readonly date: string };
  };
};

/** A plan as it stands on the screen. */
export type PlanView = {
  readonly flow: string;
  readonly line: string;
  readonly transition: {
    readonly kind: "none" | "bridge" | "prime";
    readonly volume?: string;
    readonly programmed?: string;
    readonly duration?: string;
  };
  readonly refill: { readonly due: string; readonly empty_at_worst: string };
};

/** A verdict of the reconciliation. */
type VerdictKind = keyof VisitText["verdicts"];

/** Expected against found. */
type Reconciled = {
  readonly expected: string;
  readonly discrepancy: string;
  readonly delivered: string;
  readonly error: string | null;
  readonly verdicts: readonly { readonly kind: VerdictKind; readonly threshold?: string }[];
};

/** What each step says. */
export type StepEntries = {
  readonly reading: { volume: string; running: boolean; alarms: readonly string[] };
  readonly aspirate: { volume: string; appearance: keyof VisitText["appearances"] };
  readonly explanation: { verdicts: readonly string[]; because: string; action: string };
  readonly syringe: Label;
  readonly fill: { volume: string; drugs: Label["drugs"]; prescription: Prescription };
  readonly guard: { needle: string; observe_from: string; observe_for: string };
  readonly readBack: { volume: string; per_day: string };
};

/** A visit as the clinic shows it. */
export type VisitView = {
  readonly visit: string;
  readonly kind: string;
  readonly implant: string;
  readonly began: string;
  readonly as_of: string;
  /** When the clinic said so, by the page's clock. */
  readonly heard: number;
  readonly steps: readonly {
    readonly step: string;
    readonly at: string;
    readonly by: string;
    readonly entry: unknown;
  }[];
  readonly end: { readonly at: string; readonly how: "committed" | "abandoned" } | null;
  readonly expected: string | null;
  readonly reconciliation: Reconciled | null;
  readonly proposal: {
    readonly checks: readonly CheckView[];
    readonly to_confirm: readonly CheckView[];
    readonly doses: readonly DoseView[];
    readonly ended: readonly { readonly drug: string; readonly before: string }[];
    readonly plan: PlanView | null;
  } | null;
  readonly to_do: readonly RefusalSaid[];
};

/** One thing that is known of a pump in a magnet. */
export type InMagnet = MriFact & { readonly note?: string };

/** An implant of the hand-over packet with what runs. */
export type ImplantPacket = Omit<ImplantView, "plan" | "pump" | "running"> & {
  readonly pump: ImplantView["pump"] & { readonly mri: readonly InMagnet[] };
  /** A scan that was prepared and not cleared yet. */
  readonly scan: { readonly visit: string; readonly planned_end: string } | null;
  readonly running: {
    readonly visit: string;
    readonly reservoir: {
      readonly volume: string;
      readonly filled: string;
      readonly drugs: Label["drugs"];
    };
    readonly prescription: Prescription;
    readonly since: string;
  } | null;
  readonly plan: (PlanView & { readonly doses: readonly DoseView[] }) | null;
};

/** The hand-over packet. */
export type Packet = Omit<PatientView, "implants" | "urgency"> & {
  readonly implants: readonly ImplantPacket[];
  readonly urgency: readonly (Urgency & { readonly act_by: string | null })[] | null;
};

/** Every entry of a step, in order. */
export const entriesOf = <K extends keyof StepEntries>(
  { steps }: VisitView,
  name: K,
): readonly StepEntries[K][] =>
  steps.filter(({ step }) => step === name).map(({ entry }) => entry as StepEntries[K]);

/** The entry of a step as it was last said. */
export const entryOf = <K extends keyof StepEntries>(
  view: VisitView,
  name: K,
): StepEntries[K] | undefined => entriesOf(view, name).at(-1);
