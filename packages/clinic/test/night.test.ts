// SPDX-License-Identifier: Apache-2.0
/** The night's work: each record is looked through once a night, whoever serves. Reads too. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../src/desk/desk.ts";
import { JOBS, type Listener, QUEUE, workOn } from "../src/serve/jobs.ts";
import { backUp } from "../src/store/copy.ts";
import { openQueue } from "../src/store/queue.ts";
import { inClinic } from "../src/store/scope.ts";
import { SETTINGS } from "./course/ward.ts";
import { textOf } from "./report/paper.ts";
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

const PRESS = { language: "en", paper: "a4", nights: 3 } as const;

const DAY_MS = 86_400_000;

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
    printed: (clinic, reports) => void heard.push(`${name} ${clinic} printed ${reports}`),
    failed: (error) => void heard.push(`${name} failed ${String(error)}`),
  });

  /** Another server of the same database. */
  const serverUp = async (name: string): Promise<PgBoss> => {
    const boss = await openQueue(house.db, url, toldAs(name).failed);
    const desk = openDesk(house.db, () => house.clock.ms);
    await workOn({ desk, boss, told: toldAs(name), press: PRESS, layOut: async () => {} }, 0.5);
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

  /** Has a clinic's night printed so many times; gives how many reports each time came to. */
  const prints = async (clinic: string, times: number): Promise<readonly string[]> => {
    const before = heard.length;
    for (let each = 0; each < times; each += 1) await first().send("reports", { clinic });
    const said = () => heard.slice(before).filter((each) => each.includes(` ${clinic} printed `));
    await poll(async () => said().length).toBe(times);
    return said().map((each) => each.slice(-1));
  };

  const keptNights = async (caller: Caller, report: string): Promise<readonly string[]> =>
    (await caller.get(`reports/${report}/nights`)).json.nights.map(
      ({ night }: { readonly night: string }) => night,
    );

  test("the radar and the custody of a night are printed once, whoever serves", async () => {
    const doctor = await house.signIn("one", "doctor");
    const url = "/api/clinics/one/reports/radar";
    const now = (await doctor.raw({ url })).rawPayload;
    const counts = await prints("one", 4);
    expect(counts.toSorted().join("")).toMatch(/^(0002|0011)$/);
    const { json } = await doctor.get("reports/radar/nights");
    expect(json.nights).toEqual([
      {
        ...{ night: "2026-03-02", made_at: "2026-03-02T10:00:00+01:00" },
        ...{ revision: expect.any(Number), bytes: now.length },
        sha256: createHash("sha256").update(now).digest("hex"),
      },
    ]);
    const kept = await doctor.raw({ url: `${url}/nights/2026-03-02` });
    expect(kept.headers["content-type"]).toBe("application/pdf");
    expect(kept.rawPayload.equals(now)).toBe(true);
    const text = await textOf(kept.rawPayload);
    expect(text).toContain("Ada, p1");
    expect(text).toContain(`record revision ${json.nights[0].revision}`);
    expect(await keptNights(doctor, "custody")).toEqual(["2026-03-02"]);
  });

  test("a night stays as it was made, whatever comes after", async () => {
    const doctor = await house.signIn("one", "doctor");
    const before = (await doctor.get("reports/radar/nights")).json;
    await doctor.tell("patients/p2/register-patient", { name: "Bo", born: "1961-04-02" });
    expect(await prints("one", 1)).toEqual(["0"]);
    expect((await doctor.get("reports/radar/nights")).json).toEqual(before);
  });

  test("another clinic's nights are not seen, and what is no night is refused", async () => {
    const stranger = await house.hire("two", "stranger", ["nurse"]);
    expect(await keptNights(stranger, "radar")).toEqual([]);
    const night = (clinic: string, text: string) =>
      stranger.send({ url: `/api/clinics/${clinic}/reports/radar/nights/${text}` });
    expect((await night("two", "2026-03-02")).status).toBe(404);
    expect((await night("one", "2026-03-02")).status).toBe(401);
    expect(await night("two", "yesterday")).toMatchObject({
      status: 400,
      json: { refusals: [{ path: "night", read: "yesterday" }] },
    });
  });

  test("nights that are too old are let go, and a backup holds none", async () => {
    const nights = ["2026-03-02", "2026-03-03", "2026-03-04"];
    for (const _ of nights) {
      house.clock.ms += DAY_MS;
      await prints("one", 1);
    }
    const doctor = await house.signIn("one", "doctor");
    const kept = ["2026-03-05", "2026-03-04", "2026-03-03"];
    expect(await keptNights(doctor, "radar")).toEqual(kept);
    expect(await keptNights(doctor, "custody")).toEqual(kept);
    const lines: string[] = [];
    await backUp(house.db, async (line) => void lines.push(line));
    expect(lines.filter((line) => line.includes('"table":"night"'))).toEqual([]);
  });

  test("who printed and who read is in the list of who read what", async () => {
    const noted = await inClinic(house.db, "one", (scope) =>
      scope
        .selectFrom("access")
        .select(["account", "what", "result"])
        .where("what", "in", ["report-radar", "night-radar"])
        .orderBy("seq")
        .limit(3)
        .execute(),
    );
    expect(noted).toEqual([
      { account: "doctor", what: "report-radar", result: "shown" },
      { account: "cisterna", what: "report-radar", result: "kept" },
      { account: "doctor", what: "night-radar", result: "shown" },
    ]);
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
