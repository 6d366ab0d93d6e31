// SPDX-License-Identifier: Apache-2.0
/** The OpenAPI 3.1 description, made from the schemas that requests are read by. */
import { z } from "zod";
import type { CommandRow, ViewRow } from "../desk/row.ts";
import { COMMAND_ROWS, VIEW_ROWS } from "../desk/table.ts";
import type { Report } from "../report/report.ts";
import { REPORTS } from "../report/table.ts";
import { CHALLENGE_SCHEMA, RECEIPT_SCHEMA, WELCOME_SCHEMA } from "./answer.ts";
import { AUDIT_PAGES, pageAsked } from "./audit.ts";
import { challengeBody, commandBody, proofBody, signInBody } from "./body.ts";
import { chroniclePaths } from "./openapi-chronicle.ts";
import { controllerPaths, SCHEMES } from "./openapi-controller.ts";
import { fhirPaths } from "./openapi-fhir.ts";
import { nightPaths } from "./openapi-night.ts";
import { passportPaths } from "./openapi-passport.ts";
import { pumpListPaths } from "./openapi-pump-list.ts";
import { telemetryPaths } from "./openapi-telemetry.ts";
import { inBraces, pathOf, reportPath } from "./path.ts";
import { PROBLEMS, type ProblemKind, problemSchema } from "./problem-kind.ts";

type Json = { readonly [key: string]: unknown };

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
  });
  return rest;
};

const problem = (kinds: readonly ProblemKind[]): Json =>
  Object.fromEntries(
    [...new Set(kinds.map((kind) => PROBLEMS[kind][0]))].map((status) => [
      String(status),
      {
        description: kinds
          .filter((kind) => PROBLEMS[kind][0] === status)
          .map((kind) => PROBLEMS[kind][1])
          .join("; "),
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );

const json = (schema: unknown): Json => ({ content: { "application/json": { schema } } });

const CLINIC = {
  name: "clinic",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[a-z][a-z0-9-]{0,62}$" },
};
const PATIENT = {
  name: "patient",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[A-Za-z0-9.-]{1,64}$" },
};
const GUARD = {
  name: "x-cisterna-guard",
  in: "header",
  required: true,
  description: "The guard that signing in gave",
  schema: { type: "string" },
};
const KEY = {
  name: "idempotency-key",
  in: "header",
  description: "The same key gets the same answer and has no second effect",
  schema: { type: "string", pattern: "^[!-~]{1,200}$" },
};
const SEEN = {
  name: "if-match",
  in: "header",
  description: "The revision that was seen, as a view's etag gave it",
  schema: { type: "string", pattern: '^"[0-9]{1,15}"$' },
};

const RESTED = {
  name: "x-cisterna-rest",
  in: "header",
  description: "Seconds since somebody touched the page: what it asks by itself is no use of it",
  schema: { type: "string", pattern: "^[0-9]{1,6}$" },
};

const inPath = ({ subject }: Pick<CommandRow | ViewRow, "subject">): readonly Json[] =>
  subject === "patient" ? [CLINIC, PATIENT] : [CLINIC];

const ALWAYS = ["malformed", "not-signed-in", "forbidden", "too-often", "no-database"] as const;

const RECEIPT = { $ref: "#/components/schemas/Receipt" };

const signatureOf = ({ signature, factors }: CommandRow): string => {
  if (factors === undefined) return signature;
  const both = `${signature}, each with both factors (password and code, or a passkey)`;
  return factors === "both" ? both : `${both}, where the account has two`;
};

const commandOperation = (row: CommandRow): Json => ({
  operationId: row.name,
  tags: [row.subject],
  summary: row.about,
  description: `For: ${row.who.join(", ")}. Signature: ${signatureOf(row)}.`,
  parameters: [...inPath(row), GUARD, KEY, SEEN],
  requestBody: { required: true, ...json(schemaOf(commandBody(row.input))) },
  responses: {
    "200": { description: "The same key was answered before", ...json(RECEIPT) },
    "201": { description: "It is in the record", ...json(RECEIPT) },
    ...problem([
      ...ALWAYS,
      "prove-yourself",
      "guard-missing",
      "not-found",
      "key-taken",
      "stale",
      "too-large",
      "wrong-type",
      "refused",
    ]),
  },
});

const queryOf = (schema: z.ZodType): readonly Json[] => {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
};

type Readable = Pick<ViewRow, "name" | "subject" | "about" | "who" | "asks">;

const viewOperation = (row: Readable): Json => ({
  operationId: row.name,
  tags: [row.subject],
  summary: row.about,
  description: `For: ${row.who.join(", ")}.`,
  parameters: [...inPath(row), RESTED, ...queryOf(row.asks)],
  responses: {
    "200": { description: "What is there", ...json({ type: "object" }) },
    ...problem([...ALWAYS, "not-found"]),
  },
});

const PDF = { content: { "application/pdf": { schema: { type: "string", format: "binary" } } } };

const reportOperation = (row: Report): Json => ({
  ...viewOperation({ ...row, name: `report-${row.name}` }),
  responses: {
    "200": { description: "The report", ...PDF },
    ...problem([...ALWAYS, "not-found"]),
  },
});

const auditPaths = (): Json =>
  Object.fromEntries(
    AUDIT_PAGES.map(({ name, about, who }) => [
      `/api/clinics/{clinic}/audit/${name}`,
      {
        get: {
          operationId: `audit-${name}`,
          tags: ["audit"],
          summary: about,
          description: `For: ${who.join(", ")}.`,
          parameters: [CLINIC, ...queryOf(pageAsked)],
          responses: {
            "200": { description: "What is there", ...json({ type: "object" }) },
            ...problem(ALWAYS),
          },
        },
      },
    ]),
  );

const WELCOME = {
  description: "Who is signed in, and the guard to send with every change",
  ...json({ $ref: "#/components/schemas/Welcome" }),
};

const sessionPath = (): Json => ({
  post: {
    operationId: "sign-in",
    tags: ["session"],
    summary: "Signs in; the session is in a cookie",
    parameters: [CLINIC],
    requestBody: { required: true, ...json(schemaOf(signInBody)) },
    security: [],
    responses: {
      "201": WELCOME,
      ...problem([
        "malformed",
        "wrong-password",
        "wrong-passkey",
        "resting",
        "too-often",
        "no-database",
      ]),
    },
  },
  get: {
    operationId: "who-am-i",
    tags: ["session"],
    summary: "Who is signed in",
    parameters: [CLINIC],
    responses: { "200": WELCOME, ...problem(["not-signed-in", "too-often", "no-database"]) },
  },
  put: {
    operationId: "prove-again",
    tags: ["session"],
    summary: "Proves after three idle minutes that it is still the same person",
    parameters: [CLINIC, GUARD],
    requestBody: { required: true, ...json(schemaOf(proofBody)) },
    responses: {
      "204": { description: "Proven" },
      ...problem([...ALWAYS, "wrong-password", "wrong-passkey", "guard-missing", "resting"]),
    },
  },
  delete: {
    operationId: "sign-out",
    tags: ["session"],
    summary: "Signs out",
    parameters: [CLINIC, GUARD],
    responses: { "204": { description: "Signed out" }, ...problem([...ALWAYS, "guard-missing"]) },
  },
});

const CHALLENGE = {
  description:
    "The origin at which passkeys answer, and what a browser is to ask of one (WebAuthn)",
  ...json({ $ref: "#/components/schemas/Challenge" }),
};

const NO_CHALLENGE = ["malformed", "refused", "too-often", "no-database"] as const;

const challengePaths = (): Json => ({
  "/api/clinics/{clinic}/session/challenge": {
    post: {
      operationId: "challenge-to-sign-in",
      tags: ["session"],
      summary:
        "Draws a challenge to sign in with a passkey; it lasts two minutes and is taken once",
      parameters: [CLINIC],
      security: [],
      responses: { "201": CHALLENGE, ...problem([...NO_CHALLENGE, "not-found"]) },
    },
  },
  "/api/clinics/{clinic}/challenge": {
    post: {
      operationId: "challenge",
      tags: ["session"],
      summary: "Draws a challenge to enrol a passkey, to prove with one again, to sign or certify",
      parameters: [CLINIC, GUARD],
      requestBody: { required: true, ...json(schemaOf(challengeBody)) },
      responses: { "201": CHALLENGE, ...problem([...ALWAYS, "guard-missing", "refused"]) },
    },
  },
});

const changesPath = (): Json => ({
  get: {
    operationId: "changes",
    tags: ["changes"],
    summary: "Which subjects change, as they change; nothing about them",
    parameters: [CLINIC],
    responses: {
      "200": {
        description: "Events named change, each with seq, kind, subject and revision",
        content: { "text/event-stream": { schema: { type: "string" } } },
      },
      ...problem(["not-signed-in", "too-often", "no-database"]),
    },
  },
});

/** What may go wrong for somebody who is not signed in. */
const OPEN_TO_ALL = ["not-found", "too-often", "no-database"] as const;

const STATUS = { "200": { description: "Yes", ...json({ type: "object" }) } };

const operationPaths = (): Json => ({
  "/api/health": {
    get: { operationId: "health", tags: ["operation"], security: [], responses: STATUS },
  },
  "/api/ready": {
    get: {
      operationId: "ready",
      tags: ["operation"],
      security: [],
      responses: { ...STATUS, ...problem(["no-database"]) },
    },
  },
  "/api/metrics": {
    get: {
      operationId: "metrics",
      tags: ["operation"],
      summary: "What the server counts, from the addresses of its setting metrics_from alone",
      security: [],
      responses: {
        ...problem(["forbidden"]),
        "200": {
          description: "Prometheus",
          content: { "text/plain": { schema: { type: "string" } } },
        },
      },
    },
  },
});

const components = (): Json => ({
  schemas: {
    Problem: schemaOf(problemSchema),
    Receipt: schemaOf(RECEIPT_SCHEMA),
    Welcome: schemaOf(WELCOME_SCHEMA),
    Challenge: schemaOf(CHALLENGE_SCHEMA),
  },
  securitySchemes: SCHEMES,
});

const PEN = { clinic: CLINIC, patient: PATIENT, guard: GUARD, json, schemaOf, problem };

/** The description of everything that the server can be asked. */
export const openApi = (): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Cisterna, a clinic",
    version: "1",
    description: "Not a medical device, and not cleared for treatment.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  security: [{ session: [] }],
  paths: {
    ...operationPaths(),
    "/api/clinics/{clinic}/session": sessionPath(),
    ...challengePaths(),
    "/api/clinics/{clinic}/changes": changesPath(),
    ...passportPaths({ parameters: [CLINIC], problems: problem(OPEN_TO_ALL) }),
    ...pumpListPaths({ parameters: [CLINIC, GUARD], json, schemaOf, problem }),
    ...nightPaths({ clinic: CLINIC, pdf: PDF, json, schemaOf, problem }),
    ...chroniclePaths(PEN),
    ...auditPaths(),
    ...fhirPaths(),
    ...telemetryPaths(PEN),
    ...controllerPaths(PEN),
    ...Object.fromEntries(
      REPORTS.map((row) => [inBraces(reportPath(row)), { get: reportOperation(row) }]),
    ),
    ...Object.fromEntries(
      [...VIEW_ROWS.values()].map((row) => [inBraces(pathOf(row)), { get: viewOperation(row) }]),
    ),
    ...Object.fromEntries(
      [...COMMAND_ROWS.values()].map((row) => [
        inBraces(pathOf(row)),
        { post: commandOperation(row) },
      ]),
    ),
  },
  components: components(),
});
