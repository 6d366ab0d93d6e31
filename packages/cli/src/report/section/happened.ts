// SPDX-License-Identifier: Apache-2.0
/** One sentence for every kind of event and every reason of a pump's refusal. */

import type { Event, Refusal } from "@cisterna/pump";
import {
  durationOf,
  milliseconds,
  type Nanolitres,
  type Pulses,
  print,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import { prose } from "../../text/en.ts";
import { spokenTime } from "../page/said.ts";

/** The size of a pulse: events count pulses, people read volumes. */
type Scale = { readonly pulse: Nanolitres };

const volume = (count: Pulses, { pulse }: Scale): string =>
  print(volumeOfPulses(count, pulse), "mL");

const since = (at: number): string => spokenTime(durationOf(milliseconds(at)));

const SOURCES: Readonly<Record<"on-demand" | "periodic" | "single", string>> = {
  "on-demand": "Bolus on demand",
  periodic: "Bolus by the clock",
  single: "Single bolus",
};

const CANCELLED = {
  asked: "because it was asked for",
  stopped: "because the pump was stopped",
  reprogrammed: "because of a new program",
  "ran-dry": "because the reservoir ran dry",
} as const;

/** Why the pump said no, as half a sentence. */
export const refusalText = (refusal: Refusal): string => {
  switch (refusal.kind) {
    case "malformed-program":
      return `the program breaks its own form at ${refusal.path}`;
    case "stale-version":
      return `version ${refusal.offered} is not above the running one`;
    case "rate-above-limit":
      return "a rate is above the limit";
    case "rate-below-minimum":
      return "a rate is below the minimum";
    case "window-full":
      return `the limit of the ${refusal.window} is reached`;
    case "locked-out":
      return "locked out";
    case "daily-count-reached":
      return "the number for 24 h is reached";
    case "request-expired":
      return "the request came too late";
    case "asked-in-future":
      return "the request bears a time that has not come";
    case "already-granted":
      return "granted before";
    case "not-permitted":
      return "the program has no bolus on demand";
    case "transition-running":
      return "the bridge or prime is still running";
    case "stopped":
      return "the pump is stopped";
    case "not-stopped":
      return "the pump is not stopped";
    case "reservoir-empty":
      return "the reservoir is empty";
    case "reservoir-too-low":
      return "too little is left in the reservoir";
    case "overfill":
      return "the volume is more than the reservoir holds";
    case "no-program":
      return "there is no program";
    case "no-bolus":
      return "no bolus is running";
  }
};

/** What happened, in one sentence. */
export const eventText = (event: Event, scale: Scale): string => {
  switch (event.kind) {
    case "programmed":
      return `Program version ${event.program.version} accepted`;
    case "transition-settled":
      return `The ${event.transition} is complete: ${volume(event.pulses, scale)} given`;
    case "transition-cancelled":
      return prose`The ${event.transition} was ended by a new program;
        ${volume(event.left.pulses, scale)} were not given`;
    case "bolus-granted":
      return `${SOURCES[event.bolus.source]} granted: ${volume(event.bolus.pulses, scale)}`;
    case "bolus-settled":
      return `${SOURCES[event.source]} complete: ${volume(event.pulses, scale)}`;
    case "bolus-cancelled":
      return prose`${SOURCES[event.source]} ended early ${CANCELLED[event.reason]};
        ${volume(event.left.pulses, scale)} were not given`;
    case "refilled":
      return `Refilled with ${print(volumeOf(event.volume), "mL")}`;
    case "ran-dry":
      return "The reservoir ran dry: nothing flows";
    case "stopped":
      return `Stopped (${event.reason}) for at most ${since(event.maximum)}`;
    case "stop-expired":
      return "The longest allowed stop is over; delivery stays stopped";
    case "resumed":
      return "Delivery resumed";
    case "interrogated":
      return "The pump was read out";
    case "refused":
      return prose`${event.asked === "request" ? "Bolus on demand" : `Command ${event.asked}`}
        refused: ${event.refusals.map(refusalText).join("; ")}`;
    case "repeated":
      return "A command came again and had no effect";
  }
};
