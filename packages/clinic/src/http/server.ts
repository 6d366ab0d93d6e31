// SPDX-License-Identifier: Apache-2.0
/**
 * The server: routes over a desk. Every answer that is no success is a problem document; the log
 * has routes and times, and never an address, a body or a name.
 */
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import files from "@fastify/static";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from "fastify";
import type { Logger } from "pino";
import type { Desk } from "../desk/desk.ts";
import type { Telemetry } from "../implants/telemetry.ts";
import { auditRoutes } from "./audit.ts";
import { challengeRoutes } from "./challenge.ts";
import { changeRoutes } from "./changes.ts";
import { chronicleRoutes } from "./chronicle.ts";
import { clinicalRoutes } from "./clinical.ts";
import { controllerRoutes } from "./controller.ts";
import { fhirRoutes } from "./fhir.ts";
import { type Route, takeInventory } from "./inventory.ts";
import { nightRoutes } from "./nights.ts";
import { openApi } from "./openapi.ts";
import { operationRoutes } from "./operation.ts";
import { frontPage } from "./page.ts";
import { passportRoutes, READER, READER_POLICY } from "./passport.ts";
import { sendProblem } from "./problem.ts";
import type { ProblemKind } from "./problem-kind.ts";
import { pumpListRoutes } from "./pump-list.ts";
import { reportRoutes } from "./reports.ts";
import { sessionRoutes } from "./sign-in.ts";
import { telemetryRoutes } from "./telemetry.ts";

/** How a server is set up. */
type ServerSettings = {
  readonly logger: Logger;
  /** Whether browsers come by https: the cookie is then sent by https alone. */
  readonly secure: boolean;
  /** Whether a proxy in front tells who asks. */
  readonly behindProxy: boolean;
  readonly requestsPerMinute: number;
  readonly signInsPerMinute: number;
  /** Addresses from which the metrics are read. */
  readonly metricsFrom: readonly string[];
  /** Folder of the built web app, if there is one. */
  readonly app: string | null;
  /** The virtual implants that this server hosts, if it hosts any. */
  readonly telemetry: Telemetry | null;
};

const LARGEST_BODY = 1_048_576;

const BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: "malformed",
  404: "not-found",
  405: "wrong-method",
  413: "too-large",
  415: "wrong-type",
  429: "too-often",
};

/** What PostgreSQL, its driver or the system says when the record cannot be reached or written. */
const isDatabaseAway = ({ code = "", message }: FastifyError): boolean =>
  /^(08|53|57|58)...$|^25006$|^E[A-Z]+$/.test(code) ||
  /Connection terminated|timeout exceeded when trying to connect|is closed/.test(message);

/** What the router or the reader of bodies turns away has its cause in the request. */
const problemIn = (error: FastifyError): ProblemKind => {
  if (isDatabaseAway(error)) return "no-database";
  const status = error.statusCode ?? 500;
  return BY_STATUS[status] ?? (status < 500 ? "malformed" : "broken");
};

const answerError = (error: FastifyError, reply: FastifyReply): FastifyReply => {
  const kind = problemIn(error);
  const { name, code, stack } = error;
  if (kind === "broken") reply.log.error({ request: reply.request.id, name, code, stack }, kind);
  if (kind === "no-database") reply.log.warn({ request: reply.request.id, name, code }, kind);
  return sendProblem(reply, kind);
};

/** The proxy before us says who asked it; what its list began with, the caller may have made up. */
const isNearest = (_: string, hop: number): boolean => hop === 0;

const bare = ({ logger, behindProxy }: ServerSettings): FastifyInstance =>
  fastify({
    loggerInstance: logger,
    trustProxy: behindProxy ? isNearest : false,
    bodyLimit: LARGEST_BODY,
    exposeHeadRoutes: false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    requestIdHeader: false,
    frameworkErrors: (error, _, reply) => answerError(error, reply as FastifyReply),
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;

/** No text of the database has this letter: an address with it is no address. */
const refuseNul = (app: FastifyInstance): void => {
  app.addHook("preValidation", async (request, reply) => {
    const params = Object.entries((request.params ?? {}) as Readonly<Record<string, unknown>>);
    const bad = params.find(([, value]) => String(value).includes("\0"));
    if (bad === undefined) return undefined;
    const [path] = bad;
    const refusal = { kind: "malformed-text", path, read: "", accepted: "letters that are seen" };
    return sendProblem(reply, "malformed", { refusals: [refusal] });
  });
};

const logRequests = (app: FastifyInstance): void => {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? "none",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "answered",
    );
  });
};

/** Only what this server sends itself is run by a page of it, and no page frames another. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  workerSrc: ["'self'", "blob:"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

const protect = async (app: FastifyInstance, settings: ServerSettings): Promise<void> => {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: settings.secure,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    global: true,
    max: settings.requestsPerMinute,
    timeWindow: 60_000,
  });
};

const pages = async (app: FastifyInstance, folder: string | null): Promise<void> => {
  const document = openApi();
  const config = { who: "anybody" } as const;
  app.get("/api/openapi.json", { config }, async () => document);
  if (folder !== null) {
    await app.register(files, { root: folder, serve: false });
    app.get("/", { config }, (_, reply) => reply.sendFile("index.html"));
    app.get("/*", { config }, ({ params }, reply) => {
      const { "*": file } = params as { readonly "*": string };
      if (file === READER) reply.header("content-security-policy", READER_POLICY);
      return reply.sendFile(file);
    });
    return;
  }
  app.get("/", { config }, async (_, reply) =>
    reply.type("text/html; charset=utf-8").send(frontPage()),
  );
};

/** A server and all that it can be asked. */
type Server = { readonly app: FastifyInstance; readonly routes: readonly Route[] };

/** A server over a desk, ready to listen. */
export const buildServer = async (desk: Desk, settings: ServerSettings): Promise<Server> => {
  const app = bare(settings);
  const routes = takeInventory(app);
  app.setErrorHandler((error: FastifyError, _, reply) => answerError(error, reply));
  app.setNotFoundHandler((_, reply) => sendProblem(reply, "not-found"));
  refuseNul(app);
  logRequests(app);
  await protect(app, settings);
  operationRoutes(app, desk, settings);
  sessionRoutes(app, desk, settings);
  challengeRoutes(app, desk, settings);
  clinicalRoutes(app, desk);
  reportRoutes(app, desk);
  nightRoutes(app, desk);
  chronicleRoutes(app, desk);
  pumpListRoutes(app, desk);
  auditRoutes(app, desk);
  passportRoutes(app, desk, settings);
  await telemetryRoutes(app, desk, settings);
  controllerRoutes(app, desk, settings);
  await fhirRoutes(app, desk);
  const endStreams = changeRoutes(app, desk);
  app.addHook("preClose", async () => endStreams());
  await pages(app, settings.app);
  return { app, routes };
};
