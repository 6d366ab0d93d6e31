// SPDX-License-Identifier: Apache-2.0
/**
 * PGlite behind Kysely. PGlite has one connection; Kysely's own dialect lends it to everybody at
 * once, so that a query from elsewhere would run inside somebody's transaction. Here a connection
 * is lent to one at a time.
 *
 * PGlite computes in this thread and never waits for anything: as long as queries follow each other
 * nothing else has its turn, and of those who come a server lets one in each turn. So whoever came
 * last would wait until nobody asks any more. Every query therefore begins with a turn of the loop.
 */
import { setImmediate as turn } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { gate } from "./gate.ts";

type Lent = DatabaseConnection & { readonly leave: () => void };

const lend = (pglite: PGlite, leave: () => void): Lent => ({
  leave,
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    await turn();
    const results =
      parameters.length === 0 ? await pglite.exec(sql) : [await pglite.query(sql, [...parameters])];
    const changed = results.at(-1)?.affectedRows;
    return {
      rows: results.flatMap(({ rows }) => rows) as R[],
      ...(changed === undefined ? {} : { numAffectedRows: BigInt(changed) }),
    };
  },
  // biome-ignore lint/correctness/useYield: Kysely asks for it, and PGlite cannot stream
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("PGlite does not stream");
  },
});

const driver = (pglite: PGlite): Driver => {
  const enter = gate();
  const say = (text: string) => async () => {
    await pglite.exec(text);
  };
  return {
    init: () => pglite.waitReady,
    acquireConnection: async () => lend(pglite, await enter()),
    releaseConnection: async (connection) => (connection as Lent).leave(),
    beginTransaction: say("begin"),
    commitTransaction: say("commit"),
    rollbackTransaction: say("rollback"),
    destroy: () => pglite.close(),
  };
};

/** The dialect of an embedded database. */
export const embeddedDialect = (pglite: PGlite): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver(pglite),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
