// SPDX-License-Identifier: Apache-2.0
/**
 * Calling a pump from a browser, as a programmer or as a patient's controller: pairing by a secret
 * of one use, and sessions with a pump that is known.
 */
import { nobleCrypto } from "@cisterna/crypto";
import {
  type Bytes,
  type Caller,
  type CallerKit,
  dialOn,
  insist,
  type Known,
  leave,
  type Remote,
} from "@cisterna/link";
import type { OpenRadio } from "./radio.ts";
import { webRandom } from "./seal.ts";

/** A pump that this device has paired with. */
export type Peer = {
  readonly known: Known;
  /** The key that the pump signs with. */
  readonly signing: Bytes;
  /** The maker's public key, for others who are invited. */
  readonly maker: Bytes;
  /** Above every hello that was ever sent to it. */
  readonly counter: number;
};

/** What the link is given in a browser. */
export const KIT: CallerKit = {
  crypto: nobleCrypto,
  random: webRandom,
  clock: () => performance.now(),
};

/** The peer with its next counter: one more, or the clock, so that an old copy gets through too. */
export const counted = (peer: Peer): Peer => ({
  ...peer,
  counter: Math.max(peer.counter + 1, Date.now()),
});

const PAUSE_MS = 1_000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Who calls through which air. `next` keeps the next counter before it is used. */
type Calling = {
  readonly radio: OpenRadio;
  readonly caller: Caller;
  readonly next: () => Promise<Peer>;
};

/** A pump that was paired with. Nothing is sent before it is asked. */
export const remoteTo = ({ radio, caller, next }: Calling): Remote => ({
  line: null,
  dial: async () => {
    if (!(await radio.tune())) {
      await pause();
      return null;
    }
    const { known, counter } = await next();
    return dialOn(KIT, radio, { caller, channel: radio.channel, counter, known });
  },
});

/** What somebody new brings: the pump's name, the secret of one use, the maker's public key. */
export type Invitation = {
  readonly pump: string;
  readonly secret: Uint8Array;
  readonly maker: Uint8Array;
};

const HEX = /^(?:[0-9a-f]{2})+$/;

/** Bytes of hexadecimal digits; empty if they are none. */
export const bytesIn = (text: string): Uint8Array =>
  HEX.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : new Uint8Array(0);

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;

const invitation = (pump: unknown, secret: unknown, maker: unknown): Invitation | null => {
  const found = {
    pump: String(pump),
    secret: bytesIn(String(secret)),
    maker: bytesIn(String(maker)),
  };
  const isWhole = found.secret.length === 32 && found.maker.length === 32;
  return isWhole && NAME.test(found.pump) ? found : null;
};

/** The invitation in a code, or in the text of an implant card; null: it is neither. */
export const invitationIn = (text: string): Invitation | null => {
  const [pump, secret, maker, ...rest] = text.trim().split(".");
  const coded = rest.length === 0 ? invitation(pump, secret, maker) : null;
  if (coded !== null) return coded;
  try {
    const card = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    return invitation(card?.["pump"], card?.["secret"], card?.["maker"]);
  } catch {
    return null;
  }
};

const MOST_TRIES = 3;

const pairedOnce = async (
  caller: Caller,
  to: Invitation,
  { radio, counter }: { readonly radio: OpenRadio; readonly counter: number },
): Promise<Peer | null> => {
  const dialling = { caller, channel: "near", counter, ...to } as const;
  const line = (await radio.tune()) ? await dialOn(KIT, radio, dialling) : null;
  const claim = line?.certificate?.claim;
  if (line === null || claim === undefined) return null;
  const remote: Remote = { line, dial: async () => null };
  const reply = await insist(remote, () => ({ kind: "collect" }));
  if (reply?.kind !== "paired") return null;
  await leave(remote);
  const { slot, helloKey } = reply;
  const known = { pump: to.pump, key: claim.key, slot, helloKey };
  return { known, signing: claim.signing, maker: to.maker, counter };
};

/** Pairs with a pump through the coil. Null: it did not answer to this invitation. */
export const paired = async (
  caller: Caller,
  to: Invitation,
  radio: OpenRadio,
): Promise<Peer | null> => {
  const first = Date.now();
  for (let counter = first; counter < first + MOST_TRIES; counter += 1) {
    const peer = await pairedOnce(caller, to, { radio, counter });
    if (peer !== null) return peer;
  }
  return null;
};
