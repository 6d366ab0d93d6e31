// SPDX-License-Identifier: Apache-2.0
/** Shapes of the clinic's view of a therapy over time. Amounts are text with their unit. */
import type { ActsText } from "../text/en/acts.ts";
import type { TrendText } from "../text/en/trend.ts";
import type { VisitText } from "../text/en/visit.ts";

/** From when an implant gives what. */
export type Turn = {
  readonly at: string;
  readonly visit: string | null;
  readonly because: keyof TrendText["becauseOf"];
  readonly doses: readonly { readonly drug: string; readonly per_day: string }[];
  readonly on_demand: {
    readonly dose: string;
    readonly over: string;
    readonly lockout: string;
    readonly per_day: number;
  } | null;
};

/** A refill: what was expected, found and filled, and what that comes to. */
export type RefillTrend = {
  readonly visit: string;
  readonly at: string;
  readonly filled: string;
  readonly expected: string | null;
  readonly aspirated: string | null;
  readonly discrepancy: string | null;
  readonly error: string | null;
  readonly delivered: string | null;
  readonly given: readonly { readonly drug: string; readonly mass: string }[];
  readonly verdicts: readonly {
    readonly kind: keyof VisitText["verdicts"];
    readonly threshold?: string;
  }[];
};

/** What a pump said in a visit. */
export type ReadingTrend = {
  readonly visit: string;
  readonly at: string;
  readonly source: keyof TrendText["pump"]["origins"];
  readonly volume: string;
  readonly running: boolean;
  readonly alarms: readonly string[];
  readonly stopped: string | null;
  readonly by: string | null;
};

/** One implant over time. */
export type ImplantTrend = {
  readonly implant: string;
  readonly on: string;
  readonly explanted: string | null;
  readonly doses: readonly Turn[];
  readonly refills: readonly RefillTrend[];
  readonly readings: readonly ReadingTrend[];
};

/** A score, with the scale that its instrument states. */
export type AssessmentTrend = {
  readonly on: string;
  readonly instrument: keyof ActsText["assess"]["instruments"];
  readonly form: string | null;
  readonly moment: keyof ActsText["assess"]["moments"] | null;
  readonly score: string | null;
  readonly scale: {
    readonly least: number;
    readonly most: number;
    readonly unit: "points" | "%";
  } | null;
  readonly recorded: { readonly at: string; readonly by: string };
};

/** A therapy over time. */
export type TrendView = {
  readonly as_of: string;
  readonly implants: readonly ImplantTrend[];
  readonly assessments: readonly AssessmentTrend[];
  readonly visits: readonly {
    readonly visit: string;
    readonly kind: string;
    readonly end: string | null;
  }[];
};
