// SPDX-License-Identifier: Apache-2.0
/** A record travels from clinic to clinic: nothing lost, nothing changed, nothing hidden. */

import { type Canonical, sealed } from "@cisterna/record";
import type { Bundle, Resource } from "@medplum/fhirtypes";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Told } from "../../src/course/told.ts";
import { fillDemo } from "../../src/demo/fill.ts";
import { checkClinic } from "../../src/desk/check.ts";
import { recordBundle } from "../../src/fhir/bundle.ts";
import { readRecord } from "../../src/fhir/take-over.ts";
import { sha256 } from "../../src/store/event.ts";
import { type Caller, FACTOR, openTestClinic, PASSWORD, type TestClinic } from "../rig/clinic.ts";
import { describeOnBoth } from "../rig/suite.ts";
import { lifeOf } from "./life.ts";

const RUNS = Math.min(Number(process.env["CISTERNA_RUNS"] ?? 300), 1000);

const exportOf = async (caller: Caller, patient: string): Promise<Bundle> =>
  (await caller.get(`fhir/Patient/${patient}/$export-record`)).json;

const importTo = (caller: Caller, clinic: string, bundle: unknown) =>
  caller.send({
    method: "POST",
    url: `/api/clinics/${clinic}/fhir/Patient/$import-record`,
    headers: { "content-type": "application/fhir+json" },
    payload: JSON.stringify(bundle),
  });

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describeOnBoth("a record that travels", (rig) => {
  let house: TestClinic;
  let physician: Caller;
  let there: Caller;

  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
    await fillDemo(house.desk, { password: PASSWORD, factor: FACTOR });
    physician = await house.signIn("demo", "physician");
    there = await house.hire("one", "doctor", ["physician"]);
  });
  afterAll(() => house.close());

  const eventsOf = async (clinic: string): Promise<number> =>
    (await (await house.desk.serve(clinic))?.record.look())?.head.seq ?? -1;

  const flawsOf = async (clinic: string) => {
    const served = await house.desk.serve(clinic);
    return served === null ? null : (await checkClinic(house.desk, served)).flaws;
  };

  test("export, import into an empty clinic, export: identical, for all 24 patients", async () => {
    for (let index = 1; index <= 24; index += 1) {
      const patient = `demo-${index}`;
      const first = await exportOf(physician, patient);
      const taken = await importTo(there, "one", first);
      expect([patient, taken.status, taken.json]).toMatchObject([patient, 201, {}]);
      expect(JSON.stringify(await exportOf(there, patient))).toBe(JSON.stringify(first));
    }
    expect(await flawsOf("one")).toEqual([]);
  });

  test("what was taken over reads as it read where it was recorded", async () => {
    const [here, again] = await Promise.all(
      [physician, there].map((each) => each.get("patients/demo-10/patient")),
    );
    const { implants, visits } = again?.json ?? {};
    expect(implants).toHaveLength(1);
    expect(implants[0].running).toEqual(here?.json.implants[0].running);
    expect(visits[0].steps[0].by).toBe("nurse@demo");
  });

  test("REQ-093 who took it over, when and out of which bundle, is said beside it", async () => {
    const bundle = await exportOf(there, "demo-1");
    const { json } = await there.get("fhir/Provenance?patient=demo-1&_count=200");
    const all: readonly Resource[] = json.entry.map(
      (each: { resource: Resource }) => each.resource,
    );
    const took = all.filter((each) => JSON.stringify(each).includes("events imported"));
    expect(took).toHaveLength(1);
    expect(JSON.stringify(took[0])).toContain('"value":"doctor"');
    expect(JSON.stringify(took[0])).toContain(bundle.identifier?.value);
    const here = await physician.get("fhir/Provenance?patient=demo-1&_count=200");
    expect(JSON.stringify(here.json)).not.toContain("events imported");
    await house.hire("one", "auditor", ["auditor"]);
    const auditor = await house.signIn("one", "auditor");
    const { json: audit } = await auditor.get("audit/events?subject=patient/demo-1");
    const kinds = new Set(audit.events.map((each: { kind: string }) => each.kind));
    expect([...kinds]).toEqual(["event-imported"]);
    expect(audit.events.every((each: { actor: string }) => each.actor === "doctor")).toBe(true);
  });

  test("a record goes on here and travels on, with what either clinic recorded", async () => {
    await there.tell("patients/demo-2/raise-task", {
      task: "call",
      kind: "call-patient",
      due: "2026-04-01",
      because: "new here",
      who: "nurse",
    });
    await there.tell("patients/demo-2/record-explant", {
      implant: "implant-1",
      on: "2026-03-01",
      reason: "infection",
      taken: "pump",
      surgeon: "Dr S.",
    });
    const longer = await exportOf(there, "demo-2");
    expect(JSON.stringify(longer)).toContain("new here");
    await house.found("three");
    const third = await house.hire("three", "medic", ["physician"]);
    expect((await importTo(third, "three", longer)).status).toBe(201);
    expect(JSON.stringify(await exportOf(third, "demo-2"))).toBe(JSON.stringify(longer));
    expect(await flawsOf("three")).toEqual([]);
    expect(await flawsOf("one")).toEqual([]);
  });

  test("what has not been yet is not taken over", async () => {
    const bundle = await exportOf(physician, "demo-24");
    const before = await eventsOf("one");
    const { ms } = house.clock;
    await house.found("early");
    house.clock.ms = ms - 200 * 86_400_000;
    const early = await house.hire("early", "medic", ["physician"]);
    const { status, json } = await importTo(early, "early", bundle);
    house.clock.ms = ms;
    expect([status, JSON.stringify(json)]).toEqual([422, expect.stringContaining("future")]);
    expect(await eventsOf("one")).toBe(before);
  });

  test("a patient who is known is not taken over again", async () => {
    const before = await eventsOf("one");
    const answer = await importTo(there, "one", await exportOf(physician, "demo-3"));
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({
      resourceType: "OperationOutcome",
      issue: [{ severity: "error", code: "business-rule", expression: ["entry"] }],
    });
    expect(await eventsOf("one")).toBe(before);
  });

  test("REQ-096 none but a physician of the clinic takes a record over", async () => {
    await house.found("four");
    const bundle = await exportOf(physician, "demo-4");
    for (const role of ["nurse", "pharmacist", "coordinator", "technician", "auditor"] as const) {
      const caller = await house.hire("four", role, [role]);
      expect([role, (await importTo(caller, "four", bundle)).status]).toEqual([role, 403]);
    }
    expect((await importTo(there, "four", bundle)).status).toBe(401);
    expect(
      (await there.send({ method: "GET", url: "/api/clinics/demo/fhir/Patient/demo-5" })).status,
    ).toBe(401);
    expect((await there.get("fhir/Patient/demo-99/$export-record")).status).toBe(404);
    const technician = await house.signIn("demo", "technician");
    expect((await technician.get("fhir/Patient/demo-4/$export-record")).status).toBe(403);
    const patient = await house.signIn("demo", "patient");
    expect((await patient.get("fhir/Patient/demo-1/$export-record")).status).toBe(200);
    expect((await patient.get("fhir/Patient/demo-2/$export-record")).status).toBe(403);
    expect((await patient.get("fhir/Patient/demo-2/$everything")).status).toBe(403);
  });

  test("a bundle that is none is refused, and nothing is written", async () => {
    await house.found("five");
    const medic = await house.hire("five", "medic", ["physician"]);
    const bundle = await exportOf(physician, "demo-6");
    const before = await eventsOf("five");
    const wrongs: readonly unknown[] = [
      null,
      7,
      [],
      {},
      { resourceType: "Patient" },
      { ...bundle, type: "transaction" },
      { ...bundle, entry: [] },
      { ...bundle, entry: 3 },
      { ...bundle, entry: [null] },
      { ...bundle, identifier: undefined },
      { ...bundle, extra: 1 },
      { ...bundle, entry: bundle.entry?.slice(1) },
      { ...bundle, entry: bundle.entry?.slice(0, -1) },
      { ...bundle, entry: bundle.entry?.toReversed() },
    ];
    for (const wrong of wrongs) {
      const { status, json } = await importTo(medic, "five", wrong);
      expect([wrong, status >= 400 && status < 500, json.resourceType]).toEqual([
        wrong,
        true,
        "OperationOutcome",
      ]);
    }
    const large = { ...bundle, extra: "x".repeat(17 * 1_048_576) };
    expect((await importTo(medic, "five", large)).status).toBe(413);
    expect(await eventsOf("five")).toBe(before);
  });
});

type Place = readonly (string | number)[];

const leavesOf = (value: unknown, place: Place = []): readonly Place[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, each]) =>
        leavesOf(each, [...place, Array.isArray(value) ? Number(key) : key]),
      )
    : [place];

const parentOf = (json: unknown, place: Place): Record<string | number, unknown> =>
  place
    .slice(0, -1)
    .reduce<unknown>((each, key) => (each as Record<string, unknown>)[key], json) as Record<
    string | number,
    unknown
  >;

const otherOf = (value: unknown): unknown => {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return `${value}x`;
};

describe("a record of which anything was changed is refused", () => {
  const bundle = copyOf(recordBundle(lifeOf("p-1")));
  const leaves = leavesOf(bundle);
  const anywhere = fc.constantFrom(...leaves);

  test("unchanged, it is read", () => {
    expect(readRecord(bundle)).toMatchObject({ ok: true, value: { patient: "p-1" } });
  });

  test("another value, a value less, a value of another kind, wherever in the bundle", () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom("other", "gone", "kind"), (place, how) => {
        const wrong = copyOf(bundle);
        const parent = parentOf(wrong, place);
        const key = place.at(-1) ?? "";
        if (how === "gone") delete parent[key];
        else parent[key] = how === "other" ? otherOf(parent[key]) : { there: [1] };
        const reading = readRecord(wrong);
        expect([place, how, reading.ok]).toEqual([place, how, false]);
        if (!reading.ok) expect(reading.refusals.every(({ path }) => path !== "")).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("an event forged with its hash is still held to the schema of its kind", () => {
    const chronicle = lifeOf("p-1");
    const [first, ...rest] = chronicle.told;
    if (first === undefined) throw new Error("a life begins");
    const { at, actor, kind, data } = first.event;
    const payload = { ...data.payload, born: "yesterday" };
    const entry = sealed(
      undefined,
      { at, actor, kind, data: { ...data, payload } as Canonical },
      sha256,
    );
    if (!entry.ok) throw new Error("a forgery is canonical");
    const forged = { ...first, event: entry.value as unknown as Told["event"] };
    const reading = readRecord(copyOf(recordBundle({ ...chronicle, told: [forged, ...rest] })));
    expect(reading.ok ? [] : reading.refusals.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^entry\[\d+\]\..*\.event\.data\.payload$/),
    ]);
  });

  test("an event left out, or told twice, or moved, is seen", () => {
    const chronicle = lifeOf("p-1");
    const { told } = chronicle;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: told.length - 2 }), (place) => {
        const shorter = { ...chronicle, told: told.toSpliced(place, 1) };
        const twice = {
          ...chronicle,
          told: told.toSpliced(place, 0, ...told.slice(place - 1, place)),
        };
        for (const wrong of [shorter, twice]) {
          expect([place, readRecord(copyOf(recordBundle(wrong))).ok]).toEqual([place, false]);
        }
      }),
      { numRuns: Math.min(RUNS, 50) },
    );
  });
});
