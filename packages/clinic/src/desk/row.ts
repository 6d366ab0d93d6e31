// SPDX-License-Identifier: Apache-2.0
/**
 * Rows: the one shape of every command and view, whether the domain's or the people's. Routes, the
 * OpenAPI document, the matrix of permissions and the typed client are made from these.
 */
import type { Instant, Result } from "@cisterna/quantity";
import type { z } from "zod";
import type { Context, Signature } from "../fact/command.ts";
import type { Role } from "../fact/role.ts";
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

/** A command. */
export type CommandRow = {
  readonly name: string;
  readonly subject: Ground;
  readonly about: string;
  readonly who: readonly Role[];
  readonly signature: Signature;
  /** Whether every hand under it shows its second factor. */
  readonly prescribes?: boolean;
  readonly input: z.ZodType;
  readonly decide: (
    house: House,
    json: unknown,
    context: Context,
  ) => Result<readonly Fact[], Refusal>;
  /** Fields of the input that the record never sees, and what is done with them beside it. */
  readonly secret?: (json: unknown, clinic: string) => Promise<(scope: Scope) => Promise<void>>;
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
