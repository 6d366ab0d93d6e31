// SPDX-License-Identifier: Apache-2.0
/**
 * Migrations: plain SQL files in order, each applied once and remembered with the hash of its text.
 * A file that changed after it was applied stops everything.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { assert } from "@cisterna/quantity";
import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

type Migration = { readonly name: string; readonly text: string; readonly hash: string };

/** A database that this program does not know how to read. */
export class Unmigratable extends Error {
  constructor(name: string, why: "changed" | "unknown") {
    super(
      why === "changed"
        ? `migration ${name} was changed after it was applied`
        : `the database has migration ${name}, which this version of Cisterna does not know`,
    );
    this.name = "Unmigratable";
  }
}

const FOLDER = new URL("./migrations/", import.meta.url);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const readMigrations = async (): Promise<readonly Migration[]> => {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).toSorted();
  assert(names.length > 0, "there are migrations");
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), "utf8");
      return { name, text, hash: sha256(text) };
    }),
  );
};

const run = async (db: Kysely<Tables>, text: string): Promise<void> => {
  await sql.raw(text).execute(db);
};

const appliedIn = async (db: Kysely<Tables>): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ name: string; hash: string }>`
    select name, hash from migration order by name`.execute(db);
  return new Map(rows.map(({ name, hash }) => [name, hash]));
};

const checkKnown = (applied: ReadonlyMap<string, string>, known: readonly Migration[]): void => {
  for (const [name, hash] of applied) {
    const migration = known.find((each) => each.name === name);
    if (migration === undefined) throw new Unmigratable(name, "unknown");
    if (migration.hash !== hash) throw new Unmigratable(name, "changed");
  }
};

const applyMissing = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const known = await readMigrations();
  await run(db, "create table if not exists migration (name text primary key, hash text not null)");
  const applied = await appliedIn(db);
  checkKnown(applied, known);
  const missing = known.filter(({ name }) => !applied.has(name));
  for (const { name, text, hash } of missing) {
    await run(db, `${text}; insert into migration values ('${name}', '${hash}')`);
  }
  return missing.map(({ name }) => name);
};

/** Servers that start together migrate one after the other. The number means nothing. */
const LOCK = 8_420_001;

/**
 * Brings a database to the newest schema, all at once or not at all; gives the names of what was
 * applied now. Throws `Unmigratable` for a database of another version.
 */
export const migrate = (db: Kysely<Tables>): Promise<readonly string[]> =>
  db.transaction().execute(async (transaction) => {
    await run(transaction, `select pg_advisory_xact_lock(${LOCK})`);
    return applyMissing(transaction);
  });
