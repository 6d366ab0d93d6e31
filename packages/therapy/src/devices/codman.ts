// SPDX-License-Identifier: Apache-2.0
/**
 * Codman's and St Jude's pumps, no longer made: what was read of them, and what is only recalled.
 */
import { fact } from "../sources/fact.ts";
import type { SourceId } from "../sources/table.ts";
import type { Mode, Pump } from "./pump.ts";
import { flow, inMagnet, read, recalled, volume } from "./row.ts";

const gas = (id: Pump["id"], name: string, source: SourceId): Pump => ({
  id,
  name,
  maker: "Codman",
  source,
  drive: "gas-driven",
  programmable: false,
  constants: {},
  modes: null,
  further: {},
  mri: [],
  notes: [],
});

/** Archimedes and AS-10: fixed flow, reservoir by model. */
export const archimedes: Pump = {
  ...gas("archimedes", "Archimedes, AS-10", "n22"),
  modes: read<readonly Mode[]>(["continuous"], "n22"),
};

const codman3000 = (id: Pump["id"], size: string): Pump => ({
  ...gas(id, `Codman 3000, ${size}`, "n23"),
  constants: { reservoir: recalled(volume(size), "Codman 3000 manual") },
  modes: read<readonly Mode[]>(["continuous"], "n23"),
});

/** Codman 3000, 16 mL. */
export const codman3000With16: Pump = codman3000("codman-3000-16", "16 mL");

/** Codman 3000, 30 mL. */
export const codman3000With30: Pump = {
  ...codman3000("codman-3000-30", "30 mL"),
  notes: [
    fact(
      { source: "n23", edition: "patient page", jurisdiction: "US" },
      "a model of about one ounce, 30 mL, is described",
    ),
  ],
};

/** Codman 3000, 50 mL. */
export const codman3000With50: Pump = codman3000("codman-3000-50", "50 mL");

const medstream = (id: Pump["id"], size: string): Pump => ({
  id,
  name: `MedStream, ${size}`,
  maker: "Codman",
  source: "n24",
  drive: "gas-driven",
  programmable: true,
  constants: {
    reservoir: recalled(volume(size), "MedStream manual"),
    minimumFlow: recalled(flow("0.1 mL/d"), "MedStream manual"),
    maximumFlow: recalled(flow("4 mL/d"), "MedStream manual"),
  },
  modes: null,
  further: {},
  mri: [],
  notes: [
    fact(
      { source: "n24", edition: "manual", jurisdiction: null },
      "morphine at pH 6.5 at most; above 10 mg/mL watch for precipitate",
    ),
  ],
});

/** MedStream, 20 mL. */
export const medstream20: Pump = medstream("medstream-20", "20 mL");

/** MedStream, 40 mL. */
export const medstream40: Pump = medstream("medstream-40", "40 mL");

/** AccuRx: one chamber behind a polymer membrane, fixed flow. */
export const accurx: Pump = {
  ...gas("accurx", "AccuRx", "n25"),
  mri: [
    inMagnet(
      "no-effect",
      [1.5],
      fact({ source: "n25", edition: "MRIsafety.com", jurisdiction: null }),
    ),
  ],
  maker: "St Jude Medical",
  modes: read<readonly Mode[]>(["continuous"], "n25", "flow set at the factory"),
};
