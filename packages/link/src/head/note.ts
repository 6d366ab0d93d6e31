// SPDX-License-Identifier: Apache-2.0
/**
 * Notes: what happened on the link, for the log and, where a row says so, for the patient's ears.
 * What does not get past the filter makes no note: nobody outside can make a log grow.
 */
import type { Milliseconds } from "@cisterna/quantity";
import type { Canonical } from "@cisterna/record";
import { hexOf } from "../bytes.ts";
import type { LinkRefusal } from "../refusal.ts";
import type { Channel, Role } from "../role.ts";
import type { Flaw } from "../wire/flaw.ts";
import type { Label } from "../wire/image.ts";

/** Why a session ended. */
export type EndReason = "left" | "silent" | "too-long" | "half-open" | "replaced" | "forged";

/** An image by its ware and version. */
type Issue = Pick<Label, "ware" | "version">;

/** Something that happened on the link. */
export type Note = { readonly at: Milliseconds } & (
  | {
      readonly kind: "session-opened";
      readonly session: number;
      readonly slot: number;
      readonly role: Role;
      readonly channel: Channel;
    }
  | {
      readonly kind: "session-ended";
      readonly session: number;
      readonly slot: number;
      readonly why: EndReason;
    }
  | { readonly kind: "far-field-closed"; readonly until: Milliseconds }
  | { readonly kind: "invited"; readonly slot: number; readonly role: Role }
  | { readonly kind: "paired"; readonly slot: number; readonly role: Role; readonly name: string }
  | { readonly kind: "emergency-opened"; readonly session: number }
  | { readonly kind: "forgotten"; readonly slot: number; readonly by: number }
  | { readonly kind: "epoch-advanced"; readonly epoch: number; readonly by: number }
  | { readonly kind: "proposed"; readonly slot: number; readonly hash: string }
  | { readonly kind: "committed"; readonly slot: number; readonly hash: string }
  /** Somebody said what time it is on the wall, in milliseconds since 1970. */
  | { readonly kind: "dated"; readonly slot: number; readonly wall: number }
  | ({
      readonly kind: "update-offered" | "update-received" | "update-taken";
      readonly slot: number;
    } & Issue)
  | ({ readonly kind: "update-kept" } & Issue)
  | ({ readonly kind: "update-rolled-back"; readonly flaw: Flaw } & Issue)
  | {
      readonly kind: "refused";
      readonly slot: number;
      readonly refusals: readonly LinkRefusal[];
    }
);

const hexed = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? hexOf(value) : value;

/** A note as data of a reading: bytes in hexadecimal. */
export const toldNote = (note: Note): Canonical =>
  JSON.parse(JSON.stringify(note, hexed)) as Canonical;

/** Whether the patient hears it: somebody new, or somebody without a pairing, has got in. */
export const AUDIBLE: Readonly<Record<Note["kind"], boolean>> = {
  ...{ "session-opened": false, "session-ended": false, "far-field-closed": false },
  ...{ invited: false, paired: true, "emergency-opened": true, forgotten: false },
  ...{ "epoch-advanced": false, proposed: false, committed: false, refused: false },
  ...{ "update-offered": false, "update-received": false, "update-taken": false },
  ...{ dated: false, "update-kept": false, "update-rolled-back": false },
};
