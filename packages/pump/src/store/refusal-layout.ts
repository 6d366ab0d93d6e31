// SPDX-License-Identifier: Apache-2.0
/**
 * How faults and refusals stand in bytes. The place of a fault is its number for ever, wherever it
 * stands in the list of faults; a new one gets the next number.
 */
import { nanolitres } from "@cisterna/quantity";
import type { Fault } from "../alarm/fault.ts";
import type { Refusal, WindowName } from "../refusal.ts";
import type { Tally } from "../tally.ts";
import { anyNumber, counted, oneOf, orNull, recordOf, text, unionOf, whole } from "./layout.ts";
import { amount, time } from "./program-layout.ts";

/** Nanolitres in bytes. */
export const volume = counted(nanolitres);
/** An exact amount in bytes. */
export const tally = recordOf<Tally>({ pulses: amount, quanta: whole });

/** A fault, by its number. */
export const fault = oneOf<Fault>({
  "motor-stall": 0,
  "under-delivery": 1,
  "over-delivery": 2,
  "free-flow": 3,
  occlusion: 4,
  "reservoir-low": 5,
  "reservoir-empty": 6,
  "level-disagrees": 7,
  "more-left-than-expected": 8,
  "less-left-than-expected": 9,
  "battery-weak": 10,
  "battery-replace": 11,
  "battery-end": 12,
  "clock-lost": 13,
  "record-repaired": 14,
  "program-lost": 15,
  "constants-lost": 16,
  "totals-lost": 17,
  "log-full": 18,
  "log-write-failed": 19,
  "sounder-failed": 20,
  "vibrator-failed": 21,
  "self-test-failed": 22,
  "self-test-missed": 23,
  reset: 24,
  "reset-loop": 25,
  "invariant-broken": 26,
  "stopped-too-long": 27,
  "rested-long": 28,
  "mri-open": 29,
});

const asked = anyNumber;
const limit = anyNumber;

/** A reason for no. */
export const refusal = unionOf<Refusal>({
  "malformed-program": { path: text, what: text },
  "stale-version": { offered: asked, replaces: orNull(asked), running: orNull(whole) },
  "rate-above-limit": { path: text, asked, limit },
  "rate-below-minimum": { path: text, asked, minimum: anyNumber },
  "window-full": {
    window: oneOf<WindowName>({ hour: 0, day: 1 }),
    committed: tally,
    limit: amount,
  },
  "locked-out": { until: time },
  "daily-count-reached": { until: time },
  "request-expired": { askedAt: time, validity: time },
  "asked-in-future": { askedAt: time },
  "already-granted": { at: time },
  "not-permitted": {},
  "transition-running": { left: tally },
  stopped: { at: time },
  "not-stopped": {},
  "reservoir-empty": {},
  "reservoir-too-low": { needed: amount, left: amount },
  overfill: { asked: volume, limit: volume },
  "fluid-differs": { asked: text, held: text },
  "aspirated-too-much": { asked: volume, limit: volume },
  "catheter-not-stated": {},
  "already-primed": { catheter: text },
  "alarm-forbids": { fault },
  "no-alarm": {},
  "malformed-time": { asked, limit },
  "scan-running": { until: time },
  "no-scan": {},
  "motor-still": {},
  "no-program": {},
  "no-bolus": {},
  "malformed-volume": { asked, limit: volume },
});
