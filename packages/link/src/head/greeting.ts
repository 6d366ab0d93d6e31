// SPDX-License-Identifier: Apache-2.0
/**
 * Greeting: a hello at the pump, from the cheap question to the dear one. Counter, mark, then
 * curves; who does not pass a question costs no more than what was asked, and hears nothing.
 */
import { assert, type Milliseconds, milliseconds } from "@cisterna/quantity";
import { type Bytes, EMPTY, utf8 } from "../bytes.ts";
import { type Introduction, introductionIn } from "../certificate.ts";
import { encoded } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";
import {
  beginning,
  type Handshake,
  heard,
  isFinished,
  keysOf,
  written,
} from "../noise/handshake.ts";
import { PATTERNS, type Pattern } from "../noise/pattern.ts";
import type { Role } from "../role.ts";
import { type Finish, FRAME, type Hello, SLOTS } from "../wire/frame.ts";
import { WELCOME } from "../wire/welcome.ts";
import { helloKeyOf, markOf, met, missed } from "./filter.ts";
import type { IntroducedTo } from "./guards.ts";
import { ended, noted, type Turn, withHead } from "./head.ts";
import type { Arrival, Kit } from "./kit.ts";
import { type Session, sessionOf } from "./session.ts";
import { worked } from "./transport.ts";
import { peerIn, withPeer } from "./vault.ts";

/** Who a hello claims to be, from its slot. */
type Caller = {
  readonly role: Role;
  readonly pattern: Pattern;
  readonly helloKey: Bytes;
  readonly counter: number;
  readonly remote: Bytes | null;
  readonly secret: Bytes | null;
};

/** A frame of a handshake at the pump. */
export type Greeting<Kind extends Hello | Finish> = {
  readonly kit: Kit;
  readonly turn: Turn;
  readonly arrival: Arrival;
  readonly frame: Kind;
};

const invited = ({ kit, turn }: Greeting<Hello>): Caller | null => {
  const { invitation } = turn.head;
  if (invitation === null || !kit.guards.isInvited(invitation)) return null;
  const { secret, role } = invitation;
  const helloKey = helloKeyOf(kit.crypto, secret);
  return { role, pattern: PATTERNS.pairing, helloKey, counter: -1, remote: null, secret };
};

const inEmergency = ({ kit, turn }: Greeting<Hello>): Caller | null => {
  const { emergency } = turn.head.vault;
  if (emergency === null) return null;
  const { secret, counter } = emergency;
  const helloKey = helloKeyOf(kit.crypto, secret);
  const { pairing: pattern } = PATTERNS;
  return { role: "emergency", pattern, helloKey, counter, remote: null, secret };
};

const callerOf = (greeting: Greeting<Hello>): Caller | null => {
  const { slot } = greeting.frame;
  const isNear = greeting.kit.guards.isAtBedside(greeting.arrival.channel);
  if (slot === SLOTS.invitation) return isNear ? invited(greeting) : null;
  if (slot === SLOTS.emergency) return isNear ? inEmergency(greeting) : null;
  const peer = peerIn(greeting.turn.head.vault, slot);
  if (peer === undefined) return null;
  const { role, helloKey, counter, key } = peer;
  const isPatient = role === "patient";
  const pattern = isPatient ? PATTERNS.patient : PATTERNS.programmer;
  return { role, pattern, helloKey, counter, remote: isPatient ? key : null, secret: null };
};

/** A wrong hello: counted against the far field, or against the invitation that was tried. */
const wrong = ({ turn, arrival, frame }: Greeting<Hello>): Turn => {
  const { filter, invitation } = turn.head;
  if (arrival.channel === "near") {
    const isGuess = frame.slot === SLOTS.invitation && invitation !== null;
    const misses = (invitation?.misses ?? 0) + 1;
    return isGuess ? withHead(turn, { invitation: { ...invitation, misses } }) : turn;
  }
  const after = missed(filter, arrival.at);
  const counted = withHead(turn, { filter: after });
  return after.closedUntil > arrival.at && after.closedUntil !== filter.closedUntil
    ? noted(counted, { kind: "far-field-closed", at: arrival.at, until: after.closedUntil })
    : counted;
};

/** The counter of a good hello is used up, whatever comes of it. */
const usedUp = ({ turn, frame }: Greeting<Hello>): Turn => {
  const { vault, filter } = turn.head;
  const { slot, counter } = frame;
  const peer = peerIn(vault, slot);
  const { emergency } = vault;
  const isEmergency = slot === SLOTS.emergency && emergency !== null;
  const after = isEmergency ? { ...vault, emergency: { ...emergency, counter } } : vault;
  return withHead(turn, {
    filter: met(filter),
    vault: peer === undefined ? after : withPeer(vault, { ...peer, counter }),
  });
};

const isGood = ({ kit, turn, arrival, frame }: Greeting<Hello>, caller: Caller): boolean => {
  const { pump } = turn.head.vault;
  const due = markOf(kit.crypto, caller.helloKey, { hello: frame, pump, channel: arrival.channel });
  return kit.guards.isMarked(frame.mark, due);
};

const shakeWith = (greeting: Greeting<Hello>, caller: Caller): Handshake => {
  const { kit, turn, arrival, frame } = greeting;
  const { vault } = turn.head;
  const { channel } = arrival;
  const { role, pattern, remote, secret } = caller;
  const { version } = frame;
  const prologue = kit.guards.prologue({ version, pump: utf8(vault.pump), role, channel });
  const from = { pattern, initiator: false, prologue, own: vault.own, remote, secret };
  return beginning(kit.crypto, from);
};

/** A drawn number, or the next one above it that is not taken. */
export const freeNumber = (kit: Kit, taken: readonly number[]): number => {
  const [a = 0, b = 0, c = 0] = kit.random(3);
  let number = SLOTS.firstPeer + a + 256 * (b + 256 * c);
  while (taken.includes(number)) number += 1;
  return number;
};

/** The pump's message: its clock, and to somebody new its certificate. */
const spoken = (
  { kit, turn, arrival }: Greeting<Hello>,
  shake: Handshake,
  session: number,
): { readonly shake: Handshake; readonly answer: Bytes } | null => {
  const { certificate } = turn.head.vault;
  const isKnown = shake.pattern.known.responder;
  const welcome = { now: arrival.at, certificate: isKnown ? null : certificate };
  const payload = encoded(WELCOME, welcome) ?? EMPTY;
  const ephemeral = kit.crypto.pair(kit.random(32));
  const said = written(kit.crypto, shake, { payload, ephemeral });
  if (said === null) return null;
  const answer = encoded(FRAME, { kind: "answer", session, message: said.message });
  assert(answer !== null, "an answer fits a frame", { length: said.message.length });
  return { shake: said.shake, answer };
};

/** Who a programmer says it is; null if it has no certificate that holds. */
export const introduced = (
  { kit, turn }: Pick<Greeting<Hello>, "kit" | "turn">,
  { payload, ...to }: Omit<IntroducedTo, "vault"> & { readonly payload: Bytes },
): Introduction | null => {
  const introduction = introductionIn(payload);
  if (introduction === null) return null;
  const whole = { ...to, vault: turn.head.vault };
  return kit.guards.isIntroduced(kit.crypto, whole, introduction) ? introduction : null;
};

/** The turn with room for one more session: an earlier one of the same peer makes way. */
export const withRoom = (turn: Turn, slot: number, at: Milliseconds): Turn | null => {
  const { sessions, control } = turn.head;
  const same = sessions.find((session) => session.slot === slot);
  if (same !== undefined) return ended(turn, same, { at, why: "replaced" });
  if (sessions.length < LIMITS.sessions) return turn;
  const loose = sessions.find((each) => !each.confirmed || each.left);
  const least =
    slot === SLOTS.emergency ? sessions.find(({ number }) => number !== control) : loose;
  return least === undefined ? null : ended(turn, least, { at, why: "replaced" });
};

/** The turn with a session that begins. */
export const opened = (turn: Turn, session: Session): Turn => {
  const { number, slot, role, channel, opened: at } = session;
  const after = withHead(turn, { sessions: [...turn.head.sessions, session] });
  return noted(after, { kind: "session-opened", at, session: number, slot, role, channel });
};

/** The session of a handshake of two messages: not confirmed until its first frame has come. */
const openedAt = (
  greeting: Greeting<Hello>,
  caller: Caller,
  said: { readonly shake: Handshake; readonly number: number; readonly who: Introduction | null },
): Turn | null => {
  const { kit, turn, arrival, frame } = greeting;
  const { slot } = frame;
  const { at, channel } = arrival;
  const room = withRoom(turn, slot, at);
  if (room === null) return null;
  const { who, number, shake } = said;
  const session = sessionOf({
    ...{ number, slot, role: caller.role, channel, at, keys: keysOf(kit.crypto, shake) },
    signing: who?.certificate.claim.signing ?? null,
    software: who?.software ?? Number.MAX_SAFE_INTEGER,
    confirmed: false,
  });
  return opened(room, session);
};

const CURVES = ["agree", "agree", "agree", "agree", "agree", "verify", "send"] as const;

/** Curves are worth it: the handshake goes on, and the pump speaks. */
const shaken = (greeting: Greeting<Hello>, caller: Caller): Turn => {
  const { kit, turn, arrival, frame } = greeting;
  const read = heard(kit.crypto, shakeWith(greeting, caller), frame.message);
  if (read === null) return turn;
  const { role, remote } = caller;
  const proven = read.shake.remote ?? EMPTY;
  const needsWho = remote === null && caller.secret === null;
  const paired = peerIn(turn.head.vault, frame.slot)?.key ?? null;
  const { payload } = read;
  const who = needsWho ? introduced(greeting, { role, proven, paired, payload }) : null;
  if (needsWho && who === null) return turn;
  const number = freeNumber(
    kit,
    turn.head.sessions.map((each) => each.number),
  );
  const said = spoken(greeting, read.shake, number);
  if (said === null) return turn;
  const { shake, answer } = said;
  if (isFinished(shake)) {
    const after = openedAt(greeting, caller, { shake, number, who });
    return after === null ? turn : { ...after, answer };
  }
  const until = milliseconds(arrival.at + LIMITS.halfOpen);
  return { ...withHead(turn, { pending: { number, role, until, shake } }), answer };
};

/** A hello at the pump. */
export const greeted = (greeting: Greeting<Hello>): Turn => {
  const { kit, turn, arrival, frame } = greeting;
  const { at, channel } = arrival;
  const caller = kit.guards.isSpoken(frame.version) ? callerOf(greeting) : null;
  if (caller === null || !kit.guards.isFresh(frame.counter, caller.counter)) return wrong(greeting);
  const marked = worked(kit, turn, { at, channel, works: ["mark"] });
  if (marked === null) return turn;
  if (!isGood({ ...greeting, turn: marked }, caller)) return wrong({ ...greeting, turn: marked });
  const paid = worked(kit, marked, { at, channel, works: CURVES });
  if (paid === null) return marked;
  return shaken({ ...greeting, turn: usedUp({ ...greeting, turn: paid }) }, caller);
};
