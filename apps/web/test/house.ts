// SPDX-License-Identifier: Apache-2.0
/** A whole clinic behind the built app: the real server on a real database, people and implants. */
import { pino } from "pino";
import { BUILT } from "../../../packages/cli/src/web/build.ts";
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

/** A clinic that listens. */
export type House = {
  readonly address: string;
  /** Somebody else admits a patient with an empty implant. */
  readonly admit: (patient: string, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Told = {
  readonly status: number;
  readonly refusals: readonly { kind: string; read: string }[];
};

const NOW = Date.parse("2026-03-02T08:00:00Z");

/** Implants of which nobody has said what is in them. */
export const UNFILLED = 40;

const roomsOf = async () => {
  const db = await openDatabase({ kind: "memory" });
  const desk = openDesk(db, () => NOW);
  const { app } = await buildServer(desk, {
    logger: pino({ level: "silent" }),
    secure: false,
    behindProxy: false,
    requestsPerMinute: 1_000_000,
    signInsPerMinute: 1_000_000,
    app: BUILT,
    telemetry: null,
  });
  await openClinic(desk, {
    clinic: "demo",
    name: "Demo clinic",
    zone: "Europe/Berlin",
    first: { account: "admin", name: "Ada Min", roles: ["administrator"] },
    password: PASSWORD,
    factor: FACTOR,
  });
  return { db, app };
};

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

const admit = async (tell: Tell, patient: string, name: string): Promise<void> => {
  const person = { name, born: "1961-04-02", tolerance: "tolerant" };
  await done(tell, `patients/${patient}/register-patient`, person);
  await done(tell, `patients/${patient}/record-implant`, {
    implant: "implant-1",
    on: "2026-03-01",
    pump: { model: "generic-40" },
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
export const openHouse = async (): Promise<House> => {
  const { db, app } = await roomsOf();
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
  await admit(doctor, "p1", "Ada Example");
  await fill(doctor);
  for (let place = 0; place < UNFILLED; place += 1) {
    await admit(doctor, `q${place}`, `Bruno Sample ${place}`);
  }
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    address: `${address}/`,
    admit: (patient, name) => admit(doctor, patient, name),
    close: async () => {
      await app.close();
      await db.destroy();
    },
  };
};
