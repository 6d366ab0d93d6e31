// SPDX-License-Identifier: Apache-2.0
/**
 * Pairing at the pump: the third message of a handshake with a secret of one use. Who got so far
 * has the secret and is at the bedside; what is left to ask is whether it may be a peer.
 */
import { type Bytes, EMPTY } from "../bytes.ts";
import { introductionIn } from "../certificate.ts";
import { type Handshake, heard, keysOf } from "../noise/handshake.ts";
import type { Role } from "../role.ts";
import { type Finish, SLOTS } from "../wire/frame.ts";
import { freeNumber, type Greeting, introduced, opened, withRoom } from "./greeting.ts";
import { noted, type Turn, withHead } from "./head.ts";
import { type Session, sessionOf } from "./session.ts";
import { crowded } from "./upkeep.ts";
import { withPeer } from "./vault.ts";

type Met = {
  readonly shake: Handshake;
  readonly payload: Bytes;
  readonly role: Role;
  readonly number: number;
};

const sessionAfter = (greeting: Greeting<Finish>, from: Met, slot: number): Session => {
  const { kit, arrival } = greeting;
  const { at, channel } = arrival;
  const who = introductionIn(from.payload);
  const keys = keysOf(kit.crypto, from.shake);
  return sessionOf({
    ...{ number: from.number, slot, role: from.role, channel, at, keys, confirmed: true },
    signing: who?.certificate.claim.signing ?? null,
    software: who?.software ?? Number.MAX_SAFE_INTEGER,
  });
};

/** Somebody new is a peer from now on; the invitation is used up. */
const paired = (greeting: Greeting<Finish>, from: Met): Turn => {
  const { kit, turn, arrival } = greeting;
  const { at } = arrival;
  const { invitation, vault } = turn.head;
  const { role, payload } = from;
  const key = from.shake.remote ?? EMPTY;
  if (invitation === null || role === "emergency") return turn;
  const who = introduced(greeting, { role, proven: key, paired: null, payload });
  // A patient's controller needs no certificate: the clinician who invited it stands for it.
  if (who === null && role !== "patient") return turn;
  if (crowded(vault, role).length > 0) return turn;
  const slot = freeNumber(
    kit,
    vault.peers.map((peer) => peer.slot),
  );
  const room = withRoom(turn, slot, at);
  if (room === null) return turn;
  const name = who?.certificate.claim.name ?? role;
  const peer = { slot, role, name, key, helloKey: kit.random(32), counter: -1 };
  const after = withHead(room, { vault: withPeer(vault, peer), invitation: null });
  const note = { kind: "paired", at, slot, role, name } as const;
  return noted(opened(after, sessionAfter(greeting, from, slot)), note);
};

const brokenGlass = (greeting: Greeting<Finish>, from: Met): Turn => {
  const { turn, arrival } = greeting;
  const { at } = arrival;
  const room = withRoom(turn, SLOTS.emergency, at);
  if (room === null) return turn;
  const session = sessionAfter(greeting, from, SLOTS.emergency);
  const note = { kind: "emergency-opened", at, session: session.number } as const;
  return noted(opened(room, session), note);
};

/** The third message of a pairing or an emergency. Its answer is the session's first frame. */
export const finished = (greeting: Greeting<Finish>): Turn => {
  const { kit, turn, frame, arrival } = greeting;
  const { pending } = turn.head;
  if (pending === null || pending.number !== frame.session) return turn;
  if (!kit.guards.isAtBedside(arrival.channel)) return turn;
  const read = heard(kit.crypto, pending.shake, frame.message);
  const after = withHead(turn, { pending: null });
  if (read === null) return after;
  const { role, number } = pending;
  const from = { ...read, role, number };
  const next = { ...greeting, turn: after };
  return role === "emergency" ? brokenGlass(next, from) : paired(next, from);
};
