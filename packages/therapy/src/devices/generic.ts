// SPDX-License-Identifier: Apache-2.0
/**
 * The generic pumps: ours, complete, and no maker's. Their constants are round numbers chosen so
 * that pulses and flows come out whole; a case on them needs nothing stated inline.
 */

import { type KnownConstants, MODES, type Mode, type Pump } from "./pump.ts";
import { chosen, flow, share, volume } from "./row.ts";

const error = chosen(share("14.5 %"), "the published definition of over-infusion, taken both ways");

const motor: KnownConstants = {
  pulse: chosen(volume("100 nL")),
  minimumFlow: chosen(flow("0.048 mL/d")),
  maximumFlow: chosen(flow("24 mL/d")),
  lowReservoir: chosen(volume("2 mL")),
  residual: chosen(volume("0 mL")),
  tubing: chosen(volume("0.2 mL")),
  overError: error,
  underError: error,
};

/** Programmable motor pump with a 20 mL reservoir. */
export const generic20: Pump = {
  id: "generic-20",
  name: "Generic programmable pump, 20 mL",
  maker: "Cisterna",
  source: "cisterna",
  drive: "peristaltic",
  programmable: true,
  constants: { ...motor, reservoir: chosen(volume("20 mL")) },
  modes: chosen(MODES),
  further: {},
  mri: [],
  notes: [],
};

/** Programmable motor pump with a 40 mL reservoir. */
export const generic40: Pump = {
  ...generic20,
  id: "generic-40",
  name: "Generic programmable pump, 40 mL",
  constants: { ...motor, reservoir: chosen(volume("40 mL")) },
};

/** Pressure-driven pump whose valves let larger portions pass and may rest between them. */
export const genericValve: Pump = {
  id: "generic-valve",
  name: "Generic valve-gated pump, 20 mL",
  maker: "Cisterna",
  source: "cisterna",
  drive: "valve-gated",
  programmable: true,
  constants: {
    ...motor,
    reservoir: chosen(volume("20 mL")),
    pulse: chosen(volume("2000 nL")),
    minimumFlow: chosen(flow("0 mL/d"), "it may rest between pulses"),
    tubing: chosen(volume("0.1 mL")),
  },
  modes: chosen(MODES),
  further: {},
  mri: [],
  notes: [],
};

/** Gas-driven pump with one flow for life: no bolus, nothing to program. */
export const genericFixed: Pump = {
  id: "generic-fixed",
  name: "Generic fixed-rate pump, 20 mL, 0.5 mL/d",
  maker: "Cisterna",
  source: "cisterna",
  drive: "gas-driven",
  programmable: false,
  constants: {
    ...motor,
    reservoir: chosen(volume("20 mL")),
    minimumFlow: chosen(flow("0.5 mL/d")),
    maximumFlow: chosen(flow("0.5 mL/d")),
    lowReservoir: chosen(volume("2 mL"), "no alarm of its own: the volume to refill at"),
    tubing: chosen(volume("0.1 mL")),
  },
  modes: chosen<readonly Mode[]>(["continuous"]),
  further: { flows: chosen([flow("0.5 mL/d")]) },
  mri: [],
  notes: [],
};
