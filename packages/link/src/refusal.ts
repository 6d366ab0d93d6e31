// SPDX-License-Identifier: Apache-2.0
/**
 * Refusals of the link: why it does not pass on what was said in a session. Data only. Outside of a
 * session nothing is refused aloud: a frame that is not worth an answer gets none.
 */
import type { Command } from "@cisterna/pump";
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Bytes } from "./bytes.ts";
import type { Malformed } from "./codec/reader.ts";
import { choice, count, octets, orNull, type Shape, text, variant, whole } from "./codec/shape.ts";
import { PERMISSIONS, ROLES, type Role } from "./role.ts";
import { MALFORMATION } from "./wire/flaw.ts";
import { WARE, type Ware } from "./wire/image.ts";

/** What a role may not ask for: a command, an update, a date. */
type Wish = Command["kind"] | "update" | "date";

/** A reason for no. */
export type LinkRefusal =
  | { readonly kind: "role-may-not"; readonly role: Role; readonly asked: Wish }
  /** Another session holds control; this one may read. */
  | { readonly kind: "not-in-control" }
  | { readonly kind: "needs-near-field" }
  /** To be proposed, read back and signed, not told. */
  | { readonly kind: "needs-signature" }
  /** An emergency gives less than what runs, never more. */
  | { readonly kind: "not-lowering" }
  | {
      readonly kind: "expired";
      readonly issued: Milliseconds;
      readonly validFor: Milliseconds;
      readonly now: Milliseconds;
    }
  | { readonly kind: "from-the-future"; readonly issued: Milliseconds; readonly now: Milliseconds }
  /** The sender believes in another version than the one that runs; 0 is none. */
  | { readonly kind: "other-version"; readonly expected: number | null; readonly running: number }
  | { readonly kind: "software-too-old"; readonly found: number; readonly least: number }
  | { readonly kind: "no-proposal" }
  | { readonly kind: "other-hash" }
  | { readonly kind: "other-challenge" }
  | { readonly kind: "bad-signature" }
  | { readonly kind: "stale-epoch"; readonly found: number; readonly least: number }
  | { readonly kind: "unknown-peer" }
  | { readonly kind: "too-many-peers"; readonly most: number }
  | { readonly kind: "no-such-reading" }
  | { readonly kind: "too-long"; readonly most: number }
  /** What it runs on cannot be read: it takes no update. */
  | { readonly kind: "no-wares" }
  /** Nobody whom the pump was made to trust stands for it. */
  | { readonly kind: "not-vouched"; readonly ware: Ware; readonly version: number }
  | { readonly kind: "other-model"; readonly found: string; readonly model: string }
  | {
      readonly kind: "not-newer";
      readonly ware: Ware;
      readonly found: number;
      readonly running: number;
    }
  /** The bytes are not those that were signed. */
  | { readonly kind: "other-content"; readonly due: Bytes; readonly found: Bytes }
  | { readonly kind: "no-such-image" }
  | { readonly kind: "incomplete"; readonly found: number; readonly size: number }
  | { readonly kind: "not-understood"; readonly at: number; readonly what: Malformed["what"] };

const KINDS = Object.fromEntries(
  [...Object.keys(PERMISSIONS), "update", "date"].map((kind, index) => [kind, index]),
) as Record<Wish, number>;
const TIME = count(milliseconds);

/** The table of refusals. */
export const LINK_REFUSAL: Shape<LinkRefusal> = variant<LinkRefusal>({
  "role-may-not": { role: choice<Role>(ROLES), asked: choice<Wish>(KINDS) },
  "not-in-control": {},
  "needs-near-field": {},
  "needs-signature": {},
  "not-lowering": {},
  expired: { issued: TIME, validFor: TIME, now: TIME },
  "from-the-future": { issued: TIME, now: TIME },
  "other-version": { expected: orNull(whole()), running: whole() },
  "software-too-old": { found: whole(), least: whole() },
  "no-proposal": {},
  "other-hash": {},
  "other-challenge": {},
  "bad-signature": {},
  "stale-epoch": { found: whole(), least: whole() },
  "unknown-peer": {},
  "too-many-peers": { most: whole() },
  "no-such-reading": {},
  "too-long": { most: whole() },
  "not-understood": {
    at: whole(),
    what: MALFORMATION,
  },
  "no-wares": {},
  "not-vouched": { ware: WARE, version: whole() },
  "other-model": { found: text(64), model: text(64) },
  "not-newer": { ware: WARE, found: whole(), running: whole() },
  "other-content": { due: octets(32), found: octets(32) },
  "no-such-image": {},
  incomplete: { found: whole(), size: whole() },
});
