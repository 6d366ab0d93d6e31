// SPDX-License-Identifier: Apache-2.0
/**
 * Mechanisms: what moves the drug, as rows of the device table. A motor counts its turns, valves
 * let portions pass under pressure, gas drives one flow for life; the constants are the table's.
 */
import { BARE, type BatteryMarks, type Device } from "@cisterna/pump";
import {
  assert,
  DAY_MS,
  inNanolitres,
  inPulsesPerDay,
  minus,
  type Nanolitres,
} from "@cisterna/quantity";
import { complete, type Drive, type ModelId, type PumpConstants, pumpOf } from "@cisterna/therapy";

/** A pump as the world builds it: its drive, and the counts that the controller is given. */
type Mechanism = { readonly drive: Drive; readonly device: Device };

/** Constants as a controller counts them. What stays in an empty reservoir is no capacity. */
export const deviceFrom = (constants: PumpConstants, pulse: Nanolitres): Device => ({
  pulse,
  least: inPulsesPerDay(constants.minimumFlow, pulse, "down"),
  most: inPulsesPerDay(constants.maximumFlow, pulse, "down"),
  capacity: inNanolitres(minus(constants.reservoir, constants.residual), "down"),
  ...BARE,
});

/** Marks of the cell that the world builds in, in its own thousandths and millivolts. */
const CELL: BatteryMarks = { replace: 950, end: 992, weak: 2_400, least: 2_000 };

/** A pump with everything that watches over it: the level at which it is low, cell, self-test. */
export const watched = (constants: PumpConstants, pulse: Nanolitres): Device => ({
  ...deviceFrom(constants, pulse),
  low: inNanolitres(minus(constants.lowReservoir, constants.residual), "down"),
  battery: CELL,
  testEvery: DAY_MS,
});

const mechanismOf = (id: ModelId): Mechanism => {
  const pump = pumpOf(id);
  const known = complete(pump);
  assert(known.ok, "a generic pump is complete", { id });
  const { constants } = known.value;
  const pulse = inNanolitres(constants.pulse, "nearest");
  return { drive: pump.drive, device: watched(constants, pulse) };
};

/** The generic pumps of the device table, which are ours and complete. */
export const MECHANISMS: readonly [Mechanism, ...Mechanism[]] = [
  mechanismOf("generic-20"),
  mechanismOf("generic-40"),
  mechanismOf("generic-valve"),
  mechanismOf("generic-fixed"),
];
