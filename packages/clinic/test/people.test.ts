// SPDX-License-Identifier: Apache-2.0
/** People at the door: passwords, sessions, signatures, four eyes, emergencies. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestClinic, PASSWORD, type TestClinic } from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

const MINUTE = 60_000;

const person = { name: "Erika Muster", born: "1961-04-02", sex: "female" };

describeOnBoth("people", (rig) => {
  let house: TestClinic;
  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
  });
  afterAll(() => house.close());

  const signInAs = (account: string, password: string) =>
    house.call({
      method: "POST",
      url: "/api/clinics/one/session",
      payload: { account, password },
    });

  test("who signs in is told who it is; no script and no other site gets the cookie", async () => {
    const { status, json, headers } = await signInAs("admin", PASSWORD);
    expect(status).toBe(201);
    expect(json).toMatchObject({ account: "admin", roles: ["administrator"] });
    expect(headers["set-cookie"]).toMatch(/HttpOnly/);
    expect(headers["set-cookie"]).toMatch(/SameSite=Strict/);
    expect(headers["set-cookie"]).toMatch(/Path=\/api\/clinics\/one/);
  });

  test("a wrong password and a name that nobody has look the same", async () => {
    const [wrong, nobody] = [await signInAs("admin", "no"), await signInAs("ghost", "no")];
    expect(wrong.status).toBe(401);
    expect({ ...wrong.json, instance: "" }).toEqual({ ...nobody.json, instance: "" });
  });

  test("after five wrong passwords the right one has to wait", async () => {
    await house.hire("one", "clumsy", ["nurse"]);
    for (let tries = 0; tries < 5; tries += 1) await signInAs("clumsy", "no");
    const resting = await signInAs("clumsy", PASSWORD);
    expect(resting).toMatchObject({ status: 429, headers: { "retry-after": expect.anything() } });
    house.clock.ms += MINUTE;
    expect((await signInAs("clumsy", PASSWORD)).status).toBe(201);
  });

  test("[REQ-092 holds] after three idle minutes a command needs the password", async () => {
    const nurse = await house.hire("one", "nurse-idle", ["nurse"]);
    house.clock.ms += 4 * MINUTE;
    expect((await nurse.get("session")).json).toMatchObject({ stale: true });
    const before = await nurse.tell("patients/idle-1/register-patient", person);
    expect(before).toMatchObject({ status: 401 });
    expect(before.json.type).toBe("urn:cisterna:problem:prove-yourself");
    const prove = (password: string) =>
      nurse.send({ method: "PUT", url: "/api/clinics/one/session", payload: { password } });
    expect((await prove("no")).status).toBe(401);
    expect((await prove(PASSWORD)).status).toBe(204);
    expect((await nurse.get("session")).json).toMatchObject({ stale: false });
  });

  test("[REQ-092 breaks] a page that asks by itself keeps nobody there who has gone", async () => {
    const nurse = await house.hire("one", "nurse-away", ["nurse"]);
    const url = "/api/clinics/one/session";
    const asks = (minutes: number) =>
      nurse.send({ method: "GET", url, headers: { "x-cisterna-rest": String(minutes * 60) } });
    for (let minutes = 1; minutes <= 3; minutes += 1) {
      house.clock.ms += MINUTE;
      expect((await asks(minutes)).json).toMatchObject({ stale: false });
    }
    house.clock.ms += MINUTE;
    expect((await asks(4)).json).toMatchObject({ stale: true });
    expect((await asks(0)).json).toMatchObject({ stale: true });
    for (let minutes = 1; minutes <= 30; minutes += 1) {
      house.clock.ms += MINUTE;
      expect([minutes, (await asks(minutes)).status]).toEqual([minutes, 200]);
    }
    house.clock.ms += MINUTE;
    expect((await asks(31)).status).toBe(401);
  });

  test("how long a page has rested is told in whole seconds", async () => {
    const nurse = await house.hire("one", "nurse-rest", ["nurse"]);
    const url = "/api/clinics/one/radar";
    const headers = { "x-cisterna-rest": "-5" };
    const { status, json } = await nurse.send({ method: "GET", url, headers });
    expect([status, json.refusals]).toMatchObject([400, [{ path: "x-cisterna-rest" }]]);
  });

  test("a session ends when it is left, when nobody uses it, and after half a day", async () => {
    const left = await house.signIn("one", "admin");
    const out = await left.send({ method: "DELETE", url: "/api/clinics/one/session" });
    expect(out.status).toBe(204);
    expect((await left.get("session")).status).toBe(401);
    const unused = await house.signIn("one", "admin");
    house.clock.ms += 31 * MINUTE;
    expect((await unused.get("session")).status).toBe(401);
    const busy = await house.signIn("one", "admin");
    for (let turns = 0; turns < 36; turns += 1) {
      house.clock.ms += 20 * MINUTE;
      await busy.get("session");
    }
    house.clock.ms += MINUTE;
    expect((await busy.get("session")).status).toBe(401);
  });

  test("a change without the page's guard, or from another site, is not taken", async () => {
    const admin = await house.signIn("one", "admin");
    const url = "/api/clinics/one/choose-four-eyes";
    const payload = { input: { commands: [] } };
    const headers = { "x-cisterna-guard": "guessed" };
    const guessed = await admin.send({ method: "POST", url, payload, headers });
    expect(guessed.json.type).toBe("urn:cisterna:problem:guard-missing");
    const foreign = { "sec-fetch-site": "cross-site" };
    expect((await admin.send({ method: "POST", url, payload, headers: foreign })).status).toBe(403);
  });

  test("a signature stands in the chain under the hashes of what it signs", async () => {
    const admin = await house.signIn("one", "admin");
    const auditor = await house.hire("one", "auditor-1", ["auditor"]);
    const input = { account: "admin", name: "Ada Minerva", roles: ["administrator"] };
    const unsigned = await admin.tell("change-account", input, { unsigned: true });
    expect(unsigned.json.refusals).toMatchObject([{ kind: "signature-missing" }]);
    const done = await admin.tell("change-account", input);
    expect(done.status).toBe(201);
    const [changed, signed] = done.json.events;
    const after = (changed?.seq ?? 0) - 1;
    const { json } = await auditor.get(`audit/events?after=${after}`);
    const [event, signature] = json.events;
    expect(signature).toMatchObject({
      seq: signed?.seq,
      kind: "signed",
      data: {
        payload: {
          name: "Ada Min",
          meaning: "I have checked it",
          command: "change-account",
          events: [event.hash],
        },
      },
    });
    expect(event).toMatchObject({ data: { payload: { was: { name: "Ada Min" } } } });
  });

  test("where the clinic asks for four eyes, one person twice is not two", async () => {
    const admin = await house.signIn("one", "admin");
    const nurse = await house.hire("one", "nurse-2", ["nurse"]);
    await house.hire("one", "nurse-3", ["nurse"]);
    await house.hire("one", "auditor-3", ["auditor"]);
    await admin.tell("choose-four-eyes", { commands: ["register-patient"] });
    const ask = (patient: string, second?: string) =>
      nurse.tell(
        `patients/${patient}/register-patient`,
        person,
        second === undefined ? {} : { second },
      );
    for (const second of [undefined, "nurse-2", "auditor-3"]) {
      const { status, json } = await ask("four-1", second);
      expect([status, json.refusals]).toMatchObject([422, [{ kind: "second-missing" }]]);
    }
    const done = await ask("four-1", "nurse-3");
    expect(done.json.events).toMatchObject([
      { kind: "patient-registered" },
      { kind: "signed" },
      { kind: "signed" },
    ]);
    await admin.tell("choose-four-eyes", { commands: [] });
  });

  test("[REQ-094 holds] an emergency opens one record for an hour, and is reviewed", async () => {
    const nurse = await house.hire("one", "nurse-4", ["nurse"]);
    const reader = await house.hire("one", "reader", ["emergency-reader"]);
    const auditor = await house.hire("one", "auditor-4", ["auditor"]);
    for (const patient of ["em-1", "em-2"]) {
      expect((await nurse.tell(`patients/${patient}/register-patient`, person)).status).toBe(201);
    }
    expect((await reader.get("patients/em-1/patient")).status).toBe(403);
    const call = { patient: "em-1", reason: "unconscious in the emergency room" };
    const opened = await reader.tell("open-emergency", call);
    expect(opened.status).toBe(201);
    expect((await reader.get("patients/em-1/patient")).status).toBe(200);
    expect((await reader.get("patients/em-2/patient")).status).toBe(403);
    expect((await reader.tell("patients/em-1/amend-patient", person)).status).toBe(403);
    const { json } = await auditor.get("emergencies");
    const found = json.emergencies.at(-1);
    expect(found).toMatchObject({ account: "reader", patient: "em-1", open: true, review: null });
    expect(found).toMatchObject({ reason: call.reason, until: found.from + 60 * MINUTE });
    const waiting = async () => (await auditor.get("session")).json.reviews;
    expect(await waiting()).toMatchObject([{ emergency: found.emergency }]);
    const seen = (await auditor.get("audit/accesses?subject=patient/em-1")).json.accesses;
    expect(seen).toMatchObject([
      { account: "reader", result: "forbidden", emergency: null },
      { account: "reader", result: "shown", emergency: found.emergency },
    ]);
    for (let turns = 0; turns < 4; turns += 1) {
      house.clock.ms += 15 * MINUTE;
      await reader.get("session");
      await auditor.get("session");
    }
    expect((await reader.get("patients/em-1/patient")).status).toBe(403);
    await auditor.send({
      method: "PUT",
      url: "/api/clinics/one/session",
      payload: { password: PASSWORD },
    });
    const review = { emergency: found.emergency, justified: true, finding: "plain" };
    expect(await waiting()).toHaveLength(1);
    expect((await auditor.tell("review-emergency", review)).status).toBe(201);
    expect(await waiting()).toEqual([]);
    const again = await auditor.tell("review-emergency", review);
    expect(again.json.refusals).toMatchObject([{ kind: "not-open" }]);
  });

  test("[REQ-094 breaks] without a reason, or reviewed by its caller, it is refused", async () => {
    const admin = await house.signIn("one", "admin");
    const both = await house.hire("one", "both", ["auditor", "physician"]);
    const nurse = await house.hire("one", "nurse-7", ["nurse"]);
    await nurse.tell("patients/em-3/register-patient", person);
    const fields = async (input: object) =>
      (await both.tell("open-emergency", input)).json.refusals.map(
        ({ path }: { path: string }) => path,
      );
    expect(await fields({ patient: "em-3" })).toEqual(["input.reason"]);
    expect(await fields({ patient: "em-3", reason: "" })).toEqual(["input.reason"]);
    expect(await fields({ reason: "unconscious" })).toEqual(["input.patient"]);
    expect(await fields({ patient: "em-3", reason: "x", until: 9e12 })).toEqual(["input.until"]);
    const call = { patient: "em-3", reason: "unconscious" };
    expect((await both.tell("open-emergency", call, { unsigned: true })).status).toBe(422);
    expect((await both.tell("open-emergency", call)).status).toBe(201);
    const { emergency } = (await admin.get("emergencies")).json.emergencies.at(-1);
    const own = await both.tell("review-emergency", {
      ...{ emergency, justified: true, finding: "plain" },
    });
    expect(own.json.refusals).toMatchObject([{ kind: "same-person" }]);
    const mine = (await both.get("session")).json.reviews;
    expect(mine.map((each: { emergency: string }) => each.emergency)).not.toContain(emergency);
    const others = (await admin.get("session")).json.reviews;
    expect(others).toMatchObject([{ emergency }]);
  });

  test("a patient sees the own record and no other", async () => {
    const nurse = await house.hire("one", "nurse-5", ["nurse"]);
    for (const patient of ["own-1", "own-2"]) {
      await nurse.tell(`patients/${patient}/register-patient`, person);
    }
    const patient = await house.hire("one", "own-1", ["patient"]);
    expect((await patient.get("patients/own-1/patient")).status).toBe(200);
    expect((await patient.get("patients/own-2/patient")).status).toBe(403);
  });

  test("no account has the name under which the program or the database's owner acts", async () => {
    const admin = await house.signIn("one", "admin");
    for (const account of ["cisterna", "owner-of-the-database", "admin"]) {
      const input = { account, name: "X", roles: ["nurse"], password: PASSWORD };
      const { json } = await admin.tell("open-account", input);
      expect(json.refusals).toMatchObject([{ kind: "already-there", path: "input.account" }]);
    }
  });

  test("a clinic is never left without an administrator", async () => {
    const admin = await house.signIn("one", "admin");
    const closed = await admin.tell("close-account", { account: "admin" });
    expect(closed.status).toBe(422);
    const changed = { account: "admin", name: "Ada Min", roles: ["nurse"] };
    expect((await admin.tell("change-account", changed)).status).toBe(422);
  });

  test("a new password ends the sessions of the old one; a closed account has none", async () => {
    const admin = await house.signIn("one", "admin");
    const nurse = await house.hire("one", "nurse-6", ["nurse"]);
    const short = await nurse.tell("set-password", { account: "nurse-6", password: "short" });
    expect(short.json.refusals).toEqual([
      { kind: "out-of-range", path: "input.password", read: "", accepted: "12 to 128 characters" },
    ]);
    const mine = { account: "nurse-6", password: "another password" };
    expect((await nurse.tell("set-password", mine)).status).toBe(201);
    expect((await nurse.get("session")).status).toBe(401);
    expect((await signInAs("nurse-6", "another password")).status).toBe(201);
    expect((await admin.tell("close-account", { account: "nurse-6" })).status).toBe(201);
    expect((await signInAs("nurse-6", "another password")).status).toBe(401);
  });

  test("no password, name or patient is in the log", () => {
    const log = house.log.join("\n");
    expect(log).toContain("/api/clinics/:clinic/patients/:patient/patient");
    for (const word of [PASSWORD, "Muster", "em-1", "own-2", "nurse-2", "unconscious"]) {
      expect(log).not.toContain(word);
    }
  });
});
