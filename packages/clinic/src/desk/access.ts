// SPDX-License-Identifier: Apache-2.0
/** Accesses: who looked at what, or tried to, written down beside the record. */
import { insertRows } from "../store/rows.ts";
import type { Scope } from "../store/scope.ts";

/** One line of who looked at what. */
export type Access = {
  readonly clinic: string;
  readonly account: string;
  readonly what: string;
  readonly subject: string;
  readonly result: string;
  readonly emergency: string | null;
  readonly at: number;
};

/** Writes down that somebody looked, or tried to. */
export const noteAccess = async (scope: Scope, access: Access): Promise<void> => {
  await scope.insertInto("access").values(access).execute();
};

/** Writes down many at once, in their order. */
export const noteAccesses = (scope: Scope, all: readonly Access[]): Promise<void> =>
  insertRows(scope, "access", all);
