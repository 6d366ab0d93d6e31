// SPDX-License-Identifier: Apache-2.0
/**
 * The scene: a pump that is living, and everybody who watches it. A scene is a local of one life,
 * changed in place.
 */
import { type Controller, initial, type Log, type Pump } from "@cisterna/pump";
import { emptyHash, type Hash } from "./hash.ts";
import type { Life } from "./life.ts";
import type { Grants } from "./oracle/grants.ts";
import { emptyStory, type Story } from "./oracle/story.ts";
import { emptyWindows, type Windows } from "./oracle/windows.ts";
import type { Reach } from "./reach.ts";
import type { Found, LawName, Violation } from "./violation.ts";

/** A pump in the middle of its life. */
export type Scene = {
  readonly controller: Controller;
  pump: Pump;
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

/** The scene in which a life begins. */
export const sceneOf = ({ device, start }: Life, controller: Controller): Scene => ({
  controller,
  pump: initial(device, start),
  log: [],
  story: emptyStory(start.at, start.reservoir < device.pulse),
  windows: emptyWindows(),
  grants: [],
  filled: { volume: start.reservoir, pulses: 0 },
  reach: new Map(),
  hash: emptyHash(),
  violations: [],
});

/** A law was broken, now. */
export const object = (scene: Scene, law: LawName, found: Found): void => {
  scene.violations.push({ law, at: scene.pump.now, found });
};
