// SPDX-License-Identifier: Apache-2.0
/**
 * Shapes of the clinic's views, as far as the screens read them. Amounts are text with their unit.
 */
import type { Weekday } from "@cisterna/therapy";
import type { ClinicText } from "../text/en/clinic.ts";

/** A band of urgency. */
export type Band = keyof ClinicText["bands"];

/** An implant with its dates and its urgency. */
export type Urgency = {
  readonly patient: string;
  readonly implant: string;
  readonly name: string;
  readonly band: Band;
  readonly reasons: readonly (keyof ClinicText["reasons"])[];
  readonly next: readonly { readonly kind: keyof ClinicText["next"]; readonly by: string }[];
  readonly low: string | null;
  readonly empty: string | null;
  readonly due: string | null;
  readonly appointment: string | null;
};

/** The radar. */
export type RadarView = {
  readonly as_of: string;
  readonly configured: boolean;
  readonly bands: Partial<Readonly<Record<Band, number>>>;
  readonly rows: readonly Urgency[];
};

/** The nights of which a report is kept, the newest first. */
export type NightsView = {
  readonly nights: readonly { readonly night: string; readonly made_at: string }[];
};

/** The calendar feed: a file of appointments and last days, without names. */
export type CalendarView = { readonly type: string; readonly text: string };

/** One volume of the line: its value, how it follows, and where it comes from. */
export type LinePart = {
  readonly value: string;
  readonly how?: string | null;
  readonly status: keyof ClinicText["line"]["statuses"];
  readonly source: string | null;
  readonly edition: number | null;
  readonly stated: string | null;
};

/** The volumes between reservoir and tip, and the length of the catheter. */
export type LineView = {
  readonly tubing: LinePart | null;
  readonly catheter: LinePart | null;
  readonly length: LinePart | null;
};

/** A fluid as it is written. */
export type FluidView = readonly { readonly drug: string; readonly concentration: string }[];

type Way = { readonly sent: string; readonly line: string; readonly share: number };

/** Which fluid is between reservoir and tip. */
export type InLine = { readonly since: string } & (
  | ({ readonly kind: "through" } & Way)
  | ({ readonly kind: "on-its-way"; readonly old: FluidView | null } & Way)
  | {
      readonly kind: "untold";
      readonly because: "emptied" | "not-judged" | "opened" | "between";
    }
);

type Bolus = { readonly dose: string; readonly over: string };

/** What is to run, as it is written. */
export type Prescription = {
  readonly dose_of: string;
  readonly basal?: string;
  readonly pattern?: readonly {
    readonly from: string;
    readonly rate: string;
    readonly days?: readonly Weekday[];
  }[];
  readonly periodic?: Bolus & { readonly every: string; readonly first: string };
  readonly on_demand?: Bolus & { readonly lockout: string; readonly per_day: number };
  readonly single?: Bolus;
  readonly titration?: readonly {
    readonly at: string;
    readonly basal?: string;
    readonly pattern?: Prescription["pattern"];
  }[];
  readonly transition?: string;
  readonly on_fault?: string;
  readonly confirmed?: readonly Readonly<Record<string, string>>[];
};

/** One implant of the hand-over packet. */
export type ImplantView = {
  readonly implant: {
    readonly implant: string;
    readonly on: string;
    readonly pump: { readonly model: string };
    readonly catheter: { readonly tip: string };
  };
  readonly pump: { readonly name: string; readonly maker: string; readonly programmable: boolean };
  readonly plan: {
    readonly flow: string;
    readonly refill: { readonly due: string; readonly empty_at_worst: string };
    readonly doses: readonly {
      readonly drug: string;
      readonly concentration: string;
      readonly per_day: string;
      readonly worst_day: string;
    }[];
  } | null;
  readonly running: {
    readonly visit: string;
    readonly reservoir: { readonly filled: string; readonly drugs: FluidView };
    readonly prescription: Prescription;
    readonly since: string;
    readonly left: string;
  } | null;
  readonly line: LineView;
  readonly reservoir: LinePart | null;
  readonly in_line: InLine | null;
  readonly expected_now: string | null;
  readonly refills: readonly {
    readonly at: string;
    readonly visit: string;
    readonly filled: string;
    readonly aspirated?: string;
    readonly expected?: string;
  }[];
};

/** The hand-over packet: what another clinic needs to take a patient over. */
export type PatientView = {
  readonly as_of: string;
  readonly person: { readonly name: string; readonly born: string };
  readonly implants: readonly ImplantView[];
  readonly urgency: readonly Urgency[] | null;
  readonly tasks: readonly {
    readonly task: string;
    readonly kind: keyof ClinicText["taskKinds"];
    readonly due: string;
    readonly because: string;
    readonly who: string;
  }[];
};

/** A page of a patient's chronicle, the newest entry first. */
export type ChronicleView = {
  readonly entries: number;
  readonly page: readonly {
    readonly place: number;
    readonly at: string;
    readonly kind: string;
    readonly by: string;
    readonly roles: readonly string[];
    readonly self: boolean;
    readonly why: string | null;
    readonly from: string | null;
    readonly hash: string;
    readonly told: Readonly<Record<string, unknown>>;
  }[];
  readonly before: number | null;
};
