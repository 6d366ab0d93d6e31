// SPDX-License-Identifier: Apache-2.0
/** Replies: one request of a session in, one reply out. */

import type { Bytes } from "../bytes.ts";
import type { Malformed } from "../codec/reader.ts";
import { decoded, encoded } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";
import { REPLY, REQUEST, type Reply, type Request } from "../wire/message.ts";
import { type Asked, declined, type Replied } from "./asked.ts";
import { type Turn, withHead, withSession } from "./head.ts";
import { read } from "./interrogation.ts";
import { commit, propose } from "./programming.ts";
import { statementOf, tell } from "./telling.ts";
import { offer, put, take } from "./updating.ts";
import { advance, date, forget, invite } from "./upkeep.ts";
import { peerIn } from "./vault.ts";

/** What a pairing came to: the place of the new peer and the key that marks its hellos. */
const collect = (turn: Turn, asked: Asked): Replied => {
  const peer = peerIn(turn.head.vault, asked.session.slot);
  if (peer === undefined) return declined(turn, asked, [{ kind: "unknown-peer" }]);
  const { slot, helloKey } = peer;
  return { turn, reply: { kind: "paired", slot, helloKey } };
};

/** The pump's own statement is the last word; then only it is repeated. */
const leave = (turn: Turn, { session }: Asked): Replied => {
  const { control } = turn.head;
  const after = withHead(withSession(turn, { ...session, left: true }), {
    control: control === session.number ? null : control,
    proposal: null,
  });
  return { turn: after, reply: { kind: "statement", statement: statementOf(turn) } };
};

const answered = (turn: Turn, asked: Asked): Replied => {
  const { request } = asked;
  switch (request.kind) {
    case "tell":
      return tell(turn, { ...asked, request });
    case "propose":
      return propose(turn, { ...asked, request });
    case "commit":
      return commit(turn, { ...asked, request });
    case "read":
      return read(turn, { ...asked, request });
    case "invite":
      return invite(turn, { ...asked, request });
    case "forget":
      return forget(turn, { ...asked, request });
    case "advance":
      return advance(turn, { ...asked, request });
    case "date":
      return date(turn, { ...asked, request });
    case "offer":
      return offer(turn, { ...asked, request });
    case "put":
      return put(turn, { ...asked, request });
    case "take":
      return take(turn, { ...asked, request });
    case "collect":
      return collect(turn, asked);
    case "leave":
      return leave(turn, asked);
  }
};

const isMalformed = (found: Request | Malformed): found is Malformed => found.kind === "malformed";

/** The bytes of the reply to the bytes of a request. */
export const replyTo = (
  turn: Turn,
  asked: Omit<Asked, "request">,
  bytes: Bytes,
): { readonly turn: Turn; readonly reply: Bytes } => {
  const request = decoded(REQUEST, bytes);
  const { turn: after, reply } = isMalformed(request)
    ? declined(turn, asked, [{ kind: "not-understood", at: request.at, what: request.what }])
    : answered(turn, { ...asked, request });
  return { turn: after, reply: written(reply) };
};

const TOO_LONG: Reply = {
  kind: "refused",
  refusals: [{ kind: "too-long", most: LIMITS.message }],
};

/** A reply that does not fit becomes a short one that says so. */
const written = (reply: Reply): Bytes => {
  const bytes = encoded(REPLY, reply);
  if (bytes !== null && bytes.length <= LIMITS.message) return bytes;
  return encoded(REPLY, TOO_LONG) ?? new Uint8Array(0);
};
