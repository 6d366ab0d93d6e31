// SPDX-License-Identifier: Apache-2.0
/**
 * Protocols: a drug given without a pump and sampled, as in a published study. Exact quantities
 * and names as they were written in the file; `order` checks them, `experiment` carries them out.
 */
import type { DoseRate, Duration, Flow, Mass, Ratio, Rational, Volume } from "@cisterna/quantity";
import type { UnknownDrug } from "./drugs.ts";
import type { Hours, Millilitres } from "./measure.ts";
import type { Window } from "./series.ts";

/** Who is given the drug: the reference adult, or each member of a population. */
export type SubjectAsked =
  | { readonly kind: "one"; readonly name: string }
  | ({ readonly kind: "population" } & PopulationAsked);

/** So many members of a population, drawn by this seed. */
export type PopulationAsked = {
  readonly population: string;
  readonly seed: number;
  readonly members: number;
};

/** What is given and where. A bolus over no time at all enters at once. */
export type Giving =
  | {
      readonly kind: "bolus";
      readonly dose: Mass;
      readonly at: string;
      readonly volume: Volume;
      readonly over: Duration;
    }
  | {
      readonly kind: "infusion";
      readonly rate: DoseRate;
      readonly at: string;
      readonly flow: Flow;
      /** How long; may be left out (null) only when the steady state is asked for. */
      readonly for: Duration | null;
    };

/** What is sampled at one site, in times after the start of giving. */
export type Sampling = {
  readonly site: string;
  readonly at: readonly Duration[];
  readonly series: { readonly every: Duration; readonly until: Duration } | null;
  readonly halfLife: { readonly from: Duration; readonly upto: Duration } | null;
  /** Share of the fully mixed concentration. */
  readonly arrival: Ratio | null;
};

/** A study of one subject and one drug. */
export type Protocol = {
  readonly subject: SubjectAsked;
  readonly drug: string;
  readonly give: Giving;
  readonly sample: readonly Sampling[];
  /** The steady state of an infusion in place of its course. */
  readonly steady: boolean;
};

/** Why a protocol cannot be carried out. `path` is the place in the protocol file. */
export type ProtocolRefusal = { readonly path: string } & (
  | UnknownDrug
  | {
      readonly kind: "unknown-subject" | "unknown-site" | "tip-outside-canal";
      readonly asked: string;
      readonly accepted: readonly string[];
    }
  | {
      readonly kind: "population-not-offered";
      readonly asked: string;
      readonly accepted: readonly string[];
    }
  | {
      readonly kind: "seed-out-of-range" | "members-out-of-range";
      readonly asked: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: "not-positive" | "sample-before-injection"; readonly asked: Rational }
  | {
      readonly kind:
        | "infusion-without-duration"
        | "steady-without-infusion"
        | "not-in-steady-state"
        | "nothing-sampled"
        | "site-without-times"
        | "arrival-outside-fluid";
    }
  | {
      readonly kind: "window-without-points";
      readonly points: number;
      readonly least: number;
      readonly window: Window;
    }
  | { readonly kind: "plasma-kinetics-unknown"; readonly drug: string }
  | {
      readonly kind: "volume-beyond-canal";
      readonly asked: Millilitres;
      readonly limit: Millilitres;
    }
  | { readonly kind: "too-many-samples"; readonly asked: number; readonly limit: number }
  | { readonly kind: "course-too-long"; readonly asked: Hours; readonly limit: Hours }
);
