// SPDX-License-Identifier: Apache-2.0
/** Signing a prescription: a password and a code at that moment, each code once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeAt } from "../src/people/factor.ts";
import { inClinic } from "../src/store/scope.ts";
import { confirmationsOf, firstFill, MORPHINE, SETTINGS } from "./course/ward.ts";
import { textOf } from "./report/paper.ts";
import {
  type Answer,
  type Caller,
  FACTOR,
  openTestClinic,
  PASSWORD,
  type TestClinic,
} from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

const STEP = 30_000;
const ELSEWHERE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

describeOnBoth("signing a prescription", (rig) => {
  let house: TestClinic;
  let doctor: Caller;

  const now = () => codeAt(FACTOR, house.clock.ms);

  const implanted = async (patient: string, lot: string): Promise<void> => {
    const person = { name: "Ada Example", born: "1961-04-02", tolerance: "tolerant" };
    await doctor.tell(`patients/${patient}/register-patient`, person);
    await doctor.tell(`patients/${patient}/record-implant`, {
      implant: "implant-1",
      on: "2026-03-01",
      pump: { model: "generic-40" },
      catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
      site: "left abdomen",
      surgeon: "Dr C",
    });
    const syringe = { lot, patient, drugs: MORPHINE, volume: "20 mL", expires: "2026-12-31" };
    const receipt = { ...syringe, container: "one syringe of 20 mL" };
    const { status } = await doctor.tell("receive-drug", receipt, { second: "nurse" });
    expect(status).toBe(201);
  };

  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
    const admin = await house.signIn("one", "admin");
    for (const [account, role] of [
      ["doctor", "physician"],
      ["nurse", "nurse"],
    ]) {
      const secrets = { password: PASSWORD, factor: FACTOR };
      const input = { account, name: `N. ${account}`, roles: [role], ...secrets };
      expect((await admin.tell("open-account", input)).status).toBe(201);
    }
    await house.hire("one", "plain", ["physician"]);
    await house.hire("one", "auditor", ["auditor"]);
    doctor = await house.signIn("one", "doctor");
    await doctor.tell("configure-clinic", SETTINGS);
    await implanted("s1", "lot-1");
    await implanted("s2", "lot-2");
  });
  afterAll(() => house.close());

  const entryOf = (patient: string, lot: string) => {
    const pen = { now: { epochMs: house.clock.ms, offsetMinutes: 60 } };
    const entry = firstFill(pen as Parameters<typeof firstFill>[0]);
    return { ...entry, syringes: entry.syringes.map((each) => ({ ...each, patient, lot })) };
  };

  const fill = (patient: string, entry: object, code?: string): Promise<Answer> => {
    const how = code === undefined ? {} : { code };
    const headers = { "idempotency-key": `fill-${patient}` };
    const second = { second: "nurse", headers, ...how };
    return doctor.tell(`patients/${patient}/record-refill`, entry, second);
  };

  const kinds = ({ json }: Answer) =>
    (json.refusals ?? []).map(({ kind, path }: { kind: string; path: string }) => [kind, path]);

  const headOf = async () => (await (await house.desk.serve("one"))?.record.look())?.head.seq;

  test("[REQ-092 breaks] without a code, or with an old one, nothing is written", async () => {
    const before = await headOf();
    const entry = entryOf("s1", "lot-1");
    expect(kinds(await fill("s1", entry))).toEqual([
      ["code-missing", "signature.code"],
      ["code-missing", "second.code"],
    ]);
    for (const code of [codeAt(ELSEWHERE, house.clock.ms), codeAt(FACTOR, house.clock.ms - 1e7)]) {
      const wrong = await fill("s1", entry, code);
      expect(wrong).toMatchObject({ status: 401, json: { refusals: [{ read: "" }] } });
      expect(kinds(wrong)).toEqual([["malformed-text", "signature.code"]]);
    }
    const plain = await house.signIn("one", "plain");
    const how = { second: "nurse", code: now() };
    const bare = await plain.tell("patients/s1/record-refill", entry, how);
    expect(kinds(bare)).toEqual([["factor-missing", "signature.code"]]);
    expect(await headOf()).toBe(before);
  });

  test("[REQ-092 holds] with both it stands in the chain: who, when, meaning, hashes", async () => {
    const entry = entryOf("s1", "lot-1");
    const first = await fill("s1", entry, now());
    const confirmations = confirmationsOf(first.json.refusals);
    // What was refused has signed nothing: its code may still sign.
    const code = now();
    const done = await fill("s1", { ...entry, confirmations }, code);
    expect([done.status, kinds(done)]).toEqual([201, []]);
    // The answer may be lost: the same request comes again with the same code.
    const repeated = await fill("s1", { ...entry, confirmations }, code);
    expect([repeated.status, repeated.json]).toEqual([200, { ...done.json, again: true }]);
    const auditor = await house.signIn("one", "auditor");
    const after = done.json.events[0].seq - 1;
    const { events } = (await auditor.get(`audit/events?after=${after}`)).json;
    const signed = events.filter(({ kind }: { kind: string }) => kind === "signed");
    const facts = events.filter(({ kind }: { kind: string }) => kind !== "signed");
    expect(signed.map(({ data }: (typeof events)[0]) => data.payload)).toMatchObject(
      ["N. doctor", "N. nurse"].map((name) => ({
        name,
        meaning: "I have checked it",
        by: "password-and-code",
        command: "record-refill",
        events: facts.map(({ hash }: { hash: string }) => hash),
      })),
    );
    expect(signed[0].at).toBe(house.clock.ms);
    const again = await fill("s2", entryOf("s2", "lot-2"), code);
    expect(kinds(again)).toEqual([["code-used", "signature.code"]]);
    house.clock.ms += STEP;
    const later = await fill("s2", entryOf("s2", "lot-2"), now());
    const given = confirmationsOf(later.json.refusals);
    const filled = await fill("s2", { ...entryOf("s2", "lot-2"), confirmations: given }, now());
    expect([filled.status, kinds(filled)]).toEqual([201, []]);
  });

  test("a report shows both hands, each under its own name", async () => {
    const path = "/api/clinics/one/patients/s1/reports/visit?visit=visit-1&paper=letter";
    const asked = () => doctor.raw({ method: "GET", url: path });
    const answer = await asked();
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "application/pdf"]);
    const text = await textOf(answer.rawPayload);
    for (const each of ["N. doctor", "N. nurse", "I have checked it", "20 mL"]) {
      expect(text).toContain(each);
    }
    expect((await asked()).rawPayload.equals(answer.rawPayload)).toBe(true);
    const found = async (report: string) => (await doctor.get(report)).status;
    expect(await found("patients/s1/reports/visit?visit=visit-9")).toBe(404);
    expect(await found("patients/s9/reports/hand-over")).toBe(404);
    const { status, json } = await doctor.get("reports/custody?paper=a5");
    expect([status, json.refusals]).toEqual([
      400,
      [{ kind: "unknown-word", path: "paper", read: "a5", accepted: "one of a4, letter" }],
    ]);
  });

  test("the chronicle tells what, when, by whom and why, the newest first", async () => {
    const { status, json } = await doctor.get("patients/s1/chronicle");
    expect(status).toBe(200);
    expect(json.page.map(({ place }: { place: number }) => place)).toEqual(
      Array.from({ length: json.entries }, (_, at) => json.entries - at),
    );
    const signed = json.page.filter(({ kind }: { kind: string }) => kind === "signed");
    expect(
      signed.slice(0, 2).map(({ by, told }: { by: string; told: object }) => [by, told]),
    ).toEqual([
      ["N. nurse", { name: "N. nurse", meaning: "I have checked it" }],
      ["N. doctor", { name: "N. doctor", meaning: expect.any(String) }],
    ]);
    expect(json.page.at(-1)).toMatchObject({
      ...{ place: 1, kind: "patient-registered", by: "N. doctor", roles: ["physician"] },
      ...{ self: false, why: null, from: null, told: { name: "Ada Example" } },
    });
    expect(JSON.stringify(json)).not.toContain("s2");
  });

  test("the chronicle goes on before a place, and says what else it was asked", async () => {
    const { json } = await doctor.get("patients/s1/chronicle?before=3");
    expect(json.page.map(({ place }: { place: number }) => place)).toEqual([2, 1]);
    expect(json.before).toBeNull();
    const wrong = await doctor.get("patients/s1/chronicle?before=0");
    expect([wrong.status, wrong.json.refusals]).toEqual([
      400,
      [
        {
          ...{ kind: "wrong-type", path: "before", read: "0" },
          accepted: "the place of an entry, a whole number from 1",
        },
      ],
    ]);
    expect((await doctor.get("patients/s1/chronicle?after=3")).status).toBe(400);
    expect((await doctor.get("patients/nobody/chronicle")).status).toBe(404);
  });

  test("a factor is one's own once, with a code that shows that it works", async () => {
    const plain = await house.signIn("one", "plain");
    const input = { account: "plain", factor: ELSEWHERE, code: "000000" };
    const wrong = await plain.tell("set-factor", input);
    expect(wrong.json.refusals).toMatchObject([{ path: "input.code", read: "" }]);
    const mine = { ...input, code: codeAt(ELSEWHERE, house.clock.ms) };
    expect((await plain.tell("set-factor", mine)).status).toBe(201);
    expect((await plain.get("session")).json).toMatchObject({ factor: true });
    expect(kinds(await plain.tell("set-factor", mine))).toEqual([
      ["code-missing", "signature.code"],
    ]);
    const shown = { code: mine.code };
    expect(kinds(await plain.tell("set-factor", mine, shown))).toEqual([
      ["already-there", "input.account"],
    ]);
    const others = { ...mine, account: "nurse" };
    expect(kinds(await plain.tell("set-factor", others, shown))).toEqual([
      ["same-person", "input.account"],
    ]);
    const admin = await house.signIn("one", "admin");
    expect((await admin.tell("set-factor", mine, { code: now() })).status).toBe(201);
    const events = await inClinic(house.db, "one", (scope) =>
      scope.selectFrom("event").select("data").execute(),
    );
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(events)).not.toContain(ELSEWHERE);
  });
});
