// SPDX-License-Identifier: Apache-2.0
/** Updates: an image is kept when it is sound, and therapy knows nothing of it. */
import { nodeCrypto } from "@cisterna/crypto";
import { CONTROLLER, type Controller, controllerOf, type Device, PARTS } from "@cisterna/pump";
import { assert, milliseconds, nanolitres, pulses } from "@cisterna/quantity";
import { constantFrom, integer, assert as law, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { minutes } from "../../pump/test/sample.ts";
import {
  answerOf,
  type Bytes,
  CONSTANTS,
  dossierIn,
  EVERY_WARE,
  encoded,
  FIRMWARE,
  type Head,
  hexOf,
  LIMITS,
  quietHead,
  restarted,
  selfTestOf,
  type Ware,
  type Wares,
} from "../src/index.ts";
import { ask, CLEAR, contentsFor, dial, MODEL, tell, wait } from "./bedside.ts";
import { ENGINEER, PATIENT, type Ward, ward } from "./ward.ts";
import {
  atTheCoil,
  came,
  engineerOf,
  imageOf,
  libraryOf,
  offer,
  put,
  runsOn,
  send,
  take,
  update,
} from "./workshop.ts";

const RUNS = Number(process.env["CISTERNA_RUNS"] ?? 60);

const waresOf = ({ head }: { readonly head: Head }): Wares => {
  assert(head.wares !== null, "the wares can be read");
  return head.wares;
};

const noted = ({ notes }: Ward): readonly string[] =>
  notes.map(({ kind }) => kind).filter((kind) => kind.startsWith("update"));

describe("a sound image", () => {
  test.each(EVERY_WARE)("[REQ-087 holds] of %s is taken, tested and kept", (ware) => {
    const scene = ward();
    const line = atTheCoil(scene);
    const before = waresOf(scene);
    expect(update(scene, line, imageOf(scene, { ware }))).toBe("kept");
    const { running, spare, changes } = waresOf(scene);
    expect(running[ware].version).toBe(2);
    expect(spare).toBeNull();
    expect(changes.at(-1)).toMatchObject({ at: scene.now, ware, version: 2 });
    for (const other of EVERY_WARE.filter((each) => each !== ware)) {
      expect(running[other]).toBe(before.running[other]);
    }
    expect(noted(scene)).toEqual([
      ...["update-offered", "update-received", "update-taken", "update-kept"],
    ]);
  });

  test("is told to who reads the pump, with what is under way", () => {
    const scene = ward();
    const line = atTheCoil(scene);
    const image = imageOf(scene);
    send(scene, line, image);
    const reading = { kind: "read", resume: null, from: 0, since: 0 } as const;
    const reply = ask(scene, line, reading);
    assert(reply?.kind === "piece", "a piece of a reading");
    const spare = { stage: "whole", ware: "library", version: 2, hash: hexOf(image.label.hash) };
    const wares = { model: MODEL, firmware: { version: 1 }, library: { version: 1 }, spare };
    expect(dossierIn(reply.bytes)).toMatchObject({ wares });
  });

  test("that was begun goes on in a later session, from the byte that is missing", () => {
    const scene = ward();
    const known = engineerOf(scene);
    const image = imageOf(scene);
    const first = dial(scene, ENGINEER, known);
    offer(scene, first, image);
    put(scene, first, { ...image, from: 0 });
    wait(scene, minutes(20));
    const line = dial(scene, ENGINEER, known);
    expect(offer(scene, line, image)).toMatchObject({ kind: "wanted", from: LIMITS.piece });
    expect(put(scene, line, { ...image, from: 0 })).toMatchObject({ from: LIMITS.piece });
    expect(update(scene, line, image)).toBe("kept");
  });

  test("asked for again is answered by what came of it, and nothing is done twice", () => {
    const scene = ward();
    const line = atTheCoil(scene);
    const image = imageOf(scene);
    update(scene, line, image);
    const { wares } = scene.head;
    expect(came(take(scene, line, image))).toBe("kept");
    expect(came(offer(scene, line, image))).toBe("not-newer");
    expect(scene.head.wares).toBe(wares);
  });
});

describe("an image that is not whole", () => {
  test("[REQ-087 holds] is not taken on, and says what is missing", () => {
    const scene = ward();
    const line = atTheCoil(scene);
    const image = imageOf(scene);
    offer(scene, line, image);
    put(scene, line, { ...image, from: 0 });
    const found = { kind: "incomplete", found: LIMITS.piece, size: image.label.size };
    expect(take(scene, line, image)).toMatchObject({ refusals: [found] });
    expect(waresOf(scene).running.library.version).toBe(1);
  });

  test("[REQ-087 holds] longer than its label says it is refused", () => {
    const scene = ward();
    const line = atTheCoil(scene);
    const image = imageOf(scene, { content: libraryOf(["morphine"]) });
    offer(scene, line, image);
    const content = Uint8Array.of(...image.content, 0);
    const reply = put(scene, line, { ...image, content, from: 0 });
    expect(reply).toMatchObject({ refusals: [{ kind: "too-long", most: image.label.size }] });
  });

  test("that nobody offered is not known", () => {
    const scene = ward();
    const line = atTheCoil(scene);
    expect(came(put(scene, line, { ...imageOf(scene), from: 0 }))).toBe("no-such-image");
    expect(came(take(scene, line, imageOf(scene)))).toBe("no-such-image");
  });

  test("where the wares cannot be read nothing is updated", () => {
    const scene = ward();
    const line = atTheCoil(scene);
    scene.head = { ...scene.head, wares: null };
    expect(update(scene, line, imageOf(scene))).toBe("no-wares");
    expect(came(take(scene, line, imageOf(scene)))).toBe("no-wares");
    expect(came(put(scene, line, { ...imageOf(scene), from: 0 }))).toBe("no-wares");
  });
});

const firmwareOf = (change: { protocol?: number; answers?: number; by?: number }): Bytes => {
  const { device } = ward().pump;
  const asked = { rate: device.least, over: minutes(600) };
  const due = answerOf(CONTROLLER, device, asked) + (change.by ?? 0);
  const all = [{ ...asked, pulses: pulses(due) }].slice(0, change.answers ?? 1);
  const found = encoded(FIRMWARE, { protocol: change.protocol ?? LIMITS.version, answers: all });
  assert(found !== null, "firmware fits its shape");
  return found;
};

const constantsOf = (change: Partial<Device>): Bytes => {
  const found = encoded(CONSTANTS, { ...ward().pump.device, ...change });
  assert(found !== null, "constants fit their shape");
  return found;
};

const FLAWED: readonly (readonly [string, Ware, Bytes])[] = [
  ["other-protocol", "firmware", firmwareOf({ protocol: LIMITS.version + 1 })],
  ["nothing-to-test", "firmware", firmwareOf({ answers: 0 })],
  ["wrong-answer", "firmware", firmwareOf({ by: 1 })],
  ["unreadable", "firmware", libraryOf(["morphine"])],
  ["out-of-order", "library", libraryOf(["morphine", "baclofen"])],
  ["out-of-order", "library", libraryOf(["morphine", "morphine"])],
  ["drug-missing", "library", libraryOf(["baclofen"])],
  ["other-constant", "constants", constantsOf({ pulse: nanolitres(101) })],
  ["other-constant", "constants", constantsOf({ testEvery: minutes(60) })],
];

describe("an image whose test fails", () => {
  test.each(FLAWED)("[REQ-087 holds] %s: what ran before runs on", (flaw, ware, content) => {
    const scene = ward();
    const line = atTheCoil(scene);
    const { running } = waresOf(scene);
    const image = imageOf(scene, { ware, content });
    expect(update(scene, line, image)).toBe(`rolled-back ${flaw}`);
    expect(waresOf(scene)).toMatchObject({ running, spare: null, ended: { flaw: { kind: flaw } } });
    expect(waresOf(scene).running).toBe(running);
    expect(noted(scene).at(-1)).toBe("update-rolled-back");
    expect(update(scene, line, imageOf(scene, { ware, version: 3 }))).toBe("kept");
  });

  test("by software that counts otherwise, or that breaks, is not kept", () => {
    const { pump } = ward();
    const content = contentsFor(pump).firmware;
    const idle = controllerOf({ ...PARTS, passTime: (each, upto) => ({ ...each, now: upto }) });
    const broken = controllerOf({
      ...PARTS,
      passTime: () => {
        throw new Error("broken");
      },
    });
    expect(selfTestOf(CONTROLLER)(pump, "firmware", content)).toBeNull();
    expect(selfTestOf(idle)(pump, "firmware", content)).toMatchObject({ kind: "wrong-answer" });
    expect(selfTestOf(broken)(pump, "firmware", content)).toEqual({ kind: "broke" });
  });
});

/** Power fails: sessions are gone, and what was kept is taken up again. */
const powerFails = (scene: Ward): void => {
  scene.head = quietHead(scene.head.vault, scene.now, restarted(waresOf(scene)));
};

/** An update that dies after so many frames; then power fails. */
const cutAfter = (many: number): { readonly scene: Ward; readonly was: string } => {
  const scene = ward();
  const line = atTheCoil(scene);
  const was = runsOn(scene);
  let left = many;
  scene.air = (bytes) => {
    left -= 1;
    return left >= 0 ? [bytes] : [];
  };
  update(scene, line, imageOf(scene));
  scene.air = CLEAR;
  powerFails(scene);
  return { scene, was };
};

const framesOfAnUpdate = (): number => {
  const scene = ward();
  const line = atTheCoil(scene);
  const before = scene.heard.length;
  update(scene, line, imageOf(scene));
  return scene.heard.length - before;
};

const FRAMES = framesOfAnUpdate();

test(`[REQ-087 holds] cut after any of ${FRAMES} frames: the old or the new, whole`, () => {
  const fresh = ward();
  atTheCoil(fresh);
  const old = runsOn(fresh);
  const renewed = ward();
  update(renewed, atTheCoil(renewed), imageOf(renewed));
  for (let many = 0; many <= FRAMES; many += 1) {
    const { scene } = cutAfter(many);
    expect([old, runsOn(renewed)]).toContain(runsOn(scene));
    expect(waresOf(scene).spare?.stage).not.toBe("on-trial");
  }
});

test("[REQ-087 breaks] a start that does not ask for the test leaves an image on trial", () => {
  const scene = ward();
  const line = atTheCoil(scene);
  const image = imageOf(scene);
  send(scene, line, image);
  take(scene, line, image);
  const { wares } = scene.head;
  assert(wares !== null, "the wares can be read");
  expect(wares.spare?.stage).toBe("on-trial");
  expect(restarted(wares)).toMatchObject({
    ...{ running: wares.running, spare: null, ended: { flaw: { kind: "power-failed" } } },
  });
});

/** Hours of a ward in which the patient asks for doses, with or without an engineer at work. */
const course = (
  { ware, flawed, loss }: { ware: Ware; flawed: boolean; loss: number },
  isUpdated: boolean,
): Ward => {
  const scene = ward();
  const known = engineerOf(scene);
  const patient = dial(scene, PATIENT, scene.patient, "far");
  tell(scene, patient, { kind: "request", askedAt: scene.now });
  if (isUpdated) {
    const line = dial(scene, ENGINEER, known);
    let frames = 0;
    scene.air = (bytes) => {
      frames += 1;
      return loss > 0 && frames % loss === 0 ? [] : [bytes];
    };
    const content = flawed ? libraryOf(["b", "a"]) : contentsFor(scene.pump)[ware];
    update(scene, line, imageOf(scene, { ware, content }));
    scene.air = CLEAR;
  }
  wait(scene, minutes(200));
  tell(scene, dial(scene, PATIENT, scene.patient, "far"), {
    ...{ kind: "request", askedAt: scene.now },
  });
  wait(scene, minutes(600));
  return scene;
};

/**
 * Hours in the middle of which an image comes in, with a rest between two of its pieces; as it was
 * in the world, a pump may stand for so long.
 */
const paused = (how: { readonly isUpdated: boolean; readonly isStanding?: boolean }): Ward => {
  let isWriting = false;
  const controller: Controller = {
    ...CONTROLLER,
    pass: (pump, upto) =>
      isWriting && how.isStanding === true
        ? { events: [], pump: { ...pump, now: upto } }
        : CONTROLLER.pass(pump, upto),
  };
  const scene = ward({ kit: { controller } });
  const known = engineerOf(scene);
  if (how.isUpdated) {
    const image = imageOf(scene);
    const line = dial(scene, ENGINEER, known);
    offer(scene, line, image);
    put(scene, line, { ...image, from: 0 });
    isWriting = true;
  }
  wait(scene, minutes(200));
  isWriting = false;
  if (how.isUpdated)
    expect(update(scene, dial(scene, ENGINEER, known), imageOf(scene))).toBe("kept");
  wait(scene, minutes(600));
  return scene;
};

describe("therapy", () => {
  const wishes = property(
    constantFrom(...EVERY_WARE),
    constantFrom(true, false),
    integer({ min: 0, max: 9 }).map((loss) => (loss < 2 ? 0 : loss)),
    (ware, flawed, loss) => {
      const updated = course({ ware, flawed, loss }, true);
      const alone = course({ ware, flawed, loss }, false);
      const told = ({ log }: Ward) => log.map(({ at, kind }) => `${at} ${kind}`);
      expect(told(updated)).toEqual(told(alone));
      expect(updated.pump.delivered).toEqual(alone.pump.delivered);
      expect(updated.pump.history).toEqual(alone.pump.history);
      expect(updated.pump.program).toEqual(alone.pump.program);
    },
  );

  test("[REQ-087 holds] is the same with an update and without, whatever comes of it", () => {
    law(wishes, { numRuns: Math.min(RUNS, 60) });
  });

  test("[REQ-087 breaks] a pump that stands while an image comes in is seen", () => {
    const alone = paused({ isUpdated: false });
    const updated = paused({ isUpdated: true });
    const standing = paused({ isUpdated: true, isStanding: true });
    expect(updated.pump.delivered).toEqual(alone.pump.delivered);
    expect(standing.pump.delivered.pulses).toBeLessThan(alone.pump.delivered.pulses);
  });
});

test("a test is made once, with time that goes by, and the pump stays the value that it is", () => {
  const scene = ward();
  const line = atTheCoil(scene);
  const image = imageOf(scene);
  send(scene, line, image);
  take(scene, line, image);
  const { pump } = scene;
  wait(scene, 0);
  expect(scene.pump).toEqual(pump);
  expect(waresOf(scene).ended).toMatchObject({ flaw: null });
  const hash = nodeCrypto.hash(image.content);
  expect(waresOf(scene).running.library.hash).toEqual(hash);
  wait(scene, milliseconds(1));
  expect(noted(scene).filter((kind) => kind === "update-kept")).toHaveLength(1);
});
