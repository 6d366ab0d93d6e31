// SPDX-License-Identifier: Apache-2.0
/**
 * Copies of everything: a backup that either kind of database can be made from, and the way back.
 * One JSON document a line; the last line counts them and holds a hash over all before it.
 */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "./database.ts";
import { insertRows } from "./rows.ts";
import { enter, type Scope } from "./scope.ts";
import type { Tables } from "./tables.ts";
import { verifyRecord } from "./verify.ts";

/** Tables of a clinic in the order in which they can be filled. What is of a moment is left out. */
const TABLES = [
  "chain",
  "event",
  "answer",
  "credential",
  "passkey",
  "passport_key",
  "access",
] as const;
type Copied = (typeof TABLES)[number];

const KEYS: Readonly<Record<Copied, string>> = {
  chain: "clinic",
  event: "seq",
  answer: "key",
  credential: "account",
  passkey: "passkey",
  passport_key: "clinic",
  access: "seq",
};

const FORMAT = "cisterna-backup-1";

/** What is wrong with a backup, or with the place that it should be restored to. */
export type RestoreRefusal =
  | { readonly kind: "not-a-backup"; readonly line: number }
  | { readonly kind: "backup-damaged" }
  | { readonly kind: "database-not-empty" }
  | { readonly kind: "record-broken"; readonly clinic: string; readonly flaws: number };

/** Rows that are read or written at once. */
const PAGE = 1_000;

async function* rowsOf(
  scope: Scope,
  clinic: string,
  table: Copied,
): AsyncGenerator<Record<string, unknown>> {
  const key = KEYS[table];
  let beyond = sql``;
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} where clinic = ${clinic} ${beyond}
      order by ${sql.ref(key)} limit ${PAGE}`.execute(scope);
    yield* rows;
    if (rows.length < PAGE) return;
    beyond = sql`and ${sql.ref(key)} > ${rows.at(-1)?.[key]}`;
  }
}

type Say = (line: string) => Promise<void>;

/** One moment of a clinic, whatever is written meanwhile. */
const copyClinic = (db: Database, clinic: string, say: Say): Promise<void> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (scope) => {
      await enter(scope, clinic);
      // Pages are read along their key, though a database without statistics would sort the rest.
      await sql`set local enable_sort = off`.execute(scope);
      for (const table of TABLES) {
        for await (const row of rowsOf(scope, clinic, table)) {
          await say(JSON.stringify({ table, row }));
        }
      }
    });

/** Writes a backup of every clinic, line by line; gives the number of lines before the last. */
export const backUp = async (db: Database, write: Say): Promise<number> => {
  const hash = createHash("sha256");
  let lines = 0;
  const say = async (line: string): Promise<void> => {
    hash.update(`${line}\n`);
    lines += 1;
    await write(line);
  };
  await say(JSON.stringify({ format: FORMAT }));
  const clinics = await db.selectFrom("clinic").selectAll().orderBy("clinic").execute();
  for (const row of clinics) {
    await say(JSON.stringify({ table: "clinic", row }));
    await copyClinic(db, row.clinic, say);
  }
  await write(JSON.stringify({ lines, sha256: hash.digest("hex") }));
  return lines;
};

type Line = { readonly table: keyof Tables; readonly row: Record<string, unknown> };

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

const lineOf = (text: string): Line | null => {
  const value = parsed(text) as Partial<Line> | null;
  const known = ["clinic", ...TABLES] as readonly string[];
  return value?.table !== undefined && known.includes(value.table) && value.row !== undefined
    ? { table: value.table, row: value.row }
    : null;
};

type Checked = { readonly ok: true } | { readonly ok: false; readonly refusal: RestoreRefusal };

/** Whether the lines of a backup are all there and as they were written. */
const checkLines = (lines: readonly string[]): Checked => {
  const last = parsed(lines.at(-1) ?? "") as { lines?: number; sha256?: string } | null;
  const rest = lines.slice(0, -1);
  const first = parsed(rest[0] ?? "") as { format?: string } | null;
  if (first?.format !== FORMAT) return { ok: false, refusal: { kind: "not-a-backup", line: 1 } };
  const hash = createHash("sha256");
  for (const line of rest) hash.update(`${line}\n`);
  const isWhole = last?.lines === rest.length && last.sha256 === hash.digest("hex");
  if (!isWhole) return { ok: false, refusal: { kind: "backup-damaged" } };
  const wrong = rest.slice(1).findIndex((line) => lineOf(line) === null);
  return wrong < 0
    ? { ok: true }
    : { ok: false, refusal: { kind: "not-a-backup", line: wrong + 2 } };
};

const isEmpty = async (db: Database): Promise<boolean> =>
  (await db.selectFrom("clinic").select("clinic").execute()).length === 0;

const fill = async (scope: Scope, lines: readonly Line[]): Promise<void> => {
  let rows: object[] = [];
  let table: keyof Tables = "clinic";
  for (const line of lines) {
    if (line.table !== table || rows.length >= PAGE) {
      await insertRows(scope, table, rows);
      rows = [];
    }
    table = line.table;
    rows.push(line.row);
  }
  await insertRows(scope, table, rows);
};

/** New accesses are counted on from the last one that was restored. */
const countOn = async (scope: Scope, lines: readonly Line[]): Promise<void> => {
  const seqs = lines.filter(({ table }) => table === "access").map(({ row }) => Number(row["seq"]));
  const last = seqs.reduce((most, each) => Math.max(most, each), 1);
  await sql`select setval(pg_get_serial_sequence('access', 'seq'), ${last})`.execute(scope);
};

/** Lines of each clinic, its own row first. */
const byClinic = (lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> =>
  Map.groupBy(lines, ({ row }) => String(row["clinic"]));

/** Ends a transaction that has found out too late that it should not be. */
class Undone extends Error {
  readonly refusal: RestoreRefusal;
  constructor(refusal: RestoreRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

const fillAll = async (scope: Scope, lines: readonly Line[]): Promise<void> => {
  for (const [clinic, own] of byClinic(lines)) {
    await enter(scope, clinic);
    await fill(scope, own);
    const { flaws } = await verifyRecord(scope, clinic);
    if (flaws.length > 0) throw new Undone({ kind: "record-broken", clinic, flaws: flaws.length });
  }
  await countOn(scope, lines);
};

/**
 * Restores a backup into an empty database, whole or not at all; every record is verified before
 * any of it stands. Gives why not, or null.
 */
export const restore = async (
  db: Database,
  lines: readonly string[],
): Promise<RestoreRefusal | null> => {
  const checked = checkLines(lines);
  if (!checked.ok) return checked.refusal;
  if (!(await isEmpty(db))) return { kind: "database-not-empty" };
  try {
    const read = lines.slice(1, -1).flatMap((line) => lineOf(line) ?? []);
    await db.transaction().execute((scope) => fillAll(scope, read));
    return null;
  } catch (error) {
    if (error instanceof Undone) return error.refusal;
    throw error;
  }
};
