// SPDX-License-Identifier: Apache-2.0
/** The folder of the night's reports: there with the server off, whole or not at all. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepFolder } from "../src/serve/folder.ts";
import { printNight } from "../src/serve/paper.ts";
import { inClinic } from "../src/store/scope.ts";
import { SETTINGS } from "./course/ward.ts";
import { type Caller, openTestClinic, type TestClinic } from "./rig/clinic.ts";

const PRESS = { language: "es", paper: "letter", nights: 2 } as const;

const DAY_MS = 86_400_000;

let house: TestClinic;
let doctor: Caller;
let root: string;

beforeAll(async () => {
  house = await openTestClinic("scratch");
  doctor = await house.hire("one", "doctor", ["physician"]);
  await doctor.tell("configure-clinic", SETTINGS);
  root = await mkdtemp(join(tmpdir(), "cisterna-reports-"));
});
afterAll(async () => {
  await house.close();
  await rm(root, { recursive: true });
});

const nightFalls = async (clinic = "one"): Promise<void> => {
  const served = await house.desk.serve(clinic);
  if (served === null) throw new Error("the clinic is served");
  await printNight(house.desk, served, PRESS);
};

/** Brings a folder up to date once; gives what went wrong. */
const laidOut = async (folder: string): Promise<readonly unknown[]> => {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const keeping = keepFolder({ desk: house.desk, press: PRESS, folder }, failed);
  await keeping.layOut();
  await keeping.end();
  return failures;
};

test("holds each night as the server serves it, for its group alone", async () => {
  const folder = join(root, "a", "b");
  expect(await laidOut(folder)).toEqual([]);
  await nightFalls();
  expect(await laidOut(folder)).toEqual([]);
  const files = ["2026-03-02-custody.pdf", "2026-03-02-radar.pdf"];
  expect((await readdir(join(folder, "one"))).toSorted()).toEqual(files);
  for (const name of ["custody", "radar"]) {
    const path = join(folder, "one", `2026-03-02-${name}.pdf`);
    const url = `/api/clinics/one/reports/${name}/nights/2026-03-02`;
    expect((await doctor.raw({ url })).rawPayload.equals(await readFile(path))).toBe(true);
    expect((await stat(path)).mode & 0o007).toBe(0);
  }
});

test("is mended where a file is not whole, and else left as it is", async () => {
  const path = (name: string) => join(root, "a", "b", "one", `2026-03-02-${name}.pdf`);
  const whole = await readFile(path("radar"));
  const { ino } = await stat(path("custody"));
  await writeFile(path("radar"), "%PDF");
  expect(await laidOut(join(root, "a", "b"))).toEqual([]);
  expect((await readFile(path("radar"))).equals(whole)).toBe(true);
  expect((await stat(path("custody"))).ino).toBe(ino);
});

test("gives out no night that is not as it was made", async () => {
  const spoil = sql`update night set bytes = decode('00', 'hex') where name = 'radar'`;
  await inClinic(house.db, "one", (scope) => spoil.execute(scope));
  const url = "/api/clinics/one/reports/radar/nights/2026-03-02";
  expect((await doctor.send({ url })).status).toBe(500);
  const said = await laidOut(join(root, "spoilt"));
  expect(said.map(String).join()).toContain("a night is as it was made");
});

test("loses what is too old and half a file, and nothing of anybody else", async () => {
  const own = join(root, "a", "b", "one");
  const half = `.${crypto.randomUUID()}.unfinished`;
  await writeFile(join(own, half), "%PDF");
  await utimes(join(own, half), 0, 0);
  await writeFile(join(own, "notes.pdf"), "mine");
  house.clock.ms += 3 * DAY_MS;
  await nightFalls();
  expect(await laidOut(join(root, "a", "b"))).toEqual([]);
  const kept = ["2026-03-05-custody.pdf", "2026-03-05-radar.pdf", "notes.pdf"];
  expect((await readdir(own)).toSorted()).toEqual(kept);
});

test("that cannot be written for one clinic is told, and holds the other's", async () => {
  await house.found("two");
  await nightFalls("two");
  await mkdir(join(root, "c"));
  await writeFile(join(root, "c", "one"), "in the way");
  const failures = await laidOut(join(root, "c"));
  expect(failures.map((each) => (each as NodeJS.ErrnoException).code)).toContain("EEXIST");
  expect(await readdir(join(root, "c", "two"))).toHaveLength(2);
  const { json } = await (await house.signIn("one", "doctor")).get("reports/radar/nights");
  expect(json.nights).toHaveLength(1);
});
