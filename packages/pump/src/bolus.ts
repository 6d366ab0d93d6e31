// SPDX-License-Identifier: Apache-2.0
/**
 * The bolus in time. A bolus flows at the least whole rate that uses its pulses within `over`; the
 * last millisecond carries the remainder. So its flow at any instant follows from its start alone.
 */
import { DAY_MS, type Milliseconds, milliseconds, type Pulses } from "@cisterna/quantity";
import type { Bolus } from "@cisterna/therapy";
import type { Quanta } from "./tally.ts";

/** Where a bolus comes from: the patient, the clock of the program, or the program's beginning. */
export type BolusSource = "on-demand" | "periodic" | "single";

/** A granted bolus: it flows from `from` at a whole rate until its pulses are used. */
export type RunningBolus = {
  /** Id of the request that was granted, or of the program that begins with it. */
  readonly id: string;
  readonly source: "on-demand" | "single";
  readonly from: Milliseconds;
  readonly pulses: Pulses;
  readonly over: Milliseconds;
};

/** A grant of the on-demand bolus, remembered for lock-out, daily count and idempotence. */
export type Grant = {
  readonly id: string;
  readonly at: Milliseconds;
  /** When its delivery ended or will end. */
  readonly ends: Milliseconds;
};

/** A rate (pulses a day) and the instant until which it stays. `until` may be infinite. */
export type Flow = { readonly rate: number; readonly until: number };

/** The whole rate, in pulses a day, at which a bolus flows. */
export const bolusRate = (bolus: Bolus): number => Math.ceil((bolus.pulses * DAY_MS) / bolus.over);

/** How long a bolus flows: `over` or a little less. */
export const bolusSpan = (bolus: Bolus): Milliseconds =>
  milliseconds(Math.ceil((bolus.pulses * DAY_MS) / bolusRate(bolus)));

/** Flow of a bolus at an age, with the age at which it changes. */
export const bolusFlow = (bolus: Bolus, age: number): Flow => {
  const rate = bolusRate(bolus);
  const all = bolus.pulses * DAY_MS;
  const full = Math.floor(all / rate);
  if (age < full) return { rate, until: full };
  const rest = all - full * rate;
  return age === full && rest > 0
    ? { rate: rest, until: full + 1 }
    : { rate: 0, until: Number.POSITIVE_INFINITY };
};

/** What a bolus of an age has still to give. */
export const bolusLeft = (bolus: Bolus, age: number): Quanta =>
  Math.max(0, bolus.pulses * DAY_MS - bolusRate(bolus) * age);

/** When the last of a granted bolus flows. */
export const bolusEnd = (bolus: RunningBolus): Milliseconds =>
  milliseconds(bolus.from + bolusSpan(bolus));
