// SPDX-License-Identifier: Apache-2.0
/**
 * What a row of the formulary may do to a plan that breaks it: refuse it, ask for confirmation, or
 * only inform. One table, from what the row is and how it stands; `judge` decides nothing of this.
 */
import type { Action, Standing } from "../sources/fact.ts";
import type { ReadStatus } from "../sources/source.ts";
import type { LimitNature } from "./drug.ts";

/** What kind of statement a row is. */
export type Nature =
  | LimitNature
  | "starting-range"
  | "trial-range"
  | "titration-step"
  | "refill-interval"
  | "studied-time"
  | "first-fill"
  | "on-demand-permission";

type Row = Readonly<Record<ReadStatus, Action>>;

/** A label or a maker stating a bound refuses; everybody else asks. */
const BINDING: Row = {
  label: "refuse",
  manufacturer: "refuse",
  guideline: "confirm",
  study: "confirm",
  digest: "confirm",
  design: "confirm",
};

/**
 * A range, an interval, the edge of what was sold or tried: whoever states it, a person decides.
 */
const ADVISORY: Row = { ...BINDING, label: "confirm", manufacturer: "confirm" };

const ACTIONS: Readonly<Record<Nature, Row>> = {
  maximum: BINDING,
  minimum: BINDING,
  "first-fill": BINDING,
  "on-demand-permission": BINDING,
  caution: ADVISORY,
  "highest-marketed": ADVISORY,
  "highest-reported": ADVISORY,
  "study-ceiling": ADVISORY,
  "starting-range": ADVISORY,
  "trial-range": ADVISORY,
  "titration-step": ADVISORY,
  "refill-interval": ADVISORY,
  "studied-time": ADVISORY,
};

/**
 * What a row may do. A confirmed row does what the clinic chose when it confirmed it.
 *
 * Law: an unverified number never acts.
 */
export const actionOf = (standing: Standing, nature: Nature): Action => {
  switch (standing.status) {
    case "unverified":
      return "note";
    case "confirmed":
      return standing.confirmation.acts;
    case "label":
    case "manufacturer":
    case "guideline":
    case "study":
    case "digest":
    case "design":
      return ACTIONS[nature][standing.status];
  }
};
