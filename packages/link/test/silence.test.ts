// SPDX-License-Identifier: Apache-2.0
/** A silence from afar lasts as long as the link to who asked for it; one at the bedside longer. */
import { type Event, signalOf } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { ask, dial, type Line, tell, wait } from "./bedside.ts";
import { type Change, DOCTOR, PATIENT, ward } from "./ward.ts";

const MINUTE = 60_000;

/** A ward where an alarm is heard, and somebody has silenced it over a channel. */
const hushed = (channel: "near" | "far", change: Change = {}) => {
  const scene = ward(change);
  const fault = { kind: "fault-found", at: scene.pump.now, fault: "occlusion" } as const;
  scene.pump = scene.kit.controller.evolve(scene.pump, fault);
  expect(signalOf(scene.pump, scene.now)).toMatchObject({ fault: "occlusion" });
  const line = dial(scene, PATIENT, scene.patient, channel);
  expect(tell(scene, line, { kind: "silence" })).toMatchObject({ events: [{ kind: "silenced" }] });
  expect(signalOf(scene.pump, scene.now)).toBeNull();
  return { scene, line };
};

type Scene = ReturnType<typeof hushed>["scene"];

/** Ways in which a link ends. */
const ENDINGS: readonly (readonly [string, (scene: Scene, line: Line) => void])[] = [
  ["the air is lost", (scene) => wait(scene, 2 * MINUTE)],
  [
    "the session is left",
    (scene, line) => {
      ask(scene, line, { kind: "leave" });
      wait(scene, 10_000);
    },
  ],
  ["another session takes its place", (scene) => void dial(scene, PATIENT, scene.patient, "near")],
];

describe("a silence from afar", () => {
  test.each(ENDINGS)("is over when %s [REQ-071 holds]", (_, end) => {
    const { scene, line } = hushed("far");
    end(scene, line);
    expect(signalOf(scene.pump, scene.now)).toMatchObject({ fault: "occlusion" });
    const last = scene.log.at(-1) as Event;
    expect(last).toMatchObject({ kind: "silenced", at: scene.now, until: scene.now });
  });

  test.each(ENDINGS)("that outlives its link is caught when %s [REQ-071 breaks]", (_, end) => {
    const { scene, line } = hushed("far", { guards: { isForsaken: () => false } });
    end(scene, line);
    expect(signalOf(scene.pump, scene.now)).toBeNull();
  });

  test("lasts its ten minutes while the link does, and no longer", () => {
    const { scene, line } = hushed("far");
    for (let minute = 1; minute < 10; minute += 1) {
      wait(scene, MINUTE);
      ask(scene, line, { kind: "read", resume: null, from: 0, since: 0 });
      expect(signalOf(scene.pump, scene.now)).toBeNull();
    }
    wait(scene, MINUTE);
    expect(signalOf(scene.pump, scene.now)).toMatchObject({ fault: "occlusion" });
  });

  test("another session that ends does not end it", () => {
    const { scene } = hushed("far");
    const doctor = dial(scene, DOCTOR, scene.doctor);
    ask(scene, doctor, { kind: "leave" });
    wait(scene, milliseconds(30_000));
    expect(signalOf(scene.pump, scene.now)).toBeNull();
  });
});

test("a silence at the bedside lasts ten minutes, link or not", () => {
  const { scene } = hushed("near");
  wait(scene, 9 * MINUTE);
  expect(scene.head.sessions).toEqual([]);
  expect(signalOf(scene.pump, scene.now)).toBeNull();
});
