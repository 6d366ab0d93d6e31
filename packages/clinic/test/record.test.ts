// SPDX-License-Identifier: Apache-2.0
/** The record of a clinic: what goes in stays in, in order, once, and for that clinic alone. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { found, inClinic, migrate, openRecord, verifyRecord } from "../src/index.ts";
import { type Database, openDatabase } from "../src/store/database.ts";
import type { Fact } from "../src/store/event.ts";
import type { Fold } from "../src/store/follow.ts";
import type { Request } from "../src/store/perform.ts";
import { describeOnBoth } from "./rig/suite.ts";

/** A domain that counts: so many steps, each of so much, for each subject. */
type Count = Readonly<Record<string, number>>;

const counting: Fold<Count> = {
  start: {},
  evolve: (state, { subject, payload }) => ({
    ...state,
    [subject]: (state[subject] ?? 0) + Number(payload),
  }),
};

const step = (subject: string, by: number): Fact => ({
  kind: "counted",
  version: 1,
  subject,
  payload: by,
});

type Ask = Partial<Request<Count, string>> & { readonly facts?: readonly Fact[] };

const asking = ({ facts = [step("a", 1)], ...rest }: Ask = {}): Request<Count, string> => ({
  deed: { actor: "nurse-1", why: null },
  at: 1_000,
  key: null,
  asked: "counted",
  expected: null,
  decide: () => ({ ok: true, facts }),
  ...rest,
});

describeOnBoth("the record", (rig) => {
  let db: Database;
  let clinics = 0;

  beforeAll(async () => {
    db = await openDatabase((await rig.site()).place);
  });
  afterAll(() => db.destroy());

  const clinic = async (): Promise<string> => {
    clinics += 1;
    const name = `clinic-${clinics}`;
    await inClinic(db, name, (scope) =>
      found(scope, { clinic: name, name, zone: "Europe/Berlin" }),
    );
    return name;
  };
  const open = async () =>
    openRecord<Count, string>({ db, clinic: await clinic(), fold: counting });
  const flawsOf = async (name: string) =>
    (await inClinic(db, name, (scope) => verifyRecord(scope, name))).flaws;

  test("queries that follow each other leave others their turn", async () => {
    let [turns, over] = [0, false];
    const turn = (): void => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    for (let query = 0; query < 20; query += 1) await sql`select 1`.execute(db);
    over = true;
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  test("what is asked for happens, in order, with revisions by subject", async () => {
    const record = await open();
    const first = await record.perform(asking({ facts: [step("a", 1), step("b", 5)] }));
    expect(first).toEqual({
      kind: "done",
      again: false,
      events: [
        { seq: 0, kind: "counted", subject: "a", revision: 1 },
        { seq: 1, kind: "counted", subject: "b", revision: 1 },
      ],
    });
    await record.perform(asking({ facts: [step("a", 2)], at: 2_000 }));
    const { state, head, revisionOf } = await record.look();
    expect(state).toEqual({ a: 3, b: 5 });
    expect(head).toMatchObject({ seq: 2, at: 2_000 });
    expect([revisionOf("a"), revisionOf("b"), revisionOf("c")]).toEqual([2, 1, 0]);
    expect(await flawsOf(record.clinic)).toEqual([]);
  });

  test("many at once are all answered, each once, whoever writes", async () => {
    const name = await clinic();
    const records = [1, 2].map(() =>
      openRecord<Count, string>({ db, clinic: name, fold: counting }),
    );
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const record = records[index % 2];
        return record?.perform(asking({ facts: [step(`s${index % 7}`, 1)] }));
      }),
    );
    const seqs = outcomes.flatMap((each) => (each?.kind === "done" ? each.events : []));
    expect(new Set(seqs.map(({ seq }) => seq)).size).toBe(200);
    const standings = await Promise.all(records.map((record) => record.look()));
    expect(standings[0]?.state).toEqual(standings[1]?.state);
    const total = Object.values(standings[0]?.state ?? {}).reduce((sum, each) => sum + each, 0);
    expect(total).toBe(200);
    expect(await flawsOf(name)).toEqual([]);
  });

  test("a refusal writes nothing, and one that breaks harms nobody beside it", async () => {
    const record = await open();
    const broken = asking({
      decide: () => {
        throw new Error("a broken invariant");
      },
    });
    const [refused, thrown, done] = await Promise.allSettled([
      record.perform(asking({ decide: () => ({ ok: false, refusals: ["not today"] }) })),
      record.perform(broken),
      record.perform(asking()),
    ]);
    expect(refused).toMatchObject({ value: { kind: "refused", refusals: ["not today"] } });
    expect(thrown).toMatchObject({ status: "rejected" });
    expect(done).toMatchObject({ value: { kind: "done" } });
    expect((await record.look()).head.seq).toBe(0);
  });

  test("the same key is one effect and one answer; for another request it is refused", async () => {
    const record = await open();
    const [one, two] = await Promise.all([
      record.perform(asking({ key: "k" })),
      record.perform(asking({ key: "k" })),
    ]);
    const three = await record.perform(asking({ key: "k" }));
    expect([one, two, three].map((each) => each.kind === "done" && each.again)).toEqual([
      false,
      true,
      true,
    ]);
    expect(three).toEqual({ ...one, again: true });
    expect(await record.perform(asking({ key: "k", asked: "else" }))).toEqual({
      kind: "key-taken",
    });
    expect((await record.look()).state).toEqual({ a: 1 });
  });

  test("who has not seen the newest is told so, and nothing is written", async () => {
    const record = await open();
    const seen = (revision: number) => asking({ expected: { subject: "a", revision } });
    expect(await record.perform(seen(0))).toMatchObject({ kind: "done" });
    expect(await record.perform(seen(0))).toEqual({ kind: "stale", subject: "a", revision: 1 });
    expect(await record.perform(seen(1))).toMatchObject({ kind: "done" });
  });

  test("what is written beside stands or falls with the events", async () => {
    const record = await open();
    const failing = asking({
      decide: () => ({
        ok: true,
        facts: [step("a", 1)],
        beside: () => Promise.reject(new Error("no room")),
      }),
    });
    await expect(record.perform(failing)).rejects.toThrow("no room");
    expect((await record.look()).head.seq).toBe(-1);
    expect(await flawsOf(record.clinic)).toEqual([]);
  });

  test("a clock that runs backward is held at the last event", async () => {
    const record = await open();
    await record.perform(asking({ at: 5_000 }));
    await record.perform(asking({ at: 4_000 }));
    expect((await record.look()).head).toMatchObject({ seq: 1, at: 5_000 });
  });

  test("a clinic that is not there is said to be not there", async () => {
    const record = openRecord<Count, string>({ db, clinic: "nowhere", fold: counting });
    expect(await record.perform(asking())).toEqual({ kind: "no-clinic" });
  });

  test("no query sees, changes or adds a row of another clinic", async () => {
    const mine = await open();
    const other = await clinic();
    await mine.perform(asking());
    const seen = await inClinic(db, other, async (scope) => ({
      events: await scope.selectFrom("event").selectAll().execute(),
      chains: await scope.selectFrom("chain").select("clinic").execute(),
    }));
    expect(seen).toEqual({ events: [], chains: [{ clinic: other }] });
    const outside = await db.selectFrom("event").selectAll().execute();
    expect(outside).toEqual([]);
    const intrude = inClinic(db, other, (scope) =>
      scope
        .insertInto("answer")
        .values({ clinic: mine.clinic, key: "k", asked: "", answer: "", at: 0 })
        .execute(),
    );
    await expect(intrude).rejects.toThrow(/row-level security/);
  });

  test("an event is neither changed nor taken out", async () => {
    const record = await open();
    await record.perform(asking());
    const change = (scope: Parameters<Parameters<typeof inClinic>[2]>[0]) =>
      sql`update event set actor = 'nobody'`.execute(scope);
    await expect(inClinic(db, record.clinic, change)).rejects.toThrow(/append-only/);
    await expect(
      inClinic(db, record.clinic, (scope) => scope.deleteFrom("event").execute()),
    ).rejects.toThrow(/append-only/);
    await expect(sql`truncate event`.execute(db)).rejects.toThrow(/append-only/);
  });

  test("a second start applies nothing; a changed migration stops everything", async () => {
    expect(await migrate(db)).toEqual([]);
    const { rows } = await sql<{ name: string; hash: string }>`select * from migration`.execute(db);
    const [first] = rows;
    await sql`update migration set hash = 'x' where name = ${first?.name}`.execute(db);
    await expect(migrate(db)).rejects.toThrow(/changed after it was applied/);
    await sql`update migration set hash = ${first?.hash} where name = ${first?.name}`.execute(db);
    await sql`insert into migration values ('9999-later.sql', 'x')`.execute(db);
    await expect(migrate(db)).rejects.toThrow(/does not know/);
    await sql`delete from migration where name = '9999-later.sql'`.execute(db);
  });
});
