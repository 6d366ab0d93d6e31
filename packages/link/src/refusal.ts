// SPDX-License-Identifier: Apache-2.0
/**
 * Refusals of the link: why it does not pass on what was said in a session. Data only. Outside of a
 * session nothing is refused aloud: a frame that is not worth an answer gets none.
 */
import type { Command } from "@cisterna/pump";
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Malformed } from "./codec/reader.ts";
import { choice, count, orNull, type Shape, variant, whole } from "./codec/shape.ts";
import { PERMISSIONS, ROLES, type Role } from "./role.ts";

/** A reason for no. */
export type LinkRefusal =
  | { readonly kind: "role-may-not"; readonly role: Role; readonly asked: Command["kind"] }
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
  | { readonly kind: "not-understood"; readonly at: number; readonly what: Malformed["what"] };

const KINDS = Object.fromEntries(
  Object.keys(PERMISSIONS).map((kind, index) => [kind, index]),
) as Record<Command["kind"], number>;
const TIME = count(milliseconds);

/** The table of refusals. */
export const LINK_REFUSAL: Shape<LinkRefusal> = variant<LinkRefusal>({
  "role-may-not": { role: choice<Role>(ROLES), asked: choice<Command["kind"]>(KINDS) },
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
    what: choice<Malformed["what"]>({
      ...{ cut: 0, "not-canonical": 1, "wrong-type": 2, "out-of-range": 3, "too-long": 4 },
      ...{ "wrong-fields": 5, "unknown-kind": 6, "not-text": 7, "too-deep": 8 },
      "bytes-left-over": 9,
    }),
  },
});
