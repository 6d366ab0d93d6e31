// SPDX-License-Identifier: Apache-2.0
/** The client at a clinic that listens: a session, answers with their types, refusals as values. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { printNight } from "../../clinic/src/serve/paper.ts";
import { openTestClinic, PASSWORD, type TestClinic } from "../../clinic/test/rig/clinic.ts";
import { type Client, enter, readProblem } from "../src/index.ts";

let house: TestClinic;
let at: string;
let nurse: Client;

const enterAs = (account: string, password = PASSWORD) =>
  enter({ at, clinic: "one", account, password });

beforeAll(async () => {
  house = await openTestClinic("scratch");
  await house.hire("one", "nurse", ["nurse"]);
  at = await house.app.listen({ host: "127.0.0.1", port: 0 });
  const entered = await enterAs("nurse");
  if (!entered.ok) throw new Error(entered.problem.kind);
  nurse = entered.value;
});
afterAll(() => house.close());

const person = { name: "Erika Muster", born: "1961-04-02" };

test("who signs in is told who it is; a wrong password is a value", async () => {
  expect(nurse.who).toMatchObject({ account: "nurse", roles: ["nurse"] });
  const wrong = await enterAs("nurse", "wrong");
  expect(wrong).toMatchObject({ ok: false, problem: { kind: "wrong-password", status: 401 } });
});

test("a command is done once by its key, and a view shows it with its revision", async () => {
  const deed = { patient: "p-1", input: person, key: "once" };
  const first = await nurse.tell("register-patient", deed);
  const again = await nurse.tell("register-patient", deed);
  expect([first, again]).toMatchObject([
    { ok: true, value: { again: false } },
    { ok: true, value: { again: true } },
  ]);
  const page = await nurse.read("patient", { patient: "p-1" });
  if (!page.ok) throw new Error(page.problem.kind);
  expect(page.value.person?.name).toBe("Erika Muster");
  const seen = page.revision;
  const amended = {
    patient: "p-1",
    input: { change: { name: "Erika B." }, because: "married" },
    seen,
  };
  expect(await nurse.tell("amend-patient", amended)).toMatchObject({ ok: true });
  const late = await nurse.tell("amend-patient", amended);
  expect(late).toMatchObject({ ok: false, problem: { kind: "stale", revision: 2 } });
});

test("what is refused names its fields", async () => {
  const input = { ...person, born: "yesterday" };
  const refused = await nurse.tell("register-patient", { patient: "p-2", input });
  expect(refused).toMatchObject({
    ok: false,
    problem: { kind: "refused", refusals: [{ path: "input.born", read: "yesterday" }] },
  });
});

test("a name in an address stays a name", async () => {
  const odd = await nurse.read("patient", { patient: "p-1/../p-2?x=1" });
  expect(odd).toMatchObject({ ok: false, problem: { kind: "malformed" } });
});

test("a patient's chronicle is read a page at a time", async () => {
  const newest = await nurse.chronicle("p-1");
  if (!newest.ok) throw new Error(newest.problem.kind);
  expect(newest.value.page.at(-1)).toMatchObject({ place: 1, kind: "patient-registered" });
  const older = await nurse.chronicle("p-1", 2);
  expect(older).toMatchObject({ ok: true, value: { page: [{ place: 1 }], before: null } });
});

test("the nights that are kept are listed, and each comes as its bytes", async () => {
  const served = await house.desk.serve("one");
  if (served === null) throw new Error("the clinic is served");
  await printNight(house.desk, served, { language: "en", paper: "a4", nights: 1 });
  const kept = await nurse.nights("custody");
  const pdf = await nurse.night("custody", "2026-03-02");
  if (!kept.ok || !pdf.ok) throw new Error("a nurse reads what is kept");
  expect(kept.value.nights).toMatchObject([{ night: "2026-03-02", bytes: pdf.value.length }]);
  expect(Buffer.from(pdf.value.subarray(0, 5)).toString()).toBe("%PDF-");
  const none = await nurse.night("radar", "2026-03-01");
  expect(none).toMatchObject({ ok: false, problem: { kind: "not-found" } });
});

test("other paths are asked as they are described", async () => {
  const found = await nurse.send("fhir/Patient?_id=p-1", { method: "GET" });
  expect(found).toMatchObject({ ok: true, value: { resourceType: "Bundle" } });
});

test("who has signed out is nobody", async () => {
  const entered = await enterAs("nurse");
  if (!entered.ok) throw new Error(entered.problem.kind);
  expect(await entered.value.proveAgain(PASSWORD)).toMatchObject({ ok: true });
  expect(await entered.value.signOut()).toMatchObject({ ok: true });
  const after = await entered.value.read("radar", {});
  expect(after).toMatchObject({ ok: false, problem: { kind: "not-signed-in" } });
});

test("an answer that is nobody's is said to be unknown", () => {
  expect(readProblem(502, "<html>")).toEqual({ kind: "unknown", status: 502 });
});

test("of the clinic only types are taken", () => {
  const folder = new URL("../src/", import.meta.url);
  const text = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
  const taken = text.flatMap((each) => each.match(/^(import|export)[^;]*@cisterna[^;]*;/gm) ?? []);
  expect(taken.length).toBeGreaterThan(1);
  expect(taken.filter((each) => !each.startsWith("import type "))).toEqual([]);
});
