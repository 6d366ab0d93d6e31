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
};

/** The patient asks for the on-demand bolus. */
export type RequestCommand = Identified & {
  readonly kind: "request";
  /** When the patient asked, on the pump's clock. */
  readonly askedAt: Milliseconds;
};

/** The reservoir now holds this volume in all, of this fluid. */
export type RefillCommand = Identified & {
  readonly kind: "refill";
  readonly volume: Nanolitres;
  readonly fluid: string;
};

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
  | InterrogateCommand;

/** A command with the moment at which it reaches the pump, on the pump's own clock. */
export type Input = { readonly at: Milliseconds; readonly command: Command };
