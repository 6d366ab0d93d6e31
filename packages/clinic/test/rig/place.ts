// SPDX-License-Identifier: Apache-2.0
/**
 * Places for databases under test: an empty folder for PGlite, an empty database of a private
 * PostgreSQL. A PGlite takes seconds to be made, so it is made once and copied.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import type { Place } from "../../src/index.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../../", import.meta.url));
const script = join(root, "tools/postgres.sh");

/** A place to open, and the way to leave nothing behind. */
export type Site = {
  readonly place: Place;
  readonly clear: () => Promise<void>;
};

/** A kind of database: gives empty places, and can be closed for good. */
export type Ground = {
  readonly name: "PGlite" | "PostgreSQL";
  readonly site: () => Promise<Site>;
  readonly close: () => Promise<void>;
};

const prepared = join(root, "node_modules/.cache/cisterna/pglite-0.5.16");

/** Makes the folder that all are copied from. Two that make it at once both win. */
const prepare = async (): Promise<void> => {
  if (existsSync(prepared)) return;
  await mkdir(dirname(prepared), { recursive: true });
  const making = await mkdtemp(`${prepared}-`);
  const pglite = new PGlite(making);
  await pglite.waitReady;
  await pglite.close();
  await rename(making, prepared).catch(() => rm(making, { recursive: true }));
};

/** PGlite, each in a folder of its own. */
export const embeddedGround = (): Ground => ({
  name: "PGlite",
  site: async () => {
    await prepare();
    const folder = await mkdtemp(join(tmpdir(), "cisterna-lite-"));
    const path = join(folder, "data");
    await cp(prepared, path, { recursive: true });
    return {
      place: { kind: "folder", path, hasty: true },
      clear: () => rm(folder, { recursive: true }),
    };
  },
  close: async () => undefined,
});

/** An empty PGlite, open, and the way to leave nothing behind. */
export const openScratch = async (): Promise<{
  readonly db: Database;
  readonly close: () => Promise<void>;
}> => {
  const { place, clear } = await embeddedGround().site();
  const db = await openDatabase(place);
  const close = async (): Promise<void> => {
    await db.destroy();
    await clear();
  };
  return { db, close };
};

/** Does something in a PostgreSQL as its superuser. */
export const asSuperuser = async (
  folder: string,
  database: string,
  statements: readonly string[],
): Promise<void> => {
  const client = new Client({ host: folder, user: "postgres", database });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

let made = 0;

const makeDatabase = async (folder: string): Promise<Site> => {
  made += 1;
  const name = `clinic_${process.pid}_${made}`;
  await asSuperuser(folder, "postgres", [`create database ${name} owner cisterna`]);
  return {
    place: { kind: "postgres", url: `postgresql://cisterna@/${name}?host=${folder}` },
    clear: () => asSuperuser(folder, "postgres", [`drop database ${name} with (force)`]),
  };
};

/** Starts a private PostgreSQL; gives its folder. */
export const startServer = async (...options: readonly string[]): Promise<string> => {
  const { stdout } = await run(script, ["start", ...options]);
  const folder = stdout.trim();
  await asSuperuser(folder, "postgres", ["create role cisterna login"]);
  return folder;
};

/** Ends a private PostgreSQL, kills it, or starts it again. */
export const tellServer = (word: "stop" | "kill" | "again", folder: string): Promise<unknown> =>
  run(script, [word, folder]);

/** PostgreSQL, each place a database of one private server that is started when first asked for. */
export const serverGround = (): Ground => {
  let started: Promise<string> | undefined;
  return {
    name: "PostgreSQL",
    site: async () => {
      started ??= startServer("fsync = off");
      return makeDatabase(await started);
    },
    close: async () => {
      if (started !== undefined) await tellServer("stop", await started);
    },
  };
};
