// SPDX-License-Identifier: Apache-2.0
/**
 * Passage: time goes by for pump and hardware together, from one turn of a life to the next. It
 * halts where a fault is mended, where the self-test of the day is due, and at every beat at which
 * the controller has something to say; nowhere else.
 */
import { assert, DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";
import { mend, nextMend } from "../hardware/hardware.ts";
import { BEAT } from "../hardware/sensors.ts";
import { firstFinding, observe } from "./beat.ts";
import type { Scene } from "./scene.ts";
import { passTo } from "./watch.ts";

/** Time goes by up to an instant, with so many halts on the way. */
const passWithCuts = (scene: Scene, upto: Milliseconds, cuts: number): void => {
  const now = Number(scene.pump.now);
  for (let cut = 1; cut <= cuts; cut += 1) {
    passTo(scene, milliseconds(now + Math.floor(((upto - now) * cut) / (cuts + 1))));
  }
  passTo(scene, upto);
};

/** In a day or less a controller has only so much to say about one condition of its hardware. */
const MOST_FINDINGS = 64;

/** Time goes by, with a halt at every beat at which the controller has something to say. */
const passByBeats = (scene: Scene, upto: Milliseconds, cuts: number): void => {
  for (let findings = 0; scene.pump.now < upto; findings += 1) {
    assert(findings < MOST_FINDINGS, "what was heard once is not news", { at: scene.pump.now });
    const beat = firstFinding(scene, upto);
    passWithCuts(scene, beat ?? upto, cuts);
    if (beat !== null) observe(scene, BEAT);
  }
};

/** The self-test of every day. */
const testItself = (scene: Scene): void => {
  scene.nextTest += DAY_MS;
  observe(scene, { selfTest: true, starts: null });
};

/** Time goes by up to an instant; faults whose time is over are mended on the way. */
export const passOn = (scene: Scene, upto: Milliseconds, cuts = 0): void => {
  while (scene.pump.now < upto) {
    const stop = Math.min(upto, nextMend(scene.hardware), scene.nextTest);
    passByBeats(scene, milliseconds(stop), cuts);
    mend(scene.hardware, stop);
    if (stop === scene.nextTest) testItself(scene);
  }
};
