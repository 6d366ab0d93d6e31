// SPDX-License-Identifier: Apache-2.0
/** The night's work: each record is looked through once a night, whoever serves. Reads too. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../src/desk/desk.ts";
import { workTonight } from "../src/serve/night.ts";
import { inClinic } from "../src/store/scope.ts";
import { type Caller, openTestClinic, type TestClinic } from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The clinic's clock is an hour ahead of UTC in March. */
const AT_ONE = Date.parse("2026-03-03T00:00:00Z");

describeOnBoth("at night", (rig) => {
  let house: TestClinic;
  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
    await house.found("two");
  });
  afterAll(() => house.close());

  const verified = async (clinic: string) =>
    inClinic(house.db, clinic, (scope) =>
      scope
        .selectFrom("event")
        .select("data")
        .where("clinic", "=", clinic)
        .where("kind", "=", "record-verified")
        .execute(),
    );

  test("[REQ-093 holds] every record is looked through once, by whichever server", async () => {
    const now = () => house.clock.ms;
    const desks = [openDesk(house.db, now), openDesk(house.db, now), openDesk(house.db, now)];
    const work = async () => (await Promise.all(desks.map(workTonight))).flat();
    house.clock.ms = AT_ONE;
    await house.db.deleteFrom("job").execute();
    expect((await work()).length).toBe(0);
    house.clock.ms = AT_ONE + HOUR;
    const found = await work();
    expect(found.map(({ clinic }) => clinic).toSorted()).toEqual(["one", "two"]);
    expect(found.map(({ flaws }) => flaws)).toEqual([[], []]);
    house.clock.ms += HOUR;
    expect(await work()).toEqual([]);
    house.clock.ms += DAY;
    expect(await work()).toHaveLength(2);
    expect([await verified("one"), await verified("two")].map((all) => all.length)).toEqual([2, 2]);
  });

  test("what a server left half-way is taken up an hour later", async () => {
    house.clock.ms += DAY;
    await inClinic(house.db, "one", (scope) =>
      scope
        .insertInto("job")
        .values({
          ...{ clinic: "one", name: "verification", day: "2026-03-05" },
          ...{ begun: house.clock.ms, done: null },
        })
        .execute(),
    );
    const clinics = async () => (await workTonight(house.desk)).map(({ clinic }) => clinic);
    expect(await clinics()).toEqual(["two"]);
    house.clock.ms += 2 * HOUR;
    expect(await clinics()).toEqual(["one"]);
  });

  test("[REQ-093 breaks] a record that somebody was at is said to be broken", async () => {
    await inClinic(house.db, "two", async (scope) => {
      await sql`alter table event disable trigger user`.execute(scope);
      await sql`update event set actor = 'nobody' where clinic = 'two' and seq = 0`.execute(scope);
      await sql`alter table event enable trigger user`.execute(scope);
    });
    house.clock.ms += DAY;
    const found = await workTonight(house.desk);
    const flawed = found.filter(({ flaws }) => flaws.length > 0);
    expect(flawed).toMatchObject([{ clinic: "two", flaws: [{ kind: "chain-broken", seq: 0 }] }]);
    expect((await verified("two")).at(-1)?.data).toContain('"flaws":1');
  });
});

/** A view that forgets to note who looks. */
const SILENT = "/api/clinics/:clinic/patients/:patient/silent";

describeOnBoth("reading", (rig) => {
  let house: TestClinic;
  let reader: Caller;
  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place, null, (app) => {
      app.get(SILENT, { config: { who: ["nurse"] } }, async () => ({ name: "Erika Muster" }));
    });
    const roles = ["nurse", "physician", "pharmacist", "coordinator", "administrator"] as const;
    reader = await house.hire("one", "reader", [...roles, "auditor"]);
    const person = { name: "Erika Muster", born: "1961-04-02" };
    await reader.tell("patients/p-1/register-patient", person);
  });
  afterAll(() => house.close());

  /** What FHIR does not find is about nobody; `fhir/search.test.ts` reads what is there. */
  const OF_NOBODY = /\/fhir\/(?!Patient\/)[A-Za-z]+\/:id$/;

  /** Every page of the record that is shown to somebody. */
  const reads = () =>
    house.routes
      .filter(({ method, who }) => method === "GET" && who !== "anybody")
      .map(({ path }) => path)
      .filter((path) => !/\/(session|changes|:channel)$/.test(path) && path !== SILENT)
      .filter((path) => !OF_NOBODY.test(path));

  /** Addresses that were answered without a line of who asked. */
  const unnoted = async (paths: readonly string[]): Promise<readonly string[]> => {
    const count = async () => {
      const all = await inClinic(house.db, "one", (scope) =>
        scope.selectFrom("access").select("seq").where("account", "=", "reader").execute(),
      );
      return all.length;
    };
    const silent: string[] = [];
    for (const path of paths) {
      const before = await count();
      const url = path.replace(":clinic", "one").replace(":patient", "p-1");
      const { status } = await reader.send({ method: "GET", url });
      expect([path, status < 500]).toEqual([path, true]);
      if ((await count()) === before) silent.push(path);
    }
    return silent;
  };

  test("[REQ-093 holds] whoever reads is in the list of who read what", async () => {
    expect(reads().length).toBeGreaterThan(8);
    expect(await unnoted(reads())).toEqual([]);
  });

  test("[REQ-093 breaks] a view that notes nobody is found", async () => {
    expect(await unnoted([SILENT])).toEqual([SILENT]);
  });
});
