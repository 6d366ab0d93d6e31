// SPDX-License-Identifier: Apache-2.0
/**
 * The scene: a pump that is living, and everybody who watches it. A scene is a local of one life,
 * changed in place.
 */
import {
  type Controller,
  initial,
  type Log,
  type Monitor,
  newMonitor,
  type Pump,
} from "@cisterna/pump";
import { DAY_MS } from "@cisterna/quantity";
import { type Hardware, soundHardware } from "../hardware/hardware.ts";
import { newImplant } from "../hardware/implant.ts";
import { emptyHash, type Hash } from "./hash.ts";
import type { Life } from "./life.ts";
import { type Memory, memoryFor } from "./memory.ts";
import type { Cleared } from "./oracle/alarms.ts";
import type { Grants } from "./oracle/grants.ts";
import { emptyStory, type Story } from "./oracle/story.ts";
import { emptyWindows, type Windows } from "./oracle/windows.ts";
import type { Reach } from "./reach.ts";
import type { Found, LawName, Violation } from "./violation.ts";

/** A pump in the middle of its life. */
export type Scene = {
  readonly controller: Controller;
  pump: Pump;
  /** What the pump is kept on; null: on nothing. */
  readonly memory: Memory | null;
  /** What the pump cannot see. */
  readonly hardware: Hardware;
  /** The second count, on a processor of its own. */
  monitor: Monitor;
  /** When each alarm was last cleared. */
  readonly cleared: Cleared;
  /** Since when the processor runs: while it hangs nothing can be an alarm. */
  awake: number;
  /** When the next self-test is due. */
  nextTest: number;
  /** Until when the guard may hold back because of what came unasked. */
  chargedUntil: number;
  readonly log: Log[number][];
  readonly story: Story;
  readonly windows: Windows;
  readonly grants: Grants;
  /** Volume at the last fill, and the pulses given until then. */
  filled: { volume: number; pulses: number };
  readonly reach: Reach;
  readonly hash: Hash;
  readonly violations: Violation[];
};

/** What a life begins with. */
export type Setting = Omit<Life, "turns" | "upto">;

/** The scene in which a life begins. */
export const sceneOf = (life: Setting, controller: Controller): Scene => ({
  controller,
  pump: initial(life.device, life.start),
  memory: memoryFor(life, controller),
  hardware: soundHardware(newImplant(life, life.start.reservoir), life.spent),
  monitor: newMonitor(life.device.pulse, { at: life.start.at, turns: 0, ordered: 0 }),
  cleared: new Map(),
  awake: life.start.at,
  nextTest: life.start.at + DAY_MS,
  chargedUntil: 0,
  log: [],
  story: emptyStory(life.start.at, {
    dry: life.start.reservoir < life.device.pulse,
    tests: life.device.testEvery !== null,
  }),
  windows: emptyWindows(),
  grants: [],
  filled: { volume: life.start.reservoir, pulses: 0 },
  reach: new Map(),
  hash: emptyHash(),
  violations: [],
});

/** A law was broken, now. */
export const object = (scene: Scene, law: LawName, found: Found): void => {
  scene.violations.push({ law, at: scene.pump.now, found });
};
