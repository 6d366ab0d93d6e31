// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { nodeCrypto } from "@cisterna/crypto";
import { assert } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  type Bytes,
  beginning,
  type Handshake,
  heard,
  isFinished,
  keysOf,
  labelled,
  opened,
  PATTERNS,
  protocolName,
  sealed,
  written,
} from "../src/index.ts";

/**
 * noise-c is another team's implementation in C. It has the patterns without a pre-agreed secret;
 * the one with it is held to its public vector. It draws its own ephemeral keys, so every run is
 * another one.
 */
type Library = Parameters<Parameters<typeof import("noise-c.wasm")>[0]>[0];

const load = createRequire(import.meta.url);
const wasm = readFileSync(load.resolve("noise-c.wasm/src/noise-c.wasm"));

/** The package fetches its own file, which Node cannot; it is handed the bytes. */
const library = (): Promise<Library> =>
  new Promise((resolve) => {
    const create = load("noise-c.wasm") as (options: object, ready: (of: Library) => void) => void;
    create({ wasmBinary: wasm }, resolve);
  });

const NONE = new Uint8Array(0);
const [mine, theirs] = [1, 2].map((seed) => nodeCrypto.pair(nodeCrypto.hash(Uint8Array.of(seed))));
const prologue = labelled("cisterna differential");
const RUNS = 50;

const ours = (
  pattern: (typeof PATTERNS)["programmer" | "patient"],
  initiator: boolean,
): Handshake => {
  assert(mine !== undefined && theirs !== undefined, "two keys");
  const isKnown = initiator ? pattern.known.responder : pattern.known.initiator;
  const remote = isKnown ? theirs.key : null;
  const from = { pattern, initiator, prologue, own: mine, remote, secret: null };
  return beginning(nodeCrypto, from);
};

const spoken = (shake: Handshake, seed: number): { shake: Handshake; message: Bytes } => {
  const ephemeral = nodeCrypto.pair(nodeCrypto.hash(Uint8Array.of(3, seed)));
  const payload = nodeCrypto.hash(Uint8Array.of(4, seed)).subarray(0, seed % 32);
  const said = written(nodeCrypto, shake, { payload, ephemeral });
  assert(said !== null, "these keys are not weak");
  return said;
};

describe.each([PATTERNS.programmer, PATTERNS.patient])("$name against noise-c", (pattern) => {
  test.each([true, false])(
    "[REQ-089 holds] both understand each other, initiating: %s",
    async (initiator) => {
      const noise = await library();
      const { NOISE_ROLE_INITIATOR, NOISE_ROLE_RESPONDER } = noise.constants;
      const role = initiator ? NOISE_ROLE_RESPONDER : NOISE_ROLE_INITIATOR;
      const isKnown = initiator ? pattern.known.initiator : pattern.known.responder;
      assert(mine !== undefined && theirs !== undefined, "two keys");
      for (let seed = 0; seed < RUNS; seed += 1) {
        const peer = noise.HandshakeState(protocolName(pattern), role);
        peer.Initialize(prologue, theirs.secret, isKnown ? mine.key : null, null);
        let shake = ours(pattern, initiator);
        while (!isFinished(shake)) {
          if (shake.initiator === (shake.step % 2 === 0)) {
            const said = spoken(shake, seed);
            peer.ReadMessage(said.message, true);
            shake = said.shake;
          } else {
            const read = heard(nodeCrypto, shake, peer.WriteMessage(labelled("from C")));
            assert(read !== null, "what C says is understood");
            expect(read.payload).toEqual(labelled("from C"));
            shake = read.shake;
          }
        }
        const keys = keysOf(nodeCrypto, shake);
        expect(peer.GetHandshakeHash()).toEqual(keys.hash);
        const [send, receive] = peer.Split();
        const there = sealed(nodeCrypto, keys.send, { text: prologue, companion: NONE });
        expect(receive.DecryptWithAd(NONE, there.text)).toEqual(prologue);
        const back = { text: send.EncryptWithAd(NONE, prologue), companion: NONE };
        expect(opened(nodeCrypto, keys.receive, back)?.text).toEqual(prologue);
      }
    },
  );
});
