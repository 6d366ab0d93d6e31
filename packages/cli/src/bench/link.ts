// SPDX-License-Identifier: Apache-2.0
/**
 * The link: a call of a known programmer from hello to welcome, and a question with its answer,
 * both ends in one process; over Node's cryptography, and over noble's as a browser has it.
 */
import { nobleCrypto, nodeCrypto } from "@cisterna/crypto";
import {
  asking,
  type Bytes,
  type Call,
  connected,
  dialled,
  hearing,
  type Request,
  received,
} from "@cisterna/link";
import { assert, milliseconds } from "@cisterna/quantity";
import { type Bench, sampledInTurns } from "./bench.ts";
import { type Ends, endsOver } from "./link-ends.ts";
import { hostFigures } from "./link-host.ts";
import { visitFigures } from "./link-reading.ts";

const NOW = milliseconds(0);

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
    const visits = await visitFigures(endsOver(nodeCrypto));
    const hosted = await hostFigures(progress);
    return [
      {
        what: "a call from hello to welcome, both ends, over Node's cryptography",
        ...{ unit: "ms", sample: handshake.ours, peer: { what, sample: handshake.peer } },
      },
      {
        what: "a question and its answer, both ends, over Node's cryptography",
        ...{ unit: "ms", sample: talk.ours, peer: { what, sample: talk.peer } },
      },
      ...visits,
      ...hosted,
    ];
  },
};
