// SPDX-License-Identifier: Apache-2.0
/**
 * Beats: the first finding that the world computes is the one to which stepping from beat to beat
 * comes, on short histories with one fault; and a report of what is believed changes nothing.
 */
import { CONTROLLER, expectedReport } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FAULT_KINDS, type FaultKind } from "../src/hardware/fault.ts";
import { act } from "../src/storm/act.ts";
import { firstFinding } from "../src/storm/beat.ts";
import { lifeOf } from "../src/storm/life.ts";
import { passOn } from "../src/storm/passage.ts";
import { type Scene, sceneOf } from "../src/storm/scene.ts";

const BEAT_MS = 10_000;
const numRuns = Math.min(300, Number(process.env["CISTERNA_RUNS"] ?? "200"));

/** A life some days in, without the faults of its own, and then one fault. */
const struckScene = (place: number, days: number, fault: FaultKind): Scene => {
  const life = lifeOf(11, place);
  const scene = sceneOf({ ...life, spent: 100 }, CONTROLLER);
  const sent: Parameters<typeof act>[2] = [];
  const until = life.start.at + days * 86_400_000;
  for (const turn of life.turns) {
    if (turn.at > until || turn.act.kind === "fault") continue;
    passOn(scene, turn.at);
    act(scene, turn, sent);
  }
  passOn(scene, milliseconds(until));
  const lasts = milliseconds(86_400_000);
  const struck = { kind: "fault", fault, lasts, severity: 700 } as const;
  act(scene, { at: scene.pump.now, act: struck }, sent);
  return scene;
};

/** The first finding by looking at every beat in turn. */
const stepped = (scene: Scene, upto: number): number | null => {
  for (let beat = Math.floor(scene.pump.now / BEAT_MS) + 1; beat * BEAT_MS <= upto; beat += 1) {
    const found = firstFinding(scene, milliseconds(beat * BEAT_MS));
    if (found !== null) return found;
  }
  return null;
};

describe("The first finding", () => {
  test("is the one that looking at every beat comes to", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...FAULT_KINDS),
        (place, days, fault) => {
          const scene = struckScene(place, days, fault);
          const upto = milliseconds(scene.pump.now + 40 * BEAT_MS);
          expect(firstFinding(scene, upto)).toBe(stepped(scene, upto));
        },
      ),
      { numRuns, seed: 7 },
    );
  });
});

describe("A report", () => {
  test("of what is believed changes nothing", () => {
    for (let place = 0; place < 20; place += 1) {
      const { pump } = struckScene(place, 5, "tip-migrated");
      const observed = CONTROLLER.observe(pump, { at: pump.now, report: expectedReport(pump) });
      if (pump.faults.length > 0) continue;
      expect(observed).toEqual({ pump, events: [] });
    }
  });
});
