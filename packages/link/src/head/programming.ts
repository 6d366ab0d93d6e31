// SPDX-License-Identifier: Apache-2.0
/**
 * Programming in two phases. A proposal is judged by the pump on the spot and read back in the
 * pump's own bytes; a person signs their hash; only then the pump switches, at once and whole.
 * Until that instant, and whenever anything fails, what ran before runs on.
 */
import type { Event, Programmed, Refusal } from "@cisterna/pump";
import { assert, type Milliseconds, milliseconds } from "@cisterna/quantity";
import { type Bytes, hexOf, joined, labelled, sameBytes, utf8 } from "../bytes.ts";
import { purpose } from "../certificate.ts";
import { encoded } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";
import { TOLD, type Told } from "../wire/command.ts";
import type { Reply } from "../wire/message.ts";
import { type Asked, answerIn, commandId, declined, outdated, type Replied } from "./asked.ts";
import { runningVersion } from "./guards.ts";
import { noted, type Proposal, type Turn, withHead } from "./head.ts";

const RECEIPTS_KEPT = 16;

/** What is hashed of a proposal: whose it is, what it replaces, and what it would be. */
export const proposalText = (pump: string, expects: number, canonical: Bytes): Bytes =>
  purpose("proposal", labelled(`${expects}\n`), utf8(pump), labelled("\n"), canonical);

/** What the pump signs of a read-back. */
export const readbackText = (hash: Bytes, challenge: Bytes): Bytes =>
  purpose("readback", hash, challenge);

/** What the pump signs of a receipt. */
export const receiptText = (hash: Bytes, version: number, at: number): Bytes =>
  joined(purpose("receipt", labelled(`${version} ${at}\n`)), hash);

/** What the pump itself has against a proposal. It is decided for real, and nothing is done. */
const judged = (turn: Turn, { kit, request, session }: Asked<"propose">): readonly Refusal[] => {
  const id = `proposal-${commandId(session, request.id)}`;
  const events = kit.controller.decide(turn.pump, { ...request.told, id });
  return answerIn(events, id).flatMap((event) => (event.kind === "refused" ? event.refusals : []));
};

const readback = (
  asked: Asked<"propose">,
  turn: Turn,
  refusals: readonly Refusal[],
): Extract<Reply, { kind: "readback" }> => {
  const { crypto, random } = asked.kit;
  const { pump, signing } = turn.head.vault;
  const canonical = encoded(TOLD, asked.request.told);
  assert(canonical !== null, "what was read can be written", { kind: asked.request.told.kind });
  const hash = crypto.hash(proposalText(pump, runningVersion(turn.pump), canonical));
  const challenge = random(16);
  const signature = crypto.sign(signing, readbackText(hash, challenge));
  return { kind: "readback", canonical, hash, challenge, refusals, signature };
};

/** Answers `propose`: nothing changes but what waits for a signature. */
export const propose = (turn: Turn, asked: Asked<"propose">): Replied => {
  const { session, at, request } = asked;
  const id = commandId(session, request.id);
  const waiting = turn.head.proposal;
  if (waiting?.id === id && waiting.session === session.number) {
    return { turn, reply: waiting.reply };
  }
  const asking = { head: turn.head, pump: turn.pump, session };
  const refusals = [
    ...asked.kit.guards.permission(asking, request.told, "proposed"),
    ...outdated(asked, turn, request),
  ];
  if (refusals.length > 0) return declined(turn, asked, refusals);
  const against = judged(turn, asked);
  const reply = readback(asked, turn, against);
  const { hash, challenge } = reply;
  const proposal: Proposal = {
    ...{ id, session: session.number, told: request.told, hash, challenge, reply },
    ...{ expects: runningVersion(turn.pump), until: milliseconds(at + LIMITS.proposal) },
  };
  const after = withHead(turn, { proposal: against.length === 0 ? proposal : null });
  const note = { kind: "proposed", at, slot: session.slot, hash: hexOf(hash) } as const;
  return { turn: noted(after, note), reply };
};

type Done = { readonly hash: Bytes; readonly version: number; readonly at: Milliseconds };

const receiptOf = ({ kit }: Asked<"commit">, { head }: Turn, done: Done): Reply => {
  const { hash, version, at } = done;
  const signature = kit.crypto.sign(head.vault.signing, receiptText(hash, version, at));
  return { kind: "receipt", hash, version, at, signature };
};

/** What a pump was told that answered with these events; null: it switched to nothing. */
const toldIn = (events: readonly Event[]): { told: Told; switched: Programmed } | null => {
  const switched = events.find((event) => event.kind === "programmed");
  if (switched === undefined) return null;
  const { program, replaced: replaces, catheter } = switched;
  const order = { program, replaces, catheter };
  const filled = events.find((event) => event.kind === "refilled");
  if (filled === undefined) return { told: { kind: "program", ...order }, switched };
  const { aspirated, volume, fluid } = filled;
  return { told: { kind: "exchange", aspirated, volume, fluid, ...order }, switched };
};

/**
 * The receipt of what the pump did and the head does not remember, because power failed between the
 * two: what the pump answered then has to be what is asked for now, to the last byte.
 */
const rememberedByPump = (turn: Turn, asked: Asked<"commit">): Reply | null => {
  const id = commandId(asked.session, asked.request.id);
  const known = turn.pump.answers.find((answer) => answer.command === id);
  const found = known === undefined ? null : toldIn(known.events);
  const canonical = found === null ? null : encoded(TOLD, found.told);
  if (found === null || canonical === null) return null;
  const { replaced, program, at } = found.switched;
  const text = proposalText(turn.head.vault.pump, replaced ?? 0, canonical);
  const hash = asked.kit.crypto.hash(text);
  if (!sameBytes(hash, asked.request.hash)) return null;
  return receiptOf(asked, turn, { hash, version: program.version, at });
};

/** The switch: one step of the pump, between two moments of its delivery. */
const switched = (turn: Turn, asked: Asked<"commit">, proposal: Proposal): Replied => {
  const { kit, session, at, request } = asked;
  const id = commandId(session, request.id);
  const command = { ...proposal.told, id };
  const { pump, events } = kit.controller.step(turn.pump, { at, command });
  const answer = answerIn(events, id);
  const after = { ...withHead(turn, { proposal: null }), pump, log: [...turn.log, ...events] };
  if (answer.some((event) => event.kind === "refused")) {
    return { turn: after, reply: { kind: "outcome", events: answer } };
  }
  const done = { hash: proposal.hash, version: runningVersion(pump), at };
  const reply = receiptOf(asked, after, done);
  const receipts = [...turn.head.receipts, { id, reply }].slice(-RECEIPTS_KEPT);
  const note = { kind: "committed", at, slot: session.slot, hash: hexOf(proposal.hash) } as const;
  return { turn: noted(withHead(after, { receipts }), note), reply };
};

/** Answers `commit`. The same id again gets the same receipt, also in a later session. */
export const commit = (turn: Turn, asked: Asked<"commit">): Replied => {
  const { kit, session, request } = asked;
  const id = commandId(session, request.id);
  const done = turn.head.receipts.find((receipt) => receipt.id === id);
  if (done !== undefined) return { turn, reply: done.reply };
  const remembered = rememberedByPump(turn, asked);
  if (remembered !== null) return { turn, reply: remembered };
  const { proposal } = turn.head;
  if (proposal === null) return declined(turn, asked, [{ kind: "no-proposal" }]);
  const asking = { head: turn.head, pump: turn.pump, session, proposal };
  const expects = { ...request, expects: proposal.expects };
  const refusals = [
    ...kit.guards.permission(asking, proposal.told, "proposed"),
    ...kit.guards.commitment(kit.crypto, asking, request),
    ...outdated(asked, turn, expects),
  ];
  return refusals.length > 0 ? declined(turn, asked, refusals) : switched(turn, asked, proposal);
};
