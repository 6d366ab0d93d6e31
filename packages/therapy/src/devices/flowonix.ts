// SPDX-License-Identifier: Apache-2.0
/** Flowonix's valve-gated pumps: what was read of them, and what is only recalled. */
import { fact } from "../sources/fact.ts";
import type { KnownConstants, MriFact, Pump } from "./pump.ts";
import { flow, inMagnet, read, recalled, share, volume } from "./row.ts";

const MANUAL = "11827 or 13827 manual";

const prometra: KnownConstants = {
  minimumFlow: recalled(flow("0 mL/d"), MANUAL, "it may rest between pulses"),
  maximumFlow: recalled(flow("28.8 mL/d"), MANUAL),
  overError: read(share("15 %"), "n18", "acceptance band of its trial; it is no specification"),
  underError: read(share("15 %"), "n18", "acceptance band of its trial; it is no specification"),
};

const MRI_PAGE = fact(
  { source: "n33", edition: "manual, page 8", jurisdiction: null },
  "valves may open in the field and let out reservoir and catheter; gradient 20 T/m at most",
);

const prometraInMagnet: readonly MriFact[] = [
  inMagnet("empty-before", [], MRI_PAGE),
  inMagnet("conditional", [1.5], MRI_PAGE),
  inMagnet("interrogate-after", [], MRI_PAGE),
];

/** After an emergency scan that found it filled, its valve has to be opened again by hand. */
const CLOSES = inMagnet(
  "flow-stops",
  [],
  fact(
    { source: "n19", edition: "manual, page 14", jurisdiction: null },
    "a valve closes on fast flow: up to 10 mcL leave, then no drug until it is reset by hand",
  ),
);

/** Prometra, 20 mL. */
export const prometra20: Pump = {
  id: "prometra-20",
  name: "Prometra 11827, 20 mL",
  maker: "Flowonix",
  source: "n19",
  drive: "valve-gated",
  programmable: true,
  constants: { ...prometra, reservoir: read(volume("20 mL"), "n19") },
  modes: null,
  further: {},
  mri: prometraInMagnet,
  notes: [
    fact(
      { source: "n20", edition: "patient controller guide", jurisdiction: null },
      "has a controller for patient boluses; its other modes were not read",
    ),
  ],
};

/** Prometra II, 20 mL. */
export const prometra2With20: Pump = {
  ...prometra20,
  id: "prometra-ii-20",
  name: "Prometra II 13827, 20 mL",
  mri: [...prometraInMagnet, CLOSES],
};

/** Prometra II, 40 mL. */
export const prometra2With40: Pump = {
  ...prometra2With20,
  id: "prometra-ii-40",
  name: "Prometra II 16827, 40 mL",
  constants: { ...prometra, reservoir: read(volume("40 mL"), "n19") },
};
