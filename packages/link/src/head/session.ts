// SPDX-License-Identifier: Apache-2.0
/**
 * The session at the pump: the keys of one talk, and how far it has come. Frames go strictly one by
 * one: the next one is read, the last one again gets its answer again, nothing else has an effect.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import { EMPTY } from "../bytes.ts";
import { LIMITS } from "../limits.ts";
import type { Cipher } from "../noise/cipher.ts";
import type { Keys } from "../noise/handshake.ts";
import type { Channel, Role } from "../role.ts";

/** A talk with keys. */
export type Session = {
  readonly number: number;
  /** Slot of the peer, for the notes and so that a peer's new session ends its old one. */
  readonly slot: number;
  readonly role: Role;
  readonly channel: Channel;
  readonly opened: Milliseconds;
  /** When something last opened. */
  readonly heard: Milliseconds;
  /** Whether the other side has shown that it has the keys. */
  readonly confirmed: boolean;
  /** It was left: the last answer is still repeated, nothing new is answered. */
  readonly left: boolean;
  readonly send: Cipher;
  readonly receive: Cipher;
  /** The last frame that was answered, and the answer. */
  readonly last: { readonly frame: Bytes; readonly answer: Bytes } | null;
  /** Parts of a request so far, and what of a reply has not gone yet. */
  readonly incoming: Bytes;
  readonly outgoing: Bytes;
  readonly forgeries: number;
  /** Whether alarms are still because it was asked for here, from afar. */
  readonly hushes: boolean;
  /** Ed25519 key of a person who may commit; null for roles that commit nothing. */
  readonly signing: Bytes | null;
  /** Version of the other side's software. */
  readonly software: number;
};

/** What a session begins with. */
type Opening = {
  readonly number: number;
  readonly slot: number;
  readonly role: Role;
  readonly channel: Channel;
  readonly at: Milliseconds;
  readonly keys: Keys;
  readonly signing: Bytes | null;
  readonly software: number;
  /** A handshake of three messages has shown both sides' keys. */
  readonly confirmed: boolean;
};

/** A session in which nothing was said. */
export const sessionOf = (opening: Opening): Session => {
  const { at, keys, number, slot, role, channel, signing, software, confirmed } = opening;
  return {
    ...{ number, slot, role, channel, signing, software, confirmed },
    ...{ opened: at, heard: at, left: false, send: keys.send, receive: keys.receive },
    ...{ last: null, incoming: EMPTY, outgoing: EMPTY, forgeries: 0, hushes: false },
  };
};

/** The longest that a session of a role may last. */
const longest = (role: Role): Milliseconds =>
  role === "emergency" ? LIMITS.emergency : LIMITS.session;

/** When a session ends by itself if nobody speaks. */
export const endOf = (session: Session): Milliseconds => {
  const { opened, heard, confirmed, left, role } = session;
  const quiet = heard + (confirmed && !left ? LIMITS.idle : LIMITS.halfOpen);
  return milliseconds(Math.min(quiet, opened + longest(role)));
};
