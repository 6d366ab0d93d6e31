// SPDX-License-Identifier: Apache-2.0
/**
 * The status: what a pump says about itself when it is asked. Read from the state by `reading`.
 */
import type { Milliseconds, Nanolitres, Pulses, PulsesPerDay } from "@cisterna/quantity";
import type { ActiveFault } from "./alarm/fault.ts";
import type { Restraint } from "./alarm/table.ts";
import type { RunningBolus } from "./bolus.ts";
import type { Scan } from "./magnet.ts";
import type { Stop } from "./stop.ts";
import type { Tally } from "./tally.ts";

/** What the pump is doing. */
export type Mode = "idle" | "transition" | "running" | "stopped" | "dry";

/** How things stand at one instant. */
export type Status = {
  readonly now: Milliseconds;
  readonly mode: Mode;
  /** Pulses a day that should flow at this instant; zero when stopped, dry or idle. */
  readonly rate: PulsesPerDay;
  /** Version of the running program, or null. */
  readonly version: number | null;
  readonly delivered: Tally;
  readonly withheld: Tally;
  readonly reservoir: Nanolitres;
  readonly fluid: string | null;
  /** What is left of the transition, or null when there is none. */
  readonly transitionLeft: Tally | null;
  readonly boluses: readonly RunningBolus[];
  readonly stop: Stop | null;
  readonly faults: readonly ActiveFault[];
  /** How far the faults hold delivery back. */
  readonly restraint: Restraint;
  readonly missed: Pulses;
  readonly surplus: Pulses;
  readonly tested: Milliseconds | null;
  readonly scan: Scan | null;
};
