// SPDX-License-Identifier: Apache-2.0
/**
 * Why a pump does not do what it is asked: each reason in a few words, to be counted, and as a
 * sentence with its numbers.
 */

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
import { faultText } from "./fault.ts";
import { prose, timeText } from "./word.ts";

const flow = (rate: number, pulse: Nanolitres): string =>
  print(flowOfPulses(pulsesPerDay(rate), pulse), "mL/d");

const volume = (count: number, pulse: Nanolitres): string =>
  print(volumeOfPulses(pulses(count), pulse), "mL");

/** Time since the pump's own beginning. */
const when = (at: Milliseconds): string => timeText(durationOf(milliseconds(at)));

/** Every reason in a few words and without numbers, so that equal reasons are equal texts. */
const REASONS: Readonly<Record<Exclude<Refusal["kind"], "window-full">, string>> = {
  "malformed-program": "the program is not well formed",
  "stale-version": "the version of the program does not follow the running one",
  "rate-above-limit": "a rate is above the limit",
  "rate-below-minimum": "a rate is below the minimum",
  "locked-out": "locked out",
  "daily-count-reached": "the number for 24 h is reached",
  "request-expired": "the request came too late",
  "asked-in-future": "the request bears a time that has not come",
  "already-granted": "granted before",
  "not-permitted": "the program has no bolus on demand",
  "transition-running": "the bridge or prime is still running",
  stopped: "the pump is stopped",
  "not-stopped": "the pump is not stopped",
  "reservoir-empty": "the reservoir is empty",
  "reservoir-too-low": "too little is left in the reservoir",
  overfill: "the volume is more than the reservoir holds",
  "fluid-differs": "the program is for another fluid",
  "aspirated-too-much": "more came out than the pump holds",
  "catheter-not-stated": "the catheter that is primed is not stated",
  "already-primed": "this catheter has been primed",
  "alarm-forbids": "an alarm forbids it",
  "no-alarm": "there is no alarm",
  "malformed-volume": "the volume is none",
  "malformed-time": "the time is none that can be set",
  "scan-running": "a scan is already planned",
  "no-scan": "no scan is planned",
  "motor-still": "the motor was not seen to turn",
  "no-program": "the pump has no program",
  "no-bolus": "no bolus is running",
};

/** Why the pump refused, in a few words, as half a sentence. */
export const pumpReason = (refusal: Refusal): string =>
  refusal.kind === "window-full"
    ? `the limit of the ${refusal.window} is reached`
    : REASONS[refusal.kind];

const asSentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

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
    case "transition-running":
      return "The fluid in the line is still being exchanged; no bolus is given meanwhile.";
    case "reservoir-too-low":
      return prose`The reservoir holds ${volume(refusal.left, pulse)}, and this needs
        ${volume(refusal.needed, pulse)}.`;
    case "overfill":
      return prose`The fill of ${print(volumeOf(refusal.asked), "mL")} is more than the reservoir
        of ${print(volumeOf(refusal.limit), "mL")} holds.`;
    case "fluid-differs":
      return prose`The program is for ${refusal.asked}; the reservoir holds ${refusal.held}. A
        change of fluid is one exchange with its own program.`;
    case "aspirated-too-much":
      return prose`${print(volumeOf(refusal.asked), "mL")} came out; the reservoir holds
        ${print(volumeOf(refusal.limit), "mL")}.`;
    case "already-primed":
      return `The catheter ${refusal.catheter} has been primed; it is not primed twice.`;
    case "alarm-forbids":
      return `It is not given while this alarm is there: ${faultText(refusal.fault)}.`;
    case "malformed-volume":
      return `The volume ${refusal.asked} nL is none that a reservoir can hold.`;
    case "malformed-time":
      return prose`The time ${refusal.asked} ms is none that can be set here, at most
        ${refusal.limit} ms.`;
    case "scan-running":
      return `A scan is planned until ${when(refusal.until)} after the pump's beginning.`;
    case "catheter-not-stated":
    case "no-alarm":
    case "no-scan":
    case "motor-still":
    case "not-permitted":
    case "stopped":
    case "not-stopped":
    case "reservoir-empty":
    case "no-program":
    case "no-bolus":
      return asSentence(pumpReason(refusal));
  }
};
