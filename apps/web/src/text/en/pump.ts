// SPDX-License-Identifier: Apache-2.0
/**
 * Words of the pump in English: alarms, faults of the hardware, refusals, and one sentence an
 * event.
 */
import type { Ending, Event, Fault, Priority, Refusal } from "@cisterna/pump";
import { EN, type Words } from "@cisterna/words";
import type { FaultKind } from "@cisterna/world";

/** How counts and moments of an event are said; given by the screen. */
export type Say = {
  /** A count of pulses, as a volume. */
  readonly pulses: (count: number) => string;
  /** Nanolitres. */
  readonly volume: (nanolitres: number) => string;
  /** Milliseconds, as a span. */
  readonly span: (ms: number) => string;
};

/** A sentence for every kind of event. */
export type EventWords = {
  readonly [K in Event["kind"]]: (event: Extract<Event, { readonly kind: K }>, say: Say) => string;
};

/** What a table of the pump's words holds. */
export type PumpText = {
  readonly alarms: Readonly<Record<Fault, string>>;
  readonly priorities: Readonly<Record<Priority, string>>;
  readonly modes: Readonly<Record<"idle" | "transition" | "running" | "stopped" | "dry", string>>;
  readonly endings: Readonly<Record<Ending, string>>;
  readonly faults: Readonly<Record<FaultKind, string>>;
  readonly refusals: Readonly<Record<Refusal["kind"], string>>;
  readonly drugs: Words["drugs"];
  readonly events: EventWords;
};

const SOURCES = {
  "on-demand": "Bolus on demand",
  periodic: "Bolus by the clock",
  single: "Single bolus",
} as const;

const alarms: PumpText["alarms"] = {
  "motor-stall": "The motor stands still",
  "under-delivery": "Less is delivered than programmed",
  "over-delivery": "More is delivered than programmed",
  "free-flow": "Drug flows unasked",
  occlusion: "The line is closed",
  "reservoir-low": "The reservoir is low",
  "reservoir-empty": "The reservoir is empty",
  "level-disagrees": "Measured and computed level disagree",
  "more-left-than-expected": "More was left than computed",
  "less-left-than-expected": "Less was left than computed",
  "battery-weak": "The battery's voltage falls under load",
  "battery-replace": "Elective replacement is due",
  "battery-end": "The end of service is reached",
  "clock-lost": "The clock was lost",
  "record-repaired": "A record was damaged and repaired",
  "program-lost": "The program is lost",
  "constants-lost": "The constants are lost",
  "totals-lost": "The totals are lost",
  "log-full": "The log is full",
  "log-write-failed": "The log cannot be written",
  "sounder-failed": "The sounder does not sound",
  "vibrator-failed": "The vibrator does not move",
  "self-test-failed": "The self-test failed",
  "self-test-missed": "The self-test was not made",
  reset: "The pump was reset",
  "reset-loop": "The pump resets again and again",
  "invariant-broken": "The pump found an error in itself",
  "stopped-too-long": "Stopped for longer than allowed",
  "rested-long": "The motor has rested for over 48 h",
  "mri-open": "Not checked after a scan",
};

const faults: PumpText["faults"] = {
  "motor-stall": "Motor stands still",
  "motor-slip": "Motor moves less than it turns",
  "motor-stuck-on": "Motor runs on unasked",
  "motor-wear": "Motor moves more than it turns",
  "feedback-lost": "Sensor on the motor is dead",
  "feedback-phantom": "Sensor counts turns that are none",
  "free-flow": "Valve stands open",
  "valve-weeping": "Valve weeps",
  "reservoir-leak": "Reservoir leaks",
  "reservoir-overfilled": "Next fill is a tenth too much",
  "pocket-fill": "Next fill goes into the pocket",
  "level-stuck": "Level sensor sticks",
  "level-biased": "Level sensor is wrong",
  "level-lost": "Level sensor is dead",
  "catheter-occluded": "Catheter is closed",
  "catheter-kinked": "Catheter is kinked",
  "catheter-leaking": "Catheter leaks on its way",
  "catheter-disconnected": "Catheter came off",
  "tip-migrated": "Tip slipped out of the canal",
  "battery-film": "Film in the battery",
  "battery-fading": "Battery empties too fast",
  "brown-out": "Voltage drops for a moment",
  "clock-lost": "Clock on the wall is lost",
  "clock-jumped": "Clock on the wall jumps",
  "clock-drifting": "Clock on the wall drifts",
  "bit-flipped": "A bit of the memory flips",
  "write-torn": "A write is cut off",
  "both-copies-bad": "Both copies of a record are bad",
  "copy-stale": "A copy of a record is old",
  "memory-upset": "Bits of the working memory flip",
  "page-worn": "A page of the memory is worn",
  "sounder-dead": "Sounder is dead",
  "vibrator-dead": "Vibrator is dead",
  "processor-hung": "Processor hangs",
  "processor-reset": "Processor resets",
  "reset-loop": "Processor resets three times",
  "magnetic-field": "In the field of a scanner",
  "rotor-bound": "Rotor stays bound after a magnet",
};

const refusals: PumpText["refusals"] = {
  "malformed-program": "the program is not well formed",
  "stale-version": "its version does not follow the running one",
  "rate-above-limit": "a rate is above the limit",
  "rate-below-minimum": "a rate is below the minimum",
  "window-full": "the limit of the hour or the day is reached, with what is already promised",
  "locked-out": "locked out since the last bolus",
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
  overfill: "it is more than the reservoir holds",
  "fluid-differs": "the program is for another fluid",
  "aspirated-too-much": "more came out than the pump holds",
  "catheter-not-stated": "the catheter that is primed is not stated",
  "already-primed": "this catheter has been primed",
  "alarm-forbids": "an alarm forbids it",
  "no-alarm": "there is no alarm",
  "malformed-volume": "it is no volume",
  "malformed-time": "it is no time that can be set",
  "scan-running": "a scan is already planned",
  "no-scan": "no scan is planned",
  "motor-still": "the motor was not seen to turn",
  "no-program": "the pump has no program",
  "no-bolus": "no bolus is running",
};

const COMMANDS: Readonly<Record<string, string>> = {
  request: "Bolus on demand",
  program: "Program",
  refill: "Refill",
  stop: "Stop",
  resume: "Resume",
  acknowledge: "Acknowledge",
  silence: "Silence",
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

const endings: PumpText["endings"] = {
  gone: "it is no longer there",
  acknowledged: "seen by a clinician",
  programmed: "a new program",
  refilled: "refilled",
  resumed: "resumed",
  "clock-set": "the clock was set",
  "mri-ended": "checked after the scan",
  "self-tested": "a self-test passed",
  replacement: "the pump was replaced",
};

const events: EventWords = {
  programmed: ({ program }) => `Program ${program.version} accepted`,
  "transition-settled": ({ transition, pulses }, say) =>
    `The ${transition} is complete: ${say.pulses(pulses)} given`,
  "transition-cancelled": ({ transition, left }, say) =>
    `The ${transition} was ended by a new program; ${say.pulses(left.pulses)} not given`,
  "bolus-granted": ({ bolus }, say) =>
    `${SOURCES[bolus.source]} granted: ${say.pulses(bolus.pulses)}`,
  "bolus-settled": ({ source, pulses }, say) =>
    `${SOURCES[source]} complete: ${say.pulses(pulses)}`,
  "bolus-cancelled": ({ source, reason, left }, say) =>
    `${SOURCES[source]} ended early ${CANCELLED[reason]}; ${say.pulses(left.pulses)} not given`,
  refilled: ({ volume, aspirated, found }, say) =>
    `Refill entered: ${say.volume(volume)}. Aspirated ${say.volume(aspirated)}, ` +
    `computed ${say.volume(found)}`,
  "ran-dry": () => "By its account the reservoir ran dry: nothing flows",
  stopped: ({ reason, maximum }, say) => `Stopped (${reason}) for at most ${say.span(maximum)}`,
  "stop-expired": () => "The longest allowed stop is over; delivery stays stopped",
  resumed: () => "Delivery resumed",
  interrogated: () => "The pump was read out",
  refused: ({ asked, refusals: why }) =>
    `${COMMANDS[asked] ?? asked} refused: ${why.map(({ kind }) => refusals[kind]).join("; ")}`,
  repeated: () => "A command came again and had no effect",
  "fault-found": ({ fault }) => `Alarm: ${alarms[fault]}`,
  "fault-cleared": ({ fault, because }) => `Alarm over: ${alarms[fault]} (${endings[because]})`,
  "turns-reconciled": ({ missed, surplus }, say) =>
    `Turns counted: ${say.pulses(missed)} had not come, ${say.pulses(surplus)} had come unasked`,
  "self-tested": ({ failed }) =>
    failed.length === 0 ? "Self-test passed" : `Self-test failed: ${failed.join(", ")}`,
  acknowledged: () => "Alarms seen by a clinician",
  silenced: () => "Alarms silent for ten minutes",
  "alarm-tested": () => "The tones of the alarms were played",
  "clock-set": () => "The clock on the wall was set",
  "scan-begun": ({ until, at }, say) => `Scan planned for ${say.span(until - at)}`,
  "scan-ended": () => "The scan is over and the motor turns",
  recovered: ({ unknown }, say) =>
    `The pump started anew and goes on; ${say.pulses(unknown)} may have left meanwhile and count`,
};

/** The table. */
export const EN_PUMP: PumpText = {
  alarms,
  faults,
  refusals,
  endings,
  events,
  priorities: { high: "high", medium: "medium", low: "low" },
  modes: {
    idle: "No program",
    transition: "Bridge or prime",
    running: "Running",
    stopped: "Stopped",
    dry: "Dry",
  },
  drugs: EN.drugs,
};
