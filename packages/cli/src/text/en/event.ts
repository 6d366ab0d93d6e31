// SPDX-License-Identifier: Apache-2.0
/** One sentence for every kind of event of a pump: what happened, with counts said as amounts. */

import type { Event } from "@cisterna/pump";
import {
  durationOf,
  type Nanolitres,
  type Pulses,
  print,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import { ENDED, faultText } from "./fault.ts";
import { describePumpRefusal, pumpReason } from "./pump.ts";
import { prose, timeText } from "./word.ts";

/** The size of a pulse: events count pulses, people read volumes. */
type Scale = { readonly pulse: Nanolitres };

const volume = (count: Pulses, { pulse }: Scale): string =>
  print(volumeOfPulses(count, pulse), "mL");

const SOURCES: Readonly<Record<"on-demand" | "periodic" | "single", string>> = {
  "on-demand": "Bolus on demand",
  periodic: "Bolus by the clock",
  single: "Single bolus",
};

const CANCELLED = {
  asked: "because it was asked for",
  stopped: "because the pump was stopped",
  reprogrammed: "because of a new program",
  "clock-set": "because the clock was set",
  "ran-dry": "because the reservoir ran dry",
  alarm: "because of an alarm",
  reset: "because the pump was reset",
} as const;

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
      return `Stopped (${event.reason}) for at most ${timeText(durationOf(event.maximum))}`;
    case "stop-expired":
      return "The longest allowed stop is over; delivery stays stopped";
    case "resumed":
      return "Delivery resumed";
    case "interrogated":
      return "The pump was read out";
    case "refused":
      return event.asked === "request"
        ? `Bolus on demand refused: ${event.refusals.map(pumpReason).join("; ")}`
        : prose`Command ${event.asked} refused: ${event.refusals
            .map((refusal) => describePumpRefusal(refusal, scale.pulse))
            .join(" ")}`;
    case "fault-found":
      return `Alarm: ${faultText(event.fault)}`;
    case "fault-cleared":
      return `Alarm over: ${faultText(event.fault)} (${ENDED[event.because]})`;
    case "turns-reconciled":
      return prose`The motor's turns were counted: ${volume(event.missed, scale)} had not come,
        ${volume(event.surplus, scale)} had come unasked`;
    case "self-tested":
      return event.failed.length === 0
        ? "Self-test passed"
        : `Self-test failed: ${event.failed.join(", ")}`;
    case "acknowledged":
      return "The alarms were seen by a clinician";
    case "silenced":
      return "The alarms are still for ten minutes";
    case "alarm-tested":
      return "The tones of the alarms were played";
    case "clock-set":
      return "The wall clock was set";
    case "scan-begun":
      return "A scan is planned";
    case "scan-ended":
      return "The scan is over and the motor turns";
    case "recovered":
      return "The pump started anew and goes on";
    case "repeated":
      return "A command came again and had no effect";
  }
};
