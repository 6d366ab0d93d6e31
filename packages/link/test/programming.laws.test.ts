// SPDX-License-Identifier: Apache-2.0
import { CONTROLLER, type Controller } from "@cisterna/pump";
import { pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { minutes, steady } from "../../pump/test/sample.ts";
import type { Statement } from "../src/index.ts";
import { type Air, ask, CLEAR, dial, envelope, programme, tell, wait } from "./bedside.ts";
import { type Change, DOCTOR, program, type Ward, ward } from "./ward.ts";

/** The new program: half as much again. */
const NEXT = program(2, {
  week: steady.week.map(({ from }) => ({ from, rate: pulsesPerDay(720) })),
  limits: { ...steady.limits, hour: pulses(60), day: pulses(900) },
});

const WHOLE = 1_000;

/** Air that dies after so many frames, in both directions together. */
const dyingAfter = (many: number): Air => {
  let left = many;
  return (bytes) => {
    left -= 1;
    return left >= 0 ? [bytes] : [];
  };
};

/** A whole visit in which the link dies after so many frames; then half an hour goes by. */
const visit = (many: number, change: Change = {}): Ward => {
  const scene = ward(change);
  scene.air = dyingAfter(many);
  try {
    const line = dial(scene, DOCTOR, scene.doctor);
    programme(scene, line, { who: DOCTOR, told: NEXT });
    ask(scene, line, { kind: "leave" });
  } catch {
    // The call itself did not get through.
  }
  scene.air = CLEAR;
  wait(scene, minutes(30));
  return scene;
};

const framesOfAVisit = (): number => {
  let count = 0;
  const scene = ward();
  scene.air = (bytes) => {
    count += 1;
    return [bytes];
  };
  const line = dial(scene, DOCTOR, scene.doctor);
  programme(scene, line, { who: DOCTOR, told: NEXT });
  ask(scene, line, { kind: "leave" });
  return count;
};

const FRAMES = framesOfAVisit();

/** Pulses of half an hour of either program, from one moment. */
const EITHER = [10, 15];

const stated = (scene: Ward): Statement | null => {
  const reply = ask(scene, dial(scene, DOCTOR, scene.doctor), { kind: "leave" });
  return reply?.kind === "statement" ? reply.statement : null;
};

describe("the link dies after any frame of a visit", () => {
  test(`[REQ-059 holds] the pump delivers one program whole, in each of ${FRAMES} places`, () => {
    const before = ward().pump.delivered.pulses;
    for (let many = 0; many <= FRAMES; many += 1) {
      const { pump } = visit(many);
      expect([1, 2]).toContain(pump.program?.version);
      expect(pump.stop).toBeNull();
      expect(EITHER).toContain(pump.delivered.pulses - before);
    }
  });

  test("[REQ-060 holds] whoever calls again is told which program runs", () => {
    for (let many = 0; many <= FRAMES; many += 1) {
      const scene = visit(many);
      const { version, rate, mode } = stated(scene) ?? {};
      expect(version).toBe(scene.pump.program?.version);
      expect({ mode, rate }).toEqual({ mode: "running", rate: version === 2 ? 720 : 480 });
    }
  });

  /** A pump that stops to be programmed, as some did. */
  const stopping: Controller = {
    ...CONTROLLER,
    decide: (pump, command) => {
      const stop = {
        kind: "stop",
        id: `pause-${command.id}`,
        reason: "programming",
        maximum: minutes(60),
      } as const;
      const decided = CONTROLLER.decide(pump, command);
      if (command.id.startsWith("proposal-"))
        Object.assign(pump, CONTROLLER.step(pump, { at: pump.now, command: stop }).pump);
      return decided;
    },
  };

  test("[REQ-059 breaks] a pump that stops to be programmed is left stopped", () => {
    const stopped = Array.from({ length: FRAMES }, (_, many) =>
      visit(many, { kit: { controller: stopping } }),
    ).filter(({ pump }) => pump.stop !== null);
    expect(stopped.length).toBeGreaterThan(0);
  });

  test("[REQ-060 breaks] a statement of what was asked for is not what runs", () => {
    const wrong = Array.from({ length: FRAMES }, (_, many) => visit(many)).filter(
      ({ pump }) => pump.program?.version !== 2,
    );
    expect(wrong.length).toBeGreaterThan(0);
  });
});

test("over a link that loses every fifth frame, all of it gets through and happens once", () => {
  const scene = ward();
  let turn = 0;
  scene.air = (bytes) => {
    turn += 1;
    return turn % 5 === 0 ? [] : turn % 7 === 0 ? [bytes, bytes] : [bytes];
  };
  const line = dial(scene, DOCTOR, scene.doctor);
  const receipt = programme(scene, line, { who: DOCTOR, told: NEXT });
  expect(receipt).toMatchObject({ kind: "receipt", version: 2 });
  const programmed = scene.log.filter(({ kind }) => kind === "programmed");
  expect(programmed.length).toBe(2);
});

test("a receipt that got lost is given again, also in a later session", () => {
  const scene = ward();
  const line = dial(scene, DOCTOR, scene.doctor);
  const receipt = programme(scene, line, { who: DOCTOR, told: NEXT });
  if (receipt?.kind !== "receipt") throw new Error("no receipt");
  const commit = {
    kind: "commit",
    ...{ ...envelope(scene), id: lastId(scene), hash: receipt.hash },
    ...{ challenge: new Uint8Array(16), signature: new Uint8Array(64) },
  } as const;
  expect(ask(scene, dial(scene, DOCTOR, scene.doctor), commit)).toEqual(receipt);
});

const lastId = (scene: Ward): Uint8Array => {
  const receipt = scene.head.receipts.at(-1);
  return Uint8Array.from(Buffer.from(receipt?.id.split("-")[1] ?? "", "hex"));
};

test("a large program goes in parts, and a reading comes in pieces that can be resumed", () => {
  const scene = ward();
  const line = dial(scene, DOCTOR, scene.doctor);
  const { limits } = NEXT.program;
  const week = Array.from({ length: 300 }, (_, index) => ({
    from: minutes(30 * index),
    rate: pulsesPerDay(480 + (index % 3)),
  }));
  const receipt = programme(scene, line, { who: DOCTOR, told: program(2, { week, limits }) });
  expect(receipt).toMatchObject({ kind: "receipt", version: 2 });
  const first = ask(scene, line, { kind: "read", resume: null, from: 0, since: 0 });
  if (first?.kind !== "piece") throw new Error("no piece");
  const pieces = [first.bytes];
  tell(scene, line, { kind: "cancel-bolus" });
  let later = dial(scene, DOCTOR, scene.doctor);
  for (let from = first.bytes.length; from < first.length; ) {
    const next = ask(scene, later, { kind: "read", resume: first.hash, from, since: 0 });
    if (next?.kind !== "piece") throw new Error("no piece");
    pieces.push(next.bytes);
    from += next.bytes.length;
    later = from < WHOLE ? later : dial(scene, DOCTOR, scene.doctor);
  }
  const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  expect(whole.length).toBe(first.length);
  expect(scene.kit.crypto.hash(whole)).toEqual(first.hash);
  const none = ask(scene, later, { kind: "read", resume: new Uint8Array(32), from: 0, since: 0 });
  expect(none).toMatchObject({ refusals: [{ kind: "no-such-reading" }] });
});
