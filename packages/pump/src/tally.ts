// SPDX-License-Identifier: Apache-2.0
/**
 * The tally: an exact amount of flow. The pump's smallest amount is the quantum: what flows in one
 * millisecond at one pulse a day. A day of milliseconds in quanta is one pulse.
 */
import { DAY_MS, type Pulses, pulses } from "@cisterna/quantity";

/** So many pulse·ms/d: a safe integer, not negative. `DAY_MS` of them are one pulse. */
export type Quanta = number;

/** Whole pulses and what is left over. `0 ≤ quanta < DAY_MS`, so every amount has one tally. */
export type Tally = { readonly pulses: Pulses; readonly quanta: Quanta };

/** No flow at all. */
export const NOTHING: Tally = { pulses: pulses(0), quanta: 0 };

/** An amount as whole pulses and the rest. */
export const tallyOf = (quanta: Quanta): Tally => {
  const whole = Math.floor(quanta / DAY_MS);
  return { pulses: pulses(whole), quanta: quanta - whole * DAY_MS };
};

/** An amount more than before. Exact for ever: only the remainder is added to. */
export const plusQuanta = (tally: Tally, quanta: Quanta): Tally => {
  const more = tallyOf(tally.quanta + quanta);
  return { pulses: pulses(tally.pulses + more.pulses), quanta: more.quanta };
};

/** Quanta of whole pulses. */
export const quantaOf = (count: Pulses): Quanta => count * DAY_MS;
