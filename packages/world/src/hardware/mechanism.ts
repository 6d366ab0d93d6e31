// SPDX-License-Identifier: Apache-2.0
/**
 * Mechanisms: what moves the drug, as rows of the device table. A motor counts its turns, valves
 * let portions pass under pressure, gas drives one flow for life; the constants are the table's.
 */
import { BARE, type Device } from "@cisterna/pump";
import { assert, inNanolitres, inPulsesPerDay, minus, type Nanolitres } from "@cisterna/quantity";
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
  low: inNanolitres(minus(constants.lowReservoir, constants.residual), "nearest"),
});

const mechanismOf = (id: ModelId): Mechanism => {
  const pump = pumpOf(id);
  const known = complete(pump);
  assert(known.ok, "a generic pump is complete", { id });
  const { constants } = known.value;
  const pulse = inNanolitres(constants.pulse, "nearest");
  return { drive: pump.drive, device: deviceFrom(constants, pulse) };
};

/** The generic pumps of the device table, which are ours and complete. */
export const MECHANISMS: readonly [Mechanism, ...Mechanism[]] = [
  mechanismOf("generic-20"),
  mechanismOf("generic-40"),
  mechanismOf("generic-valve"),
  mechanismOf("generic-fixed"),
];
