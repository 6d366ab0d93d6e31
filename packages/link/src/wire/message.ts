// SPDX-License-Identifier: Apache-2.0
/**
 * Messages: what is said inside a session. A request is answered by one reply. What a pump is told
 * is typed to the last field; what it reports of itself is data of the record.
 */

import type { Dates, Mode, Restraint } from "@cisterna/pump";
import {
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  nanolitres,
  type PulsesPerDay,
  pulsesPerDay,
} from "@cisterna/quantity";
import type { Canonical } from "@cisterna/record";
import type { Bytes } from "../bytes.ts";
import {
  choice,
  count,
  list,
  octets,
  orNull,
  record,
  type Shape,
  text,
  variant,
  whole,
} from "../codec/shape.ts";
import { value } from "../codec/value.ts";
import { LIMITS } from "../limits.ts";
import { LINK_REFUSAL, type LinkRefusal } from "../refusal.ts";
import type { Role } from "../role.ts";
import { TOLD, type Told } from "./command.ts";
import { FLAW, type Flaw } from "./flaw.ts";
import { LABEL, type Label, WARE, type Ware } from "./image.ts";

/** What every request that can have an effect carries. */
export type Envelope = {
  /** 128 bits, drawn by the sender; the same again is the same request again. */
  readonly id: Bytes;
  /** Version that the sender believes to be running, 0 for none; null if it does not matter. */
  readonly expects: number | null;
  /** When the person decided, on the pump's clock, and how long that is meant. */
  readonly issued: Milliseconds;
  readonly validFor: Milliseconds;
};

/** A role that one pairs in. */
export type InvitedRole = Exclude<Role, "emergency">;

/** What is asked of a pump inside a session. */
export type Request =
  /** Do this. */
  | ({ readonly kind: "tell"; readonly told: Told } & Envelope)
  /** Judge this and read it back; nothing changes. */
  | ({ readonly kind: "propose"; readonly told: Told } & Envelope)
  /** Do what was read back, by the signature of a person. */
  | ({
      readonly kind: "commit";
      readonly hash: Bytes;
      readonly challenge: Bytes;
      readonly signature: Bytes;
    } & Envelope)
  /**
   * A piece of a reading: of a new one, with the log after entry `since`, or of the one with this
   * hash.
   */
  | {
      readonly kind: "read";
      readonly resume: Bytes | null;
      readonly from: number;
      readonly since: number;
    }
  /** Let another device pair, in this role. */
  | ({ readonly kind: "invite"; readonly role: InvitedRole } & Envelope)
  /** Never listen to this peer again. */
  | ({ readonly kind: "forget"; readonly slot: number } & Envelope)
  /** End every certificate before this epoch; signed by the clinic. */
  | ({ readonly kind: "advance"; readonly epoch: number; readonly signature: Bytes } & Envelope)
  /** An image by its label, signed by the maker: from where on are its bytes wanted? */
  | ({ readonly kind: "offer"; readonly label: Label; readonly signature: Bytes } & Envelope)
  /** A piece of the content of the image with this hash. */
  | {
      readonly kind: "put";
      readonly hash: Bytes;
      readonly from: number;
      readonly bytes: Bytes;
    }
  /** Take the image on; again: what came of it. */
  | ({ readonly kind: "take"; readonly hash: Bytes } & Envelope)
  /** It is so late on the wall, in milliseconds since 1970: for the diary, and nothing else. */
  | { readonly kind: "date"; readonly wall: number }
  /** What the pairing came to. */
  | { readonly kind: "collect" }
  /** End the session; answered by how the pump runs on. */
  | { readonly kind: "leave" };

/** How the pump runs, in its own words: the last thing that is read before a session is left. */
export type Statement = {
  readonly now: Milliseconds;
  readonly mode: Mode;
  readonly rate: PulsesPerDay;
  /** How far faults hold delivery back. */
  readonly restraint: Restraint;
  /** Version of the running program; 0 for none. */
  readonly version: number;
  readonly reservoir: Nanolitres;
  /** When the reservoir is low and empty and the pump is to be replaced; null: nothing is due. */
  readonly dates: Dates;
  readonly stop: { readonly reason: string; readonly until: Milliseconds } | null;
};

/** What a pump says inside a session. */
export type Reply =
  /** What happened, or what was refused by the pump itself. */
  | { readonly kind: "outcome"; readonly events: readonly Canonical[] }
  /** Refused by the link: nothing was passed on. */
  | { readonly kind: "refused"; readonly refusals: readonly LinkRefusal[] }
  /** The pump's own rendering of what it would do, what it has against it, and what to sign. */
  | {
      readonly kind: "readback";
      readonly canonical: Bytes;
      readonly hash: Bytes;
      readonly challenge: Bytes;
      readonly refusals: readonly Canonical[];
      readonly signature: Bytes;
    }
  /** It was done, at this moment; signed by the pump. */
  | {
      readonly kind: "receipt";
      readonly hash: Bytes;
      readonly version: number;
      readonly at: Milliseconds;
      readonly signature: Bytes;
    }
  | {
      readonly kind: "piece";
      readonly hash: Bytes;
      readonly length: number;
      readonly from: number;
      readonly bytes: Bytes;
    }
  | { readonly kind: "invited"; readonly secret: Bytes; readonly until: Milliseconds }
  | { readonly kind: "paired"; readonly slot: number; readonly helloKey: Bytes }
  | { readonly kind: "statement"; readonly statement: Statement }
  | { readonly kind: "done" }
  /** The bytes of an image from here on; its size: it is whole. */
  | { readonly kind: "wanted"; readonly hash: Bytes; readonly from: number }
  /** What an image that was taken on has come to, and why it was not kept. */
  | {
      readonly kind: "taken";
      readonly ware: Ware;
      readonly version: number;
      readonly state: "on-trial" | "kept" | "rolled-back";
      readonly flaw: Flaw | null;
    };

const TIME = count(milliseconds);
const HASH = octets(32);
const CHALLENGE = octets(16);
const SIGNATURE = octets(64);
const ENVELOPE = {
  id: octets(16),
  expects: orNull(whole()),
  issued: TIME,
  validFor: count(milliseconds, LIMITS.validity),
};

/** The table of requests. */
export const REQUEST: Shape<Request> = variant<Request>({
  tell: { ...ENVELOPE, told: TOLD },
  propose: { ...ENVELOPE, told: TOLD },
  commit: { ...ENVELOPE, hash: HASH, challenge: CHALLENGE, signature: SIGNATURE },
  read: { resume: orNull(HASH), from: whole(), since: whole() },
  invite: { ...ENVELOPE, role: choice<InvitedRole>({ patient: 0, clinician: 1, service: 2 }) },
  forget: { ...ENVELOPE, slot: whole(0xffff_ffff) },
  advance: { ...ENVELOPE, epoch: whole(), signature: SIGNATURE },
  collect: {},
  leave: {},
  offer: { ...ENVELOPE, label: LABEL, signature: SIGNATURE },
  put: { hash: HASH, from: whole(LIMITS.image), bytes: octets(1, LIMITS.piece) },
  take: { ...ENVELOPE, hash: HASH },
  date: { wall: whole() },
});

const STATEMENT: Shape<Statement> = record<Statement>({
  now: TIME,
  mode: choice<Mode>({ idle: 0, transition: 1, running: 2, stopped: 3, dry: 4 }),
  rate: count(pulsesPerDay),
  restraint: choice<Restraint>({ none: 0, "lowest-step": 1, minimum: 2, stop: 3 }),
  version: whole(),
  reservoir: count(nanolitres),
  dates: record<Dates>({ low: orNull(TIME), empty: orNull(TIME), replaceBy: orNull(TIME) }),
  stop: orNull(record({ reason: text(200), until: TIME })),
});

const MOST_EVENTS = 1_024;

/** The table of replies. */
export const REPLY: Shape<Reply> = variant<Reply>({
  outcome: { events: list(value, MOST_EVENTS) },
  refused: { refusals: list(LINK_REFUSAL, 16) },
  readback: {
    ...{ canonical: octets(0, LIMITS.message - 1_024), hash: HASH, challenge: CHALLENGE },
    ...{ refusals: list(value, MOST_EVENTS), signature: SIGNATURE },
  },
  receipt: { hash: HASH, version: whole(), at: TIME, signature: SIGNATURE },
  piece: { hash: HASH, length: whole(), from: whole(), bytes: octets(0, LIMITS.piece) },
  invited: { secret: HASH, until: TIME },
  paired: { slot: whole(0xffff_ffff), helloKey: HASH },
  statement: { statement: STATEMENT },
  done: {},
  wanted: { hash: HASH, from: whole(LIMITS.image) },
  taken: {
    ...{ ware: WARE, version: whole() },
    state: choice({ "on-trial": 0, kept: 1, "rolled-back": 2 }),
    flaw: orNull(FLAW),
  },
});
