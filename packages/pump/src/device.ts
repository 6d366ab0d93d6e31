// SPDX-License-Identifier: Apache-2.0
/**
 * The device: the constants of a pump model, as counts. They flow in once, when a pump is made, and
 * never change; `decide` refuses what the device cannot do and `flow` never asks it to.
 */
import {
  assert,
  DAY_MS,
  type Milliseconds,
  type Nanolitres,
  nanolitres,
  type PulsesPerDay,
} from "@cisterna/quantity";

/** What a pump is built to do. */
export type Device = {
  /** Volume of one pulse of the mechanism. */
  readonly pulse: Nanolitres;
  /** Slowest flow other than none. */
  readonly least: PulsesPerDay;
  /** Fastest flow; at most one pulse per millisecond. */
  readonly most: PulsesPerDay;
  /** Volume that the reservoir holds when it is full. */
  readonly capacity: Nanolitres;
  /** Volume at which the reservoir is low. */
  readonly low: Nanolitres;
  /** Where the cell stands when something is due about it; null: it has none, or none is known. */
  readonly battery: BatteryMarks | null;
  /** How often it tests itself; null: it makes no tests. */
  readonly testEvery: Milliseconds | null;
};

/** A pump that watches nothing but its flow: for sums, trials and benches. */
export const BARE = { low: nanolitres(0), battery: null, testEvery: null } as const;

/** Marks of the cell: shares in thousandths of its capacity, voltages under load in mV. */
export type BatteryMarks = {
  /** Spent: from here on the pump is to be replaced. */
  readonly replace: number;
  /** Spent: the end of service. */
  readonly end: number;
  /** Below this voltage the cell is weak, whatever was spent. */
  readonly weak: number;
  /** Below this voltage service ends. */
  readonly least: number;
};

/**
 * Breaks unless the pump's integers stay exact on this device: a pulse has volume, a millisecond
 * never holds more than one pulse, and a full reservoir in quanta is a safe integer.
 */
export const assertExact = (device: Device): void => {
  const { pulse, least, most, capacity } = device;
  assert(pulse > 0, "a pulse has a volume", { pulse });
  assert(least <= most && most <= DAY_MS, "rates ascend to one pulse per ms", { least, most });
  const beyond = (Math.floor(capacity / pulse) + 1) * DAY_MS;
  assert(Number.isSafeInteger(beyond), "a full reservoir counts exactly", { capacity, pulse });
};
