// SPDX-License-Identifier: Apache-2.0
/**
 * The fuzzer: bytes that nobody sane sends, at the decoder and at a pump with open sessions. Looked
 * for is: something thrown, a value whose bytes are not its one form, a pump that is not as it
 * was, a head that grows. The same seed draws the same bytes.
 */
import { isDeepStrictEqual } from "node:util";
import { milliseconds } from "@cisterna/quantity";
import {
  type Bytes,
  CONSTANTS,
  decoded,
  EVERY_WARE,
  encoded,
  FIRMWARE,
  FRAME,
  type Head,
  LIBRARY,
  LIMITS,
  NOTES_KEPT,
  PART,
  REPLY,
  REQUEST,
  received,
  type Shape,
} from "../src/index.ts";
import { contentsFor, dial, tell } from "./bedside.ts";
import { type Draw, drawFrom, sampleOf } from "./corpus.ts";
import { DOCTOR, invite, PATIENT, type Ward, ward } from "./ward.ts";
import { atTheCoil, imageOf, offer, put } from "./workshop.ts";

/** What a run came to. */
export type Fuzzed = {
  readonly runs: number;
  /** How many were refused or dropped, and how many had a meaning of their own. */
  readonly refused: number;
  readonly understood: number;
};

/** Something that must not be, and the bytes that made it. */
export class Found extends Error {
  constructor(what: string, seed: number, bytes: Bytes) {
    super(`${what} (seed ${seed}): ${Buffer.from(bytes).toString("hex")}`);
    this.name = "Found";
  }
}

const SCRATCH = new Uint8Array(1 << 17);

/** Spoils bytes in a place that is used again and again: this runs a hundred million times. */
const spoiledIn = (bytes: Bytes, other: Bytes, draw: Draw): Bytes => {
  SCRATCH.set(bytes);
  const at = draw(bytes.length + 1);
  switch (draw(6)) {
    case 0:
      SCRATCH[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
      return SCRATCH.subarray(0, bytes.length);
    case 1:
      SCRATCH[at] = draw(256);
      return SCRATCH.subarray(0, bytes.length);
    case 2:
      return SCRATCH.subarray(0, at);
    case 3:
      SCRATCH.set(bytes.subarray(at), at + 1);
      SCRATCH[at] = draw(256);
      return SCRATCH.subarray(0, bytes.length + 1);
    case 4:
      SCRATCH.set(other.subarray(Math.min(at, other.length)), at);
      return SCRATCH.subarray(0, at + Math.max(0, other.length - at));
    default:
      SCRATCH.set(bytes.subarray(at + 1), at);
      return SCRATCH.subarray(0, Math.max(0, bytes.length - 1));
  }
};

type Pool = { readonly shape: Shape<unknown>; readonly samples: readonly Bytes[] };

const POOL = 1_024;

const encodedSample = (shape: unknown, draw: Draw): Bytes => {
  const of = shape as Shape<unknown>;
  return encoded(of, sampleOf(of.layout, draw)) ?? new Uint8Array();
};

const poolOf = (shape: unknown): Pool => ({
  shape: shape as Shape<unknown>,
  samples: Array.from({ length: POOL }, (_, seed) => encodedSample(shape, drawFrom(seed + 1))),
});

const same = (one: Bytes, other: Bytes): boolean => Buffer.compare(one, other) === 0;

/** Spoiled frames, parts, requests, replies and contents of images at the decoder. */
export const fuzzDecoder = (runs: number, seed: number): Fuzzed => {
  const pools = [FRAME, PART, REQUEST, REPLY, FIRMWARE, LIBRARY, CONSTANTS].map(poolOf);
  const draw = drawFrom(seed);
  let understood = 0;
  for (let run = 0; run < runs; run += 1) {
    const pool = pools[draw(pools.length)];
    const [first, second] = [pool?.samples[draw(POOL)], pool?.samples[draw(POOL)]];
    if (pool === undefined || first === undefined || second === undefined) continue;
    const bytes = spoiledIn(first, second, draw);
    const found = decoded(pool.shape, bytes);
    if (typeof found === "object" && found !== null && "what" in found && "at" in found) continue;
    understood += 1;
    const again = (understood & 15) === 0 ? encoded(pool.shape, found) : bytes;
    if (again === null || !same(again, bytes))
      throw new Found("two forms of one value", seed, bytes);
  }
  return { runs, refused: runs - understood, understood };
};

/** Frames of every kind that really were on the air, and the scene as it is after them. */
const recordedWard = (): { readonly scene: Ward; readonly frames: readonly Bytes[] } => {
  const scene = ward();
  const workshop = atTheCoil(scene);
  const image = imageOf(scene);
  offer(scene, workshop, image);
  put(scene, workshop, { ...image, from: 0 });
  const line = dial(scene, DOCTOR, scene.doctor, "far");
  tell(scene, line, { kind: "interrogate" });
  const near = dial(scene, DOCTOR, scene.doctor, "near");
  invite(scene, near, "patient");
  const own = dial(scene, PATIENT, scene.patient, "far");
  tell(scene, own, { kind: "request", askedAt: scene.now });
  return { scene, frames: scene.heard.map(({ bytes }) => bytes) };
};

const isBounded = ({ sessions, vault, receipts, diary }: Head): boolean =>
  sessions.length <= LIMITS.sessions &&
  vault.peers.length <= LIMITS.peers &&
  receipts.length <= 16 &&
  diary.length <= NOTES_KEPT;

/** Spoiled frames at a pump with open sessions, near and far; the pump stays as it is. */
export const fuzzSession = (runs: number, seed: number): Fuzzed => {
  const { scene, frames } = recordedWard();
  const draw = drawFrom(seed);
  const { kit, pump } = scene;
  let head = scene.head;
  let understood = 0;
  for (let run = 0; run < runs; run += 1) {
    const [first, second] = [frames[draw(frames.length)], frames[draw(frames.length)]];
    if (first === undefined || second === undefined) continue;
    const bytes = spoiledIn(first, second, draw).slice();
    const channel = draw(2) === 0 ? "near" : "far";
    const at = milliseconds(scene.now + Math.floor(run / 100));
    const turn = received(
      kit,
      { head, pump },
      { at, channel, bytes, record: () => ({ log: [], upto: 0 }) },
    );
    const { program, stop, answers, boluses } = turn.pump;
    const isSame = program === pump.program && stop === pump.stop && answers === pump.answers;
    if (!isSame || boluses.length > pump.boluses.length) throw new Found("an effect", seed, bytes);
    if (turn.head.wares !== head.wares) throw new Found("an update", seed, bytes);
    if (!isBounded(turn.head)) throw new Found("growth", seed, bytes);
    if (turn.answer !== null) understood += 1;
    // Sessions end by being fuzzed; every now and then the scene is as it was.
    head = run % 500 === 499 ? scene.head : turn.head;
  }
  return { runs, refused: runs - understood, understood };
};

/** Spoiled contents at the self-test of an image: a flaw or none, and the pump as it was. */
export const fuzzImages = (runs: number, seed: number): Fuzzed => {
  const { kit, pump } = ward();
  const sound = contentsFor(pump);
  const samples = { firmware: FIRMWARE, library: LIBRARY, constants: CONSTANTS };
  const draw = drawFrom(seed);
  const before = structuredClone(pump);
  let understood = 0;
  for (let run = 0; run < runs; run += 1) {
    const ware = EVERY_WARE[draw(EVERY_WARE.length)] ?? "firmware";
    const drawn = encodedSample(samples[ware], draw);
    const bytes = spoiledIn(draw(2) === 0 ? sound[ware] : drawn, drawn, draw).slice();
    const flaw = kit.selfTest(pump, ware, bytes);
    if (flaw?.kind === "broke") throw new Found("a test that broke", seed, bytes);
    if (flaw?.kind !== "unreadable") understood += 1;
    if (flaw === null && ware === "constants" && !same(bytes, sound.constants))
      throw new Found("other constants are kept", seed, bytes);
  }
  if (!isDeepStrictEqual(pump, before)) throw new Found("an effect", seed, new Uint8Array());
  return { runs, refused: runs - understood, understood };
};
