// SPDX-License-Identifier: Apache-2.0
/** The FHIR interface in the OpenAPI description, from the table that its routes are made from. */
import { OPERATIONS } from "../fhir/capability.ts";
import { ANSWER_PARAMS, paramsOf } from "../fhir/search.ts";
import { IMPORT_RECORD } from "../fhir/take-over.ts";
import { TYPES, type TypeRow } from "../fhir/types.ts";
import { FHIR_EXPORTERS, FHIR_READERS } from "./fhir.ts";
import { PROBLEMS, type ProblemKind } from "./problem-kind.ts";

type Json = { readonly [key: string]: unknown };

const ROOT = "/api/clinics/{clinic}/fhir";

const inPath = (name: string, pattern: string): Json => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string", pattern },
});

const CLINIC = inPath("clinic", "^[a-z][a-z0-9-]{0,62}$");
const PATIENT = inPath("patient", "^[A-Za-z0-9.-]{1,64}$");
const ID = inPath("id", "^[A-Za-z0-9.-]{1,64}$");

const inQuery = (name: string, description: string): Json => ({
  name,
  in: "query",
  description,
  schema: { type: "string" },
});

const FORMAT = inQuery("_format", ANSWER_PARAMS._format);

const resource = (type: string): Json => ({
  "application/fhir+json": {
    schema: {
      type: "object",
      required: ["resourceType"],
      properties: { resourceType: { const: type } },
    },
  },
});

const outcomes = (kinds: readonly ProblemKind[]): Json =>
  Object.fromEntries(
    [...new Set(kinds.map((kind) => PROBLEMS[kind][0]))].map((status) => [
      String(status),
      {
        description: kinds
          .filter((kind) => PROBLEMS[kind][0] === status)
          .map((kind) => PROBLEMS[kind][1])
          .join("; "),
        content: resource("OperationOutcome"),
      },
    ]),
  );

const READING: readonly ProblemKind[] = [
  "malformed",
  "not-signed-in",
  "forbidden",
  "not-found",
  "too-often",
  "no-database",
];

const found = (type: string, wrong: readonly ProblemKind[]): Json => ({
  "200": { description: "What is there", content: resource(type) },
  ...outcomes(wrong),
});

const forWhom = (who: readonly string[]): string => `For: ${who.join(", ")}.`;

const readOf = ({ type, about }: TypeRow): Json => ({
  get: {
    operationId: `fhir-read-${type}`,
    tags: ["fhir"],
    summary: about,
    description: forWhom(FHIR_READERS),
    parameters: [CLINIC, type === "Patient" ? PATIENT : ID, FORMAT],
    responses: found(type, READING),
  },
});

const searchOf = (row: TypeRow): Json => ({
  get: {
    operationId: `fhir-search-${row.type}`,
    tags: ["fhir"],
    summary: row.about,
    description: forWhom(FHIR_READERS),
    parameters: [
      CLINIC,
      ...paramsOf(row).map(({ name, type }) => inQuery(name, `A FHIR ${type}`)),
      ...Object.entries(ANSWER_PARAMS).map(([name, about]) => inQuery(name, about)),
    ],
    responses: found("Bundle", READING),
  },
});

const wholeOf = (name: "everything" | "export-record", who: readonly string[]): Json => ({
  get: {
    operationId: `fhir-${name}`,
    tags: ["fhir"],
    summary: OPERATIONS[name],
    description: forWhom(who),
    parameters: [CLINIC, PATIENT, FORMAT],
    responses: found("Bundle", READING),
  },
});

const importPath = (): Json => ({
  post: {
    operationId: "fhir-import-record",
    tags: ["fhir"],
    summary: OPERATIONS["import-record"],
    description: `${forWhom(IMPORT_RECORD.who)} At most 16 MB.`,
    parameters: [
      CLINIC,
      {
        name: "x-cisterna-guard",
        in: "header",
        required: true,
        description: "The guard that signing in gave",
        schema: { type: "string" },
      },
    ],
    requestBody: { required: true, content: resource("Bundle") },
    responses: {
      "201": { description: "It is in the record", content: resource("OperationOutcome") },
      ...outcomes([
        "malformed",
        "not-signed-in",
        "prove-yourself",
        "forbidden",
        "guard-missing",
        "too-large",
        "wrong-type",
        "refused",
        "too-often",
        "no-database",
      ]),
    },
  },
});

/** The paths of the FHIR interface. */
export const fhirPaths = (): Json => ({
  [`${ROOT}/metadata`]: {
    get: {
      operationId: "fhir-metadata",
      tags: ["fhir"],
      summary: "What the FHIR interface can do",
      parameters: [CLINIC],
      security: [],
      responses: found("CapabilityStatement", ["too-often"]),
    },
  },
  ...Object.fromEntries(
    TYPES.flatMap((row) => [
      [`${ROOT}/${row.type}`, searchOf(row)],
      [`${ROOT}/${row.type}/{${row.type === "Patient" ? "patient" : "id"}}`, readOf(row)],
    ]),
  ),
  [`${ROOT}/Patient/{patient}/$everything`]: wholeOf("everything", FHIR_READERS),
  [`${ROOT}/Patient/{patient}/$export-record`]: wholeOf("export-record", FHIR_EXPORTERS),
  [`${ROOT}/Patient/$import-record`]: importPath(),
});
