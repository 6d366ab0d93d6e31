// SPDX-License-Identifier: Apache-2.0
/**
 * Tones: what the patient hears and feels. Two classes, as on the pumps that are implanted today: a
 * critical and a non-critical one. Times in ms.
 * Source: devices.md §2 for the two classes, their shape and the hour; the ten minutes are ours.
 */
import type { Milliseconds } from "@cisterna/quantity";
import { HOUR_MS, milliseconds } from "@cisterna/quantity";
import type { Priority } from "./priority.ts";

/** A part of a tone: how high, and for how long. */
export type Note = { readonly pitch: "low" | "high"; readonly lasts: Milliseconds };

/** A tone, repeated as long as its alarm is to be heard. */
export type Tone = {
  readonly name: "critical" | "non-critical";
  readonly notes: readonly Note[];
  readonly every: Milliseconds;
};

const note = (pitch: Note["pitch"], lasts: number): Note => ({ pitch, lasts: milliseconds(lasts) });

const CRITICAL: Tone = {
  name: "critical",
  notes: [note("high", 1_500), note("low", 1_500)],
  every: milliseconds(10 * 60_000),
};

const NON_CRITICAL: Tone = {
  name: "non-critical",
  notes: [note("high", 1_000)],
  every: HOUR_MS,
};

/** The tone of a priority. */
export const toneOf = (priority: Priority): Tone => (priority === "high" ? CRITICAL : NON_CRITICAL);
