// SPDX-License-Identifier: Apache-2.0
/** The scope of a clinic: a transaction that sees and writes the rows of one clinic alone. */
import { sql, type Transaction } from "kysely";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** A transaction of one clinic. */
export type Scope = Transaction<Tables>;

/** Enters a clinic until the end of the transaction. */
export const enter = async (scope: Scope, clinic: string): Promise<void> => {
  await sql`select set_config('cisterna.clinic', ${clinic}, true)`.execute(scope);
};

/** Does some work in the scope of a clinic, whole or not at all. */
export const inClinic = <T>(
  db: Database,
  clinic: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (scope) => {
    await enter(scope, clinic);
    return work(scope);
  });
