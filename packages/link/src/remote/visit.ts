// SPDX-License-Identifier: Apache-2.0
/**
 * The visit: what a programmer or a controller does over a line. Reading in pieces, telling,
 * proposing, signing and leaving; what comes back is the pump's own word or that nobody knows.
 */
import type { Device, Event, Log, Pump, Status } from "@cisterna/pump";
import type { Canonical } from "@cisterna/record";
import type { Program } from "@cisterna/therapy";
import { type Bytes, joined, sameBytes } from "../bytes.ts";
import { decoded } from "../codec/shape.ts";
import { value } from "../codec/value.ts";
import type { KeyPair } from "../crypto.ts";
import { commitText } from "../head/guards.ts";
import type { Note } from "../head/note.ts";
import type { Peer } from "../head/vault.ts";
import type { ToldWares } from "../head/wares.ts";
import type { LinkRefusal } from "../refusal.ts";
import type { Told } from "../wire/command.ts";
import type { Envelope, InvitedRole, Reply, Request, Statement } from "../wire/message.ts";
import { type CallerKit, envelopeOf, insist, type Line, type Remote } from "./line.ts";
import { type Addressee, isReceipt, readBack, signed } from "./signing.ts";

/** Everything that a reading holds: the pump's own data, as it was when the reading began. */
export type Dossier = {
  readonly status: Status;
  readonly program: Program | null;
  readonly device: Device;
  readonly grants: Pump["grants"];
  /** Volume after the last fill. */
  readonly filled: Pump["filled"];
  readonly log: Log;
  /** The last entry of the log: where the next reading goes on. */
  readonly upto: number;
  /** What the pump runs on; null: that cannot be read. */
  readonly wares: ToldWares | null;
  /** What happened on the link; empty where the log is not read, or by a patient. */
  readonly diary: readonly DiaryNote[];
  /** Who the slots are. */
  readonly peers: readonly Pick<Peer, "slot" | "role" | "name">[];
};

/** A note of the diary. What else it holds is its kind's. */
export type DiaryNote = Pick<Note, "at" | "kind"> & {
  readonly slot?: number;
  readonly by?: number;
  readonly wall?: number;
};

/** The link said no, or nothing came back: then nobody knows, and the pump has to be read. */
export type Unheard =
  | { readonly kind: "refused"; readonly refusals: readonly LinkRefusal[] }
  | { readonly kind: "unknown" };

const UNKNOWN: Unheard = { kind: "unknown" };

/** What a reply that is none of what was asked for comes to. */
export const unheard = (reply: Reply | null): Unheard =>
  reply?.kind === "refused" ? reply : UNKNOWN;

/** A reading: what it says, and the very bytes, for the record. */
export type Read = { readonly kind: "read"; readonly dossier: Dossier; readonly bytes: Bytes };

const isDossier = (found: Canonical): boolean =>
  typeof found === "object" && found !== null && "status" in found && "upto" in found;

/** The dossier in some bytes; null: it is none. */
export const dossierIn = (bytes: Bytes): Dossier | null => {
  const found: unknown = decoded(value, bytes);
  return isDossier(found as Canonical) ? (found as Dossier) : null;
};

type Gathered = { readonly hash: Bytes | null; readonly bytes: Bytes; readonly length: number };

const NOTHING: Gathered = { hash: null, bytes: new Uint8Array(0), length: 0 };

const isWhole = ({ hash, bytes, length }: Gathered): boolean =>
  hash !== null && bytes.length >= length;

/** One more piece; anew, where the pump no longer keeps what was begun. */
const gathered = async (
  remote: Remote,
  so: Gathered,
  since: number,
): Promise<Gathered | Unheard> => {
  const from = so.bytes.length;
  const reply = await insist(remote, () => ({ kind: "read", resume: so.hash, from, since }));
  if (reply?.kind !== "piece") {
    const gone = reply?.kind === "refused" && reply.refusals[0]?.kind === "no-such-reading";
    return gone && so.hash !== null ? NOTHING : unheard(reply);
  }
  const { hash, length, bytes } = reply;
  return { hash, length, bytes: joined(so.bytes, bytes) };
};

/** Reads a pump whole, piece by piece, over as many sessions as it takes. */
export const readPump = async (
  remote: Remote,
  { crypto }: Pick<CallerKit, "crypto">,
  since: number,
): Promise<Read | Unheard> => {
  let so = NOTHING;
  while (!isWhole(so)) {
    const next = await gathered(remote, so, since);
    if ("kind" in next) return next;
    so = next;
  }
  const { hash, bytes } = so;
  if (hash === null || !sameBytes(crypto.hash(bytes), hash)) return UNKNOWN;
  const dossier = dossierIn(bytes);
  return dossier === null ? UNKNOWN : { kind: "read", dossier, bytes };
};

/** What a pump did, or what it has against it. */
export type Outcome = { readonly kind: "outcome"; readonly events: Log };

const eventsOf = (events: readonly Canonical[]): Log => events as unknown as readonly Event[];

/**
 * Tells a pump something in an envelope that the caller has: kept, it is the same request in
 * another session, and after the caller itself began anew.
 */
export const tellIn = async (
  remote: Remote,
  told: Told,
  envelope: (line: Line) => Envelope,
): Promise<Outcome | Unheard> => {
  const reply = await insist(remote, (line) => ({ kind: "tell", told, ...envelope(line) }));
  return reply?.kind === "outcome"
    ? { kind: "outcome", events: eventsOf(reply.events) }
    : unheard(reply);
};

/** Tells a pump something; `expects` is the version that is believed to run, null: any. */
export const tellPump = (
  remote: Remote,
  kit: CallerKit,
  { told, expects }: { readonly told: Told; readonly expects: number | null },
): Promise<Outcome | Unheard> => tellIn(remote, told, envelopeOf({ kit }, expects));

type Readback = Extract<Reply, { kind: "readback" }>;

/** What a pump read back: its own words, and what it has against them. */
export type Proposed = {
  readonly kind: "read-back";
  readonly told: Told;
  readonly refusals: readonly Canonical[];
  readonly readback: Readback;
};

/** Somebody who is not the pump spoke. */
export type Forged = { readonly kind: "forged" };

/** Proposes something that needs a signature. Nothing changes. */
export const propose = async (
  remote: Remote,
  { kit, to }: { readonly kit: CallerKit; readonly to: Addressee },
  { told, expects }: { readonly told: Told; readonly expects: number },
): Promise<Proposed | Forged | Unheard> => {
  const envelope = envelopeOf({ kit }, expects);
  const reply = await insist(remote, (line) => ({ kind: "propose", told, ...envelope(line) }));
  if (reply?.kind !== "readback") return unheard(reply);
  const words = readBack(kit.crypto, to, { readback: reply, expects });
  if (words === null) return { kind: "forged" };
  return { kind: "read-back", told: words, refusals: reply.refusals, readback: reply };
};

/** The pump switched, and signs that it did. */
export type Switched = {
  readonly kind: "switched";
  readonly receipt: Extract<Reply, { kind: "receipt" }>;
};

/** What a commit came to. */
export type Committed = Switched | Outcome | Forged | Unheard;

/** Whose word a commit is: a key at hand, or a signer that keeps its key to itself. */
export type Person = KeyPair | ((text: Bytes) => Promise<Bytes>);

const committed = async (
  remote: Remote,
  { kit, to }: { readonly kit: CallerKit; readonly to: Addressee },
  { request, hash }: { readonly request: (line: Line) => Request; readonly hash: Bytes },
): Promise<Committed> => {
  const reply = await insist(remote, request);
  if (reply?.kind === "outcome") return { kind: "outcome", events: eventsOf(reply.events) };
  if (reply?.kind !== "receipt") return unheard(reply);
  const ours = sameBytes(reply.hash, hash) && isReceipt(kit.crypto, to, reply);
  return ours ? { kind: "switched", receipt: reply } : { kind: "forged" };
};

/**
 * A person's signature under what was read back. What comes out has it done, as often as it takes:
 * it is the same request with the same id every time. After a loss a receipt says that it was done,
 * `no-proposal` that it was not.
 */
export const commitment = async (
  { kit, to, person }: { readonly kit: CallerKit; readonly to: Addressee; readonly person: Person },
  { readback }: Proposed,
): Promise<(remote: Remote) => Promise<Committed>> => {
  const { hash, challenge } = readback;
  const { pump } = to;
  const signature =
    typeof person === "function"
      ? await person(commitText(pump, readback))
      : signed(kit.crypto, person, { pump, readback });
  const envelope = envelopeOf({ kit }, null);
  const request = (line: Line): Request => {
    return { kind: "commit", hash, challenge, signature, ...envelope(line) };
  };
  return (remote) => committed(remote, { kit, to }, { request, hash });
};

/** Has what was read back done, by a person's signature. */
export const confirm = async (
  remote: Remote,
  by: Parameters<typeof commitment>[0],
  proposed: Proposed,
): Promise<Committed> => (await commitment(by, proposed))(remote);

/** How the pump runs on, in its own words. */
export type Left = { readonly kind: "left"; readonly statement: Statement };

/** Leaves: a session is over when the pump has said how it runs on. */
export const leave = async (remote: Remote): Promise<Left | Unheard> => {
  const reply = await insist(remote, () => ({ kind: "leave" }));
  remote.line = null;
  return reply?.kind === "statement"
    ? { kind: "left", statement: reply.statement }
    : unheard(reply);
};

/** Another device may pair, with this secret, until then. */
export type Invited = Extract<Reply, { kind: "invited" }>;

/** Lets another device pair. */
export const invite = async (
  remote: Remote,
  kit: CallerKit,
  role: InvitedRole,
): Promise<Invited | Unheard> => {
  const envelope = envelopeOf({ kit }, null);
  const reply = await insist(remote, (line) => ({ kind: "invite", role, ...envelope(line) }));
  return reply?.kind === "invited" ? reply : unheard(reply);
};

/** Says what time it is on the wall, for the diary. */
export const date = async (remote: Remote, wall: number): Promise<{ kind: "done" } | Unheard> => {
  const reply = await insist(remote, () => ({ kind: "date", wall }));
  return reply?.kind === "done" ? reply : unheard(reply);
};

/** A device that was lost is not listened to any more. */
export const forget = async (
  remote: Remote,
  kit: CallerKit,
  slot: number,
): Promise<{ readonly kind: "done" } | Unheard> => {
  const envelope = envelopeOf({ kit }, null);
  const reply = await insist(remote, (line) => ({ kind: "forget", slot, ...envelope(line) }));
  return reply?.kind === "done" ? reply : unheard(reply);
};

/** The clinic's word that certificates before an epoch are void. */
export type NextEpoch = { readonly epoch: number; readonly signature: Bytes };

/** Brings the clinic's word to a pump: a lost programmer is not listened to any more. */
export const advanceEpoch = async (
  remote: Remote,
  kit: CallerKit,
  { epoch, signature }: NextEpoch,
): Promise<{ readonly kind: "done" } | Unheard> => {
  const envelope = envelopeOf({ kit }, null);
  const reply = await insist(remote, (line) => ({
    ...{ kind: "advance", epoch, signature },
    ...envelope(line),
  }));
  return reply?.kind === "done" ? reply : unheard(reply);
};
