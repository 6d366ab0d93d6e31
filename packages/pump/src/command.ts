// SPDX-License-Identifier: Apache-2.0
/**
 * Commands: everything that can be asked of a pump. Each carries an id; the same id again is the
 * same command again and gets the same answer, without a second effect.
 */
import type { Milliseconds, Nanolitres } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";

type Identified = { readonly id: string };

/** Run this program from now on. */
export type ProgramCommand = Identified & {
  readonly kind: "program";
  readonly program: Program;
  /** Version that the sender believes to be running; null for none. Otherwise it is stale. */
  readonly replaces: number | null;
  /**
   * The catheter that a prime is to fill, by an id that changes with each catheter, as the sender
   * attests it; null without a prime. One catheter is primed once.
   */
  readonly catheter: string | null;
};

/** The patient asks for the on-demand bolus. */
export type RequestCommand = Identified & {
  readonly kind: "request";
  /** When the patient asked, on the pump's clock. */
  readonly askedAt: Milliseconds;
};

/** What a refill does: what came out, and what the reservoir now holds in all, of which fluid. */
export type Refill = {
  readonly aspirated: Nanolitres;
  readonly volume: Nanolitres;
  readonly fluid: string;
};

/** The reservoir was emptied and filled with the fluid that it held. */
export type RefillCommand = Identified & Refill & { readonly kind: "refill" };

/** It was filled with another fluid, and this program is for that one: both at once, or neither. */
export type ExchangeCommand = Identified &
  Refill &
  Omit<ProgramCommand, "kind" | "id"> & { readonly kind: "exchange" };

/** Stop every delivery, for a reason, and say how long that may last. */
export type StopCommand = Identified & {
  readonly kind: "stop";
  readonly reason: string;
  readonly maximum: Milliseconds;
};

/** Deliver again, from the present moment of the program. */
export type ResumeCommand = Identified & { readonly kind: "resume" };

/** End every bolus that is flowing; what is left of it is dropped. */
export type CancelBolusCommand = Identified & { readonly kind: "cancel-bolus" };

/** A clinician has seen the alarms that are there. */
export type AcknowledgeCommand = Identified & { readonly kind: "acknowledge" };

/** Be still for ten minutes; or, when it is over, be heard again. */
export type SilenceCommand = Identified & { readonly kind: "silence"; readonly over?: true };

/** Play the tones. */
export type TestAlarmCommand = Identified & { readonly kind: "test-alarm" };

/** The wall clock says so: time since Monday 00:00 at the pump's own time zero. */
export type SetClockCommand = Identified & {
  readonly kind: "set-clock";
  readonly clock: Milliseconds;
};

/** A scan will be made; it is over by then. */
export type BeginScanCommand = Identified & {
  readonly kind: "begin-scan";
  readonly until: Milliseconds;
};

/** The scan is over; the motor was seen to turn. */
export type EndScanCommand = Identified & { readonly kind: "end-scan"; readonly turns: boolean };

/** Say how things stand. Changes nothing and is answered anew every time. */
export type InterrogateCommand = Identified & { readonly kind: "interrogate" };

/** Anything that can be asked of a pump. */
export type Command =
  | ProgramCommand
  | RequestCommand
  | RefillCommand
  | StopCommand
  | ResumeCommand
  | CancelBolusCommand
  | ExchangeCommand
  | AcknowledgeCommand
  | SilenceCommand
  | TestAlarmCommand
  | SetClockCommand
  | BeginScanCommand
  | EndScanCommand
  | InterrogateCommand;

/** A command with the moment at which it reaches the pump, on the pump's own clock. */
export type Input = { readonly at: Milliseconds; readonly command: Command };
