// SPDX-License-Identifier: Apache-2.0
/**
 * The link: a call of a known programmer from hello to welcome, and a question with its answer,
 * both ends in one process; over Node's cryptography, and over noble's as a browser has it.
 */
import { nobleCrypto, nodeCrypto, nodeRandom } from "@cisterna/crypto";
import {
  asking,
  type Bytes,
  type Call,
  type Caller,
  type Crypto,
  certify,
  connected,
  dialled,
  GUARDS,
  type Head,
  hearing,
  type Kit,
  type Known,
  quietHead,
  type Request,
  received,
  type Vault,
} from "@cisterna/link";
import { BARE, CONTROLLER, initial, type Pump } from "@cisterna/pump";
import { assert, milliseconds, nanolitres } from "@cisterna/quantity";
import { type Bench, sampledInTurns } from "./bench.ts";
import { samplePlan } from "./sample-case.ts";

const NOW = milliseconds(0);
const NAME = "bench";

/** Both ends of a link over one cryptography. */
type Ends = {
  readonly kit: Kit;
  readonly caller: Caller;
  readonly known: Known;
  head: Head;
  pump: Pump;
  counter: number;
};

/** A pump of the plan. It was filled and never told anything. */
const plainPump = (): Pump => {
  const { program, pulse } = samplePlan();
  const capacity = nanolitres(40_000_000);
  const device = { ...BARE, pulse, least: program.minimum, most: program.limits.rate, capacity };
  return initial(device, { at: NOW, reservoir: capacity, fluid: "bench" });
};

const endsOver = (crypto: Crypto): Ends => {
  const draw = (): Bytes => nodeRandom(32);
  const [clinic, maker, signing, own] = [draw(), draw(), draw(), draw()].map(crypto.signer);
  assert(clinic !== undefined && maker !== undefined, "four keys are drawn");
  assert(signing !== undefined && own !== undefined, "four keys are drawn");
  const [pair, mine, helloKey] = [crypto.pair(draw()), crypto.pair(draw()), draw()];
  const claim = { name: NAME, epoch: 0, key: mine.key, signing: own.key };
  const certificate = certify(crypto, clinic, { ...claim, role: "clinician" });
  const caller = {
    role: "clinician",
    own: mine,
    introduction: { certificate, software: 1 },
  } as const;
  const peer = {
    slot: 2,
    role: "clinician",
    name: NAME,
    key: mine.key,
    helloKey,
    counter: 0,
  } as const;
  const pumpClaim = {
    role: "pump",
    name: NAME,
    epoch: 0,
    key: pair.key,
    signing: signing.key,
  } as const;
  const vault: Vault = {
    ...{ pump: NAME, own: pair, signing, clinic: clinic.key, epoch: 0, software: 1 },
    ...{ certificate: certify(crypto, maker, pumpClaim), emergency: null, peers: [peer] },
  };
  return {
    kit: { crypto, random: nodeRandom, controller: CONTROLLER, guards: GUARDS },
    ...{ caller, known: { pump: NAME, key: pair.key, slot: 2, helloKey } },
    ...{ head: quietHead(vault, NOW), pump: plainPump(), counter: 0 },
  };
};

/** A frame to the pump, and its answer. */
const exchanged = (ends: Ends, bytes: Bytes): Bytes => {
  const arrival = {
    at: NOW,
    channel: "near",
    bytes,
    record: () => ({ log: [], upto: 0 }),
  } as const;
  const turn = received(ends.kit, ends, arrival);
  ends.head = turn.head;
  ends.pump = turn.pump;
  assert(turn.answer !== null, "the pump answers", { notes: turn.notes });
  return turn.answer;
};

/** A whole handshake: six agreements on curves, one signature checked. */
const called = (ends: Ends): Call => {
  ends.counter += 1;
  const { caller, known, counter } = ends;
  const begun = dialled(ends.kit, { caller, channel: "near", counter, known });
  assert(begun !== null, "these keys are not weak");
  const answered = connected(ends.kit, begun, exchanged(ends, begun.frame));
  assert(answered !== null, "the pump is the one that was called");
  return answered.call;
};

const question = (counter: number): Request => ({
  ...{ kind: "tell", told: { kind: "interrogate" }, expects: null },
  ...{ issued: NOW, validFor: milliseconds(60_000) },
  id: Uint8Array.from({ length: 16 }, (_, place) => (counter >> (place * 2)) & 255),
});

/** One question and its answer; gives the call after it. */
const asked = (ends: Ends, call: Call): Call => {
  ends.counter += 1;
  let said = asking(ends.kit.crypto, call, question(ends.counter));
  while (said !== null) {
    const heard = hearing(ends.kit.crypto, said.call, exchanged(ends, said.frame));
    assert(heard !== null, "the answer is the one that was waited for");
    if (heard.frame === null) return heard.call;
    said = { call: heard.call, frame: heard.frame };
  }
  return call;
};

/** A conversation that goes on for ever, question by question. */
const conversation = (ends: Ends): (() => void) => {
  let call = called(ends);
  return () => {
    call = asked(ends, call);
  };
};

/** `bench link`. */
export const bench: Bench = {
  name: "link",
  measure: async (progress) => {
    const [node, noble] = [endsOver(nodeCrypto), endsOver(nobleCrypto)];
    const schedule = { warmUp: 5, repetitions: 60 };
    const calls = { ours: () => called(node), peer: () => called(noble) };
    const handshake = await sampledInTurns(calls, schedule, (share) => progress(share / 2));
    const talks = { ours: conversation(node), peer: conversation(noble) };
    const talk = await sampledInTurns(talks, schedule, (share) => progress((1 + share) / 2));
    const what = "over noble, as in a browser";
    return [
      {
        what: "a call from hello to welcome, both ends, over Node's cryptography",
        ...{ unit: "ms", sample: handshake.ours, peer: { what, sample: handshake.peer } },
      },
      {
        what: "a question and its answer, both ends, over Node's cryptography",
        ...{ unit: "ms", sample: talk.ours, peer: { what, sample: talk.peer } },
      },
    ];
  },
};
