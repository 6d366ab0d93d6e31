// SPDX-License-Identifier: Apache-2.0
/** Attacks on frames: replay, reorder, delay, flip, cut, splice, and an image of yesterday. */
import { createDecipheriv } from "node:crypto";
import { nodeCrypto } from "@cisterna/crypto";
import { type Controller, controllerOf, PARTS } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import { minutes } from "../../../pump/test/sample.ts";
import {
  type Bytes,
  type Crypto,
  decoded,
  encoded,
  FRAME,
  type Frame,
  REQUEST,
} from "../../src/index.ts";
import { ask, dial, envelope, type Line, tell, wait } from "../bedside.ts";
import {
  type Attack,
  DOCTOR,
  intercepted,
  PATIENT,
  recorded,
  seenIn,
  strike,
  type Ward,
} from "../ward.ts";

const STOP = { kind: "stop", reason: "sedation", maximum: minutes(60) } as const;
const RESUME = { kind: "resume" } as const;
const LOOK = { kind: "interrogate" } as const;

/** Any counter opens with its own nonce: what a receiver without order would do. */
const ANY_ORDER = {
  guards: {
    cipherFor: ({ receive }: { receive: { key: Bytes } }, counter: number) => ({
      ...{ key: receive.key, counter },
    }),
  },
};

/** Decrypts and never looks at the tag. */
const CREDULOUS: Crypto = {
  ...nodeCrypto,
  open: (key, { nonce, companion, text }) => {
    const honest = nodeCrypto.open(key, { nonce, companion, text });
    if (honest !== null || text.length < 16) return honest;
    const decipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
    return Uint8Array.from(decipher.update(text.subarray(0, -16)));
  },
};

/** A controller that takes a command that comes again for a new one. */
const FORGETFUL: Controller = controllerOf({
  ...PARTS,
  decide: (pump, command) => PARTS.decide({ ...pump, answers: [], grants: [] }, command),
});

/** Sixty-four other commands: the pump has forgotten the answers to those before. */
const forgetAnswers = (scene: Ward, line: Line): void => {
  for (let turn = 0; turn < 70; turn += 1) tell(scene, line, { kind: "cancel-bolus" });
};

const lastSealed = (frames: readonly Bytes[]): Bytes => frames.at(-1) ?? new Uint8Array(0);

const changed = (
  bytes: Bytes,
  change: (frame: Extract<Frame, { kind: "sealed" }>) => Frame,
): Bytes => {
  const frame = decoded(FRAME, bytes);
  if (frame.kind !== "sealed") return bytes;
  return encoded(FRAME, change(frame)) ?? bytes;
};

/** The same frame with the difference of two known requests worked into it. */
const turnedInto = (bytes: Bytes, from: Bytes, to: Bytes): Bytes =>
  changed(bytes, (frame) => {
    const text = frame.text.slice();
    // A part is a map of two: its bytes begin after five bytes, or six if there are many.
    const begin = from.length < 24 ? 5 : 6;
    for (const [index, byte] of from.entries()) {
      text[begin + index] = (text[begin + index] ?? 0) ^ byte ^ (to[index] ?? 0);
    }
    return { ...frame, text };
  });

export const FRAME_ATTACKS: readonly Attack[] = [
  {
    title: "a stop is recorded and sent again after its answer was forgotten",
    requirement: "REQ-080",
    seen: "silence",
    without: ANY_ORDER,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const frames = recorded(scene, () => tell(scene, line, STOP));
      tell(scene, line, RESUME);
      forgetAnswers(scene, line);
      return harm ? strike(scene, lastSealed(frames), "near") : "";
    },
  },
  {
    title: "stop and resume are sent again in the other order",
    requirement: "REQ-080",
    seen: "silence, silence",
    without: ANY_ORDER,
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      const stop = lastSealed(recorded(scene, () => tell(scene, line, STOP)));
      const resume = lastSealed(recorded(scene, () => tell(scene, line, RESUME)));
      forgetAnswers(scene, line);
      if (!harm) return "";
      return [resume, stop].map((frame) => strike(scene, frame, "near")).join(", ");
    },
  },
  {
    title: "a stop is held back and delivered when it is not meant any more",
    requirement: "REQ-028",
    seen: "answered",
    without: { guards: { timeliness: () => [] } },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      tell(scene, line, LOOK);
      const frames = intercepted(scene, () => tell(scene, line, STOP));
      wait(scene, minutes(1.5));
      return harm ? strike(scene, lastSealed(frames), "near") : "";
    },
  },
  {
    title: "an answer is lost, and the same request comes again in a new session",
    requirement: "REQ-027",
    seen: "outcome",
    without: { kit: { controller: FORGETFUL } },
    story: (scene, harm) => {
      const line = dial(scene, PATIENT, scene.patient);
      const told = { kind: "request", askedAt: scene.now } as const;
      const request = { ...envelope(scene), kind: "tell", told } as const;
      ask(scene, line, request);
      if (!harm) return "";
      return seenIn(ask(scene, dial(scene, PATIENT, scene.patient), request));
    },
  },
  {
    title: "bits of a question are flipped so that it reads as a command",
    requirement: "REQ-080",
    seen: "silence",
    without: { kit: { crypto: CREDULOUS } },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      tell(scene, line, STOP);
      const told = { kind: "tell", ...envelope(scene) } as const;
      const asked = { ...told, told: LOOK } as const;
      const frames = intercepted(scene, () => ask(scene, line, asked));
      const wanted = encoded(REQUEST, { ...told, told: RESUME }) ?? new Uint8Array(0);
      const spoken = encoded(REQUEST, asked) ?? new Uint8Array(0);
      return harm ? strike(scene, turnedInto(lastSealed(frames), spoken, wanted), "near") : "";
    },
  },
  {
    title: "a frame is cut",
    requirement: "REQ-080",
    seen: "silence",
    without: { kit: { crypto: CREDULOUS } },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      tell(scene, line, LOOK);
      const frames = intercepted(scene, () => tell(scene, line, STOP));
      const cut = changed(lastSealed(frames), (frame) => ({
        ...frame,
        text: frame.text.subarray(0, -20),
      }));
      return harm ? strike(scene, cut, "near") : "";
    },
    effect: (struck, spared) => struck.head.sessions.length !== spared.head.sessions.length,
  },
  {
    title: "a frame of one session is put into the next",
    requirement: "REQ-080",
    seen: "silence",
    without: { kit: { random: (count) => new Uint8Array(count).fill(5) } },
    story: (scene, harm) => {
      // Callers draw from the same chance as the pump, so that without it all keys are alike.
      const first = dial(scene, DOCTOR, scene.doctor);
      const stop = { ...envelope(scene), kind: "tell", told: STOP, validFor: minutes(5) } as const;
      const frames = intercepted(scene, () => ask(scene, first, stop));
      wait(scene, minutes(3));
      dial(scene, DOCTOR, scene.doctor);
      return harm ? strike(scene, lastSealed(frames), "near") : "";
    },
  },
  {
    title: "a frame of the near field is sent from afar",
    requirement: "REQ-080",
    seen: "silence",
    without: { guards: { isSameChannel: () => true } },
    story: (scene, harm) => {
      const line = dial(scene, DOCTOR, scene.doctor);
      tell(scene, line, LOOK);
      const frames = intercepted(scene, () => tell(scene, line, STOP));
      return harm ? strike(scene, lastSealed(frames), "far") : "";
    },
  },
  {
    title: "a whole recorded session is played to a pump that was set back to yesterday's image",
    requirement: "REQ-081",
    seen: "answered, silence, silence",
    without: { kit: { random: (count) => new Uint8Array(count).fill(5) } },
    story: (scene, harm) => {
      const [head, pump] = [scene.head, scene.pump];
      const frames = recorded(scene, () => {
        const line = dial(scene, DOCTOR, scene.doctor);
        tell(scene, line, LOOK);
        tell(scene, line, STOP);
      });
      scene.head = head;
      scene.pump = pump;
      return harm ? frames.map((frame) => strike(scene, frame, "near")).join(", ") : "";
    },
  },
  {
    title: "a hello is recorded and sent again",
    requirement: "REQ-080",
    seen: "silence",
    without: { guards: { isFresh: () => true } },
    story: (scene, harm) => {
      const [hello] = recorded(scene, () => dial(scene, DOCTOR, scene.doctor));
      wait(scene, milliseconds(minutes(20)));
      return harm && hello !== undefined ? strike(scene, hello, "near") : "";
    },
    effect: (struck, spared) => struck.head.sessions.length !== spared.head.sessions.length,
  },
];
