// SPDX-License-Identifier: Apache-2.0
/**
 * Rows: the one shape of every command and view, whether the domain's or the people's. Routes, the
 * OpenAPI document, the matrix of permissions and the typed client are made from these.
 */
import type { Instant, Result } from "@cisterna/quantity";
import type { z } from "zod";
import type { Context, Signature } from "../fact/command.ts";
import type { Role } from "../fact/role.ts";
import type { Relying } from "../people/passkey.ts";
import type { Database } from "../store/database.ts";
import type { Fact } from "../store/event.ts";
import type { Scope } from "../store/scope.ts";
import type { House } from "./house.ts";

/** Why something has no effect: a kind, the field, what was read, what would be accepted. */
export type Refusal = {
  readonly kind: string;
  readonly path: string;
  readonly read: string;
  readonly accepted: string;
};

/** Whose part of the record a command or view is about. */
type Ground = "patient" | "clinic" | "stock" | "people";

/** For whom a command is prepared, where and when. */
type Preparing = {
  readonly db: Database;
  readonly clinic: string;
  readonly account: string;
  readonly now: number;
  readonly relying: Relying | null;
};

/** An input as it is decided, and what is written beside the record: secrets and counts. */
export type Prepared = {
  readonly input: unknown;
  readonly beside: (scope: Scope) => Promise<void>;
};

/** A command. */
export type CommandRow = {
  readonly name: string;
  readonly subject: Ground;
  readonly about: string;
  readonly who: readonly Role[];
  readonly signature: Signature;
  /** Whether every hand under it shows both its factors: always, or whoever has two. */
  readonly factors?: "both" | "both-if-there";
  /** Whether it is given the clinic's seal. */
  readonly seals?: boolean;
  readonly input: z.ZodType;
  readonly decide: (
    house: House,
    json: unknown,
    context: Context & {
      /** The passkey that `who` has signed with; null: with none. */
      readonly passkey: string | null;
    },
  ) => Result<readonly Fact[], Refusal>;
  /** What takes time or the database, before it is decided in one step with everything else. */
  readonly prepare?: (json: unknown, preparing: Preparing) => Promise<Result<Prepared, Refusal>>;
};

/** What a reading depends on besides the record. */
type Glance = {
  readonly now: Instant;
  readonly patient: string | null;
  readonly asked: unknown;
};

/** A view. */
export type ViewRow = {
  readonly name: string;
  readonly subject: Ground;
  readonly about: string;
  readonly who: readonly Role[];
  readonly asks: z.ZodType;
  /** Plain JSON; null: there is no such record. */
  readonly read: (house: House, glance: Glance) => Result<unknown, Refusal>;
};
