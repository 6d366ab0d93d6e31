// SPDX-License-Identifier: Apache-2.0
/**
 * Faults: every way in which the world is known to the pump not to be as it should be. Each has one
 * row in `table`. A fault is found by `detect` (a report of the hardware) or falls due with time;
 * it stays until what its row names has happened.
 */
import type { Milliseconds } from "@cisterna/quantity";

/** Everything that can be found wrong. */
export const FAULTS = [
  // Motor and flow.
  "motor-stall",
  "under-delivery",
  "over-delivery",
  "free-flow",
  "occlusion",
  // Reservoir.
  "reservoir-low",
  "reservoir-empty",
  "level-disagrees",
  "more-left-than-expected",
  "less-left-than-expected",
  // Battery.
  "battery-weak",
  "battery-replace",
  "battery-end",
  // Clock.
  "clock-lost",
  // Memory.
  "record-repaired",
  "program-lost",
  "constants-lost",
  "totals-lost",
  "log-full",
  "log-write-failed",
  // Outputs and tests.
  "sounder-failed",
  "vibrator-failed",
  "self-test-failed",
  "self-test-missed",
  // The processor.
  "reset",
  "reset-loop",
  "invariant-broken",
  // Rest.
  "stopped-too-long",
  "rested-long",
  "mri-open",
] as const;

/** Something that can be found wrong. */
export type Fault = (typeof FAULTS)[number];

/** A fault that was found and is not cleared. */
export type ActiveFault = {
  readonly fault: Fault;
  readonly since: Milliseconds;
  /** Whether a clinician has seen it: its tone is then still, the fault is not gone. */
  readonly acknowledged: boolean;
  /** Until when its tone was silenced; at or before the present: it is not. */
  readonly silentUntil: Milliseconds;
};
