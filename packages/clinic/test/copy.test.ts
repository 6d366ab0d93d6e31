// SPDX-License-Identifier: Apache-2.0
/** Backup, restore, and what a look through a clinic finds when somebody was at the tables. */
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkClinic } from "../src/desk/check.ts";
import { openDesk } from "../src/desk/desk.ts";
import type { Seal } from "../src/fact/command.ts";
import { sealOf } from "../src/passport/key.ts";
import { backUp, restore } from "../src/store/copy.ts";
import { openDatabase } from "../src/store/database.ts";
import type { EventRow } from "../src/store/event.ts";
import { inClinic } from "../src/store/scope.ts";
import { verifyRecord } from "../src/store/verify.ts";
import { openTestClinic, type TestClinic } from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

const person = { name: "Erika Muster", born: "1961-04-02", sex: "female" };

/** Columns that a hand at the tables could change, with another value of their kind. */
const COLUMNS = [
  "seq",
  "version",
  "at",
  "actor",
  "kind",
  "data",
  "previous",
  "hash",
  "subject",
  "revision",
] as const;

const flipped = (text: string, place: number): string => {
  const index = place % text.length;
  const code = text.charCodeAt(index) ^ 1;
  return text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1);
};

describeOnBoth("copies", (rig) => {
  let house: TestClinic;
  const lines: string[] = [];
  let seals: readonly Seal[] = [];

  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
    await house.found("two");
    const nurse = await house.hire("one", "nurse", ["nurse"]);
    for (const patient of ["p-1", "p-2"]) {
      await nurse.tell(`patients/${patient}/register-patient`, person, {
        headers: { "idempotency-key": `register-${patient}` },
      });
    }
    await nurse.get("patients/p-1/patient");
    seals = await Promise.all([1, 2, 3].map(() => sealOf(house.db, "one")));
    await backUp(house.db, async (line) => void lines.push(line));
  });
  afterAll(() => house.close());

  const verdict = async (clinic = "one") => {
    const served = await house.desk.serve(clinic);
    if (served === null) throw new Error("not served");
    return checkClinic(house.desk, served);
  };

  test("a clinic that nobody was at is whole", async () => {
    expect(await verdict()).toMatchObject({ flaws: [], events: 8 });
    expect(await verdict("two")).toMatchObject({ flaws: [], events: 2 });
  });

  test("a clinic's key for passports is drawn once, by whoever comes first", async () => {
    const trust = (clinic: string) =>
      house.call({ method: "GET", url: `/api/clinics/${clinic}/passport-trust` });
    const [first] = seals;
    expect(new Set(seals.map(({ key }) => key)).size).toBe(1);
    const { json } = await trust("one");
    expect(json).toEqual({
      kind: "cisterna-passport-trust",
      clinics: [{ name: "Clinic one", public: first?.key, revoked: [] }],
    });
    expect((await trust("two")).json.clinics).toEqual([]);
    expect((await trust("nowhere")).status).toBe(404);
    expect(lines.filter((line) => line.includes('"passport_key"'))).toHaveLength(1);
  });

  test("a backup is restored into an empty database, to the last row", async () => {
    const db = await openDatabase((await rig.site()).place);
    expect(await restore(db, lines)).toBeNull();
    const again: string[] = [];
    await backUp(db, async (line) => void again.push(line));
    expect(again).toEqual(lines);
    const desk = openDesk(db, () => house.clock.ms);
    const served = await desk.serve("one");
    expect(served === null ? null : (await checkClinic(desk, served)).flaws).toEqual([]);
    expect(await restore(db, lines)).toEqual({ kind: "database-not-empty" });
    await db.destroy();
  });

  test("[REQ-093 breaks] a backup that lost or changed a letter is not restored", async () => {
    const db = await openDatabase((await rig.site()).place);
    const broken = fc.tuple(fc.nat({ max: lines.length - 1 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(broken, async ([line, place]) => {
        const wrong = lines.with(line, flipped(lines[line] ?? "", place));
        expect(await restore(db, wrong)).not.toBeNull();
        expect(await restore(db, lines.toSpliced(line, 1))).not.toBeNull();
      }),
      { numRuns: 100 },
    );
    expect(await db.selectFrom("clinic").selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  /** Does something to the table of events behind the program's back, and undoes it afterwards. */
  const behindBack = async (clinic: string, deed: ReturnType<typeof sql>) => {
    const found: unknown[] = [];
    const undone = inClinic(house.db, clinic, async (scope) => {
      await sql`alter table event disable trigger user`.execute(scope);
      await deed.execute(scope);
      found.push(...(await verifyRecord(scope, clinic)).flaws);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    return found;
  };

  const rows = (): Promise<EventRow[]> =>
    inClinic(house.db, "one", (scope) =>
      scope.selectFrom("event").selectAll().orderBy("seq").execute(),
    );

  test("[REQ-093 breaks] a change of any letter of any column of any event is found", async () => {
    const all = await rows();
    const spot = fc.tuple(fc.constantFrom(...all), fc.constantFrom(...COLUMNS), fc.nat());
    await fc.assert(
      fc.asyncProperty(spot, async ([row, column, place]) => {
        const before = row[column];
        const after =
          typeof before === "number" ? before + 1_000 + (place % 1_000) : flipped(before, place);
        const flaws = await behindBack(
          "one",
          sql`update event set ${sql.ref(column)} = ${after}
              where clinic = 'one' and seq = ${row.seq}`,
        );
        expect(flaws).not.toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test("[REQ-093 breaks] an event that is taken out, moved away or cut off is found", async () => {
    for (const { seq } of await rows()) {
      const out = sql`delete from event where clinic = 'one' and seq = ${seq}`;
      expect(await behindBack("one", out)).not.toEqual([]);
    }
    const head = sql`update chain set hash = 'x' where clinic = 'one'`;
    expect(await behindBack("one", head)).toMatchObject([{ kind: "head-differs" }]);
    expect((await verdict()).flaws).toEqual([]);
  });
});
