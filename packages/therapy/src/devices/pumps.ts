// SPDX-License-Identifier: Apache-2.0
/** The device table: every pump model by its id. */
import {
  accurx,
  archimedes,
  codman3000With16,
  codman3000With30,
  codman3000With50,
  medstream20,
  medstream40,
} from "./codman.ts";
import { prometra2With20, prometra2With40, prometra20 } from "./flowonix.ts";
import { generic20, generic40, genericFixed, genericValve } from "./generic.ts";
import {
  isomed20,
  isomed35,
  isomed60,
  synchromed2With20,
  synchromed2With40,
  synchromed3,
  synchromedElWith10,
  synchromedElWith18,
} from "./medtronic.ts";
import { MODEL_IDS, type ModelId, type Pump } from "./pump.ts";

/**
 * A pump that a case describes itself: it has no constant and no mode until the case states them.
 * Its drive is not known; nothing is decided by it.
 */
const inline: Pump = {
  id: "inline",
  name: "Pump described by the case",
  maker: "not stated",
  source: null,
  drive: "peristaltic",
  programmable: true,
  constants: {},
  modes: null,
  further: {},
  mri: [],
  notes: [],
};

const EVERY_PUMP: Readonly<Record<ModelId, Pump>> = {
  "generic-20": generic20,
  "generic-40": generic40,
  "generic-valve": genericValve,
  "generic-fixed": genericFixed,
  "synchromed-ii-20": synchromed2With20,
  "synchromed-ii-40": synchromed2With40,
  "synchromed-iii": synchromed3,
  "synchromed-el-10": synchromedElWith10,
  "synchromed-el-18": synchromedElWith18,
  "prometra-20": prometra20,
  "prometra-ii-20": prometra2With20,
  "prometra-ii-40": prometra2With40,
  "isomed-20": isomed20,
  "isomed-35": isomed35,
  "isomed-60": isomed60,
  archimedes,
  "codman-3000-16": codman3000With16,
  "codman-3000-30": codman3000With30,
  "codman-3000-50": codman3000With50,
  "medstream-20": medstream20,
  "medstream-40": medstream40,
  accurx,
  inline,
};

/** Every pump model by its id, in the order of the table. */
export const PUMPS: ReadonlyMap<ModelId, Pump> = new Map(
  MODEL_IDS.map((id) => [id, EVERY_PUMP[id]]),
);

/** The row of a model. */
export const pumpOf = (id: ModelId): Pump => EVERY_PUMP[id];

/** The model that a text names, exactly as the table writes it; undefined if it names none. */
export const modelNamed = (text: string): ModelId | undefined =>
  MODEL_IDS.find((model) => model === text);
