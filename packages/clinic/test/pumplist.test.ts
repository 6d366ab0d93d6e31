// SPDX-License-Identifier: Apache-2.0
/** A pump list of another program: a dry run with every problem, then all of it or nothing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeAt } from "../src/people/factor.ts";
import { SETTINGS } from "./course/ward.ts";
import { type Caller, FACTOR, openTestClinic, PASSWORD, type TestClinic } from "./rig/clinic.ts";

const HEAD = [
  ...["patient", "name", "born", "tolerance", "implanted", "model", "catheter_length", "tip"],
  ...["filled", "volume", "drugs", "basal", "on_fault"],
].join(",");

const row = (patient: string, change: Readonly<Record<number, string>> = {}): string =>
  [
    ...[patient, `Ada ${patient}`, "1961-04-02", "tolerant", "2024-05-06", "generic-40"],
    ...["80 cm", "T10", "2026-02-20T09:00:00+01:00", "38 mL", "morphine 10 mg/mL", "2 mg/d"],
    "minimum",
  ]
    .map((cell, index) => change[index + 1] ?? cell)
    .join(",");

const list = (...rows: readonly string[]): string => [HEAD, ...rows, ""].join("\r\n");

describe("a pump list", () => {
  let house: TestClinic;
  let doctor: Caller;

  const check = async (csv: string) => {
    const url = "/api/clinics/one/check-pump-list";
    return (await doctor.send({ method: "POST", url, payload: { csv } })).json;
  };

  const places = async (csv: string) =>
    (await check(csv)).problems.map(
      ({ line, column, name, kind }: Readonly<Record<string, unknown>>) =>
        `${line}:${column} ${name} ${kind}`,
    );

  const take = (csv: string) => {
    house.clock.ms += 60_000;
    return doctor.tell("import-pump-list", { csv }, { code: codeAt(FACTOR, house.clock.ms) });
  };

  const head = async () => (await (await house.desk.serve("one"))?.record.look())?.head.seq;

  beforeAll(async () => {
    house = await openTestClinic("scratch");
    const admin = await house.signIn("one", "admin");
    const open = { password: PASSWORD, name: "N. doctor", factor: FACTOR };
    await admin.tell("open-account", { ...open, account: "doctor", roles: ["physician"] });
    doctor = await house.signIn("one", "doctor");
    await doctor.tell("configure-clinic", SETTINGS);
  });
  afterAll(() => house.close());

  test("is shown line by line before anything is written", async () => {
    const before = await head();
    const csv = list(row("a-1"), row("a-2", { 9: "", 10: "", 11: "", 12: "", 13: "" }));
    expect(await check(csv)).toMatchObject({
      ready: true,
      problems: [],
      lines: [
        { line: 2, patient: "a-1", adds: ["patient", "implant", "therapy"] },
        { line: 3, patient: "a-2", adds: ["patient", "implant"] },
      ],
    });
    expect(await head()).toBe(before);
  });

  test("says every problem at once, each with its line and column", async () => {
    const csv = list(
      row("b-1", { 3: "2.4.1961", 6: "generic-41", 8: "T99" }),
      row("b 2"),
      row("b-3", { 9: "2026-02-20", 10: "38", 11: "morphin 10 mg/mL", 13: "" }),
      row("b-4", { 9: "2026-12-24T09:00:00+01:00" }),
      row("b-5", { 5: "2027-01-01", 7: "" }),
      row("b-6", { 12: "900 mg/d" }),
      `${row("b-7")},and more`,
    );
    const found = await places(csv);
    expect(found).toEqual(["8:14  unknown-key"]);
    expect(await places(csv.replace(",and more", ""))).toEqual([
      "2:3 born malformed-date",
      "2:6 model unknown-word",
      "2:8 tip unknown-word",
      "3:1 patient malformed-text",
      "4:9 filled date-without-zone",
      "4:10 volume malformed-quantity",
      "4:11 drugs unknown-word",
      "4:13 on_fault missing-key",
      "5:9 filled in-the-future",
      "6:5 implanted in-the-future",
      "6:0 catheter catheter-volume-unknown",
      expect.stringMatching(/^7:\d+ \S+ check-refuses$/),
    ]);
  });

  test("with any problem it is refused whole, with the same places", async () => {
    const before = await head();
    const refused = await take(list(row("c-1"), row("c-2", { 8: "T99" })));
    expect([refused.status, refused.json.refusals]).toEqual([
      422,
      [expect.objectContaining({ path: "input.csv:3:8 tip", kind: "unknown-word", read: "T99" })],
    ]);
    expect(await head()).toBe(before);
  });

  test.each([
    ["", "0:0  empty-list"],
    [HEAD, "0:0  empty-list"],
    ["patient,name\nx,y", "1:0 born missing-key"],
    [`${HEAD},colour\n${row("d")},red`, "1:14 colour unknown-key"],
    [`${HEAD},tip\n${row("d")},T10`, "1:14 tip both-given"],
    [`${HEAD}\n"${row("d")}`, "2:1  malformed-text"],
  ])("a list that is none (%#) is refused at its place", async (csv, place) => {
    expect((await places(csv))[0]).toBe(place);
  });

  test("semicolons, quotes, another order and a byte-order mark are read as well", async () => {
    const names = "Name;Patient;born;implanted;model;tip;catheter length";
    const csv = `\uFEFF${names}\n"Lee; Ann";e-1;1950-01-02;2020-01-01;generic-40;T9;70 cm\n`;
    expect(await check(csv)).toMatchObject({ ready: true, lines: [{ patient: "e-1" }] });
  });

  test("is taken in once: the radar knows it, a task asks to look, and twice is once", async () => {
    const csv = list(row("f-1"), row("f-2", { 12: "2.5 mg/d" }));
    const done = await take(csv);
    expect([done.status, done.json.refusals]).toEqual([201, undefined]);
    const kinds = done.json.events.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === "program-taken-over")).toHaveLength(2);
    expect(kinds.at(-1)).toBe("signed");
    const radar = (await doctor.get("radar")).json.rows;
    const first = radar.find(({ patient }: { patient: string }) => patient === "f-1");
    expect(first.empty).not.toBeNull();
    const packet = (await doctor.get("patients/f-1/hand-over-packet")).json;
    expect(packet.implants[0].running.prescription.basal).toBe("2 mg/d");
    expect(packet.tasks[0].because).toContain("hold it against the pump itself");
    const again = await take(csv);
    expect([again.status, again.json.events]).toEqual([201, []]);
    expect((await check(csv)).lines.map(({ adds }: { adds: unknown }) => adds)).toEqual([[], []]);
  });

  test("what the record has otherwise is a problem, never written over", async () => {
    const csv = list(row("g-1"));
    expect((await take(csv)).status).toBe(201);
    expect(await places(list(row("g-1", { 2: "Eve" })))).toEqual(["2:2 name already-there"]);
    expect(await places(list(row("g-1", { 8: "T9" })))).toEqual(["2:8 tip already-there"]);
    expect(await places(list(row("g-1", { 12: "3 mg/d" })))).toEqual(["2:12 basal already-there"]);
    const newer = row("g-1", { 9: "2026-02-28T09:00:00+01:00" });
    expect(await places(list(newer))).toEqual(["2:9 filled before-the-last"]);
    const second = `${HEAD},implant\n${row("g-1")},implant-1\n${row("g-1", { 8: "T8" })},implant-2`;
    expect((await check(second)).lines).toMatchObject([
      { adds: [] },
      { implant: "implant-2", adds: ["implant", "therapy"] },
    ]);
  });

  test("what was taken in is whole, and travels", async () => {
    const auditor = await house.hire("one", "auditor", ["auditor"]);
    expect((await auditor.get("audit/verification")).json.flaws).toEqual([]);
    const url = "/api/clinics/one/fhir/Patient/f-1/$export-record";
    const { status, json } = await doctor.send({ method: "GET", url });
    expect([status, json.resourceType]).toEqual([200, "Bundle"]);
  });
});
