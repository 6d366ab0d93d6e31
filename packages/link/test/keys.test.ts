// SPDX-License-Identifier: Apache-2.0
import { nodeCrypto } from "@cisterna/crypto";
import { assert } from "@cisterna/quantity";
import { expect, test } from "vitest";
import { minutes } from "../../pump/test/sample.ts";
import {
  AUDIBLE,
  type Bytes,
  beginning,
  decoded,
  EMPTY,
  emergencyCounters,
  encoded,
  FRAME,
  heard,
  keysOf,
  opened,
  PATTERNS,
  prologueOf,
  type Random,
  TOLD,
  utf8,
  WELCOME,
  written,
} from "../src/index.ts";
import { companionOf } from "../src/wire/part.ts";
import {
  call,
  dial,
  EMERGENCY_SECRET,
  MAKER,
  PUMP_NAME,
  seeded,
  stranger,
  tell,
  wait,
} from "./bedside.ts";
import { DOCTOR, type Ward, ward } from "./ward.ts";

const LOOK = { kind: "interrogate" } as const;

/**
 * Somebody who recorded a session and later got both static keys: what the first sealed frame said,
 * with an ephemeral secret of the pump that was kept or is guessed; null if it stays closed.
 */
const readLater = (scene: Ward, ephemeral: Bytes): Bytes | null => {
  const frames = scene.heard.map(({ bytes }) => decoded(FRAME, bytes));
  const [hello, answer, sealed] = frames.slice(-4);
  assert(hello?.kind === "hello" && answer?.kind === "answer", "a handshake was heard");
  assert(sealed?.kind === "sealed", "and a sealed frame");
  const prologue = prologueOf({
    ...{ version: 1, pump: utf8(PUMP_NAME), role: "clinician", channel: "near" },
  });
  const { own } = scene.head.vault;
  const from = { pattern: PATTERNS.programmer, initiator: false, prologue, own, remote: null };
  const read = heard(nodeCrypto, beginning(nodeCrypto, { ...from, secret: null }), hello.message);
  assert(read !== null, "the first message opens with the pump's static key");
  const pair = nodeCrypto.pair(ephemeral);
  const payload = encoded(WELCOME, { now: scene.now, certificate: null }) ?? EMPTY;
  const said = written(nodeCrypto, read.shake, { payload, ephemeral: pair });
  assert(said !== null, "these keys are not weak");
  const { receive } = keysOf(nodeCrypto, said.shake);
  const companion = companionOf(sealed.session, sealed.counter);
  return opened(nodeCrypto, receive, { text: sealed.text, companion })?.text ?? null;
};

/** A session, and every 32 bytes that the pump drew for it. */
const spoken = (): { readonly scene: Ward; readonly drawn: readonly Bytes[] } => {
  const draw = seeded(1);
  const drawn: Bytes[] = [];
  const random: Random = (count) => {
    const bytes = draw(count);
    if (count === 32) drawn.push(bytes);
    return bytes;
  };
  const scene = ward({ kit: { random } });
  tell(scene, dial(scene, DOCTOR, scene.doctor), LOOK);
  return { scene, drawn };
};

test("[REQ-081 holds] a recording stays closed to who has both static keys", () => {
  const { scene } = spoken();
  const guess = seeded(99);
  for (let turn = 0; turn < 50; turn += 1) expect(readLater(scene, guess(32))).toBeNull();
});

test("[REQ-081 breaks] a pump that keeps its ephemeral key opens its past", () => {
  const { scene, drawn } = spoken();
  expect(drawn.filter((bytes) => readLater(scene, bytes) !== null).length).toBe(1);
});

test("two sessions of the same two have nothing in common", () => {
  const scene = ward();
  const keys = [0, 1].map(() => dial(scene, DOCTOR, scene.doctor).call.send.key);
  expect(keys[0]).not.toEqual(keys[1]);
});

const breakGlass = (scene: Ward, counter: number = scene.now) => {
  const to = { pump: PUMP_NAME, secret: EMERGENCY_SECRET, maker: MAKER.key };
  const { caller } = stranger(77, "emergency");
  return call(scene, { caller, channel: "near", counter, ...to });
};

const YEAR_MS = 365 * 86_400_000;

test.each([0, 1, 30_000, 5 * YEAR_MS])(
  "a card gets through though the last helper's clock was %d ms ahead of this one's",
  (ahead) => {
    const wall = 1_800_000_000_000;
    const scene = ward();
    assert(breakGlass(scene, wall + ahead) !== null, "the first helper gets through");
    expect(breakGlass(scene, wall)).toBeNull();
    const next = emergencyCounters(() => wall);
    const calls = Array.from({ length: 8 }, () => breakGlass(scene, next()));
    expect(calls.some((line) => line !== null)).toBe(true);
  },
);

test("[REQ-085 holds] an emergency is logged, heard, and over in half an hour", () => {
  const scene = ward();
  const line = breakGlass(scene);
  assert(line !== null, "the card gets through");
  const notes = scene.notes.filter(({ kind }) => kind === "emergency-opened");
  expect(notes.length).toBe(1);
  expect(notes.every(({ kind }) => AUDIBLE[kind])).toBe(true);
  for (let minute = 0; minute < 31; minute += 1) {
    tell(scene, line, LOOK);
    wait(scene, minutes(1));
  }
  expect(scene.head.sessions).toEqual([]);
});

test("[REQ-082 holds] whoever pairs is logged, and the patient hears it", () => {
  const scene = ward();
  const notes = scene.notes.filter(({ kind }) => kind === "paired");
  expect(notes.map((note) => ("name" in note ? note.name : ""))).toEqual([
    "clinician 10",
    "patient",
  ]);
  expect(AUDIBLE.paired).toBe(true);
});

/** Fields by which memory would be written: an address, or bytes that mean anything. */
const writesMemory = (layout: unknown): boolean =>
  /"octets"|address|offset|memory|register|raw/.test(JSON.stringify(layout));

test("[REQ-086 holds] no command has a field by which memory could be written", () => {
  expect(writesMemory(TOLD.layout)).toBe(false);
});

test("[REQ-086 breaks] a command that writes bytes to an address would be seen", () => {
  const poke = { address: { kind: "count" }, bytes: { kind: "octets" } };
  expect(writesMemory({ kind: "variant", kinds: { poke } })).toBe(true);
});

test("ids of commands are the sender's own: nobody can use up those of somebody else", () => {
  const { scene } = spoken();
  const { doctor, patient } = scene;
  expect(doctor.slot).not.toBe(patient.slot);
  const commands = scene.pump.answers.map(({ command }) => command);
  expect(commands.every((command) => command.startsWith(`${doctor.slot}-`))).toBe(true);
});
