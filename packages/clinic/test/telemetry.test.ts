// SPDX-License-Identifier: Apache-2.0
/**
 * REQ-096: frames between a browser and a virtual implant go through the server, for those who
 * treat at this clinic and come from its own page. It carries bytes: the session ends at both ends.
 */
import { leave } from "@cisterna/link";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { codeAt } from "../src/people/factor.ts";
import { inClinic } from "../src/store/scope.ts";
import { type Authenticator, holdPasskey } from "./rig/authenticator.ts";
import {
  type Caller,
  FACTOR,
  type How,
  openTestClinic,
  PASSWORD,
  type TestClinic,
} from "./rig/clinic.ts";
import {
  type Claim,
  closed,
  drawKeys,
  openSocket,
  openWard,
  pairOver,
  publicHalves,
  radioOver,
} from "./rig/ward.ts";

const PUMP = "CIS-0001";

const implantOf = (serial?: string) => ({
  implant: "implant-1",
  on: "2026-03-01",
  pump: { model: "generic-40", ...(serial === undefined ? {} : { serial }) },
  catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
  site: "left abdomen",
  surgeon: "Dr C",
});

describe("REQ-096 the telemetry of a clinic", () => {
  let house: TestClinic;
  let ward: Awaited<ReturnType<typeof openWard>>;
  let nurse: Caller;
  let address: string;
  let claim: Required<Claim>;

  const at = (patient: string, clinic = "one") =>
    `/api/clinics/${clinic}/patients/${patient}/implants/implant-1/telemetry`;
  const socketAt = (path: string, change: Partial<Claim> = {}) =>
    openSocket(`${address.replace("http", "ws")}${path}`, { ...claim, ...change });
  const admit = async (patient: string, serial?: string): Promise<void> => {
    const person = { name: "Erika Muster", born: "1961-04-02", tolerance: "tolerant" };
    await nurse.tell(`patients/${patient}/register-patient`, person);
    await nurse.tell(`patients/${patient}/record-implant`, implantOf(serial));
  };
  const claimOf = async (account: string, clinic = "one"): Promise<Required<Claim>> => {
    const url = `/api/clinics/${clinic}/session`;
    const payload = { account, password: PASSWORD };
    const response = await house.app.inject({ method: "POST", url, payload });
    const token = response.cookies.find(({ name }) => name === "cisterna")?.value ?? "";
    const { guard } = response.json();
    return { cookie: `cisterna=${token}`, origin: address, protocols: ["cisterna-link", guard] };
  };

  const certificate = (caller: Caller, payload: object) =>
    caller.send({ method: "POST", url: "/api/clinics/one/programmer-certificate", payload });
  const code = () => codeAt(FACTOR, house.clock.ms);

  beforeAll(async () => {
    ward = await openWard("one", [PUMP]);
    house = await openTestClinic("scratch", ward.telemetry);
    nurse = await house.hire("one", "nurse", ["nurse"]);
    const admin = await house.signIn("one", "admin");
    await admin.tell(
      "set-factor",
      { account: "nurse", factor: FACTOR, code: code() },
      { code: code() },
    );
    address = await house.app.listen({ host: "127.0.0.1", port: 0 });
    await admit("p-1", PUMP);
    await admit("p-2", "ELSEWHERE-7");
    await admit("p-3");
    claim = await claimOf("nurse");
  });
  afterAll(async () => {
    await house.close();
    ward.telemetry.stop();
  });

  test("says where the pump of an implant is", async () => {
    const where = async (patient: string) =>
      (await nurse.send({ method: "GET", url: at(patient) })).json;
    expect(await where("p-1")).toEqual({ pump: PUMP, state: "here" });
    expect(await where("p-2")).toEqual({ pump: "ELSEWHERE-7", state: "away" });
    expect(await where("p-3")).toEqual({ pump: null, state: "no-serial" });
    expect((await nurse.send({ method: "GET", url: at("nobody") })).status).toBe(404);
  });

  test("certifies keys, and carries a pairing whose session ends in the caller", async () => {
    const keys = drawKeys();
    const hand = { password: PASSWORD, code: code() };
    const asked = await certificate(nurse, { ...publicHalves(keys), ...hand });
    expect(asked.status).toBe(201);
    expect(asked.json).toMatchObject({ role: "clinician", name: "N. nurse", epoch: 1 });
    const socket = (await socketAt(`${at("p-1")}/near`)) as WebSocket;
    const paired = await pairOver(
      radioOver(socket),
      { folder: ward.folder, pump: PUMP },
      { keys, certified: asked.json },
    );
    expect(paired?.slot).toBeGreaterThan(0);
    expect(paired && (await leave(paired.remote))).toMatchObject({
      kind: "left",
      statement: { mode: "idle", version: 0 },
    });
    socket.close();
  });

  test("[REQ-092 breaks] certifies nothing for who lacks one of both factors", async () => {
    house.clock.ms += 60_000;
    const plain = await house.hire("one", "plain", ["physician"]);
    const right = { ...publicHalves(drawKeys()), password: PASSWORD, code: code() };
    const said = async (caller: Caller, change: object) => {
      const { status, json } = await certificate(caller, { ...right, ...change });
      return [status, json.refusals?.map((each: { path: string }) => each.path)];
    };
    expect(await said(nurse, { key: "00" })).toEqual([400, ["key"]]);
    expect(await said(nurse, { code: undefined })).toEqual([400, ["code"]]);
    expect(await said(nurse, { password: "wrong" })).toEqual([401, ["password"]]);
    expect(await said(nurse, { code: codeAt(FACTOR, 0) })).toEqual([401, ["code"]]);
    expect(await said(plain, {})).toEqual([422, ["code"]]);
    expect(await said(nurse, {})).toEqual([201, undefined]);
    expect(await said(nurse, {})).toEqual([422, ["code"]]);
  });

  test.each<[string, Partial<Claim> | "stranger", string, number]>([
    ["nobody signed in", { cookie: "" }, "p-1", 401],
    ["a page of somebody else", { origin: "http://evil.example" }, "p-1", 403],
    ["no page at all", { origin: "" }, "p-1", 403],
    ["a page without the guard", { protocols: ["cisterna-link"] }, "p-1", 403],
    ["a guess at the guard", { protocols: ["cisterna-link", "guess"] }, "p-1", 403],
    ["an implant that is away", {}, "p-2", 404],
    ["an implant without a serial number", {}, "p-3", 404],
  ])("opens no socket for %s", async (_, change, patient, status) => {
    expect(await socketAt(`${at(patient)}/near`, change as Partial<Claim>)).toBe(status);
  });

  test("opens no socket for other roles, for other clinics, or beyond near and far", async () => {
    await house.hire("one", "keeper", ["coordinator"]);
    await house.found("two");
    await house.hire("two", "nurse", ["nurse"]);
    expect(await socketAt(`${at("p-1")}/near`, await claimOf("keeper"))).toBe(403);
    expect(await socketAt(`${at("p-1")}/near`, await claimOf("nurse", "two"))).toBe(401);
    expect(await socketAt(`${at("p-1", "two")}/near`, await claimOf("nurse", "two"))).toBe(404);
    expect(await socketAt(`${at("p-1")}/tones`)).toBe(404);
    expect((await nurse.send({ method: "GET", url: `${at("p-1")}/near` })).status).toBe(426);
  });

  test("ends a stream of changes with its session, and tells nothing after it", async () => {
    const listener = await claimOf("nurse");
    const [, guard = ""] = listener.protocols;
    const headers = { cookie: listener.cookie, "x-cisterna-guard": guard };
    const { body } = await fetch(`${address}/api/clinics/one/changes`, { headers });
    const reader = (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream());
    const heard: string[] = [];
    await admit("told-1");
    for await (const part of reader) {
      heard.push(part);
      if (heard.join("").includes("told-1") && !heard.includes("signed out")) {
        heard.push("signed out");
        await fetch(`${address}/api/clinics/one/session`, { method: "DELETE", headers });
        await admit("told-2");
      }
    }
    expect(heard.join("")).toContain("told-1");
    expect(heard.join("")).not.toContain("told-2");
  });

  test("ends a socket that sends text, too much at once, or too many frames", async () => {
    const text = (await socketAt(`${at("p-1")}/far`)) as WebSocket;
    text.send("hello");
    expect(await closed(text)).toBe(1003);
    const large = (await socketAt(`${at("p-1")}/far`)) as WebSocket;
    large.send(new Uint8Array(513));
    expect(await closed(large)).toBe(1009);
    const flood = (await socketAt(`${at("p-1")}/far`)) as WebSocket;
    for (let frame = 0; frame < 3_000; frame += 1) flood.send(new Uint8Array(8));
    expect(await closed(flood)).toBe(1008);
  });

  test("believes neither of two implants that bear one serial number", async () => {
    await admit("p-4", PUMP);
    const where = await nurse.send({ method: "GET", url: at("p-1") });
    expect(where.json).toEqual({ pump: PUMP, state: "claimed-twice" });
    expect(await socketAt(`${at("p-1")}/near`)).toBe(404);
  });

  test("writes down who connected, and nothing of a patient into the log", async () => {
    const auditor = await house.hire("one", "auditor", ["auditor"]);
    const { json } = await auditor.get("audit/accesses");
    const noted = JSON.stringify(json);
    expect(noted).toContain("telemetry-near");
    expect(noted).toContain("programmer-certificate");
    expect(house.log.filter((line) => /p-1|Muster|CIS-0001/.test(line))).toEqual([]);
  });

  describe("a passkey that certifies keys", () => {
    const keys = publicHalves(drawKeys());
    const own = holdPasskey();
    const others = holdPasskey();
    let doctor: Caller;

    const drawn = async (caller: Caller, body: object): Promise<string> => {
      const url = "/api/clinics/one/challenge";
      return (await caller.send({ method: "POST", url, payload: body })).json.options.challenge;
    };
    const enrol = async (caller: Caller, key: Authenticator, how: How = {}): Promise<void> => {
      const attestation = key.attest(await drawn(caller, { to: "enrol" }));
      const { status } = await caller.tell("enrol-passkey", { name: "key", attestation }, how);
      expect(status).toBe(201);
    };
    const eventCount = async (): Promise<number> =>
      (
        await inClinic(house.db, "one", (scope) =>
          scope.selectFrom("event").select("seq").execute(),
        )
      ).length;
    const forKeys = (input: object = keys) => drawn(nurse, { to: "certify", input });

    beforeAll(async () => {
      house.clock.ms += 60_000;
      doctor = await house.hire("one", "doctor", ["physician"]);
      await enrol(nurse, own, { code: code() });
      await enrol(doctor, others);
    });

    test("[REQ-092 holds] says yes to these very keys, once", async () => {
      const passkey = own.assert(await forKeys());
      const asked = await certificate(nurse, { ...keys, passkey });
      expect([asked.status, asked.json.key]).toEqual([201, keys.key]);
      const again = await certificate(nurse, { ...keys, passkey });
      expect([again.status, again.json.type]).toEqual([401, "urn:cisterna:problem:wrong-passkey"]);
    });

    /** Answers that look like a passkey's yes and are none. */
    const WRONG: readonly (readonly [string, () => Promise<object>])[] = [
      ["to other keys", async () => own.assert(await forKeys(publicHalves(drawKeys())))],
      ["to a sign-in", async () => own.assert(await drawn(nurse, { to: "prove" }))],
      ["of somebody else", async () => others.assert(await forKeys())],
      [
        "to somebody else's challenge",
        async () => {
          return own.assert(await drawn(doctor, { to: "certify", input: keys }));
        },
      ],
      ["of nobody's key", async () => holdPasskey().assert(await forKeys())],
      ["to a challenge that nobody drew", async () => own.assert("AAAAAAAAAAAAAAAAAAAAAA")],
      [
        "at another origin",
        async () => own.assert(await forKeys(), { origin: "https://x.example" }),
      ],
      ["of nobody in particular", async () => own.assert(await forKeys(), { unverified: true })],
      ["with a counter that went back", async () => own.assert(await forKeys(), { counter: 1 })],
      [
        "that came too late",
        async () => {
          const said = own.assert(await forKeys());
          house.clock.ms += 121_000;
          return said;
        },
      ],
    ];

    test.each(WRONG)("[REQ-092 breaks] certifies nothing by an answer %s", async (_, said) => {
      const passkey = await said();
      const before = await eventCount();
      const { status, json } = await certificate(nurse, { ...keys, passkey });
      expect([status, json.type]).toEqual([401, "urn:cisterna:problem:wrong-passkey"]);
      expect(json).not.toHaveProperty("signature");
      expect(await eventCount()).toBe(before);
    });

    test("is no second way beside a password", async () => {
      const passkey = own.assert(await forKeys());
      const both = { ...keys, passkey, password: PASSWORD, code: code() };
      expect((await certificate(nurse, both)).status).toBe(400);
    });
  });
});
