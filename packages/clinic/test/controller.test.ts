// SPDX-License-Identifier: Apache-2.0
/**
 * A patient's controller at the clinic's door: a pass opens the air of the patient's own pump and
 * what the clinic says of the next refill; nobody else's, and nothing else.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { SETTINGS } from "./course/ward.ts";
import { type Caller, openTestClinic, PASSWORD, type TestClinic } from "./rig/clinic.ts";
import { type Claim, closed, openSocket, openWard } from "./rig/ward.ts";

const at = "/api/clinics/one/controller";

const implantOf = (serial: string) => ({
  implant: "implant-1",
  on: "2026-03-01",
  pump: { model: "generic-40", serial },
  catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
  site: "left abdomen",
  surgeon: "Dr C",
});

describe("REQ-096 a patient's controller", () => {
  let house: TestClinic;
  let ward: Awaited<ReturnType<typeof openWard>>;
  let nurse: Caller;
  let address: string;
  let pass: string;

  const ask = (account: string, password = PASSWORD, headers = {}) =>
    house.app.inject({ method: "POST", url: at, headers, payload: { account, password } });
  const passOf = async (account: string): Promise<string> => {
    const { cookies } = await ask(account);
    const made = cookies.find(({ name }) => name === "cisterna-controller");
    expect(made).toMatchObject({ httpOnly: true, sameSite: "Strict", path: at });
    return `cisterna-controller=${made?.value}`;
  };
  const send = (method: "GET" | "DELETE", cookie: string, url = at) =>
    house.call({ method, url, headers: { cookie } });
  const air = (implant = "implant-1", channel = "far") => `${at}/implants/${implant}/${channel}`;
  const socketAt = (path: string, change: Partial<Claim> = {}) => {
    const claim = { cookie: pass, origin: address, protocols: ["cisterna-link"] };
    return openSocket(`${address.replace("http", "ws")}${path}`, { ...claim, ...change });
  };
  const admit = async (patient: string, serial: string): Promise<void> => {
    const person = { name: "Erika Muster", born: "1961-04-02", tolerance: "tolerant" };
    await nurse.tell(`patients/${patient}/register-patient`, person);
    await nurse.tell(`patients/${patient}/record-implant`, implantOf(serial));
  };

  beforeAll(async () => {
    ward = await openWard("one", ["CIS-0001", "CIS-0002"]);
    house = await openTestClinic("scratch", ward.telemetry);
    nurse = await house.hire("one", "nurse", ["nurse"]);
    const physician = await house.hire("one", "physician", ["physician"]);
    await physician.tell("configure-clinic", SETTINGS);
    address = await house.app.listen({ host: "127.0.0.1", port: 0 });
    await admit("anna", "CIS-0001");
    await admit("bert", "CIS-0002");
    for (const patient of ["anna", "bert"]) await house.hire("one", patient, ["patient"]);
    pass = await passOf("anna");
  });
  afterAll(async () => {
    await house.close();
    ward.telemetry.stop();
  });

  test("is told its own pump, whom to call and when the refill is due", async () => {
    const { status, json } = await send("GET", pass);
    expect(status).toBe(200);
    expect(json).toEqual({
      clinic: { clinic: "one", name: "Clinic one", zone: "Europe/Berlin", phone: SETTINGS.phone },
      name: "Erika Muster",
      implants: [
        {
          ...{ implant: "implant-1", pump: "CIS-0001", state: "here" },
          ...{ due: null, appointment: null, passport: null },
        },
      ],
    });
    expect((await send("GET", await passOf("bert"))).json.implants[0].pump).toBe("CIS-0002");
  });

  test("gets no pass for a wrong password, from elsewhere, or but for a patient", async () => {
    for (const answer of [
      await ask("anna", "a wrong password"),
      await ask("nurse"),
      await ask("nobody"),
      await ask("anna", PASSWORD, { "sec-fetch-site": "cross-site" }),
    ]) {
      expect([answer.statusCode, answer.cookies]).toEqual([401, []]);
    }
    const empty = await house.app.inject({ method: "POST", url: at, payload: {} });
    expect(empty.json().refusals.map(({ path }: { path: string }) => path)).toEqual([
      "account",
      "password",
    ]);
  });

  test("reads nothing else with its pass, and commands nothing", async () => {
    for (const path of ["radar", "session", "patients/anna/patient", "programmer-certificate"]) {
      expect((await send("GET", pass, `/api/clinics/one/${path}`)).status).not.toBe(200);
    }
    expect((await send("GET", "cisterna-controller=guess")).status).toBe(401);
    expect((await send("GET", pass, "/api/clinics/two/controller")).status).toBe(401);
  });

  test.each<[string, Partial<Claim>, string, number]>([
    ["without a pass", { cookie: "" }, air(), 401],
    ["for a page of somebody else", { origin: "http://evil.example" }, air(), 403],
    ["for no page at all", { origin: "" }, air(), 403],
    ["in another protocol", { protocols: ["other"] }, air(), 403],
    ["to an implant that the patient has not", {}, air("implant-2"), 404],
    ["beyond near and far", {}, air("implant-1", "tones"), 404],
  ])("opens no socket %s", async (_, change, path, status) => {
    expect(await socketAt(path, change)).toBe(status);
  });

  test("carries frames, and one frame at a time", async () => {
    const socket = (await socketAt(air())) as WebSocket;
    socket.send(new Uint8Array(513));
    expect(await closed(socket)).toBe(1009);
    expect((await send("GET", pass, air())).status).toBe(426);
  });

  test("loses its pass when it is given back, and with a new password", async () => {
    const [given, other] = [await passOf("anna"), await passOf("anna")];
    expect((await send("DELETE", given)).status).toBe(204);
    expect((await send("GET", given)).status).toBe(401);
    expect((await send("GET", other)).status).toBe(200);
    const admin = await house.signIn("one", "admin");
    await admin.tell("set-password", { account: "anna", password: "another password" });
    expect((await send("GET", other)).status).toBe(401);
    expect(await socketAt(air(), { cookie: other })).toBe(401);
  });

  test("loses its pass with the account, and after 400 days", async () => {
    const mine = await passOf("bert");
    house.clock.ms += 401 * 86_400_000;
    expect((await send("GET", mine)).status).toBe(401);
    const again = await passOf("bert");
    const admin = await house.signIn("one", "admin");
    await admin.tell("close-account", { account: "bert" });
    expect((await send("GET", again)).status).toBe(401);
  });

  test("is written down, and no name goes into the log", async () => {
    const auditor = await house.hire("one", "auditor", ["auditor"]);
    const noted = JSON.stringify((await auditor.get("audit/accesses")).json);
    for (const what of ["controller-pass", "controller-far", "no-patient"]) {
      expect(noted).toContain(what);
    }
    expect(house.log.filter((line) => /anna|Muster|CIS-0001/.test(line))).toEqual([]);
  });
});
