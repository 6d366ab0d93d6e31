// SPDX-License-Identifier: Apache-2.0
/**
 * Incidents: what was published about a pump and its patient, as deeds that a virtual implant can
 * live through and as what must be seen of it. Read from `scenarios/` by the command line.
 */
import type { Duration, Flow, Mass, Milliseconds, Volume } from "@cisterna/quantity";
import type { CheckKind, DrugId, Plan, Program, Verdict } from "@cisterna/therapy";
import type { Fault } from "../hardware/fault.ts";
import type { Fitted } from "../hardware/implant.ts";
import type { LinePart } from "../infusion.ts";

/** What somebody does to the implant, or what befalls it. */
export type Deed =
  | { readonly kind: "program"; readonly program: Program; readonly replaces: number | null }
  | { readonly kind: (typeof PLAIN_DEEDS)[number] }
  | { readonly kind: "stop"; readonly reason: string; readonly maximum: Milliseconds }
  | { readonly kind: "scan"; readonly lasts: Milliseconds }
  /** A refill as it is entered; `into` says where the needle truly stands. */
  | { readonly kind: "refill"; readonly volume: Volume; readonly into: "reservoir" | "elsewhere" }
  /** The command before the last so many comes once more: a retry, an echo, a replay. */
  | { readonly kind: "retry"; readonly back: number }
  | Fault;

/** Deeds that say all in their name. */
export const PLAIN_DEEDS = [
  "press",
  "resume",
  "ask",
  "acknowledge",
  "silence",
  "test-alarm",
  "end-scan",
] as const;

/** A deed at its moment. Moments ascend. */
export type Done = { readonly at: Milliseconds; readonly deed: Deed };

/** A span of the pump's time, both ends included. */
export type Between = { readonly from: Milliseconds; readonly upto: Milliseconds };

/** From the least to the most that is expected. */
export type Expected<T> = { readonly least: T; readonly most: T };

/** What must be seen. `that` says it in words. */
export type Seen = { readonly that: string } & (
  | (Between & {
      readonly kind: "event";
      /** Name of an event of the pump's log. */
      readonly event: string;
      /** For a refusal: one of its reasons. */
      readonly because: string | null;
      /** Whether it must happen, or must not. */
      readonly happens: boolean;
    })
  /** An alarm that is found in a span, or must not be. */
  | (Between & { readonly kind: "alarm"; readonly fault: string; readonly happens: boolean })
  /** What the patient hears: the fault behind it, or null for silence. */
  | { readonly kind: "heard"; readonly at: Milliseconds; readonly fault: string | null }
  | { readonly kind: "mode"; readonly at: Milliseconds; readonly mode: string }
  | { readonly kind: "flow"; readonly at: Milliseconds; readonly flow: Expected<Flow> }
  /** What the pump says it delivered. */
  | (Between & { readonly kind: "delivered"; readonly volume: Expected<Volume> })
  /** What truly left the reservoir through the mechanism. */
  | (Between & { readonly kind: "moved"; readonly volume: Expected<Volume> })
  /** What truly is in the reservoir. */
  | { readonly kind: "inside"; readonly at: Milliseconds; readonly volume: Expected<Volume> }
  /** In how long the pump is to be replaced, by its own dates; a blank is none. */
  | {
      readonly kind: "replacement";
      readonly at: Milliseconds;
      readonly within: Expected<Duration>;
    }
  | (Between & { readonly kind: "at-tip"; readonly drug: DrugId; readonly mass: Expected<Mass> })
  /** What the judge says of a case, before anything is programmed. */
  | { readonly kind: "judged"; readonly found: readonly CheckKind[]; readonly check: CheckKind }
  /**
   * What the comparison at a refill says: the pump's own account against what the needle finds,
   * which is what is truly there.
   */
  | { readonly kind: "reconciled"; readonly at: Milliseconds; readonly verdict: Verdict["kind"] }
);

/** An incident as it is lived again. */
export type Incident = {
  readonly plan: Plan;
  /** The program that runs at the start; it may be bound closer than the plan's own. */
  readonly program: Program;
  /** What really lies between pump and tip, from the tip to the pump. */
  readonly line: readonly LinePart[];
  /** Sensors that the pump has beside the feedback of its drive. */
  readonly fitted: Fitted;
  /** Thousandths of the cell that are spent at the start. */
  readonly spent: number;
  readonly done: readonly Done[];
  readonly seen: readonly Seen[];
};

/** What was expected, whether it was so, and what was found in its place. */
export type Sight = { readonly that: string; readonly holds: boolean; readonly found: string };
