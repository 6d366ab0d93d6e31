// SPDX-License-Identifier: Apache-2.0
/** Attacks on who is who: roles, keys, pairing, emergency, the lost device, and who is near. */
import { nodeCrypto } from "@cisterna/crypto";
import { minutes } from "../../../pump/test/sample.ts";
import { certify, epochText, type Known, type Random, type Role } from "../../src/index.ts";
import {
  ask,
  CLINIC,
  call,
  dial,
  EMERGENCY_SECRET,
  envelope,
  type Line,
  MAKER,
  type Person,
  PUMP_NAME,
  pairWith,
  programme,
  seeded,
  stranger,
  tell,
  wait,
} from "../bedside.ts";
import {
  ATTACKER,
  type Attack,
  COLLEAGUE,
  DOCTOR,
  doubled,
  ENGINEER,
  invite,
  PATIENT,
  seenIn,
  type Ward,
} from "../ward.ts";

const STOP = { kind: "stop", reason: "harm", maximum: minutes(600) } as const;
const MARKED = { isMarked: () => true } as const;
const CERTIFIED = { isIntroduced: () => true } as const;

/** Calls as somebody known, and tells the pump something; what is seen of it. */
const attempt = (
  scene: Ward,
  who: Person,
  { known, channel = "near" }: { readonly known: Known; readonly channel?: "near" | "far" },
): string => {
  const line = call(scene, { caller: who.caller, channel, counter: scene.now * 2_000, known });
  return line === null ? "silence" : seenIn(tell(scene, line, STOP));
};

const peersDiffer = (struck: Ward, spared: Ward): boolean =>
  struck.head.vault.peers.length !== spared.head.vault.peers.length;

/** The emergency card at the pump. */
const breakGlass = (scene: Ward, channel: "near" | "far"): Line | null =>
  call(scene, {
    caller: stranger(77, "emergency").caller,
    ...{ channel, counter: scene.now, pump: PUMP_NAME, secret: EMERGENCY_SECRET, maker: MAKER.key },
  });

/** A certificate that the attacker has signed for itself. */
const selfMade = (role: Exclude<Role, "emergency" | "patient">): Person => {
  const { own } = ATTACKER.caller;
  const claim = { role, name: "somebody", key: own.key, signing: ATTACKER.signing.key, epoch: 9 };
  const certificate = certify(nodeCrypto, ATTACKER.signing, claim);
  const introduction = { certificate, software: 99 };
  return { caller: { role, own, introduction }, signing: ATTACKER.signing };
};

/** Secrets of a few bits, such as a short PIN would be. */
const smallSecrets = (): Random => {
  const draw = seeded(3);
  return (count) => (count === 32 ? new Uint8Array(32).fill((draw(1)[0] ?? 0) % 64) : draw(count));
};

const ALL_MAY = { guards: { permission: () => [] } } as const;

export const PEOPLE_ATTACKS: readonly Attack[] = [
  {
    title: "the patient's controller tells the pump to stop",
    requirement: "REQ-083",
    seen: "role-may-not",
    without: ALL_MAY,
    story: (scene, harm) =>
      harm ? attempt(scene, PATIENT, { known: scene.patient, channel: "far" }) : "",
  },
  {
    title: "the patient's controller proposes a program",
    requirement: "REQ-079",
    seen: "role-may-not",
    without: { guards: { permission: () => [], commitment: () => [] } },
    story: (scene, harm) => {
      const line = dial(scene, PATIENT, scene.patient);
      if (!harm) return "";
      return seenIn(programme(scene, line, { who: ATTACKER, told: doubled(2) }));
    },
  },
  {
    title: "an engineer stops a pump",
    requirement: "REQ-079",
    seen: "role-may-not",
    without: ALL_MAY,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const known = pairWith(scene, ENGINEER, invite(scene, line, "service"));
      if (!harm || known === null) return "";
      return seenIn(tell(scene, dial(scene, ENGINEER, known), STOP));
    },
  },
  {
    title: "an engineer's certificate is shown in a clinician's place",
    requirement: "REQ-079",
    seen: "silence",
    without: { guards: CERTIFIED },
    story: (scene, harm) => {
      const { own, introduction } = ENGINEER.caller;
      const disguised = { ...ENGINEER, caller: { role: "clinician", own, introduction } } as const;
      return harm ? attempt(scene, disguised, { known: scene.doctor }) : "";
    },
  },
  {
    title: "serial number and public key are known, and nothing else",
    requirement: "REQ-079",
    seen: "silence",
    without: { guards: { ...MARKED, ...CERTIFIED } },
    story: (scene, harm) => {
      const known = { ...scene.doctor, helloKey: seeded(5)(32) };
      return harm ? attempt(scene, selfMade("clinician"), { known }) : "";
    },
  },
  {
    title: "the key of hellos leaked, and a certificate is home-made",
    requirement: "REQ-079",
    seen: "silence",
    without: { guards: CERTIFIED },
    story: (scene, harm) =>
      harm ? attempt(scene, selfMade("clinician"), { known: scene.doctor }) : "",
  },
  {
    title: "a clinician's certificate is copied without its key",
    requirement: "REQ-079",
    seen: "silence",
    without: { guards: CERTIFIED },
    story: (scene, harm) => {
      const { introduction } = DOCTOR.caller;
      const thief = { ...ATTACKER, caller: { ...ATTACKER.caller, introduction } };
      return harm ? attempt(scene, thief, { known: scene.doctor }) : "";
    },
  },
  {
    title: "a colleague of the clinic calls in the place of one who has paired",
    requirement: "REQ-079",
    seen: "silence",
    without: { guards: CERTIFIED },
    story: (scene, harm) => (harm ? attempt(scene, COLLEAGUE, { known: scene.doctor }) : ""),
  },
  {
    title: "a lost programmer calls after the clinic has advanced the epoch",
    requirement: "REQ-079",
    seen: "silence",
    without: { guards: CERTIFIED },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const known = pairWith(scene, COLLEAGUE, invite(scene, line, "clinician"));
      const signature = nodeCrypto.sign(CLINIC, epochText(2));
      ask(scene, line, { kind: "advance", epoch: 2, signature, ...envelope(scene) });
      ask(scene, line, { kind: "leave" });
      return harm && known !== null ? attempt(scene, COLLEAGUE, { known }) : "";
    },
  },
  {
    title: "a lost controller calls after it was forgotten",
    requirement: "REQ-079",
    seen: "silence",
    without: { careless: true },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const { slot } = scene.patient;
      if (!scene.careless) ask(scene, line, { kind: "forget", slot, ...envelope(scene) });
      if (!harm) return "";
      const { caller } = PATIENT;
      const counter = scene.now * 2_000;
      const again = call(scene, { caller, channel: "far", counter, known: scene.patient });
      const told = { kind: "request", askedAt: scene.now } as const;
      return again === null ? "silence" : seenIn(tell(scene, again, told));
    },
  },
  {
    title: "the pairing secret is guessed",
    requirement: "REQ-082",
    seen: "silence",
    without: { guards: { isInvited: () => true }, kit: { random: smallSecrets() } },
    story: (scene, harm) => {
      invite(scene, dial(scene, DOCTOR, scene.doctor), "clinician");
      let seen = "silence";
      for (let guess = 0; harm && seen === "silence" && guess < 64; guess += 1) {
        const secret = new Uint8Array(32).fill(guess);
        if (pairWith(scene, COLLEAGUE, secret) !== null) seen = "paired";
      }
      return harm ? seen : "";
    },
    effect: peersDiffer,
  },
  {
    title: "a pairing that was left open is used when nobody looks",
    requirement: "REQ-082",
    seen: "silence",
    without: { guards: { isOpen: () => true } },
    story: (scene, harm) => {
      const secret = invite(scene, dial(scene, DOCTOR, scene.doctor), "patient");
      wait(scene, minutes(3));
      return harm && pairWith(scene, stranger(21, "patient"), secret) !== null
        ? "paired"
        : "silence";
    },
    effect: peersDiffer,
  },
  {
    title: "somebody pairs from afar",
    requirement: "REQ-082",
    seen: "silence",
    without: { guards: { isAtBedside: () => true } },
    story: (scene, harm) => {
      const secret = invite(scene, dial(scene, DOCTOR, scene.doctor), "patient");
      const { caller } = stranger(21, "patient");
      const to = { pump: PUMP_NAME, secret, maker: MAKER.key };
      if (harm) call(scene, { caller, channel: "far", counter: scene.now, ...to });
      return "silence";
    },
    effect: peersDiffer,
  },
  {
    title: "an invitation is used a second time",
    requirement: "REQ-082",
    seen: "silence",
    without: { careless: true },
    story: (scene, harm) => {
      const secret = invite(scene, dial(scene, DOCTOR, scene.doctor), "patient");
      const { invitation } = scene.head;
      pairWith(scene, stranger(21, "patient"), secret);
      // Careless is a pump that does not use invitations up; room for a third controller is made.
      const peers = scene.head.vault.peers.filter(({ slot }) => slot !== scene.patient.slot);
      scene.head = { ...scene.head, vault: { ...scene.head.vault, peers } };
      if (scene.careless) scene.head = { ...scene.head, invitation };
      if (!harm) return "";
      return pairWith(scene, stranger(22, "patient"), secret) === null ? "silence" : "paired";
    },
    effect: peersDiffer,
  },
  {
    title: "the emergency card is used from afar",
    requirement: "REQ-085",
    seen: "silence",
    without: { guards: { isAtBedside: () => true } },
    story: (scene, harm) => {
      const line = harm ? breakGlass(scene, "far") : null;
      return line === null ? "silence" : seenIn(tell(scene, line, STOP));
    },
  },
  {
    title: "an emergency gives more",
    requirement: "REQ-085",
    seen: "not-lowering",
    without: ALL_MAY,
    story: (scene, harm) => {
      const line = harm ? breakGlass(scene, "near") : null;
      return line === null ? "" : seenIn(tell(scene, line, doubled(2)));
    },
  },
  {
    title: "an emergency starts a pump that was stopped",
    requirement: "REQ-085",
    seen: "role-may-not",
    without: ALL_MAY,
    story: (scene, harm) => {
      const doctor = dial(scene, DOCTOR, scene.doctor);
      tell(scene, doctor, { ...STOP, reason: "sedation" });
      ask(scene, doctor, { kind: "leave" });
      const line = harm ? breakGlass(scene, "near") : null;
      return line === null ? "" : seenIn(tell(scene, line, { kind: "resume" }));
    },
  },
];
