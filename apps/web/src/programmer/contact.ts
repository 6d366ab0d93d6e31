// SPDX-License-Identifier: Apache-2.0
/**
 * A contact: a programmer, a pump that it knows, and the air between them. Pairing, reading, and
 * leaving with the pump's own statement; every answer is the pump's word or that nobody knows.
 */
import { nobleCrypto } from "@cisterna/crypto";
import {
  type Addressee,
  type Caller,
  type CallerKit,
  type Dossier,
  dialOn,
  envelopeOf,
  insist,
  leave,
  type Remote,
  readPump,
  type Statement,
  type Unheard,
} from "@cisterna/link";
import { bytesIn } from "./enrol.ts";
import { type Device, keepPeer, type Peer, webRandom } from "./keys.ts";
import type { OpenRadio } from "./radio.ts";

/** Version of this programmer's software, as a pump is told. */
const SOFTWARE = 1;

/** What the link is given in a browser. */
export const KIT: CallerKit = {
  crypto: nobleCrypto,
  random: webRandom,
  clock: () => performance.now(),
};

/** A programmer in contact with a pump. Changed in place by its one owner, the screen's session. */
export type Contact = {
  readonly device: Device;
  readonly radio: OpenRadio;
  readonly remote: Remote;
  readonly to: Addressee;
  peer: Peer;
};

const callerOf = ({ own, certificate }: Device): Caller => ({
  role: "clinician",
  own,
  introduction: { certificate, software: SOFTWARE },
});

/** One more than the last counter, or the clock: an old copy of this storage gets through too. */
const nextCounter = ({ counter }: Peer): number => Math.max(counter + 1, Date.now());

const PAUSE_MS = 1_000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Calls a pump that this programmer has paired with. Nothing is sent before it is asked. */
export const contactWith = (device: Device, peer: Peer, radio: OpenRadio): Contact => {
  const contact: Contact = {
    ...{ device, radio, peer, to: { pump: peer.known.pump, signing: peer.signing } },
    remote: {
      line: null,
      dial: async () => {
        if (!(await radio.tune())) {
          await pause();
          return null;
        }
        const counter = nextCounter(contact.peer);
        contact.peer = { ...contact.peer, counter };
        await keepPeer(device.id, contact.peer);
        const { known } = contact.peer;
        const dialling = { caller: callerOf(device), channel: radio.channel, counter, known };
        return dialOn(KIT, radio, dialling);
      },
    },
  };
  return contact;
};

/** What somebody new brings: the pump's name, the secret of one use, the maker's public key. */
type Invitation = {
  readonly pump: string;
  readonly secret: Uint8Array;
  readonly maker: Uint8Array;
};

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
  device: Device,
  to: Invitation,
  { radio, counter }: { readonly radio: OpenRadio; readonly counter: number },
): Promise<Peer | null> => {
  const dialling = { caller: callerOf(device), channel: "near", counter, ...to } as const;
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
export const pairWith = async (
  device: Device,
  to: Invitation,
  radio: OpenRadio,
): Promise<Peer | null> => {
  const first = Date.now();
  for (let counter = first; counter < first + MOST_TRIES; counter += 1) {
    const peer = await pairedOnce(device, to, { radio, counter });
    if (peer === null) continue;
    await keepPeer(device.id, peer);
    return peer;
  }
  return null;
};

/** What was read of a pump, when, and whether this session may change anything. */
export type Reading = {
  readonly dossier: Dossier;
  /** By the page's clock, ms. */
  readonly at: number;
  readonly inControl: boolean;
};

/** A version that no pump runs: what expects it is declined whoever asks, and changes nothing. */
const NEVER = 0xffff_ffff;

/**
 * Whether this session holds control: the pump says so when it is asked to judge, for a version
 * that it does not run, what runs already.
 */
const holdsControl = async ({ remote }: Contact, { program }: Dossier): Promise<boolean> => {
  if (program === null) return true;
  const told = { kind: "program", program, replaces: NEVER, catheter: null } as const;
  const envelope = envelopeOf({ kit: KIT }, NEVER);
  const reply = await insist(remote, (line) => ({ kind: "propose", told, ...envelope(line) }));
  const refusals = reply?.kind === "refused" ? reply.refusals : [];
  return !refusals.some(({ kind }) => kind === "not-in-control");
};

/** Reads a pump, with its log since an entry. */
export const readNow = async (contact: Contact, since: number): Promise<Reading | Unheard> => {
  const read = await readPump(contact.remote, KIT, since);
  if (read.kind !== "read") return read;
  const at = performance.now();
  const inControl = await holdsControl(contact, read.dossier);
  return { dossier: read.dossier, at, inControl };
};

/** The pump's last word, and when it was heard. */
export type LastWord = { readonly statement: Statement; readonly at: number };

/** Leaves with the pump's own statement; null: it was not heard. */
export const leaveNow = async ({ remote }: Contact): Promise<LastWord | null> => {
  const left = await leave(remote);
  return left.kind === "left" ? { statement: left.statement, at: performance.now() } : null;
};
