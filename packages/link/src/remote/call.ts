// SPDX-License-Identifier: Apache-2.0
/**
 * The call: a programmer's or controller's side of a session. A request goes out in frames, a reply
 * comes back in frames; a frame that got lost is sent again as it was, and never sealed twice.
 */

import { assert } from "@cisterna/quantity";
import { type Bytes, EMPTY, joined } from "../bytes.ts";
import type { Malformed } from "../codec/reader.ts";
import { decoded, encoded } from "../codec/shape.ts";
import type { Crypto } from "../crypto.ts";
import { LIMITS } from "../limits.ts";
import { type Cipher, opened, rekeyed, sealed } from "../noise/cipher.ts";
import type { Keys } from "../noise/handshake.ts";
import { FRAME, type Part } from "../wire/frame.ts";
import { REPLY, REQUEST, type Reply, type Request } from "../wire/message.ts";
import { companionOf, nextPart, partIn, partText } from "../wire/part.ts";

/** A session as its caller holds it. */
export type Call = {
  readonly session: number;
  readonly send: Cipher;
  readonly receive: Cipher;
  /** What of the request has not gone yet, and what of the reply has come. */
  readonly outgoing: Bytes;
  readonly incoming: Bytes;
  /** The frame that waits for its answer; to be sent again until it comes. */
  readonly waiting: Bytes | null;
};

/** A call in which nothing was said. */
export const callOf = (session: number, keys: Keys): Call => ({
  ...{ session, send: keys.send, receive: keys.receive },
  ...{ outgoing: EMPTY, incoming: EMPTY, waiting: null },
});

const turned = (crypto: Crypto, cipher: Cipher): Cipher =>
  cipher.counter % LIMITS.rekey === 0 ? rekeyed(crypto, cipher) : cipher;

/** What to send, with the call that waits for its answer. */
export type Said = { readonly call: Call; readonly frame: Bytes };

const said = (crypto: Crypto, call: Call, part: Part): Said => {
  const { counter } = call.send;
  const { cipher, text } = sealed(crypto, call.send, {
    text: partText(part),
    companion: companionOf(call.session, counter),
  });
  const frame = encoded(FRAME, { kind: "sealed", session: call.session, counter, text });
  assert(frame !== null, "a part fits a frame", { length: text.length });
  return { call: { ...call, send: turned(crypto, cipher), waiting: frame }, frame };
};

const sayNext = (crypto: Crypto, call: Call): Said => {
  const { part, rest } = nextPart(call.outgoing);
  return said(crypto, { ...call, outgoing: rest }, part);
};

/**
 * A request, begun; null if it does not fit: a program of too many steps, a reason too long.
 * Breaks if: the last request still waits.
 */
export const asking = (crypto: Crypto, call: Call, request: Request): Said | null => {
  assert(call.waiting === null, "one request at a time", { session: call.session });
  const bytes = encoded(REQUEST, request);
  if (bytes === null || bytes.length > LIMITS.message) return null;
  return sayNext(crypto, { ...call, outgoing: bytes, incoming: EMPTY });
};

/** A call after a frame: what to send next, or the reply. */
export type Answered = {
  readonly call: Call;
  readonly frame: Bytes | null;
  readonly reply: Reply | null;
};

const isReply = (found: Reply | Malformed): found is Reply => found.kind !== "malformed";

const continuedWith = (crypto: Crypto, call: Call, part: Part): Answered | null => {
  const incoming = joined(call.incoming, part.bytes);
  if (incoming.length > LIMITS.message) return null;
  const next = { ...call, incoming, waiting: null };
  if (part.more || call.outgoing.length > 0) return { ...sayNext(crypto, next), reply: null };
  const reply = decoded(REPLY, incoming);
  return isReply(reply) ? { call: next, frame: null, reply } : null;
};

/** A frame at the caller; null, and nothing has changed, if it is not the awaited answer. */
export const hearing = (crypto: Crypto, call: Call, bytes: Bytes): Answered | null => {
  const frame = decoded(FRAME, bytes);
  if (call.waiting === null || frame.kind !== "sealed") return null;
  if (frame.session !== call.session || frame.counter !== call.receive.counter) return null;
  const found = opened(crypto, call.receive, {
    text: frame.text,
    companion: companionOf(frame.session, frame.counter),
  });
  const part = found === null ? null : partIn(found.text);
  if (found === null || part === null || "kind" in part) return null;
  return continuedWith(crypto, { ...call, receive: turned(crypto, found.cipher) }, part);
};
