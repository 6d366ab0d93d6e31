// SPDX-License-Identifier: Apache-2.0
/** Where the clinic's bench keeps its databases: folders for PGlite, a private PostgreSQL. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Place } from "@cisterna/clinic";
import pg from "pg";

/** A place for a database, and the words by which the command line finds it. */
type Site = { readonly place: Place; readonly words: readonly string[] };

/** A kind of database: both wait for the disk as a clinic's do. */
export type Ground = {
  readonly name: "PGlite" | "PostgreSQL";
  readonly site: () => Promise<Site>;
  readonly close: () => Promise<void>;
};

/** PGlite in folders. */
export const embeddedGround = (): Ground => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-bench-"));
  let made = 0;
  return {
    name: "PGlite",
    site: async () => {
      made += 1;
      const data = join(folder, String(made));
      mkdirSync(data);
      return { place: { kind: "folder", path: `${data}/database` }, words: ["--data", data] };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

const SCRIPT = join(import.meta.dirname, "../../../../../tools/postgres.sh");

const run = promisify(execFile);

const asSuperuser = async (folder: string, statement: string): Promise<void> => {
  const client = new pg.Client({ host: folder, user: "postgres", database: "postgres" });
  await client.connect();
  await client.query(statement);
  await client.end();
};

/** A PostgreSQL of its own; null: none is installed here. */
export const serverGround = async (): Promise<Ground | null> => {
  const started = await run(SCRIPT, ["start"]).catch(() => null);
  if (started === null) return null;
  const folder = started.stdout.trim();
  await asSuperuser(folder, "create role cisterna login");
  let made = 0;
  return {
    name: "PostgreSQL",
    site: async () => {
      made += 1;
      await asSuperuser(folder, `create database bench_${made} owner cisterna`);
      const url = `postgresql://cisterna@/bench_${made}?host=${folder}`;
      return { place: { kind: "postgres", url }, words: ["--database-url", url] };
    },
    close: async () => {
      await run(SCRIPT, ["stop", folder]);
    },
  };
};
