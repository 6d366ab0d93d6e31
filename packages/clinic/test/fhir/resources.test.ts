// SPDX-License-Identifier: Apache-2.0
/** Every resource that a record comes to, by the official R4 definitions. */
import type { Bundle, Resource } from "@medplum/fhirtypes";
import { beforeAll, describe, expect, test } from "vitest";
import { eventImported } from "../../src/course/told.ts";
import { fillDemo } from "../../src/demo/fill.ts";
import { DEMO_PATIENTS } from "../../src/demo/patients.ts";
import { openDesk } from "../../src/desk/desk.ts";
import { FACTS, readFact } from "../../src/fact/kinds.ts";
import { recordBundle } from "../../src/fhir/bundle.ts";
import { capabilityStatement } from "../../src/fhir/capability.ts";
import { chartOf } from "../../src/fhir/chart.ts";
import { chroniclesOf } from "../../src/fhir/chronicle.ts";
import { CODES, OFFICIAL } from "../../src/fhir/code.ts";
import { ROWS } from "../../src/fhir/table.ts";
import { readRecord } from "../../src/fhir/take-over.ts";
import { TYPES } from "../../src/fhir/types.ts";
import { inClinic } from "../../src/store/scope.ts";
import { FACTOR, PASSWORD } from "../rig/clinic.ts";
import { openScratch } from "../rig/place.ts";
import { LIFE, lifeOf } from "./life.ts";
import { judged, officialDisplay, searchParameters } from "./official.ts";

const inside = (bundle: Bundle): readonly Resource[] => [
  bundle,
  ...(bundle.entry ?? []).flatMap(({ resource }) => resource ?? []),
];

const demoBundles = async (): Promise<readonly Bundle[]> => {
  const { db, close } = await openScratch();
  const desk = openDesk(db, () => Date.parse("2026-03-02T09:00:00Z"));
  await fillDemo(desk, { password: PASSWORD, factor: FACTOR });
  const served = await desk.serve("demo");
  if (served === null) throw new Error("the demo clinic is served");
  const patients = DEMO_PATIENTS.map(({ id }) => id);
  const chronicles = await inClinic(db, "demo", async (scope) => {
    const { state } = await served.record.lookIn(scope);
    return chroniclesOf({ scope, served, people: state.people }, patients);
  });
  await close();
  return chronicles.map(recordBundle);
};

const lookAt = (resources: readonly Resource[]) => {
  const verdicts = resources.map(judged);
  const sum = (of: (verdict: (typeof verdicts)[number]) => number) =>
    verdicts.reduce((total, each) => total + of(each), 0);
  return {
    resources: resources.length,
    valid: verdicts.filter(({ flaws }) => flaws.length === 0).length,
    invariants: sum(({ invariants }) => invariants),
    codes: sum(({ bindings }) => bindings),
    flaws: verdicts.flatMap(({ flaws }) => flaws),
  };
};

/** References that lead to nothing in their own bundle. */
const lost = (bundle: Bundle): readonly string[] => {
  const all = new Set(inside(bundle).map(({ resourceType, id }) => `${resourceType}/${id}`));
  const found = JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g);
  return [...found].map(([, reference]) => reference ?? "").filter((each) => !all.has(each));
};

const life = recordBundle(lifeOf("p-1"));

describe("resources by the official definitions of R4", () => {
  let demo: readonly Bundle[] = [];
  beforeAll(async () => {
    demo = await demoBundles();
  });

  test("every resource of the 24 patients of the demo clinic is valid", () => {
    expect(demo).toHaveLength(24);
    const { flaws, ...counts } = lookAt(demo.flatMap(inside));
    console.info("demo clinic:", counts);
    expect(flaws).toEqual([]);
    expect(counts.valid).toBe(counts.resources);
    expect(demo.flatMap(lost)).toEqual([]);
  });

  test("every resource of a life in which everything happens is valid", () => {
    const { flaws, ...counts } = lookAt(inside(life));
    console.info("a whole life:", counts);
    expect(flaws).toEqual([]);
    expect(lost(life)).toEqual([]);
  });

  test("the statement of what the interface can do is valid", () => {
    expect(judged(capabilityStatement()).flaws).toEqual([]);
  });

  test("a resource that is wrong is found, each wrong in its way", () => {
    const pick = (type: string) => inside(life).find(({ resourceType }) => resourceType === type);
    const wrongs: readonly [string, object][] = [
      ["Device", { status: "running" }],
      ["Patient", { birthDate: "02.04.1961" }],
      ["MedicationAdministration", { dosage: { text: "no dose and no rate" } }],
      ["Appointment", { end: undefined }],
      ["Task", { intent: undefined }],
      ["Observation", { colour: "blue" }],
      ["Provenance", { target: [] }],
    ];
    for (const [type, change] of wrongs) {
      const wrong = JSON.parse(JSON.stringify({ ...pick(type), ...change })) as Resource;
      expect([type, judged(wrong).flaws.length > 0]).toEqual([type, true]);
    }
  });
});

describe("the tables", () => {
  test("every kind of fact about a patient has a row, and happens in the life", () => {
    const kinds = FACTS.filter(({ subject }) => subject === "patient")
      .map(({ kind }) => kind)
      .filter((kind) => kind !== eventImported.kind);
    expect([...ROWS.keys()].toSorted()).toEqual(kinds.toSorted());
    expect([...new Set(LIFE.map(([kind]) => kind))].toSorted()).toEqual(kinds.toSorted());
    for (const [kind, payload] of LIFE) {
      expect([kind, readFact({ kind, version: 1, subject: "patient", payload })]).toEqual([
        kind,
        expect.objectContaining({ ok: true }),
      ]);
    }
  });

  test("a row makes the types that it names, all of which can be read", () => {
    const chronicle = lifeOf("p-1");
    const types: readonly string[] = TYPES.map(({ type }) => type);
    for (const [index, each] of chronicle.told.entries()) {
      const before = chartOf({ ...chronicle, told: chronicle.told.slice(0, index) }).resources;
      const after = chartOf({ ...chronicle, told: chronicle.told.slice(0, index + 1) }).resources;
      const made = after.filter((one) =>
        before.every((old) => JSON.stringify(old) !== JSON.stringify(one)),
      );
      const own = made.map(({ resourceType }) => resourceType);
      const named = [
        ...(ROWS.get(each.event.kind)?.makes ?? []),
        "Provenance",
        "Organization",
        "Practitioner",
      ];
      expect([each.event.kind, own.filter((type) => !named.includes(type as "Task"))]).toEqual([
        each.event.kind,
        [],
      ]);
      expect(own.filter((type) => !types.includes(type))).toEqual([]);
    }
  });

  test("every public code stands in the official definitions, or has its source", () => {
    for (const { system, code, display, source } of Object.values(CODES)) {
      if (source === OFFICIAL)
        expect([code, officialDisplay(system, code)]).toEqual([code, display]);
    }
    const own = Object.values(CODES).map(({ system, code }) => `${system} ${code}`);
    const sent = [...JSON.stringify(inside(life)).matchAll(/"system":"([^"]+)","code":"([^"]+)"/g)]
      .map(([, system, code]) => `${system} ${code}`)
      .filter((each) => !/^(urn:cisterna:|http:\/\/unitsofmeasure\.org)/.test(each));
    expect(sent.filter((each) => !own.includes(each))).toEqual([]);
  });

  test("every search parameter is one of R4", () => {
    const all = TYPES.flatMap(({ type, params }) =>
      params.map((each) => `${type} ${each.name} ${each.type}`),
    );
    expect(all.filter((each) => !searchParameters.has(each))).toEqual([]);
  });

  test("a life travels: what is read is what was told", () => {
    const { told } = lifeOf("p-1");
    expect(readRecord(JSON.parse(JSON.stringify(life)))).toEqual({
      ok: true,
      value: { patient: "p-1", bundle: life.identifier?.value, told },
    });
  });
});
