// SPDX-License-Identifier: Apache-2.0
/** What a programmer does over air that loses, doubles and stops: it ends with the pump's word. */
import { nodeCrypto } from "@cisterna/crypto";
import { describe, expect, test } from "vitest";
import { hours, steady } from "../../pump/test/sample.ts";
import {
  type Addressee,
  type Bytes,
  type CallerKit,
  type Channel,
  commitment,
  confirm,
  dialOn,
  type Known,
  LIMITS,
  leave,
  propose,
  type Radio,
  type Remote,
  readPump,
  tellPump,
} from "../src/index.ts";
import {
  type Bedside,
  bedside,
  dial,
  type Person,
  PUMP_NAME,
  pairByCard,
  pairWith,
  person,
  seeded,
  transmit,
  wait,
} from "./bedside.ts";
import { invite as inviteOn, PATIENT, program } from "./ward.ts";

const DOCTOR = person(10, "clinician");

/** A radio at the bedside: frames go through the scene's air, and what comes back queues up. */
const radioOf = (scene: Bedside, channel: Channel = "near"): Radio => {
  const heard: Bytes[] = [];
  return {
    channel,
    send: (frame) => void heard.push(...transmit(scene, frame, channel)),
    next: async () => heard.shift() ?? null,
  };
};

const kitOf = (scene: Bedside): CallerKit => {
  return { crypto: nodeCrypto, random: seeded(77), clock: () => scene.now };
};

const remoteOf = (
  scene: Bedside,
  { who, known, channel = "near" }: { who: Person; known: Known; channel?: Channel },
): Remote => ({
  dial: () => {
    scene.hellos += 1;
    const counter = scene.now * 1_000 + scene.hellos;
    const dialling = { caller: who.caller, channel, counter, known };
    return dialOn(kitOf(scene), radioOf(scene, channel), dialling);
  },
  line: null,
});

const addressee = (scene: Bedside): Addressee => ({
  pump: PUMP_NAME,
  signing: scene.head.vault.signing.key,
});

/** Air that loses so many frames in a hundred, and doubles the others. */
const losing = (scene: Bedside, share: number): void => {
  const chance = seeded(share);
  scene.air = (bytes) => ((chance(1)[0] ?? 0) < share * 2.56 ? [] : [bytes, bytes]);
};

/** Air that lets some frames through and then none for so many. */
const deaf = (scene: Bedside, after: number, lost: number): void => {
  let frames = 0;
  scene.air = (bytes) => {
    frames += 1;
    return frames > after && frames <= after + lost ? [] : [bytes];
  };
};

const prepared = (scene = bedside()) => {
  const known = pairByCard(scene, DOCTOR);
  const remote = remoteOf(scene, { who: DOCTOR, known });
  return { scene, remote, known, kit: kitOf(scene), to: addressee(scene) };
};

describe("a visit", () => {
  test.each([20, 30, 40])("over air that loses %i %% ends with a receipt", async (share) => {
    const { scene, remote, kit, to } = prepared();
    losing(scene, share);
    const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
    if (proposed.kind !== "read-back") throw new Error(proposed.kind);
    expect(proposed.told).toEqual(program(1));
    const switched = await confirm(remote, { kit, to, person: DOCTOR.signing }, proposed);
    expect(switched).toMatchObject({ kind: "switched", receipt: { version: 1 } });
    wait(scene, hours(30));
    const read = await readPump(remote, kit, 0);
    expect(read).toMatchObject({ kind: "read", dossier: { program: steady, upto: 1 } });
    expect(await leave(remote)).toMatchObject({ kind: "left", statement: { mode: "running" } });
    expect(scene.log.filter(({ kind }) => kind === "programmed")).toHaveLength(1);
  });

  test("that dies with the commit is done or not, and says which [REQ-060 holds]", async () => {
    for (const dies of [0, 1]) {
      const { scene, remote, kit, to } = prepared();
      const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
      if (proposed.kind !== "read-back") throw new Error(proposed.kind);
      deaf(scene, dies, 8);
      const switched = await confirm(remote, { kit, to, person: DOCTOR.signing }, proposed);
      const done = scene.pump.program?.version === 1;
      expect(done).toBe(dies === 1);
      expect(switched.kind).toBe(done ? "switched" : "refused");
    }
  });

  test("signed by who keeps the key is the same request again, done once", async () => {
    const { scene, remote, kit, to } = prepared();
    const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
    if (proposed.kind !== "read-back") throw new Error(proposed.kind);
    const person = async (text: Bytes) => kit.crypto.sign(DOCTOR.signing, text);
    const commit = await commitment({ kit, to, person }, proposed);
    deaf(scene, 1, 1_000);
    expect(await commit(remote)).toEqual({ kind: "unknown" });
    scene.air = (bytes) => [bytes];
    remote.line = null;
    const first = await commit(remote);
    expect(first).toMatchObject({ kind: "switched", receipt: { version: 1 } });
    expect(await commit(remote)).toEqual(first);
    expect(scene.log.filter(({ kind }) => kind === "programmed")).toHaveLength(1);
  });

  test("signed by somebody else is not done", async () => {
    const { scene, remote, kit, to } = prepared();
    const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
    if (proposed.kind !== "read-back") throw new Error(proposed.kind);
    const person = async (text: Bytes) => kit.crypto.sign(kit.crypto.signer(kit.random(32)), text);
    const said = await (await commitment({ kit, to, person }, proposed))(remote);
    expect(said).toEqual({ kind: "refused", refusals: [{ kind: "bad-signature" }] });
    expect(scene.pump.program).toBeNull();
  });

  test("without any air says that it does not know", async () => {
    const { scene, remote, kit } = prepared();
    scene.air = () => [];
    expect(await readPump(remote, kit, 0)).toEqual({ kind: "unknown" });
    expect(await leave(remote)).toEqual({ kind: "unknown" });
  });

  test("that was idle for too long goes on in another session", async () => {
    const { scene, remote, kit } = prepared();
    expect(await readPump(remote, kit, 0)).toMatchObject({ kind: "read" });
    wait(scene, LIMITS.idle + 1);
    const sessions = scene.notes.filter(({ kind }) => kind === "session-opened").length;
    expect(await readPump(remote, kit, 0)).toMatchObject({ kind: "read" });
    const later = scene.notes.filter(({ kind }) => kind === "session-opened").length;
    expect(later).toBe(sessions + 1);
  });

  test("of a programmer whose clock runs fast is put right by the pump's own", async () => {
    const { scene, remote, kit, to } = prepared();
    const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
    expect(proposed.kind).toBe("read-back");
    let ticks = 0;
    const clock = () => {
      ticks += 4_000;
      return scene.now + ticks;
    };
    const fast = { ...kit, clock };
    if (remote.line !== null) Object.assign(remote.line, { kit: fast });
    const told = { kind: "test-alarm" } as const;
    expect(await tellPump(remote, fast, { told, expects: null })).toMatchObject({
      kind: "outcome",
    });
  });
});

describe("a head that lost power between the switch and its receipt", () => {
  const again = async (change: (scene: Bedside) => void) => {
    const { scene, remote, kit, to } = prepared();
    const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
    if (proposed.kind !== "read-back") throw new Error(proposed.kind);
    const before = scene.head.receipts;
    deaf(scene, 1, 1_000);
    const person = DOCTOR.signing;
    const ids = seeded(5);
    const same = { ...kit, random: (count: number) => (count === 16 ? seeded(9)(16) : ids(count)) };
    await confirm(remote, { kit: same, to, person }, proposed);
    const first = scene.head.receipts;
    scene.air = (bytes) => [bytes];
    scene.head = { ...scene.head, receipts: before, sessions: [], proposal: null };
    change(scene);
    remote.line = null;
    return { first, second: await confirm(remote, { kit: same, to, person }, proposed) };
  };

  test("gives the very same receipt from what the pump remembers", async () => {
    const { first, second } = await again(() => undefined);
    expect(second).toEqual({ kind: "switched", receipt: first[0]?.reply });
  });

  test("gives none for what the pump did not do", async () => {
    const { second } = await again((scene) => {
      scene.pump = { ...scene.pump, answers: [] };
    });
    expect(second).toEqual({ kind: "refused", refusals: [{ kind: "no-proposal" }] });
  });
});

test("a lost link neither begins, repeats nor prolongs a bolus [REQ-032 holds]", async () => {
  const { scene, remote, known, kit, to } = prepared();
  const proposed = await propose(remote, { kit, to }, { told: program(1), expects: 0 });
  if (proposed.kind !== "read-back") throw new Error(proposed.kind);
  await confirm(remote, { kit, to, person: DOCTOR.signing }, proposed);
  const patient = pairWith(scene, PATIENT, inviteOn(scene, dial(scene, DOCTOR, known), "patient"));
  if (patient === null) throw new Error("not paired");
  wait(scene, hours(1));
  const own = remoteOf(scene, { who: PATIENT, known: patient, channel: "far" });
  deaf(scene, 3, 1_000);
  const told = { kind: "request", askedAt: scene.now } as const;
  expect(await tellPump(own, kit, { told, expects: null })).toEqual({ kind: "unknown" });
  const granted = scene.log.filter(({ kind }) => kind === "bolus-granted").length;
  wait(scene, hours(3));
  expect(granted).toBe(1);
  expect(scene.log.filter(({ kind }) => kind === "bolus-granted")).toHaveLength(1);
  expect(scene.pump.delivered.pulses).toBe(4 * 20 + 10);
});
