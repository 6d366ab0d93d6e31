// SPDX-License-Identifier: Apache-2.0
/**
 * Events: decisions and completions, with the exact moment of each. They flow from `decide` and
 * from the passage of time into `evolve` and into the log; ticks are not events. A bolus on the
 * clock is part of its program: only its cancellation is an event.
 */
import type { Milliseconds, Nanolitres, NonEmpty, Pulses } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import type { Fault } from "./alarm/fault.ts";
import type { Ending } from "./alarm/table.ts";
import type { BolusSource, RunningBolus } from "./bolus.ts";
import type { StartCause } from "./cause.ts";
import type { Command } from "./command.ts";
import type { TestedPart } from "./part.ts";
import type { Refusal } from "./refusal.ts";
import type { Status } from "./status.ts";
import type { Tally } from "./tally.ts";

/** Why a bolus ended before its pulses were given. */
export type CancelReason =
  | "asked"
  | "stopped"
  | "reprogrammed"
  | "clock-set"
  | "ran-dry"
  | "alarm"
  | "reset";

type Timed = { readonly at: Milliseconds };
/** Made by a command: its id. */
type Asked = Timed & { readonly command: string };
/** Made by a command (its id) or by the passage of time (null). */
type Caused = Timed & { readonly command: string | null };

/** Something was found wrong. */
export type FaultFound = Timed & { readonly kind: "fault-found"; readonly fault: Fault };
/** It is over, and why. */
export type FaultCleared = Timed & {
  readonly kind: "fault-cleared";
  readonly fault: Fault;
  readonly because: Ending;
};
/**
 * The totals were put right: so many pulses had not come, or had come unasked, since they were last
 * known to agree (`since`); when in between is not known.
 */
export type TurnsReconciled = Timed & {
  readonly kind: "turns-reconciled";
  readonly missed: Pulses;
  readonly surplus: Pulses;
};
/** A self-test was made; the parts that failed it. */
export type SelfTested = Timed & {
  readonly kind: "self-tested";
  readonly failed: readonly TestedPart[];
};
/** A clinician has seen these alarms. */
export type Acknowledged = Asked & {
  readonly kind: "acknowledged";
  readonly faults: readonly Fault[];
};
/** These alarms are still until an instant; then they are heard again. */
export type Silenced = Asked & {
  readonly kind: "silenced";
  readonly faults: readonly Fault[];
  readonly until: Milliseconds;
};
/** The tones were played for the patient to know them. */
export type AlarmTested = Asked & { readonly kind: "alarm-tested" };
/** The wall clock was set: where the week lies on the pump's own clock. */
export type ClockSet = Asked & { readonly kind: "clock-set"; readonly clock: Milliseconds };
/** A scan is planned; the magnet may hold the motor until an instant. */
export type ScanBegun = Asked & { readonly kind: "scan-begun"; readonly until: Milliseconds };
/** The scan is over and the pump was checked: the motor turns. */
export type ScanEnded = Asked & { readonly kind: "scan-ended" };

/**
 * The processor started anew. Until `since` the pump followed its program; what happened then until
 * now is put right: what may have left is counted and charged, boluses count as given, time off is
 * not made up for.
 */
export type Recovered = Timed & {
  readonly kind: "recovered";
  readonly cause: StartCause;
  readonly since: Milliseconds;
  /** Pulses that left after `since`, or may have: they are taken as delivered. */
  readonly unknown: Pulses;
  /** What was left of boluses that are not gone on with: it fills the windows all the same. */
  readonly dropped: Pulses;
  /** Pulses that were taken as delivered before and had not come. */
  readonly missed: Pulses;
  /** Whether records were lost, so that the windows of the last day are not known. */
  readonly blind: boolean;
};

/** The pump switched to a program, at once and whole. */
export type Programmed = Asked & {
  readonly kind: "programmed";
  readonly program: Program;
  readonly replaced: number | null;
  /** The catheter that a prime fills, as it was attested; null without a prime. */
  readonly catheter: string | null;
};
/** Every pulse of the transition has been given; the program proper begins. */
export type TransitionSettled = Timed & {
  readonly kind: "transition-settled";
  readonly transition: "prime" | "bridge";
  readonly pulses: Pulses;
};
/** A new program ended the transition; `left` of the approved volume was not given. */
export type TransitionCancelled = Asked & {
  readonly kind: "transition-cancelled";
  readonly transition: "prime" | "bridge";
  readonly left: Tally;
};
/** A bolus was reserved: from this instant it is charged in full. */
export type BolusGranted = Caused & {
  readonly kind: "bolus-granted";
  readonly bolus: RunningBolus;
};
/** Every pulse of a granted bolus has been given. */
export type BolusSettled = Timed & {
  readonly kind: "bolus-settled";
  readonly bolus: string;
  readonly source: BolusSource;
  readonly pulses: Pulses;
};
/** A bolus ended early; `left` is dropped, not queued. */
export type BolusCancelled = Caused & {
  readonly kind: "bolus-cancelled";
  readonly bolus: string;
  readonly source: BolusSource;
  readonly reason: CancelReason;
  readonly left: Tally;
};
/**
 * The reservoir was emptied and filled. `found` is what the pump had computed before, `aspirated`
 * what came out.
 */
export type Refilled = Asked & {
  readonly kind: "refilled";
  readonly volume: Nanolitres;
  readonly fluid: string;
  readonly found: Nanolitres;
  readonly aspirated: Nanolitres;
};
/** Less than one pulse is left; nothing flows until a refill. */
export type RanDry = Timed & { readonly kind: "ran-dry" };
/** Delivery stopped. */
export type Stopped = Asked & {
  readonly kind: "stopped";
  readonly reason: string;
  readonly maximum: Milliseconds;
};
/** The longest allowed stop is over; delivery stays stopped. */
export type StopExpired = Timed & { readonly kind: "stop-expired"; readonly since: Milliseconds };
/** Delivery goes on. */
export type Resumed = Asked & { readonly kind: "resumed" };
/** How things stood. */
export type Interrogated = Asked & { readonly kind: "interrogated"; readonly status: Status };
/** A command was refused, with every reason. */
export type Refused = Asked & {
  readonly kind: "refused";
  readonly asked: Command["kind"];
  readonly refusals: NonEmpty<Refusal>;
};
/** A command came again; this is what it was answered the first time. No effect. */
export type Repeated = Asked & { readonly kind: "repeated"; readonly answer: readonly Event[] };

/** Anything that can have happened to a pump. */
export type Event =
  | Programmed
  | TransitionSettled
  | TransitionCancelled
  | BolusGranted
  | BolusSettled
  | BolusCancelled
  | Refilled
  | RanDry
  | Stopped
  | StopExpired
  | Resumed
  | Interrogated
  | Refused
  | Repeated
  | FaultFound
  | FaultCleared
  | TurnsReconciled
  | SelfTested
  | Acknowledged
  | Silenced
  | AlarmTested
  | ClockSet
  | ScanBegun
  | ScanEnded
  | Recovered;

/** What happened, oldest first. */
export type Log = readonly Event[];
