// SPDX-License-Identifier: Apache-2.0
/** Serving: from settings to a server that listens, and back to nothing when it is told to end. */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { lockFolder, stateOf } from "@cisterna/implant";
import { type Logger, pino } from "pino";
import { fillDemo } from "../demo/fill.ts";
import { makeDemoImplants } from "../demo/implants.ts";
import { DEMO_CLINIC, DEMO_PEOPLE } from "../demo/people.ts";
import { type Desk, openDesk } from "../desk/desk.ts";
import { openClinic } from "../desk/open.ts";
import { buildServer } from "../http/server.ts";
import { openTelemetry, type Telemetry } from "../implants/telemetry.ts";
import { drawFactor } from "../people/factor.ts";
import type { Relying } from "../people/passkey.ts";
import { type Database, openDatabase, Unfit } from "../store/database.ts";
import { Unmigratable } from "../store/migrate.ts";
import { openQueue } from "../store/queue.ts";
import { keepFolder } from "./folder.ts";
import { type Listener, workOn } from "./jobs.ts";
import type { Press } from "./paper.ts";
import { demoSecrets, drawPassword } from "./secret.ts";
import { relyingOn, type Settings } from "./settings.ts";

/** Why nothing is served. */
export type ServeRefusal = {
  readonly kind:
    | "folder-in-use"
    | "folder-missing"
    | "no-record"
    | "database-unfit"
    | "database-unmigratable"
    | "database-unreachable"
    | "implants-unfit"
    | "port-taken";
  readonly path: string;
  readonly because: string;
};

/** Somebody who may sign in, told once. */
type Welcome = {
  readonly clinic: string;
  readonly account: string;
  readonly password: string;
  /** Secret of the second factor, for an authenticator. */
  readonly factor: string;
  readonly about: string;
};

/** A server that listens. */
export type Serving = {
  readonly address: string;
  readonly welcomes: readonly Welcome[];
  /** Folder with the implant card of each virtual implant that is hosted; null: none is. */
  readonly cards: string | null;
  /** Answers what is open, closes the database, gives the folder back. */
  readonly stop: () => Promise<void>;
};

/** A database that is open, and the way to close it. */
export type Opened = { readonly db: Database; readonly close: () => Promise<void> };

const refuse = (kind: ServeRefusal["kind"], path: string, because: string): ServeRefusal => ({
  kind,
  path,
  because,
});

const refusalOf = (error: unknown, path: string): ServeRefusal => {
  const because = error instanceof Error ? error.message : String(error);
  if (error instanceof Unfit) return refuse("database-unfit", path, because);
  if (error instanceof Unmigratable) return refuse("database-unmigratable", path, because);
  return refuse("database-unreachable", path, because);
};

const openServerDatabase = async (url: string, connections: number): Promise<Opened> => {
  const db = await openDatabase({ kind: "postgres", url, connections });
  return { db, close: () => db.destroy() };
};

/** Whether a database that is not there is made. What only looks makes none. */
type Manner = { readonly make: boolean };

const openFolder = async (folder: string, { make }: Manner): Promise<Opened | ServeRefusal> => {
  if (!make && !existsSync(`${folder}/database`)) {
    return refuse("no-record", folder, "no clinic was ever kept there");
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  if (unlock === null) return refuse("folder-in-use", folder, "another process serves it");
  try {
    const db = await openDatabase({ kind: "folder", path: `${folder}/database` });
    const close = async (): Promise<void> => {
      await db.destroy();
      unlock();
    };
    return { db, close };
  } catch (error) {
    unlock();
    throw error;
  }
};

/** Opens the database that settings name. */
export const openStore = async (
  settings: Settings,
  manner: Manner,
): Promise<Opened | ServeRefusal> => {
  const { database_url: url, data, connections } = settings;
  try {
    return url === undefined
      ? await openFolder(data, manner)
      : await openServerDatabase(url, connections);
  } catch (error) {
    return refusalOf(error, url === undefined ? "data" : "database_url");
  }
};

const isEmpty = async (db: Database): Promise<boolean> =>
  (await db.selectFrom("clinic").select("clinic").executeTakeFirst()) === undefined;

/** The first clinic of an empty database, with a password that is drawn and told once. */
const openFirst = async (desk: Desk, settings: Settings): Promise<readonly Welcome[]> => {
  if (!(await isEmpty(desk.db))) return [];
  const { clinic, name, zone } = settings;
  const [password, factor] = [drawPassword(), drawFactor()];
  const first = { account: "admin", name: "Administrator", roles: ["administrator" as const] };
  await openClinic(desk, { clinic, name, zone, first, password, factor });
  return [{ clinic, account: "admin", password, factor, about: "administrator; told only now" }];
};

const welcomesOf = async (
  desk: Desk,
  settings: Settings,
  demo: boolean,
): Promise<readonly Welcome[]> => {
  if (!demo) return openFirst(desk, settings);
  const secrets = await demoSecrets(settings.data);
  await fillDemo(desk, secrets);
  return DEMO_PEOPLE.map(({ account, roles }) => ({
    clinic: DEMO_CLINIC,
    account,
    ...secrets,
    about: roles.join(", "),
  }));
};

/** The demo's implants lie beside its database; another clinic's where its settings say. */
const folderOf = ({ implants, data }: Settings, demo: boolean): string | null =>
  implants ?? (demo ? `${data}/implants` : null);

/** The implants that this server hosts; null: none. */
const telemetryOf = async (
  desk: Desk,
  settings: Settings,
  demo: boolean,
): Promise<Telemetry | null | ServeRefusal> => {
  const folder = folderOf(settings, demo);
  if (folder === null) return null;
  const clinic = demo ? DEMO_CLINIC : settings.clinic;
  const served = await desk.serve(clinic);
  if (demo && served !== null && settings.implants === undefined) {
    const { state } = await served.record.look();
    await makeDemoImplants(folder, state.practice, desk.now());
  }
  const opened = await openTelemetry({ clinic, folder, now: desk.now });
  if (opened.ok) return opened.value;
  const [{ kind, path }] = opened.refusals;
  return refuse("implants-unfit", path, kind);
};
/** How the log is told of the night's work. */
const telling = (logger: Logger): Listener => ({
  verified: ({ clinic, events, flaws }) => {
    const isWhole = flaws.length === 0;
    const line = { clinic, events, flaws: flaws.length };
    logger[isWhole ? "info" : "error"](line, isWhole ? "record verified" : "record broken");
  },
  swept: (clinic, facts) => logger.info({ clinic, facts }, "tasks brought up to the radar"),
  reminded: (clinic, facts) => logger.info({ clinic, facts }, "reminders brought up to date"),
  printed: (clinic, reports) => logger.info({ clinic, reports }, "the night's reports are kept"),
  failed: (error) => {
    const { name, code } = error as { readonly name?: string; readonly code?: string };
    logger.warn({ name, code }, "the night's work is not done yet");
  },
});

/** How long work that is under way may take to end when the server is told to. */
const GRACE_MS = 20_000;

const pressOf = (settings: Settings): Press => ({
  language: settings.reports_language,
  paper: settings.reports_paper,
  nights: settings.reports_kept,
});

/** Without a folder nothing is laid anywhere. */
const NOWHERE = { layOut: async () => undefined, end: async () => undefined };

/** Begins the night's work; gives the way to end it. */
const beginJobs = async (
  desk: Desk,
  settings: Settings,
  logger: Logger,
): Promise<() => Promise<void>> => {
  const { database_url: url, reports: folder } = settings;
  const [told, press] = [telling(logger), pressOf(settings)];
  const boss = await openQueue(desk.db, url ?? null, told.failed);
  const unwritten = (error: unknown): void => {
    const { name, code } = error as { readonly name?: string; readonly code?: string };
    logger.error({ name, code }, "the folder of reports is not up to date");
  };
  const keeping = folder === undefined ? NOWHERE : keepFolder({ desk, press, folder }, unwritten);
  await workOn({ desk, boss, told, press, layOut: keeping.layOut });
  return async () => {
    await boss.stop({ graceful: true, timeout: GRACE_MS });
    await keeping.end();
  };
};

/** Serves a clinic. Gives the server that listens, or why there is none. */
export const serveClinic = async (
  settings: Settings,
  { demo }: { readonly demo: boolean },
): Promise<Serving | ServeRefusal> => {
  const pages = settings.app === undefined ? null : resolve(settings.app);
  if (pages !== null && !existsSync(pages)) return refuse("folder-missing", "app", pages);
  const opened = await openStore(settings, { make: true });
  if ("kind" in opened) return opened;
  let relying: Relying | null = null;
  const desk = openDesk(
    opened.db,
    () => Date.now(),
    () => relying,
  );
  const welcomes = await welcomesOf(desk, settings, demo);
  const telemetry = await telemetryOf(desk, settings, demo);
  if (telemetry !== null && "kind" in telemetry) {
    await opened.close();
    return telemetry;
  }
  const logger = pino({ level: settings.log });
  const { app } = await buildServer(desk, {
    logger,
    secure: settings.secure,
    behindProxy: settings.behind_proxy,
    requestsPerMinute: settings.requests_per_minute,
    signInsPerMinute: settings.sign_ins_per_minute,
    metricsFrom: settings.metrics_from,
    app: pages,
    telemetry,
  });
  const endJobs = await beginJobs(desk, settings, logger).catch((error: unknown) =>
    refusalOf(error, "database_url"),
  );
  if (typeof endJobs !== "function") {
    telemetry?.stop();
    await opened.close();
    return endJobs;
  }
  const stop = async (): Promise<void> => {
    await endJobs();
    await app.close();
    telemetry?.stop();
    await opened.close();
  };
  try {
    const address = await app.listen({ host: settings.host, port: settings.port });
    relying = relyingOn(settings, address);
    const folder = folderOf(settings, demo);
    return { address, welcomes, cards: folder === null ? null : stateOf(folder), stop };
  } catch (error) {
    await stop();
    return refuse("port-taken", "port", error instanceof Error ? error.message : String(error));
  }
};
