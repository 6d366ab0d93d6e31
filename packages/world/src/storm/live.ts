// SPDX-License-Identifier: Apache-2.0
/**
 * Living: a life flows in and is lived on a controller, turn by turn; what it broke, what it
 * reached and its hash flow out. Nothing is stepped that does not have to be: between two turns
 * the pump passes its time in one go.
 */
import type { Command, Controller, Log, Pump } from "@cisterna/pump";
import { Broken } from "@cisterna/quantity";
import { act } from "./act.ts";
import { hashIn, hashText } from "./hash.ts";
import type { Life } from "./life.ts";
import { convalescence } from "./liveness.ts";
import { passOn } from "./passage.ts";
import type { Reach } from "./reach.ts";
import { object, type Scene, sceneOf } from "./scene.ts";
import type { Violation } from "./violation.ts";

/** What is looked at: that nothing is exceeded, that a repaired pump delivers again, or both. */
export type StormMode = "safety" | "liveness" | "both";

/** How a life is lived: for which laws, and with how many halts in every pause. */
export type Manner = { readonly mode: StormMode; readonly cuts: number };

/** What a life came to. */
export type Lived = {
  readonly violations: readonly Violation[];
  readonly reach: Reach;
  readonly hash: string;
  readonly events: number;
  readonly pump: Pump;
  readonly log: Log;
};

const liveOn = (scene: Scene, { turns, upto }: Life, { mode, cuts }: Manner): void => {
  const sent: Command[] = [];
  for (const turn of turns) {
    passOn(scene, turn.at, cuts);
    act(scene, turn, sent);
  }
  passOn(scene, upto, cuts);
  if (mode !== "safety") convalescence(scene);
};

/** What was thrown, as a violation; a broken invariant names itself. */
const thrownViolation = (scene: Scene, thrown: unknown): void => {
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  const values = thrown instanceof Broken ? JSON.stringify(thrown.values) : "";
  object(scene, "invariant", { what, values });
};

/** Lives a life. Law: the same life in the same manner leaves the same hash. */
export const live = (life: Life, controller: Controller, manner: Manner): Lived => {
  const scene = sceneOf(life, controller);
  try {
    liveOn(scene, life, manner);
  } catch (thrown) {
    thrownViolation(scene, thrown);
  }
  hashIn(scene.hash, JSON.stringify([scene.pump.delivered, scene.pump.reservoir]));
  return {
    violations: scene.violations,
    reach: scene.reach,
    hash: hashText(scene.hash),
    events: scene.log.length,
    pump: scene.pump,
    log: scene.log,
  };
};
