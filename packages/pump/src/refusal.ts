// SPDX-License-Identifier: Apache-2.0
/**
 * Refusals: why a pump does not do what it is asked. Data only; words are made at the outermost
 * ring. A refused command changes nothing about delivery.
 */
import type { Milliseconds, Nanolitres, Pulses } from "@cisterna/quantity";
import type { Fault } from "./alarm/fault.ts";
import type { Tally } from "./tally.ts";

/** Which sliding window is full. */
export type WindowName = "hour" | "day";

/** A reason for no. Rates are pulses a day. */
export type Refusal =
  /** The program breaks its own form: where, and the rule it breaks. */
  | { readonly kind: "malformed-program"; readonly path: string; readonly what: string }
  /** Not above the running version, or meant to replace another one. */
  | {
      readonly kind: "stale-version";
      readonly offered: number;
      readonly replaces: number | null;
      readonly running: number | null;
    }
  | {
      readonly kind: "rate-above-limit";
      readonly path: string;
      readonly asked: number;
      readonly limit: number;
    }
  | {
      readonly kind: "rate-below-minimum";
      readonly path: string;
      readonly asked: number;
      readonly minimum: number;
    }
  /** Some sliding window would hold more than its limit, the committed future counted. */
  | {
      readonly kind: "window-full";
      readonly window: WindowName;
      readonly committed: Tally;
      readonly limit: Pulses;
    }
  | { readonly kind: "locked-out"; readonly until: Milliseconds }
  | { readonly kind: "daily-count-reached"; readonly until: Milliseconds }
  | {
      readonly kind: "request-expired";
      readonly askedAt: Milliseconds;
      readonly validity: Milliseconds;
    }
  /** Asked at a time that has not come: its age cannot be judged. */
  | { readonly kind: "asked-in-future"; readonly askedAt: Milliseconds }
  /** This very request was granted before; its answer is no longer kept. */
  | { readonly kind: "already-granted"; readonly at: Milliseconds }
  /** The program has no on-demand bolus. */
  | { readonly kind: "not-permitted" }
  | { readonly kind: "transition-running"; readonly left: Tally }
  | { readonly kind: "stopped"; readonly at: Milliseconds }
  | { readonly kind: "not-stopped" }
  | { readonly kind: "reservoir-empty" }
  | {
      readonly kind: "reservoir-too-low";
      readonly needed: Pulses;
      readonly left: Pulses;
    }
  | {
      readonly kind: "overfill";
      readonly asked: Nanolitres;
      readonly limit: Nanolitres;
    }
  /** The program is for another fluid than the reservoir holds. */
  | { readonly kind: "fluid-differs"; readonly asked: string; readonly held: string }
  /** More came out than the pump holds. */
  | {
      readonly kind: "aspirated-too-much";
      readonly asked: Nanolitres;
      readonly limit: Nanolitres;
    }
  /** A prime without the catheter that it fills. */
  | { readonly kind: "catheter-not-stated" }
  /** This catheter has been primed. */
  | { readonly kind: "already-primed"; readonly catheter: string }
  /** A fault forbids it meanwhile. */
  | { readonly kind: "alarm-forbids"; readonly fault: Fault }
  /** No alarm is there to be answered. */
  | { readonly kind: "no-alarm" }
  /** No volume at all: not a whole number of nanolitres. */
  | {
      readonly kind: "malformed-volume";
      readonly asked: number;
      readonly limit: Nanolitres;
    }
  | { readonly kind: "malformed-time"; readonly asked: number; readonly limit: number }
  | { readonly kind: "scan-running"; readonly until: Milliseconds }
  | { readonly kind: "no-scan" }
  /** The motor was not seen to turn: the scan stays open. */
  | { readonly kind: "motor-still" }
  | { readonly kind: "no-program" }
  | { readonly kind: "no-bolus" };
