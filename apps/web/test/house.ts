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
  openDesk,
} from "../../../packages/clinic/src/index.ts";
import { printNight } from "../../../packages/clinic/src/serve/paper.ts";
import {
  confirmationsOf,
  DOSE,
  firstFill,
  MORPHINE,
  SETTINGS,
  syringe,
} from "../../../packages/clinic/test/course/ward.ts";
import { openScratch } from "../../../packages/clinic/test/rig/place.ts";
import type { Instant } from "../../../packages/quantity/src/index.ts";

/** Everybody's password; there is nothing behind it. */
export const PASSWORD = "a password of the tests";

/** Everybody's second factor. */
const FACTOR = drawFactor();
/** The pump of the patient whose implant lives. */
export const PUMP = "CIS-0001";

/** The shortest password that the clinic takes, of the nurse whose keys are counted. */
export const SHORT = "nurse-at-six";

/** A clinic that listens. */
export type House = {
  readonly address: string;
  /** Somebody else admits a patient whose implant is filled with 20 mL that last for 100 days. */
  readonly fill: (patient: string, name: string) => Promise<void>;
  /** A syringe of 20 mL comes for a patient, of morphine 10 mg/mL where nothing is said. */
  readonly receive: (lot: string, patient: string, drugs?: typeof MORPHINE) => Promise<void>;
  /** Somebody else refills a patient's implant, or does something else that needs one signature. */
  readonly refill: (patient: string, entry: object) => Promise<void>;
  readonly does: (path: string, input: object) => Promise<void>;
  /** The clinic's clock goes to a moment. */
  readonly wait: (moment: string) => void;
  /** What was signed with this command, as the record has it, with the facts beside it. */
  readonly signedWith: (command: string) => Promise<readonly Signed[]>;
  /** The digits that everybody's authenticator shows next: each signs once. */
  readonly code: () => string;
  /** Somebody else admits a patient with an empty implant, a generic one where none is said. */
  readonly admit: (patient: string, name: string, pump?: object) => Promise<void>;
  /** What is printed at night is printed now. */
  readonly printNight: () => Promise<void>;
  /** Lets the implant of the filled patient live; gives the file of its implant card. */
  readonly live: () => Promise<string>;
  /** The server's implants are hosted anew, so much later. */
  readonly later: (span: number) => Promise<void>;
  /** The server is killed; the database stays. */
  readonly away: () => Promise<void>;
  /** It is started again, at the same address, if it was killed. */
  readonly back: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A signature of the record, and the facts that it signs. */
type Signed = {
  readonly at: number;
  readonly signature: Readonly<Record<string, unknown>>;
  readonly facts: readonly Readonly<Record<string, unknown>>[];
};

type Told = {
  readonly status: number;
  readonly refusals: readonly { kind: string; read: string }[];
};

const NOW = Date.parse("2026-03-02T08:00:00Z");

/** A code signs once: who signs again needs the next one. */
const A_MINUTE = 60_000;

/** How long an authenticator shows a code. */
const A_STEP = 30_000;

/** Implants of which nobody has said what is in them. */
export const UNFILLED = 40;

const roomsOf = async (telemetry: Telemetry | null) => {
  const { db, close } = await openScratch();
  const clock = { now: NOW };
  const found = { origin: "" };
  const desk = openDesk(
    db,
    () => clock.now,
    () => ({ origin: found.origin, domain: "localhost" }),
  );
  const server = async () => {
    const { app } = await buildServer(desk, {
      logger: pino({ level: "silent" }),
      secure: false,
      behindProxy: false,
      requestsPerMinute: 1_000_000,
      signInsPerMinute: 1_000_000,
      metricsFrom: [],
      app: BUILT,
      telemetry,
    });
    return app;
  };
  await openClinic(desk, {
    clinic: "demo",
    name: "Demo clinic",
    zone: "Europe/Berlin",
    first: { account: "admin", name: "Ada Min", roles: ["administrator"] },
    password: PASSWORD,
    factor: FACTOR,
  });
  return { close, server, app: await server(), desk, clock, found };
};

type Server = Awaited<ReturnType<Awaited<ReturnType<typeof roomsOf>>["server"]>>;

/** A server at a port, which can be killed with everything that is open, and started again. */
const doorAt = async (server: () => Promise<Server>) => {
  let app: Server | null = await server();
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const kill = async (): Promise<void> => {
    const closing = app?.close();
    app?.server.closeAllConnections();
    app = null;
    await closing;
  };
  const start = async (): Promise<void> => {
    if (app !== null) return;
    app = await server();
    await app.listen({ host: "127.0.0.1", port: Number(new URL(address).port) });
  };
  return { address, kill, start };
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

type Rooms = Pick<Awaited<ReturnType<typeof roomsOf>>, "app" | "clock">;

/** Somebody who gives commands, each signed. */
const hand = async ({ app, clock }: Rooms, account: string) => {
  const url = "/api/clinics/demo";
  const payload = { account, password: PASSWORD };
  const entered = await app.inject({ method: "POST", url: `${url}/session`, payload });
  const cookie = entered.cookies.find(({ name }) => name === "cisterna")?.value ?? "";
  const { guard } = entered.json();
  return async (path: string, input: unknown, second?: string): Promise<Told> => {
    const code = codeAt(FACTOR, clock.now);
    const signature = { password: PASSWORD, code, meaning: "I have checked it" };
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

type Admission = { readonly patient: string; readonly name: string; readonly pump?: object };

const admit = async (
  tell: Tell,
  { patient, name, pump = { model: "generic-40" } }: Admission,
): Promise<void> => {
  const person = { name, born: "1961-04-02", tolerance: "tolerant" };
  await done(tell, `patients/${patient}/register-patient`, person);
  await done(tell, `patients/${patient}/record-implant`, {
    implant: "implant-1",
    on: "2026-03-01",
    pump,
    catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
    site: "left abdomen",
    surgeon: "Dr C",
  });
};

type Delivery = {
  readonly lot: string;
  readonly patient: string;
  readonly drugs?: typeof MORPHINE;
};

const receive = (tell: Tell, { lot, patient, drugs = MORPHINE }: Delivery): Promise<void> => {
  const volume = "20 mL";
  const container = "one syringe of 20 mL";
  const entry = { lot, patient, drugs, volume, expires: "2026-12-31", container };
  return done(tell, "receive-drug", entry, "nurse");
};

/** A whole refill, with all that its checks want to be confirmed. */
const refill = async (tell: Tell, patient: string, entry: object): Promise<void> => {
  const path = `patients/${patient}/record-refill`;
  const confirmations = confirmationsOf((await tell(path, entry, "nurse")).refusals);
  await done(tell, path, { ...entry, confirmations }, "nurse");
};

/** Doses on demand of the patient whose implant lives, where a test wants them. */
const ON_DEMAND = { dose: "0.1 mg", over: "10 min", lockout: "2 h", per_day: 4 };

type Filling = { readonly lot: string; readonly at: number; readonly onDemand?: boolean };

const fill = async (tell: Tell, patient: string, { lot, at, onDemand }: Filling): Promise<void> => {
  await receive(tell, { lot, patient });
  const now: Instant = { epochMs: at, offsetMinutes: 60 };
  const asked = onDemand === true ? { on_demand: ON_DEMAND } : {};
  const entry = firstFill({ now } as Parameters<typeof firstFill>[0], {
    syringes: [{ ...syringe(lot), patient }],
    fill: {
      ...{ volume: "20 mL", drugs: MORPHINE },
      prescription: { ...DOSE, transition: "none", ...asked },
    },
  });
  await refill(tell, patient, entry);
};

/** A ward that is opened later, or anew so much later. */
const laterWard = () => {
  const folder = join(mkdtempSync(join(tmpdir(), "cisterna-house-")), "implants");
  let ward: Telemetry | null = null;
  let hosted = NOW;
  const open = async (): Promise<void> => {
    const opened = await openTelemetry({ clinic: "demo", folder, now: () => hosted });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
    ward = opened.value;
  };
  return {
    ...{ folder, open, telemetry: doorTo(() => ward), stop: () => ward?.stop() },
    later: (span: number): Promise<void> => {
      ward?.stop();
      hosted += span;
      return open();
    },
  };
};

/** Gives everybody an account: who works here, and the patient whose implant lives. */
const hire = async (admin: Tell): Promise<void> => {
  for (const [account, name, role] of [
    ["doctor", "Dr A", "physician"],
    ["nurse", "Nurse B", "nurse"],
    ["auditor", "Mr C", "auditor"],
  ]) {
    const secrets = { password: PASSWORD, factor: FACTOR };
    await done(admin, "open-account", { account, name, roles: [role], ...secrets });
  }
  const nina = { account: "nina", name: "Nina D", roles: ["nurse"], password: SHORT };
  await done(admin, "open-account", { ...nina, factor: FACTOR });
  const patient = { account: "ada", name: "Ada Example", roles: ["patient"], patient: "p1" };
  await done(admin, "open-account", { ...patient, password: PASSWORD });
};

type Line = {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly hash: string;
  readonly data: { readonly payload: Readonly<Record<string, unknown>> };
};

/** Signatures under a command, as the auditor reads them. */
const signedWith = async ({ app }: Rooms, command: string): Promise<readonly Signed[]> => {
  const url = "/api/clinics/demo";
  const payload = { account: "auditor", password: PASSWORD };
  const entered = await app.inject({ method: "POST", url: `${url}/session`, payload });
  const cookie = entered.cookies.find(({ name }) => name === "cisterna")?.value ?? "";
  const lines: Line[] = [];
  for (;;) {
    const after = lines.at(-1)?.seq ?? 0;
    const path = `${url}/audit/events?after=${after}`;
    const answer = await app.inject({ url: path, headers: { cookie: `cisterna=${cookie}` } });
    const more: readonly Line[] = answer.json().events;
    if (more.length === 0) break;
    lines.push(...more);
  }
  return lines
    .filter(({ kind, data }) => kind === "signed" && data.payload["command"] === command)
    .map(({ at, data: { payload: signature } }) => ({
      at,
      signature,
      facts: lines
        .filter(({ hash }) => (signature["events"] as readonly string[]).includes(hash))
        .map(({ data }) => data.payload),
    }));
};

/** Opens a clinic with people, one implant that is filled and some that are not. */
export const openHouse = async (
  unfilled = UNFILLED,
  { onDemand = false }: { readonly onDemand?: boolean } = {},
): Promise<House> => {
  const ward = laterWard();
  const rooms = await roomsOf(ward.telemetry);
  const { server, app, desk, clock, found } = rooms;
  await hire(await hand(rooms, "admin"));
  const doctor = await hand(rooms, "doctor");
  await done(doctor, "configure-clinic", SETTINGS);
  const pump = { model: "generic-40", serial: PUMP };
  await admit(doctor, { patient: "p1", name: "Ada Example", pump });
  await fill(doctor, "p1", { lot: "lot-1", at: NOW, onDemand });
  if (onDemand) {
    const passport = { passport: "0123456789abcdef", implant: "implant-1", shows: ["name"] };
    await done(doctor, "patients/p1/issue-passport", passport);
  }
  for (let place = 0; place < unfilled; place += 1) {
    await admit(doctor, { patient: `q${place}`, name: `Bruno Sample ${place}` });
  }
  const { address, kill, start } = await doorAt(server);
  found.origin = address.replace("127.0.0.1", "localhost");
  return {
    address: `${address}/`,
    admit: async (patient, name, pump) => {
      const admission = { patient, name, ...(pump === undefined ? {} : { pump }) };
      await admit(await hand(rooms, "doctor"), admission);
    },
    live: async () => {
      clock.now += A_MINUTE;
      const served = await desk.serve("demo");
      const standing = await served?.record.look();
      if (standing === undefined) throw new Error("the clinic is served");
      await makeDemoImplants(ward.folder, standing.state.practice, NOW);
      await ward.open();
      return join(ward.folder, "state", PUMP, "card.json");
    },
    later: ward.later,
    printNight: async () => {
      const served = await desk.serve("demo");
      if (served === null) throw new Error("the clinic is served");
      await printNight(desk, served, { language: "en", paper: "a4", nights: 14 });
    },
    fill: async (patient, name) => {
      clock.now += A_MINUTE;
      const again = await hand(rooms, "doctor");
      await admit(again, { patient, name });
      await fill(again, patient, { lot: `${patient}-1`, at: clock.now });
    },
    receive: async (lot, patient, drugs) =>
      receive(await hand(rooms, "doctor"), { lot, patient, ...(drugs && { drugs }) }),
    refill: async (patient, entry) => refill(await hand(rooms, "doctor"), patient, entry),
    does: async (path, input) => done(await hand(rooms, "doctor"), path, input),
    signedWith: (command) => signedWith(rooms, command),
    code: () => {
      clock.now += A_STEP;
      return codeAt(FACTOR, clock.now);
    },
    wait: (moment) => {
      clock.now = Date.parse(moment);
    },
    ...{ away: kill, back: start },
    close: async () => {
      await kill();
      await app.close();
      ward.stop();
      await rooms.close();
    },
  };
};
