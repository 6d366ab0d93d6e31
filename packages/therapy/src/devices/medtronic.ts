// SPDX-License-Identifier: Apache-2.0
/** Medtronic's pumps: what was read of them, and what is only recalled and waits for a manual. */
import { days } from "@cisterna/quantity";
import { fact } from "../sources/fact.ts";
import type { FurtherConstants, KnownConstants, Mode, MriFact, Pump } from "./pump.ts";
import { flow, inMagnet, read, recalled, share, volume } from "./row.ts";

const MANUAL = "8637 implant manual, specifications";
const GUIDE = "8840 or A810 programming guide";

const synchromed2: KnownConstants = {
  minimumFlow: read(flow("0.048 mL/d"), "n1"),
  maximumFlow: recalled(flow("24 mL/d"), MANUAL),
  lowReservoir: recalled(volume("2 mL"), GUIDE),
  residual: recalled(volume("1.4 mL"), MANUAL),
  tubing: recalled(
    volume("0.199 mL"),
    "priming bolus labelling booklet",
    "recalled as 0.300 mL before 2016; a recall summary gives 0.140 mL after it",
  ),
  overError: read(share("14.5 %"), "n9", "defines over-infusion; it is no specification"),
};

const MODES: readonly Mode[] = [
  "continuous",
  "pattern",
  "single",
  "on-demand",
  "prime",
  "bridge",
  "stopped",
];

const further: FurtherConstants = {
  changesPerDay: read(13, "n11"),
  openFlow: recalled(flow("0.006 mL/d"), GUIDE),
  replaceWithin: read(days(90), "n6"),
};

const STOPS = fact(
  { source: "n30", edition: "MRI guidelines", jurisdiction: null },
  "a delay of 2 to 24 h before flow returns was reported; do not program a stop beforehand, " +
    "it delays the detection of a stall",
);

const synchromed2InMagnet: readonly MriFact[] = [
  inMagnet("flow-stops", [], STOPS),
  inMagnet(
    "interrogate-after",
    [],
    fact(
      { source: "n31", edition: "caution", jurisdiction: null },
      "in telemetry by interference while an alarm sounds, it does not flow again by itself",
    ),
  ),
  inMagnet(
    "conditional",
    [1.5, 3],
    fact({ source: "n12", edition: "news of its approval", jurisdiction: "US" }),
  ),
];

/** SynchroMed II, 20 mL. */
export const synchromed2With20: Pump = {
  id: "synchromed-ii-20",
  name: "SynchroMed II 8637-20",
  maker: "Medtronic",
  source: "n10",
  drive: "peristaltic",
  programmable: true,
  constants: { ...synchromed2, reservoir: read(volume("20 mL"), "n10") },
  modes: read(MODES, "n11", "bridge and prime as named by the programmer's maker"),
  further,
  mri: synchromed2InMagnet,
  notes: [],
};

/** SynchroMed II, 40 mL. */
export const synchromed2With40: Pump = {
  ...synchromed2With20,
  id: "synchromed-ii-40",
  name: "SynchroMed II 8637-40",
  constants: { ...synchromed2, reservoir: read(volume("40 mL"), "n10") },
};

/** SynchroMed III: no constant of it was read. */
export const synchromed3: Pump = {
  id: "synchromed-iii",
  name: "SynchroMed III",
  maker: "Medtronic",
  source: "n12",
  drive: "peristaltic",
  programmable: true,
  constants: {},
  modes: null,
  further: {},
  mri: [
    inMagnet(
      "conditional",
      [1.5, 3],
      fact({ source: "n12", edition: "news of its approval", jurisdiction: "US" }),
    ),
  ],
  notes: [
    fact(
      { source: "n12", edition: "news of its approval", jurisdiction: "US" },
      "successor of the SynchroMed II; firmware can be updated after implantation",
    ),
  ],
};

const synchromedEl: KnownConstants = {
  minimumFlow: recalled(flow("0.004 mL/h"), "8627 manual"),
  maximumFlow: recalled(flow("0.9 mL/h"), "8627 manual"),
};

/** SynchroMed EL, 10 mL. */
export const synchromedElWith10: Pump = {
  id: "synchromed-el-10",
  name: "SynchroMed EL 8626, 8627, 10 mL",
  maker: "Medtronic",
  source: "n14",
  drive: "peristaltic",
  programmable: true,
  constants: { ...synchromedEl, reservoir: read(volume("10 mL"), "n41") },
  modes: null,
  further: {},
  mri: [
    inMagnet(
      "flow-stops",
      [],
      fact(
        { source: "n30", edition: "MRI guidelines", jurisdiction: null },
        "gears may bind after turning backward; 2 to 24 h of delay; not established above 3 T",
      ),
    ),
  ],
  notes: [],
};

/** SynchroMed EL, 18 mL. */
export const synchromedElWith18: Pump = {
  ...synchromedElWith10,
  id: "synchromed-el-18",
  name: "SynchroMed EL 8626, 8627, 18 mL",
  constants: { ...synchromedEl, reservoir: read(volume("18 mL"), "n41") },
};

const SMALL_FLOWS = ["0.3 mL/d", "0.5 mL/d", "1 mL/d", "1.5 mL/d"].map(flow);
const isomed = (id: Pump["id"], name: string): Pump => ({
  id,
  name,
  maker: "Medtronic",
  source: "n15",
  drive: "gas-driven",
  programmable: false,
  constants: {},
  modes: read<readonly Mode[]>(["continuous"], "n15"),
  further: {},
  mri: [
    inMagnet(
      "no-effect",
      [1.5],
      fact({ source: "n27", edition: "hospital page", jurisdiction: "US" }),
    ),
  ],
  notes: [],
});
const suffix = "as we read the model numbers; one of them, and the case says which";

/** IsoMed, 20 mL, one of four fixed flows. */
export const isomed20: Pump = {
  ...isomed("isomed-20", "IsoMed 8472-20"),
  constants: { reservoir: read(volume("20 mL"), "n15") },
  further: { flows: read(SMALL_FLOWS, "n15", suffix) },
};

/** IsoMed, 35 mL, one of six fixed flows. */
export const isomed35: Pump = {
  ...isomed("isomed-35", "IsoMed 8472-35"),
  constants: { reservoir: read(volume("35 mL"), "n15") },
  further: {
    flows: read([...SMALL_FLOWS, flow("2 mL/d"), flow("2.5 mL/d")], "n15", suffix),
  },
};

/** IsoMed, 60 mL: only recalled to exist. */
export const isomed60: Pump = {
  ...isomed("isomed-60", "IsoMed 8472, 60 mL"),
  constants: { reservoir: recalled(volume("60 mL"), "8472 manual") },
};
