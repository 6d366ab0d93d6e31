// SPDX-License-Identifier: Apache-2.0
/**
 * A contact: a programmer, a pump that it knows, and the air between them. Pairing, reading, and
 * leaving with the pump's own statement; every answer is the pump's word or that nobody knows.
 */
import {
  type Addressee,
  type Caller,
  type Dossier,
  envelopeOf,
  insist,
  leave,
  type Remote,
  readPump,
  type Statement,
  type Unheard,
} from "@cisterna/link";
import { counted, type Invitation, KIT, type Peer, paired, remoteTo } from "../air/call.ts";
import type { OpenRadio } from "../air/radio.ts";
import { type Device, keepPeer } from "./keys.ts";

/** Version of this programmer's software, as a pump is told. */
const SOFTWARE = 1;

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

/** Calls a pump that this programmer has paired with. Nothing is sent before it is asked. */
export const contactWith = (device: Device, peer: Peer, radio: OpenRadio): Contact => {
  const contact: Contact = {
    ...{ device, radio, peer, to: { pump: peer.known.pump, signing: peer.signing } },
    remote: remoteTo({
      ...{ radio, caller: callerOf(device) },
      next: async () => {
        contact.peer = counted(contact.peer);
        await keepPeer(device.id, contact.peer);
        return contact.peer;
      },
    }),
  };
  return contact;
};

/** Pairs with a pump through the coil. Null: it did not answer to this invitation. */
export const pairWith = async (
  device: Device,
  to: Invitation,
  radio: OpenRadio,
): Promise<Peer | null> => {
  const peer = await paired(callerOf(device), to, radio);
  if (peer !== null) await keepPeer(device.id, peer);
  return peer;
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
