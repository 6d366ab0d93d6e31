// SPDX-License-Identifier: Apache-2.0
/** One sentence for every reason why a pump does not do what it is asked. */

import type { Refusal } from "@cisterna/pump";
import {
  durationOf,
  flowOfPulses,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  print,
  pulses,
  pulsesPerDay,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import { prose, timeText } from "./word.ts";

const flow = (rate: number, pulse: Nanolitres): string =>
  print(flowOfPulses(pulsesPerDay(rate), pulse), "mL/d");

const volume = (count: number, pulse: Nanolitres): string =>
  print(volumeOfPulses(pulses(count), pulse), "mL");

/** Time since the pump's own beginning. */
const when = (at: Milliseconds): string => timeText(durationOf(milliseconds(at)));

/** Why the pump refused, with counts said as amounts; `pulse` is the size of one of its pulses. */
export const describePumpRefusal = (refusal: Refusal, pulse: Nanolitres): string => {
  switch (refusal.kind) {
    case "malformed-program":
      return `The program is not well formed at ${refusal.path}: ${refusal.what}.`;
    case "stale-version":
      return prose`Version ${refusal.offered} of the program does not follow the version
        ${refusal.running ?? "(none)"} that runs.`;
    case "rate-above-limit":
      return prose`The flow of ${flow(refusal.asked, pulse)} at ${refusal.path} is above the limit
        of ${flow(refusal.limit, pulse)}.`;
    case "rate-below-minimum":
      return prose`The flow of ${flow(refusal.asked, pulse)} at ${refusal.path} is below the
        pump's least of ${flow(refusal.minimum, pulse)}.`;
    case "window-full":
      return prose`Within some ${refusal.window} ${volume(refusal.committed.pulses, pulse)} would
        be given, what is already promised included; the limit is ${volume(refusal.limit, pulse)}.`;
    case "locked-out":
      return `The lock-out ends ${when(refusal.until)} after the pump's beginning.`;
    case "daily-count-reached":
      return prose`Every bolus of 24 hours has been given; the next is possible
        ${when(refusal.until)} after the pump's beginning.`;
    case "request-expired":
      return prose`The request is older than the ${timeText(durationOf(refusal.validity))} for
        which it holds.`;
    case "asked-in-future":
      return "The request bears a time that has not come yet; its age cannot be judged.";
    case "already-granted":
      return "This request was granted before. It is one dose and stays one dose.";
    case "not-permitted":
      return "The program has no bolus that the patient may ask for.";
    case "transition-running":
      return "The fluid in the line is still being exchanged; no bolus is given meanwhile.";
    case "stopped":
      return "The pump is stopped.";
    case "not-stopped":
      return "The pump is not stopped.";
    case "reservoir-empty":
      return "The reservoir is empty.";
    case "reservoir-too-low":
      return prose`The reservoir holds ${volume(refusal.left, pulse)}, and this needs
        ${volume(refusal.needed, pulse)}.`;
    case "overfill":
      return prose`The fill of ${print(volumeOf(refusal.asked), "mL")} is more than the reservoir
        of ${print(volumeOf(refusal.limit), "mL")} holds.`;
    case "no-program":
      return "The pump has no program.";
    case "no-bolus":
      return "No bolus is running.";
  }
};
