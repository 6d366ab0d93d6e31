// SPDX-License-Identifier: Apache-2.0
/** Wishes: a command that somebody wants to be done, and the hands under it. */
import { createHash } from "node:crypto";
import { canonicalText } from "@cisterna/record";
import type { Assertion } from "../people/passkey.ts";
import type { CommandRow } from "./row.ts";

/** A password, and a code of the second factor; null: none was given. */
type Known = { readonly password: string; readonly code: string | null };

/** What a passkey said to a challenge that was drawn for this very request. */
export type Held = { readonly assertion: Assertion };

/** A person's hand under a command: proven now, with what it means. */
export type Hand = { readonly account: string; readonly meaning: string } & (Known | Held);

/** Somebody wants a command to be done. */
export type Wish = {
  readonly account: string;
  readonly row: CommandRow;
  readonly patient: string | null;
  readonly input: unknown;
  readonly why: string | null;
  readonly key: string | null;
  /** Revision of the subject that the person has seen. */
  readonly seen: number | null;
  readonly signature: Hand | null;
  readonly second: Hand | null;
};

/** A hash of plain data. */
export const hashOf = (value: unknown): string => {
  const text = canonicalText(value);
  return createHash("sha256")
    .update(text.ok ? text.value : JSON.stringify(value))
    .digest("hex");
};

/** What is asked for, and by whom. */
type Asking = Pick<Wish, "account" | "row" | "patient" | "input">;

/** The hash of a request: a key comes again with it, and a passkey signs it. */
export const askedBy = ({ account, row, patient, input }: Asking): string =>
  hashOf({ account, command: row.name, patient, input: JSON.stringify(input ?? null) });
