// SPDX-License-Identifier: Apache-2.0
/**
 * The database: PGlite in a folder, or a PostgreSQL by its address. Everything above speaks the
 * same SQL to both.
 */
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Pool, types } from "pg";
import { openDurable } from "./durable.ts";
import { embeddedDialect } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** An open database. */
export type Database = Kysely<Tables>;

/**
 * Where a database is: a folder of its own, memory, or a PostgreSQL. A hasty one does not wait for
 * the disk; it is for tests.
 */
export type Place =
  | { readonly kind: "folder"; readonly path: string; readonly hasty?: boolean }
  | { readonly kind: "memory" }
  | { readonly kind: "postgres"; readonly url: string; readonly connections?: number };

/** Why a database is not opened. */
export class Unfit extends Error {
  constructor(role: string) {
    super(
      `the database role ${role} is not bound by row-level security (superuser or bypassrls); ` +
        "give Cisterna a role of its own",
    );
    this.name = "Unfit";
  }
}

const INT8 = 20;

const wholeNumbers = {
  getTypeParser: ((id: number, format?: "text") =>
    id === INT8 ? Number : types.getTypeParser(id, format)) as typeof types.getTypeParser,
};

const server = (url: string, connections = 10): Database =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: new Pool({
        connectionString: url,
        max: connections,
        types: wholeNumbers,
        connectionTimeoutMillis: 5_000,
      })
        // A connection that dies is replaced at its next use; whoever uses it is told by the query.
        .on("error", () => undefined)
        .on("connect", (client) => client.on("error", () => undefined)),
    }),
  });

const embedded = (pglite: PGlite): Database =>
  new Kysely<Tables>({ dialect: embeddedDialect(pglite) });

const openEmbedded = async (place: Exclude<Place, { kind: "postgres" }>): Promise<PGlite> => {
  if (place.kind === "memory") return new PGlite();
  return place.hasty === true ? new PGlite(place.path) : openDurable(place.path);
};

/** PGlite starts as its superuser, whom no policy binds: everything is done as this role. */
const ROLE = "cisterna";

const stepDown = async (db: Database): Promise<void> => {
  const { rows } = await sql`select 1 from pg_roles where rolname = ${ROLE}`.execute(db);
  if (rows.length === 0) {
    await sql
      .raw(`create role ${ROLE}; grant create, usage on schema public to ${ROLE}`)
      .execute(db);
  }
  // Its own schema is for the jobs: only here is somebody who may make one.
  await sql.raw(`create schema if not exists pgboss authorization ${ROLE}`).execute(db);
  await sql.raw(`set role ${ROLE}`).execute(db);
};

const checkBound = async (db: Database): Promise<void> => {
  const { rows } = await sql<{ role: string; free: boolean }>`
    select rolname as role, rolsuper or rolbypassrls as free
    from pg_roles where rolname = current_user`.execute(db);
  const free = rows.find((row) => row.free);
  if (free !== undefined) throw new Unfit(free.role);
};

/**
 * Opens a database, creates it if it is not there, and brings it to the newest schema.
 * Throws `Unfit` for a role that no policy binds, `Unmigratable` for another version's database.
 */
export const openDatabase = async (place: Place): Promise<Database> => {
  if (place.kind === "postgres") {
    const db = server(place.url, place.connections);
    await checkBound(db);
    await migrate(db);
    return db;
  }
  const db = embedded(await openEmbedded(place));
  await stepDown(db);
  await checkBound(db);
  await migrate(db);
  return db;
};
