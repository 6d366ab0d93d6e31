// SPDX-License-Identifier: Apache-2.0
/** One phrase for every fault of a pump, and for everything that ends one. */
import type { Ending, Fault } from "@cisterna/pump";

const FAULTS: Readonly<Record<Fault, string>> = {
  "motor-stall": "the motor stands still",
  "under-delivery": "less is delivered than programmed",
  "over-delivery": "more is delivered than programmed",
  "free-flow": "drug flows unasked",
  occlusion: "the line is closed",
  "reservoir-low": "the reservoir is low",
  "reservoir-empty": "the reservoir is empty",
  "level-disagrees": "the measured level is not the computed one",
  "more-left-than-expected": "more was left than computed: possible under-delivery",
  "less-left-than-expected": "less was left than computed: possible over-delivery",
  "battery-weak": "the battery's voltage falls under load",
  "battery-replace": "elective replacement is due",
  "battery-end": "the end of service is reached",
  "clock-lost": "the clock was lost",
  "record-repaired": "a record was damaged and repaired",
  "program-lost": "the program is lost",
  "constants-lost": "the constants are lost",
  "totals-lost": "the totals are lost",
  "log-full": "the log is full",
  "log-write-failed": "the log cannot be written",
  "sounder-failed": "the sounder does not sound",
  "vibrator-failed": "the vibrator does not move",
  "self-test-failed": "the self-test failed",
  "self-test-missed": "the self-test was not made",
  reset: "the pump was reset",
  "reset-loop": "the pump resets again and again",
  "invariant-broken": "the pump found an error in itself",
  "stopped-too-long": "the pump is stopped for longer than allowed",
  "rested-long": "the motor has rested for over 48 h",
  "mri-open": "the pump was not checked after a scan",
};

/** What a fault is, as half a sentence. */
export const faultText = (fault: Fault): string => FAULTS[fault];

/** What ended a fault. */
export const ENDED: Readonly<Record<Ending, string>> = {
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
