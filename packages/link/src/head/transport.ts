// SPDX-License-Identifier: Apache-2.0
/**
 * Transport at the pump: sealed frames in, sealed frames out, one for one. The counter is the next
 * one or the frame is dropped; the very last frame again gets its very answer again, so that a lost
 * answer needs no second effect.
 */

import { assert } from "@cisterna/quantity";
import { type Bytes, EMPTY, joined, sameBytes } from "../bytes.ts";
import { encoded } from "../codec/shape.ts";
import type { Crypto } from "../crypto.ts";
import { LIMITS } from "../limits.ts";
import { type Cipher, opened, rekeyed, sealed } from "../noise/cipher.ts";
import { FRAME, type Part, type Sealed } from "../wire/frame.ts";
import { companionOf, nextPart, partIn, partText } from "../wire/part.ts";
import type { Work } from "./energy.ts";
import { ended, type Turn, withHead, withSession } from "./head.ts";
import type { Arrival, Kit } from "./kit.ts";
import { replyTo } from "./reply.ts";
import type { Session } from "./session.ts";

/** A cipher after a text: under its next key when this one has served its time. */
const turned = (crypto: Crypto, cipher: Cipher): Cipher =>
  cipher.counter % LIMITS.rekey === 0 ? rekeyed(crypto, cipher) : cipher;

/** The turn after work by radio; null if the day's allowance is spent. The coil brings its own. */
export const worked = (
  kit: Kit,
  turn: Turn,
  { at, channel, works }: Pick<Arrival, "at" | "channel"> & { readonly works: readonly Work[] },
): Turn | null => {
  if (channel === "near") return turn;
  const account = kit.guards.spend(turn.head.account, at, works);
  return account === null ? null : withHead(turn, { account });
};

/** A frame that did not open: too many of them end the session. */
const forged = (turn: Turn, session: Session, at: Arrival["at"]): Turn => {
  const forgeries = session.forgeries + 1;
  return forgeries < LIMITS.forgeries
    ? withSession(turn, { ...session, forgeries })
    : ended(turn, session, { at, why: "forged" });
};

type Talk = {
  readonly kit: Kit;
  readonly arrival: Arrival;
  readonly turn: Turn;
  readonly session: Session;
};

/** Seals one part as the answer to a frame, and keeps it for when the frame comes again. */
const answeredWith = ({ kit, turn, session, arrival }: Talk, part: Part): Turn => {
  const { counter } = session.send;
  const { cipher, text } = sealed(kit.crypto, session.send, {
    text: partText(part),
    companion: companionOf(session.number, counter),
  });
  const frame = { kind: "sealed", session: session.number, counter, text } as const;
  const answer = encoded(FRAME, frame);
  assert(answer !== null, "an answer fits a frame", { length: text.length });
  const last = { frame: arrival.bytes, answer };
  const after = { ...session, send: turned(kit.crypto, cipher), last };
  return { ...withSession(turn, after), answer };
};

const ACKNOWLEDGED: Part = { more: false, bytes: EMPTY };

/** The next part of what is being said. */
const continued = (talk: Talk, outgoing: Bytes): Turn => {
  const { part, rest } = nextPart(outgoing);
  const session = { ...talk.session, outgoing: rest };
  return answeredWith({ ...talk, session, turn: withSession(talk.turn, session) }, part);
};

/** The one session that has been heard first holds control, until it ends. */
const inControl = ({ turn, session }: Talk): Turn => {
  const isFree = turn.head.control === null && session.role === "clinician";
  return isFree ? withHead(turn, { control: session.number }) : turn;
};

const requested = (talk: Talk, bytes: Bytes): Turn => {
  const { kit, arrival } = talk;
  const session = { ...talk.session, incoming: EMPTY };
  const turn = withSession(inControl(talk), session);
  const asked = { kit, session, at: arrival.at, record: arrival.record };
  const { turn: after, reply } = replyTo(turn, asked, bytes);
  const now = after.head.sessions.find(({ number }) => number === session.number) ?? session;
  return continued({ ...talk, turn: after, session: now }, reply);
};

const taken = (talk: Talk, part: Part): Turn => {
  const { session } = talk;
  const incoming = joined(session.incoming, part.bytes);
  if (incoming.length > LIMITS.message)
    return ended(talk.turn, session, { at: talk.arrival.at, why: "forged" });
  if (part.more) return answeredWith({ ...talk, session: { ...session, incoming } }, ACKNOWLEDGED);
  return incoming.length === 0 ? continued(talk, session.outgoing) : requested(talk, incoming);
};

/** A sealed frame at the pump. */
export const sealedFrame = (kit: Kit, turn: Turn, arrival: Arrival & { frame: Sealed }): Turn => {
  const { frame, at, channel, bytes } = arrival;
  const session = turn.head.sessions.find(({ number }) => number === frame.session);
  if (session === undefined || !kit.guards.isSameChannel(session, channel)) return turn;
  if (session.last !== null && sameBytes(session.last.frame, bytes)) {
    const again = worked(kit, turn, { at, channel, works: ["send"] });
    return again === null ? turn : { ...again, answer: session.last.answer };
  }
  const cipher = kit.guards.cipherFor(session, frame.counter);
  if (session.left || cipher === null) return turn;
  const paid = worked(kit, turn, { at, channel, works: ["open", "send"] });
  if (paid === null) return turn;
  const found = opened(kit.crypto, cipher, {
    text: frame.text,
    companion: companionOf(session.number, frame.counter),
  });
  if (found === null) return forged(paid, session, at);
  const part = partIn(found.text);
  if ("kind" in part) return ended(paid, session, { at, why: "forged" });
  const receive = turned(kit.crypto, found.cipher);
  const now = { ...session, receive, heard: at, confirmed: true };
  return taken({ kit, arrival, turn: withSession(paid, now), session: now }, part);
};
