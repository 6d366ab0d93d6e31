// SPDX-License-Identifier: Apache-2.0
/**
 * Queue: pg-boss on the clinic's own database, so that any number of servers share the work and
 * what one of them left half-way is done by another. Jobs name a clinic and nothing of a patient.
 */
import { CompiledQuery, sql } from "kysely";
import { type ConstructorOptions, PgBoss } from "pg-boss";
import type { Database } from "./database.ts";

/** The schema that holds the jobs, apart from the record. */
const SCHEMA = "pgboss";

/** Connections that a server's jobs take beside its requests'. */
const CONNECTIONS = 2;

/** An embedded database has one connection: it is lent for a statement, and given back clean. */
const lent = (db: Database): NonNullable<ConstructorOptions["db"]> => ({
  executeSql: (text: string, values: unknown[] = []) =>
    db.connection().execute(async (connection) => {
      try {
        const { rows } = await connection.executeQuery(CompiledQuery.raw(text, [...values]));
        return { rows: [...rows] };
      } catch (error) {
        await sql`rollback`.execute(connection);
        throw error;
      }
    }),
});

const isMade = async (db: Database): Promise<boolean> => {
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${SCHEMA}`.execute(db);
  return rows.length > 0;
};

/** A queue over a database that is open; `url` is that of a server's, null: it is embedded. */
export const openQueue = async (
  db: Database,
  url: string | null,
  failed: (error: Error) => void,
): Promise<PgBoss> => {
  const place: ConstructorOptions =
    url === null
      ? { db: lent(db), backend: "pglite" }
      : { connectionString: url, max: CONNECTIONS, application_name: "cisterna-jobs" };
  const boss = new PgBoss({ ...place, schema: SCHEMA, createSchema: !(await isMade(db)) });
  boss.on("error", failed);
  await boss.start();
  return boss;
};
