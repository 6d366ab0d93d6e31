// SPDX-License-Identifier: Apache-2.0
/** Reading and searching over HTTP: what is found, what is refused, who may. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillDemo } from "../../src/demo/fill.ts";
import { TYPES } from "../../src/fhir/types.ts";
import { type Caller, FACTOR, openTestClinic, PASSWORD, type TestClinic } from "../rig/clinic.ts";
import { describeOnBoth } from "../rig/suite.ts";
import { judged } from "./official.ts";

describeOnBoth("the FHIR interface", (rig) => {
  let house: TestClinic;
  let nurse: Caller;

  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
    await fillDemo(house.desk, { password: PASSWORD, factor: FACTOR });
    nurse = await house.signIn("demo", "nurse");
  });
  afterAll(() => house.close());

  const found = async (query: string, caller = nurse): Promise<readonly string[]> => {
    const { json, status } = await caller.get(`fhir/${query}`);
    expect([query, status]).toEqual([query, 200]);
    return (json.entry ?? []).map((each: { resource: { id: string } }) => each.resource.id);
  };

  const countOf = async (query: string): Promise<number> => (await found(query)).length;

  test("says what it can do, to anybody, and answers everything that it says", async () => {
    const url = "/api/clinics/demo/fhir/metadata";
    const { json, headers } = await house.call({ method: "GET", url });
    expect(headers["content-type"]).toContain("application/fhir+json");
    expect(judged(json).flaws).toEqual([]);
    const types = json.rest[0].resource.map((each: { type: string }) => each.type);
    expect(types).toEqual(TYPES.map(({ type }) => type));
    for (const { type, searchParam } of json.rest[0].resource) {
      const names: readonly string[] = searchParam.map((each: { name: string }) => each.name);
      for (const each of searchParam) {
        const value = each.name === "subject" ? "demo-1" : "x";
        const asked = each.type === "date" ? "ge2020-01-01" : value;
        const about = names.includes("patient") && each.name !== "patient" ? "&patient=demo-1" : "";
        const { status } = await nurse.get(`fhir/${type}?${each.name}=${asked}${about}`);
        const stands = about !== "" || ["_id", "patient"].includes(each.name) || type === "Patient";
        expect([type, each.name, status]).toEqual([type, each.name, stands ? 200 : 400]);
      }
    }
  });

  test("every resource of a patient is read by its id, and is what the search finds", async () => {
    const { json } = await nurse.get("fhir/Patient/demo-10/$everything");
    expect(judged(json).flaws).toEqual([]);
    expect(json.total).toBe(json.entry.length);
    for (const { resource } of json.entry) {
      const path = `fhir/${resource.resourceType}/${resource.id}`;
      const one = await nurse.get(path);
      expect([path, one.status]).toEqual([path, 200]);
      expect(one.json).toEqual(resource);
      const version = resource.meta?.versionId;
      expect(one.headers["etag"]).toBe(version === undefined ? undefined : `W/"${version}"`);
      expect(await found(`${resource.resourceType}?_id=${resource.id}`)).toEqual([resource.id]);
    }
  });

  test("finds by patient, code, status and date", async () => {
    const about = "patient=demo-1";
    expect(await countOf(`Device?${about}`)).toBe(2);
    expect(await countOf(`Device?${about}&type=urn:cisterna:code:device|intrathecal-pump`)).toBe(1);
    expect(await countOf(`Device?${about}&type=intrathecal-pump,intrathecal-catheter`)).toBe(2);
    expect(await countOf(`Device?${about}&status=inactive`)).toBe(0);
    expect(await countOf("Device?patient=Patient/demo-1&model=GENERIC")).toBe(2);
    expect(await countOf(`MedicationAdministration?${about}&status=in-progress`)).toBe(2);
    expect(await countOf(`Procedure?${about}&code=refill&date=ge2026-01-01`)).toBe(1);
    expect(await countOf(`Procedure?${about}&code=refill&date=lt2026-01-01`)).toBe(0);
    expect(await countOf(`Procedure?${about}&date=ge2026-01-01&date=le2026-02-17`)).toBe(1);
    expect(await countOf(`Procedure?${about}&date=2026-02`)).toBe(2);
    expect(await countOf(`Observation?${about}&code=reservoir-volume-filled`)).toBe(1);
    expect(await countOf("Patient?identifier=demo-7")).toBe(1);
    expect(await countOf("Patient?name=hüber")).toBe(1);
    expect(await countOf("Patient?birthdate=1961-04-02")).toBe(1);
    expect(await countOf("Patient?_id=demo-3")).toBe(1);
    expect(await countOf("Task?status=requested&code=confirm-observation")).toBe(24);
    expect(await countOf("Task?status=requested&code=follow-beyond-label")).toBe(6);
    expect(await countOf("Task?status=requested")).toBe(30);
    expect(await countOf("Task?status=requested&priority=urgent")).toBe(0);
  });

  test("a visit's report is there as text and printed; what travels has no address", async () => {
    const { json } = await nurse.get("fhir/DocumentReference?patient=demo-1&type=visit-report");
    const [text, pdf] = json.entry[0].resource.content;
    expect(text.attachment.contentType).toContain("text/plain");
    expect(pdf.attachment).toMatchObject({ contentType: "application/pdf", language: "en" });
    const { pathname, search } = new URL(pdf.attachment.url);
    const printed = await nurse.raw({ method: "GET", url: pathname + search });
    expect(printed.headers["content-type"]).toBe("application/pdf");
    expect(printed.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    const record = await nurse.get("fhir/Patient/demo-1/$export-record");
    expect(JSON.stringify(record.json)).not.toMatch(/application\/pdf|\/reports\//);
  });

  test("pages through a clinic, each patient once", async () => {
    const all: string[] = [];
    let url = "/api/clinics/demo/fhir/Patient?_count=7";
    for (let pages = 0; url !== ""; pages += 1) {
      expect(pages).toBeLessThan(5);
      const { json } = await nurse.send({ method: "GET", url });
      expect(judged(json).flaws).toEqual([]);
      all.push(...json.entry.map((each: { resource: { id: string } }) => each.resource.id));
      const next = json.link.find((each: { relation: string }) => each.relation === "next");
      url = next === undefined ? "" : new URL(next.url).pathname + new URL(next.url).search;
    }
    expect(all).toHaveLength(24);
    expect(new Set(all).size).toBe(24);
  });

  test("refuses what it does not know, by its name, as an OperationOutcome", async () => {
    const wrongs = [
      ["Device?patient=demo-1&colour=blue", "colour"],
      ["Device?patient=demo-1&_include=Device:patient", "_include"],
      ["Device?patient=demo-1&_count=0", "_count"],
      ["Device?patient=demo-1&_count=many", "_count"],
      ["Device?patient=demo-1&_format=xml", "_format"],
      ["Procedure?patient=demo-1&date=yesterday", "date"],
      ["Procedure?patient=demo-1&date=ge2026-02-31", "date"],
      ["Procedure?patient=demo-1&date=ap2026-02", "date"],
      ["Device?patient=demo-1&status=", "status"],
      ["Device", "patient"],
      ["Device?status=active", "patient"],
      ["Device?patient=demo-1&patient=demo-2", "patient"],
      ["Patient/demo-1/$everything?_since=2026-01-01", "_since"],
      ["Patient/demo-1?_elements=name", "_elements"],
    ] as const;
    for (const [query, field] of wrongs) {
      const { status, json, headers } = await nurse.get(`fhir/${query}`);
      expect([query, status, json.issue?.[0]?.expression]).toEqual([query, 400, [field]]);
      expect(headers["content-type"]).toContain("application/fhir+json");
      expect(judged(json).flaws).toEqual([]);
    }
  });

  test("what is not there, or not to be done, is an OperationOutcome too", async () => {
    const wrongs = [
      ["GET", "Patient/nobody", 404],
      ["GET", "Device/demo-1", 404],
      ["GET", "Device/pump-0123456789abcdef-0123456789abcdef0123", 404],
      ["GET", "Goal?patient=demo-1", 404],
      ["POST", "Patient", 404],
      ["DELETE", "Patient/demo-1", 404],
    ] as const;
    for (const [method, path, status] of wrongs) {
      const answer = await nurse.send({ method, url: `/api/clinics/demo/fhir/${path}` });
      expect([path, answer.status, answer.json.resourceType]).toEqual([
        path,
        status,
        "OperationOutcome",
      ]);
      expect(judged(answer.json).flaws).toEqual([]);
    }
    const nobody = await house.call({ method: "GET", url: "/api/clinics/demo/fhir/Patient" });
    expect([nobody.status, nobody.json.issue[0].code]).toEqual([401, "login"]);
  });

  test("REQ-096 a patient finds what is about that patient alone", async () => {
    const patient = await house.signIn("demo", "patient");
    expect(await found("Patient", patient)).toEqual(["demo-1"]);
    expect((await found("Device", patient)).length).toBe(2);
    expect((await patient.get("fhir/Device?patient=demo-2")).status).toBe(403);
    expect((await patient.get("fhir/Patient/demo-2")).status).toBe(403);
    const [pump = ""] = await found("Device?patient=demo-2");
    expect((await patient.get(`fhir/Device/${pump}`)).status).toBe(403);
    expect((await patient.get(`fhir/Device?_id=${pump}`)).status).toBe(403);
  });

  test("REQ-094 an emergency opens one record, and who looked is written down", async () => {
    const reader = await house.signIn("demo", "emergency");
    expect((await reader.get("fhir/Patient/demo-2/$everything")).status).toBe(403);
    expect((await reader.get("fhir/Patient")).status).toBe(403);
    const opened = await reader.tell("open-emergency", { patient: "demo-2", reason: "found" });
    expect(opened.status).toBe(201);
    expect((await reader.get("fhir/Patient/demo-2/$everything")).status).toBe(200);
    expect((await reader.get("fhir/Patient/demo-3/$everything")).status).toBe(403);
    const auditor = await house.signIn("demo", "auditor");
    const { json } = await auditor.get("audit/accesses?subject=patient/demo-2");
    const looks = json.accesses.filter(
      (each: { what: string; account: string }) =>
        each.what === "fhir-everything" && each.account === "emergency",
    );
    expect(looks.map((each: { result: string }) => each.result)).toEqual(["forbidden", "shown"]);
    expect(looks[1].emergency).not.toBeNull();
  });
});
