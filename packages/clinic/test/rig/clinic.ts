// SPDX-License-Identifier: Apache-2.0
/** A clinic to call at: a server over an empty database, a clock set by hand, its people. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import { type Desk, openDesk } from "../../src/desk/desk.ts";
import { openClinic } from "../../src/desk/open.ts";
import type { Role } from "../../src/fact/role.ts";
import type { Route } from "../../src/http/inventory.ts";
import { buildServer } from "../../src/http/server.ts";
import type { Telemetry } from "../../src/implants/telemetry.ts";
import { type Database, openDatabase, type Place } from "../../src/store/database.ts";
import { RELYING } from "./authenticator.ts";
import { openScratch } from "./place.ts";

/** What came back. */
export type Answer = {
  readonly status: number;
  /** Whatever was answered: tests look into answers of every shape. */
  readonly json: ReturnType<typeof JSON.parse>;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** Somebody who is signed in. */
export type Caller = {
  readonly account: string;
  readonly get: (path: string) => Promise<Answer>;
  /** Gives a command, signed as the one who gives it. */
  readonly tell: (path: string, input: unknown, how?: How) => Promise<Answer>;
  readonly send: (options: InjectOptions) => Promise<Answer>;
  /** The answer as it came, for what is no JSON. */
  readonly raw: (options: InjectOptions) => Promise<LightMyRequestResponse>;
};

/** How a command is given. */
export type How = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly second?: string;
  readonly unsigned?: boolean;
  /** Code of the second factor, of whoever signs. */
  readonly code?: string;
};

/** A clinic under test. */
export type TestClinic = {
  readonly db: Database;
  readonly desk: Desk;
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
  /** Lines of the log. */
  readonly log: string[];
  readonly clock: { ms: number };
  readonly call: (options: InjectOptions) => Promise<Answer>;
  readonly signIn: (clinic: string, account: string) => Promise<Caller>;
  /** Opens another clinic whose administrator is `admin`. */
  readonly found: (clinic: string) => Promise<Caller>;
  readonly hire: (clinic: string, account: string, roles: readonly Role[]) => Promise<Caller>;
  readonly close: () => Promise<void>;
};

const SERVER = {
  secure: false,
  behindProxy: false,
  requestsPerMinute: 1_000_000,
  signInsPerMinute: 1_000_000,
  metricsFrom: [],
  app: null,
} as const;

/** Everybody's password; there is nothing behind it. */
export const PASSWORD = "a password of the tests";

/** Everybody's second factor: the one of RFC 6238's own examples. */
export const FACTOR = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

const answerOf = async (app: FastifyInstance, options: InjectOptions): Promise<Answer> => {
  const response = await app.inject(options);
  const isJson = String(response.headers["content-type"]).includes("json");
  return {
    status: response.statusCode,
    json: isJson && response.body !== "" ? response.json() : {},
    headers: response.headers,
  };
};

const callerOf = (
  app: FastifyInstance,
  {
    clinic,
    account,
    cookie,
    guard,
  }: Readonly<Record<"clinic" | "account" | "cookie" | "guard", string>>,
): Caller => {
  const headers = { cookie: `cisterna=${cookie}`, "x-cisterna-guard": guard };
  const send = (options: InjectOptions) =>
    answerOf(app, { ...options, headers: { ...headers, ...options.headers } });
  const handOf = ({ code }: How) => ({
    ...{ password: PASSWORD, meaning: "I have checked it" },
    ...(code === undefined ? {} : { code }),
  });
  return {
    account,
    send,
    raw: (options) => app.inject({ ...options, headers: { ...headers, ...options.headers } }),
    get: (path) => send({ method: "GET", url: `/api/clinics/${clinic}/${path}` }),
    tell: (path, input, how = {}) =>
      send({
        method: "POST",
        url: `/api/clinics/${clinic}/${path}`,
        headers: how.headers ?? {},
        payload: {
          input,
          ...(how.unsigned === true ? {} : { signature: handOf(how) }),
          ...(how.second === undefined ? {} : { second: { ...handOf(how), account: how.second } }),
        },
      }),
  };
};

/** Another server over the same database, without people of its own. */
export const serverOver = async (desk: Desk): Promise<FastifyInstance> =>
  (
    await buildServer(desk, {
      ...SERVER,
      logger: pino({ level: "silent" }),
      telemetry: null,
    })
  ).app;

/** An open database, and the way to be done with it. */
const roomAt = async (place: Place | "scratch") => {
  if (place === "scratch") return openScratch();
  const db = await openDatabase(place);
  return { db, close: () => db.destroy() };
};

/**
 * Opens a server over an empty place, with a first clinic called `one`; a test may add routes. Who
 * does not care where gets a PGlite that leaves nothing behind.
 */
export const openTestClinic = async (
  place: Place | "scratch",
  telemetry: Telemetry | null = null,
  alter: (app: FastifyInstance) => void = () => undefined,
): Promise<TestClinic> => {
  const clock = { ms: Date.parse("2026-03-02T09:00:00Z") };
  const { db, close } = await roomAt(place);
  const desk = openDesk(
    db,
    () => clock.ms,
    () => RELYING,
  );
  const log: string[] = [];
  const { app, routes } = await buildServer(desk, {
    logger: pino({ level: "debug" }, { write: (line: string) => void log.push(line) }),
    ...SERVER,
    telemetry,
  });
  alter(app);
  const signIn = async (clinic: string, account: string): Promise<Caller> => {
    const url = `/api/clinics/${clinic}/session`;
    const payload = { account, password: PASSWORD };
    const response = await app.inject({ method: "POST", url, payload });
    const cookie = response.cookies.find(({ name }) => name === "cisterna")?.value ?? "";
    return callerOf(app, { clinic, account, cookie, guard: response.json().guard });
  };
  const found = async (clinic: string): Promise<Caller> => {
    await openClinic(desk, {
      clinic,
      name: `Clinic ${clinic}`,
      zone: "Europe/Berlin",
      first: { account: "admin", name: "Ada Min", roles: ["administrator"] },
      password: PASSWORD,
      factor: FACTOR,
    });
    return signIn(clinic, "admin");
  };
  const hire = async (clinic: string, account: string, roles: readonly Role[]) => {
    const admin = await signIn(clinic, "admin");
    const patient = roles.includes("patient") ? { patient: account } : {};
    const input = { account, name: `N. ${account}`, roles, ...patient, password: PASSWORD };
    await admin.tell("open-account", input);
    return signIn(clinic, account);
  };
  await found("one");
  return {
    routes,
    db,
    desk,
    app,
    log,
    clock,
    call: (options) => answerOf(app, options),
    signIn,
    found,
    hire,
    close: async () => {
      await app.close();
      await close();
    },
  };
};
