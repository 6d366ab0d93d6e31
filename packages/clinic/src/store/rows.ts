// SPDX-License-Identifier: Apache-2.0
/**
 * Rows written many at once: they go to the database as one text, which it reads in half the time
 * that as many values of their own take it.
 */
import { sql } from "kysely";
import type { Scope } from "./scope.ts";
import type { Tables } from "./tables.ts";

/** Writes rows that have the same columns, in their order, in one statement. */
export const insertRows = async (
  scope: Scope,
  table: keyof Tables,
  rows: readonly object[],
): Promise<void> => {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`
    insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
  `.execute(scope);
};
