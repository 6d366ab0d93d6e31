// SPDX-License-Identifier: Apache-2.0
/** Attacks from the middle: a relay, an older protocol, and somebody in the pump's place. */
import { nodeCrypto } from "@cisterna/crypto";
import { assert } from "@cisterna/quantity";
import {
  type Bytes,
  beginning,
  certify,
  decoded,
  dialled,
  EMPTY,
  encoded,
  FRAME,
  type Guards,
  INTRODUCTION,
  invitedByCard,
  markOf,
  PATTERNS,
  prologueOf,
  utf8,
  written,
} from "../../src/index.ts";
import { type Bedside, bedside, CARD_SECRET, call, MAKER, PUMP_NAME, seeded } from "../bedside.ts";
import { ATTACKER, type Attack, DOCTOR, strike, type Ward } from "../ward.ts";

const MARKED = { isMarked: () => true } as const;

const sessionsDiffer = (struck: Ward, spared: Ward): boolean =>
  struck.head.sessions.length !== spared.head.sessions.length;

/** Something that says it is the pump: it knows the peers and the card, not the pump's keys. */
const impostor = (scene: Ward): Bedside => {
  const fake = bedside();
  const { own } = ATTACKER.caller;
  const claim = {
    role: "pump",
    name: PUMP_NAME,
    key: own.key,
    signing: own.key,
    epoch: 0,
  } as const;
  const certificate = certify(nodeCrypto, ATTACKER.signing, claim);
  const head = invitedByCard(scene.head, CARD_SECRET, fake.now);
  fake.head = { ...head, vault: { ...head.vault, own, certificate } };
  return fake;
};

/** A hello as a device of an earlier protocol makes it. */
const oldHello = (scene: Ward): Bytes => {
  const { doctor } = scene;
  const [version, channel, counter] = [0, "near", 1e9] as const;
  const prologue = prologueOf({ version, pump: utf8(PUMP_NAME), role: "clinician", channel });
  const { own, introduction } = DOCTOR.caller;
  const from = { pattern: PATTERNS.programmer, initiator: true, prologue, own, secret: null };
  const shake = beginning(nodeCrypto, { ...from, remote: doctor.key });
  const payload = introduction === null ? null : encoded(INTRODUCTION, introduction);
  assert(payload !== null, "an introduction fits");
  const said = written(nodeCrypto, shake, { payload, ephemeral: nodeCrypto.pair(seeded(4)(32)) });
  assert(said !== null, "these keys are not weak");
  const hello = { version, slot: doctor.slot, counter, message: said.message };
  const mark = markOf(nodeCrypto, doctor.helloKey, { hello, pump: PUMP_NAME, channel });
  return encoded(FRAME, { kind: "hello", ...hello, mark }) ?? EMPTY;
};

export const MIDDLE_ATTACKS: readonly Attack[] = [
  {
    title: "a call that is meant for the far field is relayed to the coil",
    requirement: "REQ-080",
    seen: "silence",
    without: { careless: true },
    story: (scene, harm) => {
      if (scene.careless) {
        // Careless is a pump that leaves the channel out of the mark and of the prologue.
        const prologue: Guards["prologue"] = (talk) => prologueOf({ ...talk, channel: "far" });
        const guards = { ...scene.kit.guards, ...MARKED, prologue };
        Object.assign(scene, { kit: { ...scene.kit, guards } });
      }
      const dialling = {
        caller: DOCTOR.caller,
        channel: "far",
        counter: 1e9,
        known: scene.doctor,
      } as const;
      const begun = dialled({ crypto: nodeCrypto, random: scene.random }, dialling);
      return harm && begun !== null ? strike(scene, begun.frame, "near") : "";
    },
    effect: sessionsDiffer,
  },
  {
    title: "a device speaks an older protocol",
    requirement: "REQ-080",
    seen: "silence",
    without: { guards: { isSpoken: () => true } },
    story: (scene, harm) => (harm ? strike(scene, oldHello(scene), "near") : ""),
    effect: sessionsDiffer,
  },
  {
    title: "the version in a new device's hello is talked down",
    requirement: "REQ-080",
    seen: "silence",
    without: {
      guards: {
        ...MARKED,
        isSpoken: () => true,
        prologue: (talk) => prologueOf({ ...talk, version: 1 }),
      },
    },
    story: (scene, harm) => {
      const dialling = {
        caller: DOCTOR.caller,
        channel: "near",
        counter: 1e9,
        known: scene.doctor,
      } as const;
      const begun = dialled({ crypto: nodeCrypto, random: scene.random }, dialling);
      const hello = begun === null ? null : decoded(FRAME, begun.frame);
      const lower = hello?.kind === "hello" ? encoded(FRAME, { ...hello, version: 0 }) : null;
      return harm && lower !== null ? strike(scene, lower, "near") : "";
    },
    effect: sessionsDiffer,
  },
  {
    title: "a server in the middle has the card's secret and answers in the pump's place",
    requirement: "REQ-079",
    seen: "silence",
    without: { careless: true },
    story: (scene, harm) => {
      const fake = impostor(scene);
      const maker = scene.careless ? ATTACKER.signing.key : MAKER.key;
      const to = { pump: PUMP_NAME, secret: CARD_SECRET, maker };
      const { caller } = DOCTOR;
      const line = harm ? call(fake, { caller, channel: "near", counter: 9, ...to }) : null;
      return line === null ? "silence" : "deceived";
    },
    effect: (_struck, _spared, seen) => seen === "deceived",
  },
  {
    title: "a server in the middle answers a call of a programmer that has paired",
    requirement: "REQ-079",
    seen: "silence",
    without: { careless: true },
    story: (scene, harm) => {
      const fake = impostor(scene);
      const { own } = fake.head.vault;
      // Careless is a programmer that takes the pump's key from the air.
      const known = scene.careless ? { ...scene.doctor, key: own.key } : scene.doctor;
      const { caller } = DOCTOR;
      const line = harm ? call(fake, { caller, channel: "near", counter: 1e9, known }) : null;
      return line === null ? "silence" : "deceived";
    },
    effect: (_struck, _spared, seen) => seen === "deceived",
  },
];
