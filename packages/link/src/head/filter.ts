// SPDX-License-Identifier: Apache-2.0
/**
 * The filter of hellos: one hash decides whether a first frame is worth work on curves. Wrong ones
 * from afar are counted, and too many close the far field for a while that doubles; the coil on the
 * skin is never locked out.
 */
import type { Milliseconds } from "@cisterna/quantity";
import { milliseconds } from "@cisterna/quantity";
import { type Bytes, joined, labelled, utf8 } from "../bytes.ts";
import { purpose } from "../certificate.ts";
import type { Crypto } from "../crypto.ts";
import { LIMITS } from "../limits.ts";
import type { Channel } from "../role.ts";
import type { Hello } from "../wire/frame.ts";

/** Wrong hellos from afar since a moment, and until when nothing from afar is listened to. */
export type Filter = {
  readonly misses: number;
  readonly since: Milliseconds;
  readonly closedUntil: Milliseconds;
  readonly pause: Milliseconds;
};

const MARK_LENGTH = 16;

/** A filter that has seen nothing. */
export const openFilter = (at: Milliseconds): Filter => ({
  ...{ misses: 0, since: at, closedUntil: at, pause: LIMITS.misses.pause },
});

/** Whether frames of this channel are listened to. */
export const isListening = (filter: Filter, channel: Channel, at: Milliseconds): boolean =>
  channel === "near" || at >= filter.closedUntil;

/** The filter after a wrong hello from afar. */
export const missed = (filter: Filter, at: Milliseconds): Filter => {
  const { most, within, longest } = LIMITS.misses;
  const isOld = at - filter.since > within;
  const misses = isOld ? 1 : filter.misses + 1;
  const since = isOld ? at : filter.since;
  if (misses < most) return { ...filter, misses, since };
  const closedUntil = milliseconds(at + filter.pause);
  const pause = milliseconds(Math.min(filter.pause * 2, longest));
  return { misses: 0, since: closedUntil, closedUntil, pause };
};

/** The filter after a good hello: the pause begins small again. */
export const met = (filter: Filter): Filter => ({
  ...{ ...filter, misses: 0, pause: LIMITS.misses.pause },
});

/** What a hello is marked with: everything in it, the pump and the channel, under a key of two. */
export const markOf = (
  crypto: Crypto,
  key: Bytes,
  { hello, pump, channel }: { hello: Omit<Hello, "mark" | "kind">; pump: string; channel: Channel },
): Bytes => {
  const { version, slot, counter, message } = hello;
  const said = labelled(`${version} ${slot} ${counter} ${channel}\n`);
  const text = purpose("hello", said, crypto.hash(utf8(pump)), message);
  return crypto.mac(key, text).subarray(0, MARK_LENGTH);
};

/** What a pairing or an emergency secret marks hellos with: not the secret itself. */
export const helloKeyOf = (crypto: Crypto, secret: Bytes): Bytes =>
  crypto.mac(secret, purpose("hello key"));

/** What both sides of a handshake must mean alike: nothing of it can be talked down or moved. */
export const prologueOf = (talk: {
  readonly version: number;
  readonly pump: Bytes;
  readonly role: string;
  readonly channel: Channel;
}): Bytes => joined(purpose(`talk ${talk.version} ${talk.role} ${talk.channel}`), talk.pump);
