// SPDX-License-Identifier: Apache-2.0
/**
 * Exploring: every short history at interesting instants, one after another. Each step lets time
 * go by to one of them and then does one act; all oracles of the storm look on. States that were
 * met before with as many steps left are not walked through again.
 */
import type { Command, Controller } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import { act } from "../storm/act.ts";
import { emptyHash, hashIn } from "../storm/hash.ts";
import type { Life } from "../storm/life.ts";
import { passOn } from "../storm/passage.ts";
import { addCounts, reachCounts, reachTable } from "../storm/reach.ts";
import { type Scene, type Setting, sceneOf } from "../storm/scene.ts";
import type { Turn } from "../storm/turn.ts";
import type { Violation } from "../storm/violation.ts";
import { ALPHABET, SMALL, SMALL_START } from "./alphabet.ts";
import { instantsOf } from "./instants.ts";

/** How far is walked, on which controller, and who says when it is enough. */
export type Walk = {
  readonly depth: number;
  readonly controller: Controller;
  /** Asked now and then; the walk ends at once when it says so. */
  readonly enough: () => boolean;
  readonly told?: (share: number) => void;
};

/** A history that broke a law. */
export type Broke = { readonly life: Life; readonly violations: readonly Violation[] };

/** What a walk found. */
export type Explored = {
  readonly depth: number;
  /** Whether every history of this depth was walked. */
  readonly whole: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly broken: readonly Broke[];
  readonly reached: Readonly<Record<string, number>>;
};

/** A place on the way: the pump with its watchers, and how it came here. */
type Here = {
  readonly scene: Scene;
  readonly sent: readonly Command[];
  readonly way: readonly Turn[];
};

type Walking = {
  readonly walk: Walk;
  /** Steps that were left when a state was met, by its hash. */
  readonly met: Map<string, number>;
  readonly counts: Map<string, number>;
  readonly broken: Broke[];
  transitions: number;
  over: boolean;
};

const SETTING: Setting = {
  device: SMALL,
  drive: "peristaltic",
  fitted: { level: false, pressure: true, flow: true },
  spent: 0,
  kept: false,
  start: SMALL_START,
};

/** Watchers of their own for one more way from here. */
const forked = (scene: Scene): Scene => ({
  ...scene,
  log: [],
  hardware: { ...scene.hardware },
  story: {
    ...scene.story,
    boluses: new Map(scene.story.boluses),
    faults: new Set(scene.story.faults),
  },
  windows: {
    ...scene.windows,
    stretches: [...scene.windows.stretches],
    reigns: [...scene.windows.reigns],
  },
  cleared: new Map(scene.cleared),
  grants: scene.grants.map((each) => ({ ...each })),
  reach: new Map(),
  hash: emptyHash(),
  violations: [],
});

/** One number for everything a pump is, of its answers the last. */
const hashOf = ({ pump }: Scene): string => {
  const into = emptyHash();
  hashIn(into, JSON.stringify({ ...pump, answers: pump.answers.slice(-1) }));
  return `${into.high}.${into.low}`;
};

/** Whether this state is new with so many steps left. */
const isNew = ({ met }: Walking, scene: Scene, left: number): boolean => {
  const hash = hashOf(scene);
  if ((met.get(hash) ?? -1) >= left) return false;
  met.set(hash, left);
  return true;
};

const PATIENCE = 512;

const rest = (walking: Walking): void => {
  walking.transitions += 1;
  if (walking.transitions % PATIENCE === 0 && walking.walk.enough()) walking.over = true;
};

const stepped = (walking: Walking, here: Here, turn: Turn): Here | null => {
  const scene = forked(here.scene);
  const sent = [...here.sent];
  const way = [...here.way, turn];
  passOn(scene, turn.at);
  act(scene, turn, sent);
  rest(walking);
  addCounts(walking.counts, reachCounts(scene.reach));
  if (scene.violations.length === 0) return { scene, sent, way };
  const life: Life = { ...SETTING, turns: way, upto: scene.pump.now };
  walking.broken.push({ life, violations: scene.violations });
  return null;
};

const walkFrom = (walking: Walking, here: Here, left: number): void => {
  if (left === 0 || walking.over) return;
  for (const at of instantsOf(here.scene.pump)) {
    for (const each of ALPHABET) {
      if (walking.over) return;
      const next = stepped(walking, here, { at: milliseconds(at), act: each });
      if (next !== null && isNew(walking, next.scene, left - 1)) {
        walkFrom(walking, next, left - 1);
      }
    }
  }
};

/** Walks every history of so many steps, as far as there is time. */
export const explore = (walk: Walk): Explored => {
  const walking: Walking = {
    walk,
    met: new Map(),
    counts: new Map(),
    broken: [],
    transitions: 0,
    over: false,
  };
  const life: Life = { ...SETTING, turns: [], upto: SMALL_START.at };
  walkFrom(walking, { scene: sceneOf(life, walk.controller), sent: [], way: [] }, walk.depth);
  return {
    depth: walk.depth,
    whole: !walking.over,
    states: walking.met.size,
    transitions: walking.transitions,
    broken: walking.broken,
    reached: reachTable(walking.counts),
  };
};
