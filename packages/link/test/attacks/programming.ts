// SPDX-License-Identifier: Apache-2.0
/** Attacks on programming: two programmers, a lying one, an old one, floods and half-open talks. */
import { nodeCrypto } from "@cisterna/crypto";
import { assert, milliseconds } from "@cisterna/quantity";
import { minutes } from "../../../pump/test/sample.ts";
import {
  type Bytes,
  DAILY,
  dialled,
  encoded,
  FRAME,
  type Known,
  type Reply,
  readBack,
  signed,
  spend,
} from "../../src/index.ts";
import {
  ask,
  dial,
  envelope,
  type Line,
  PUMP_NAME,
  pairWith,
  person,
  programme,
  seeded,
  tell,
  wait,
} from "../bedside.ts";
import {
  type Attack,
  COLLEAGUE,
  DOCTOR,
  doubled,
  invite,
  PATIENT,
  program,
  seenIn,
  strike,
  type Ward,
} from "../ward.ts";

const STOP = { kind: "stop", reason: "sedation", maximum: minutes(60) } as const;
const LOOK = { kind: "interrogate" } as const;

type Readback = Extract<Reply, { kind: "readback" }>;

const proposed = (scene: Ward, line: Line, told: ReturnType<typeof program>): Readback => {
  const reply = ask(scene, line, { kind: "propose", told, ...envelope(scene) });
  assert(reply?.kind === "readback", "a read-back", { reply });
  return reply;
};

const commit = (scene: Ward, line: Line, { of, signature }: { of: Readback; signature: Bytes }) => {
  const { hash, challenge } = of;
  return ask(scene, line, { kind: "commit", hash, challenge, signature, ...envelope(scene) });
};

const signature = (readback: Readback): Bytes =>
  signed(nodeCrypto, DOCTOR.signing, { pump: PUMP_NAME, readback });

const NO_COMMITMENT = { guards: { commitment: () => [] } } as const;

const colleague = (scene: Ward): { readonly first: Line; readonly known: Known } => {
  const first = dial(scene, DOCTOR, scene.doctor);
  const known = pairWith(scene, COLLEAGUE, invite(scene, first, "clinician"));
  assert(known !== null, "a colleague pairs");
  return { first, known };
};

/** Frames from afar through a whole day, of every kind that anybody can make, thirty a minute. */
const flood = (scene: Ward, frames: readonly Bytes[]): void => {
  const step = milliseconds(6_000);
  for (let turn = 0; turn < 24 * 600; turn += 1) {
    wait(scene, step);
    for (const frame of frames) strike(scene, frame, "far");
  }
};

const junk = (scene: Ward): readonly Bytes[] => {
  const draw = seeded(8);
  const wrong = { ...scene.doctor, helloKey: draw(32) };
  const dialling = { caller: DOCTOR.caller, channel: "far", counter: 1e9, known: wrong } as const;
  const begun = dialled({ crypto: nodeCrypto, random: draw }, dialling);
  const session = scene.head.sessions[0]?.number ?? 7;
  const sealed = { kind: "sealed", session, counter: 1, text: draw(64) } as const;
  return [draw(64), begun?.frame ?? draw(9), encoded(FRAME, sealed) ?? draw(9)];
};

export const PROGRAMMING_ATTACKS: readonly Attack[] = [
  {
    title: "a second programmer stops what the first one is programming",
    requirement: "REQ-062",
    seen: "not-in-control",
    without: { guards: { permission: () => [] } },
    story: (scene, harm) => {
      const { first, known } = colleague(scene);
      tell(scene, first, LOOK);
      return harm ? seenIn(tell(scene, dial(scene, COLLEAGUE, known), STOP)) : "";
    },
  },
  {
    title: "a second programmer still believes in the version before",
    requirement: "REQ-062",
    seen: "other-version",
    without: { guards: { currency: () => [] } },
    story: (scene, harm) => {
      const { first, known } = colleague(scene);
      programme(scene, first, { who: DOCTOR, told: program(2) });
      ask(scene, first, { kind: "leave" });
      const second = dial(scene, COLLEAGUE, known);
      const stop = { ...envelope(scene), kind: "tell", told: STOP, expects: 1 } as const;
      return harm ? seenIn(ask(scene, second, stop)) : "";
    },
  },
  {
    title: "a programmer shows one program and has another one signed",
    requirement: "REQ-061",
    seen: "refused to sign",
    without: { careless: true },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const readback = proposed(scene, line, harm ? doubled(2) : program(2));
      const to = { pump: PUMP_NAME, signing: scene.head.vault.signing.key };
      const shown = readBack(nodeCrypto, to, { readback, expects: 1 });
      const isMeant = JSON.stringify(shown) === JSON.stringify(program(2));
      // Careless is a person who signs without reading what the pump has read back.
      if (harm && !isMeant && !scene.careless) return "refused to sign";
      commit(scene, line, { of: readback, signature: signature(readback) });
      return "signed";
    },
    effect: (struck) => struck.pump.program?.week[0]?.rate === doubled(2).program.week[0]?.rate,
  },
  {
    title: "a programmer puts the read-back of one program before the hash of another",
    requirement: "REQ-061",
    seen: "no read-back",
    without: { careless: true },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const meant = proposed(scene, line, program(2));
      const other = proposed(scene, line, doubled(2));
      const forged = { ...other, canonical: meant.canonical };
      const to = { pump: PUMP_NAME, signing: scene.head.vault.signing.key };
      const shown = readBack(nodeCrypto, to, { readback: forged, expects: 1 });
      // Careless is a signer that trusts the hash it is handed.
      if (shown === null && !scene.careless) return "no read-back";
      if (harm) commit(scene, line, { of: other, signature: signature(forged) });
      return "signed";
    },
  },
  {
    title: "a signature for one read-back is used for another",
    requirement: "REQ-061",
    seen: "bad-signature",
    without: NO_COMMITMENT,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const meant = proposed(scene, line, program(2));
      const other = proposed(scene, line, doubled(2));
      if (!harm) return "";
      return seenIn(commit(scene, line, { of: other, signature: signature(meant) }));
    },
  },
  {
    title: "a commit quotes a hash with one byte changed",
    requirement: "REQ-061",
    seen: "other-hash",
    without: NO_COMMITMENT,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const readback = proposed(scene, line, doubled(2));
      const hash = readback.hash.map((byte, index) => (index === 7 ? byte ^ 1 : byte));
      if (!harm) return "";
      const of = { ...readback, hash };
      return seenIn(commit(scene, line, { of, signature: signature(readback) }));
    },
  },
  {
    title: "somebody without a clinician's key commits",
    requirement: "REQ-061",
    seen: "bad-signature",
    without: NO_COMMITMENT,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const readback = proposed(scene, line, doubled(2));
      const other = person(70, "clinician").signing;
      const wrong = signed(nodeCrypto, other, { pump: PUMP_NAME, readback });
      return harm ? seenIn(commit(scene, line, { of: readback, signature: wrong })) : "";
    },
  },
  {
    title: "a program is told outright, without read-back and signature",
    requirement: "REQ-061",
    seen: "needs-signature",
    without: { guards: { permission: () => [] } },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      return harm ? seenIn(tell(scene, line, doubled(2))) : "";
    },
  },
  {
    title: "a commit comes after its time",
    requirement: "REQ-060",
    seen: "no-proposal",
    without: { guards: { isOpen: () => true } },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const readback = proposed(scene, line, doubled(2));
      for (let turn = 0; turn < 4; turn += 1) {
        wait(scene, minutes(1.5));
        tell(scene, line, LOOK);
      }
      if (!harm) return "";
      return seenIn(commit(scene, line, { of: readback, signature: signature(readback) }));
    },
  },
  {
    title: "a programmer with old software programs",
    requirement: "REQ-067",
    seen: "software-too-old",
    without: { guards: { permission: () => [] } },
    story: (scene, harm) => {
      const old = person(10, "clinician", { software: 9 });
      const line = dial(scene, old, scene.doctor);
      return harm ? seenIn(programme(scene, line, { who: old, told: doubled(2) })) : "";
    },
  },
  {
    title: "a session stays open for ever",
    requirement: "REQ-066",
    seen: "silence",
    without: { guards: { endOf: () => milliseconds(Number.MAX_SAFE_INTEGER) } },
    story: (scene, harm) => {
      if (harm) tell(scene, dial(scene, DOCTOR, scene.doctor), LOOK);
      wait(scene, minutes(16));
      return "silence";
    },
    effect: (struck) => struck.head.sessions.length > 0,
  },
  {
    title: "talks are begun and never gone on with",
    requirement: "REQ-066",
    seen: "silence",
    without: { guards: { endOf: () => milliseconds(Number.MAX_SAFE_INTEGER) } },
    story: (scene, harm) => {
      if (harm) dial(scene, PATIENT, scene.patient, "far");
      if (harm) dial(scene, DOCTOR, scene.doctor, "far");
      wait(scene, minutes(0.5));
      return "silence";
    },
    effect: (struck) => struck.head.sessions.length > 0,
  },
  {
    title: "the far field is flooded for 24 hours",
    requirement: "REQ-084",
    seen: "silence",
    without: {
      guards: {
        isListening: () => true,
        spend: (account, at, works) => spend({ ...account, spent: 0 }, at, works),
      },
    },
    story: (scene, harm) => {
      if (harm) flood(scene, junk(scene));
      else wait(scene, milliseconds(24 * 600 * 6_000));
      return "silence";
    },
    effect: (struck, spared) =>
      struck.head.account.ever > DAILY ||
      JSON.stringify(struck.pump) !== JSON.stringify(spared.pump),
  },
];
