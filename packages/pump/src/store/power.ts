// SPDX-License-Identifier: Apache-2.0
/**
 * What outlives a reset beside the flash: the clock, the mark of the last beat, the count of the
 * motor's sensor. Any of them may be lost; then it is null.
 */
import type { Milliseconds, Pulses } from "@cisterna/quantity";
import type { StartCause } from "../cause.ts";
import { BEAT_MS } from "../port.ts";

/**
 * The mark that the keeper leaves in the clock's own registers with every beat and after every
 * entry: until when the pump is known to have run, and the last entry that was written.
 */
export type Mark = { readonly at: Milliseconds; readonly entry: number };

/** What the hardware says when the processor starts. */
export type PowerOn = {
  readonly cause: StartCause;
  /** The pump's own clock. */
  readonly now: Milliseconds | null;
  readonly mark: Mark | null;
  /** Pulses that the sensor on the motor has counted since it was made. */
  readonly turns: Pulses | null;
};

/** Beats that may be missed before the watchdog takes the processor for hung. Source: REQ-022 †. */
const BEATS_MISSED = 2;

/** Whether the watchdog resets the processor: no mark for longer than two beats. */
export const isHung = (mark: Mark, now: Milliseconds): boolean =>
  now - mark.at > BEATS_MISSED * BEAT_MS;
