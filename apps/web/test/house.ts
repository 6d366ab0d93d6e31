// SPDX-License-Identifier: Apache-2.0
/** A whole clinic behind the built app: the real server on a real database, people and implants. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { BUILT } from "../../../packages/cli/src/web/build.ts";
import { makeDemoImplants } from "../../../packages/clinic/src/demo/implants.ts";
import { openTelemetry, type Telemetry } from "../../../packages/clinic/src/implants/telemetry.ts";
import {
  buildServer,
  codeAt,
  drawFactor,
  openClinic,
  openDatabase,
  openDesk,
} from "../../../packages/clinic/src/index.ts";
import {
  confirmationsOf,
  firstFill,
  MORPHINE,
  SETTINGS,
} from "../../../packages/clinic/test/course/ward.ts";
import type { Instant } from "../../../packages/quantity/src/index.ts";

/** Everybody's password; there is nothing behind it. */
export const PASSWORD = "a password of the tests";

/** Everybody's second factor. */
const FACTOR = drawFactor();
/** The pump of the patient whose implant lives. */
export const PUMP = "CIS-0001";

/** A clinic that listens. */
export type House = {
  readonly address: string;
  /** Somebody else admits a patient with an empty implant. */
  readonly admit: (patient: string, name: string) => Promise<void>;
  /** Lets the implant of the filled patient live; gives the file of its implant card. */
  readonly live: () => Promise<string>;
  readonly close: () => Promise<void>;
};

type Told = {
  readonly status: number;
  readonly refusals: readonly { kind: string; read: string }[];
};

const NOW = Date.parse("2026-03-02T08:00:00Z");

/** Implants of which nobody has said what is in them. */
export const UNFILLED = 40;

const roomsOf = async (telemetry: Telemetry | null) => {
  const db = await openDatabase({ kind: "memory" });
  const desk = openDesk(db, () => NOW);
  const { app } = await buildServer(desk, {
    logger: pino({ level: "silent" }),
    secure: false,
    behindProxy: false,
    requestsPerMinute: 1_000_000,
    signInsPerMinute: 1_000_000,
    app: BUILT,
    telemetry,
  });
  await openClinic(desk, {
    clinic: "demo",
    name: "Demo clinic",
    zone: "Europe/Berlin",
    first: { account: "admin", name: "Ada Min", roles: ["administrator"] },
    password: PASSWORD,
    factor: FACTOR,
  });
  return { db, app, desk };
};

/** The implants of a ward that is opened later. */
const doorTo = (ward: () => Telemetry | null): Telemetry => ({
  clinic: "demo",
  standing: (pump) => ward()?.standing(pump) ?? "away",
  connect: (...call) => ward()?.connect(...call) ?? null,
  certify: (programmer) => {
    const opened = ward();
    if (opened === null) throw new Error("no implant lives yet");
    return opened.certify(programmer);
  },
  stop: () => ward()?.stop(),
});

type App = Awaited<ReturnType<typeof roomsOf>>["app"];

/** Somebody who gives commands, each signed. */
const hand = async (app: App, account: string) => {
  const url = "/api/clinics/demo";
  const payload = { account, password: PASSWORD };
  const entered = await app.inject({ method: "POST", url: `${url}/session`, payload });
  const cookie = entered.cookies.find(({ name }) => name === "cisterna")?.value ?? "";
  const { guard } = entered.json();
  const code = codeAt(FACTOR, NOW);
  const signature = { password: PASSWORD, code, meaning: "I have checked it" };
  return async (path: string, input: unknown, second?: string): Promise<Told> => {
    const response = await app.inject({
      method: "POST",
      url: `${url}/${path}`,
      headers: { cookie: `cisterna=${cookie}`, "x-cisterna-guard": guard },
      payload: {
        input,
        signature,
        ...(second === undefined ? {} : { second: { ...signature, account: second } }),
      },
    });
    const { refusals = [] } = response.json();
    return { status: response.statusCode, refusals };
  };
};

type Tell = Awaited<ReturnType<typeof hand>>;

const done = async (tell: Tell, path: string, input: unknown, second?: string): Promise<void> => {
  const { status, refusals } = await tell(path, input, second);
  if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(refusals)}`);
};

const admit = async (
  tell: Tell,
  { patient, name, serial }: { patient: string; name: string; serial?: string },
): Promise<void> => {
  const person = { name, born: "1961-04-02", tolerance: "tolerant" };
  await done(tell, `patients/${patient}/register-patient`, person);
  await done(tell, `patients/${patient}/record-implant`, {
    implant: "implant-1",
    on: "2026-03-01",
    pump: { model: "generic-40", ...(serial === undefined ? {} : { serial }) },
    catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
    site: "left abdomen",
    surgeon: "Dr C",
  });
};

const fill = async (tell: Tell): Promise<void> => {
  const lot = {
    lot: "lot-1",
    patient: "p1",
    drugs: MORPHINE,
    volume: "20 mL",
    expires: "2026-12-31",
    container: "one syringe of 20 mL",
  };
  await done(tell, "receive-drug", lot, "nurse");
  const now: Instant = { epochMs: NOW, offsetMinutes: 60 };
  const entry = firstFill({ now } as Parameters<typeof firstFill>[0]);
  const { refusals } = await tell("patients/p1/record-refill", entry, "nurse");
  const confirmations = confirmationsOf(refusals);
  await done(tell, "patients/p1/record-refill", { ...entry, confirmations }, "nurse");
};

/** Opens a clinic with a physician, a nurse, one implant that is filled and many that are not. */
export const openHouse = async (unfilled = UNFILLED): Promise<House> => {
  let ward: Telemetry | null = null;
  const { db, app, desk } = await roomsOf(doorTo(() => ward));
  const admin = await hand(app, "admin");
  for (const [account, name, role] of [
    ["doctor", "Dr A", "physician"],
    ["nurse", "Nurse B", "nurse"],
    ["auditor", "Mr C", "auditor"],
  ]) {
    const secrets = { password: PASSWORD, factor: FACTOR };
    await done(admin, "open-account", { account, name, roles: [role], ...secrets });
  }
  const doctor = await hand(app, "doctor");
  await done(doctor, "configure-clinic", SETTINGS);
  await admit(doctor, { patient: "p1", name: "Ada Example", serial: PUMP });
  await fill(doctor);
  for (let place = 0; place < unfilled; place += 1) {
    await admit(doctor, { patient: `q${place}`, name: `Bruno Sample ${place}` });
  }
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    address: `${address}/`,
    admit: (patient, name) => admit(doctor, { patient, name }),
    live: async () => {
      const folder = join(mkdtempSync(join(tmpdir(), "cisterna-house-")), "implants");
      const served = await desk.serve("demo");
      const standing = await served?.record.look();
      if (standing === undefined) throw new Error("the clinic is served");
      await makeDemoImplants(folder, standing.state.practice, NOW);
      const opened = await openTelemetry({ clinic: "demo", folder, now: () => NOW });
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
      ward = opened.value;
      return join(folder, "state", PUMP, "card.json");
    },
    close: async () => {
      await app.close();
      ward?.stop();
      await db.destroy();
    },
  };
};
