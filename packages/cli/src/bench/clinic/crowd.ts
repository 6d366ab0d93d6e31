// SPDX-License-Identifier: Apache-2.0
/**
 * Ten thousand patients: the pilot's facts, each told again of somebody else. They go through the
 * record as any command's do, in turns with bare inserts of the very rows that they became.
 */
import { inClinic } from "@cisterna/clinic";
import { assert } from "@cisterna/quantity";
import { sql } from "kysely";
import { sampleOf } from "../bench.ts";
import { CLINIC, type House } from "./house.ts";
import { PILOT } from "./refill.ts";

type Fact = { readonly kind: string; readonly version: number; readonly subject: string };
type Told = Fact & { readonly payload: string };

const rowsAfter = (house: House, seq: number) =>
  inClinic(house.db, CLINIC, (scope) =>
    scope.selectFrom("event").selectAll().where("seq", ">", seq).orderBy("seq").execute(),
  );

/** What was recorded of the pilot, and of nobody else. */
const factsOfPilot = async (house: House): Promise<readonly Told[]> =>
  (await rowsAfter(house, -1))
    .filter(({ subject }) => subject === `patient/${PILOT}`)
    .map(({ kind, subject, data }) => {
      const { fact, payload } = JSON.parse(data);
      return { kind, version: fact, subject, payload: JSON.stringify(payload) };
    });

const toldOf = ({ payload, ...fact }: Told, patient: string) => ({
  ...fact,
  subject: `patient/${patient}`,
  payload: JSON.parse(payload.replaceAll(`"${PILOT}"`, `"${patient}"`)),
});

/** Requests that are taken into one transaction, as the record takes them. */
const AT_ONCE = 64;

const columnsOf = (rows: readonly object[]) =>
  sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));

/** The same values in one statement, with nothing around it. */
const insertBare = (rows: readonly object[]) => {
  const values = sql.join(rows.map((row) => sql`(${sql.join(Object.values(row))})`));
  return sql`insert into bare (${columnsOf(rows)}) values ${values}`;
};

/** The same as one text, as the record writes them. */
const insertText = (rows: readonly object[]) => sql`
  insert into bare_text (${columnsOf(rows)})
  select ${columnsOf(rows)} from json_populate_recordset(null::bare_text, ${JSON.stringify(rows)})`;

/** A way of inserting, and how many rows of it go into a transaction. */
type Way = { readonly insert: typeof insertBare; readonly atOnce: number };

/** Milliseconds of a bare insert of rows. */
const timed = async (house: House, rows: readonly object[], { insert, atOnce }: Way) => {
  const start = performance.now();
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    await house.db.transaction().execute((scope) => insert(some).execute(scope));
  }
  return performance.now() - start;
};

type Size = { readonly patients: number; readonly turns: number };

/** Milliseconds of every way in turns, and how many events a turn was. */
export const crowd = async (house: House, { patients, turns }: Size) => {
  const served = await house.desk.serve(CLINIC);
  assert(served !== null, "the clinic of the bench is served");
  const facts = await factsOfPilot(house);
  for (const name of ["bare", "bare_text"]) {
    await sql`create table ${sql.table(name)} (like event including indexes)`.execute(house.db);
  }
  const [ours, bare, text]: [number[], number[], number[]] = [[], [], []];
  const each = patients / turns;
  let { seq } = (await served.record.look()).head;
  for (let turn = 0; turn < turns; turn += 1) {
    const names = Array.from({ length: each }, (_, place) => `p-${turn * each + place}`);
    const asked = names.map((name) => facts.map((fact) => toldOf(fact, name)));
    const start = performance.now();
    await Promise.all(
      asked.map((list) =>
        served.record.perform({
          ...{ deed: { actor: "bench", why: null }, at: house.clock.ms, key: null, asked: "" },
          ...{ expected: null, decide: () => ({ ok: true, facts: list }) },
        }),
      ),
    );
    ours.push(performance.now() - start);
    const rows = await rowsAfter(house, seq);
    seq += rows.length;
    const atOnce = AT_ONCE * facts.length;
    bare.push(await timed(house, rows, { insert: insertBare, atOnce }));
    text.push(await timed(house, rows, { insert: insertText, atOnce }));
  }
  const samples = { ours: sampleOf(ours), bare: sampleOf(bare), text: sampleOf(text) };
  return { ...samples, events: each * facts.length };
};
