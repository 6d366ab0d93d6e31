// SPDX-License-Identifier: Apache-2.0
/** The night's work: each record is looked through once a night, whoever serves. Reads too. */
import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../src/desk/desk.ts";
import { JOBS, type Listener, QUEUE, workOn } from "../src/serve/jobs.ts";
import { openQueue } from "../src/store/queue.ts";
import { inClinic } from "../src/store/scope.ts";
import { SETTINGS } from "./course/ward.ts";
import { type Caller, openTestClinic, type TestClinic } from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

const IMPLANT = {
  implant: "implant-1",
  on: "2026-03-01",
  pump: { model: "generic-40" },
  catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
  site: "left abdomen",
  surgeon: "Dr C",
};

describeOnBoth("at night", (rig) => {
  let house: TestClinic;
  let url: string | null;
  const heard: string[] = [];
  const servers: PgBoss[] = [];

  beforeAll(async () => {
    const { place } = await rig.site();
    url = place.kind === "postgres" ? place.url : null;
    house = await openTestClinic(place);
    await house.found("two");
    servers.push(await serverUp("a"), await serverUp("b"));
  });
  afterAll(async () => {
    for (const each of servers) await each.stop({ graceful: false });
    await house.close();
  });

  const toldAs = (name: string): Listener => ({
    verified: ({ clinic, flaws }) => void heard.push(`${name} ${clinic} ${flaws.length}`),
    swept: (clinic, facts) => void heard.push(`${name} ${clinic} tasks ${facts}`),
    reminded: (clinic, facts) => void heard.push(`${name} ${clinic} reminders ${facts}`),
    failed: (error) => void heard.push(`${name} failed ${String(error)}`),
  });

  /** Another server of the same database. */
  const serverUp = async (name: string): Promise<PgBoss> => {
    const boss = await openQueue(house.db, url, toldAs(name).failed);
    const desk = openDesk(house.db, () => house.clock.ms);
    await workOn({ desk, boss, told: toldAs(name) }, 0.5);
    return boss;
  };

  const first = (): PgBoss => {
    const [boss] = servers;
    if (boss === undefined) throw new Error("no server");
    return boss;
  };

  const facts = async (clinic: string, kind: string) =>
    inClinic(house.db, clinic, (scope) =>
      scope
        .selectFrom("event")
        .select("data")
        .where("clinic", "=", clinic)
        .where("kind", "=", kind)
        .execute(),
    );

  const poll = <T>(asked: () => Promise<T>) => expect.poll(asked, { timeout: 20_000 });
  const count = async (clinic: string) => (await facts(clinic, "record-verified")).length;

  test("work begins by each clinic's own clock, and a missed night is made up", async () => {
    for (const { name, at } of JOBS) {
      const plans = await first().getSchedules(name);
      expect(
        plans.map(({ key, cron, timezone, data, options }) => [
          [key, cron, timezone, data],
          options?.missed,
        ]),
      ).toEqual(
        ["one", "two"].map((clinic) => [[clinic, at, "Europe/Berlin", { clinic }], "once"]),
      );
    }
  });

  test("[REQ-093 holds] every record is looked through once, by whichever server", async () => {
    const before = heard.length;
    for (let night = 0; night < 6; night += 1) {
      for (const clinic of ["one", "two"]) await first().send("verification", { clinic });
    }
    await poll(() => count("one")).toBe(6);
    await poll(() => count("two")).toBe(6);
    expect(
      heard
        .slice(before)
        .map((each) => each.slice(2))
        .toSorted(),
    ).toEqual([
      ...Array.from({ length: 6 }, () => "one 0"),
      ...Array.from({ length: 6 }, () => "two 0"),
    ]);
  });

  test("what a server left when it died is done by another", async () => {
    const dead = await openQueue(house.db, url, () => undefined);
    servers.push(dead);
    await dead.createQueue("left", { ...QUEUE, retryDelay: 0, retryBackoff: false });
    await dead.send("left", { clinic: "one" });
    expect((await dead.fetch("left")).length).toBe(1);
    expect(await first().fetch("left")).toEqual([]);
    await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 h'
      where name = 'left'`.execute(house.db);
    await first().supervise("left");
    await poll(async () => (await first().fetch<{ clinic: string }>("left"))[0]?.data).toEqual({
      clinic: "one",
    });
  });

  test("what the radar finds becomes tasks that nobody has to ask for, once", async () => {
    const doctor = await house.hire("one", "doctor", ["physician"]);
    await doctor.tell("configure-clinic", SETTINGS);
    await doctor.tell("patients/p1/register-patient", { name: "Ada", born: "1961-04-02" });
    await doctor.tell("patients/p1/record-implant", IMPLANT);
    const raised = async () =>
      (await facts("one", "task-raised")).map(
        ({ data }) => JSON.parse(String(data)).payload?.kind ?? "",
      );
    for (const _ of [1, 2]) {
      const before = heard.length;
      await first().send("radar", { clinic: "one" });
      await poll(async () => heard.slice(before).some((each) => / one tasks /.test(each))).toBe(
        true,
      );
    }
    expect(await raised()).toEqual(["call-patient"]);
  });

  test("whom somebody has to remind becomes a task, by whichever server, once", async () => {
    const doctor = await house.signIn("one", "doctor");
    const at = "2026-03-03T09:00:00+01:00";
    const booked = { appointment: "a-1", at, implant: "implant-1", kind: "refill" };
    await doctor.tell("patients/p1/book-appointment", booked);
    for (const facts of [1, 0]) {
      const before = heard.length;
      await first().send("reminders", { clinic: "one" });
      await poll(async () => heard.slice(before).map((each) => each.slice(2))).toContainEqual(
        `one reminders ${facts}`,
      );
    }
    const { json } = await doctor.get("patients/p1/hand-over-packet");
    expect(json.tasks).toContainEqual(
      expect.objectContaining({ kind: "remind-patient", because: `refill at ${at} (a-1)` }),
    );
  });

  test("[REQ-093 breaks] a record that somebody was at is said to be broken", async () => {
    await inClinic(house.db, "two", async (scope) => {
      await sql`alter table event disable trigger user`.execute(scope);
      await sql`update event set actor = 'nobody' where clinic = 'two' and seq = 0`.execute(scope);
      await sql`alter table event enable trigger user`.execute(scope);
    });
    const before = await count("two");
    await first().send("verification", { clinic: "two" });
    await poll(() => count("two")).toBe(before + 1);
    expect(heard.at(-1)).toMatch(/^[ab] two [1-9]/);
    expect((await facts("two", "record-verified")).at(-1)?.data).toContain('"flaws":1');
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

  /** Opened by no session; what a pass opens is read in `controller.test.ts`. */
  const WITHOUT_SESSION: readonly unknown[] = ["anybody", "operator", "pass"];

  /** Every page of the record that is shown to somebody. */
  const reads = () =>
    house.routes
      .filter(({ method, who }) => method === "GET" && !WITHOUT_SESSION.includes(who))
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
