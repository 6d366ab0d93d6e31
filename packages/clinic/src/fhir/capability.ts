// SPDX-License-Identifier: Apache-2.0
/** What the FHIR interface can do, from the table that its routes are made from. */
import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceOperation,
} from "@medplum/fhirtypes";
import { ANSWER_PARAMS, paramsOf } from "./search.ts";
import { TYPES, type TypeRow } from "./types.ts";

/** When the interface last changed. */
const CHANGED = "2026-11-27";

/** The operations on a patient. */
export const OPERATIONS = {
  everything: "Everything about a patient, on one page",
  "export-record": "A patient's record as it travels: resources and every event as it was hashed",
  "import-record": "Takes a patient's record from another clinic, whole or not at all",
} as const;

/** Everything is HL7's own operation, the others are ours. */
const definitionOf = (name: string): string =>
  name === "everything"
    ? "http://hl7.org/fhir/OperationDefinition/Patient-everything"
    : `urn:cisterna:operation:${name}`;

const operations: CapabilityStatementRestResourceOperation[] = Object.entries(OPERATIONS).map(
  ([name, documentation]) => ({ name, definition: definitionOf(name), documentation }),
);

const resourceOf = (row: TypeRow): CapabilityStatementRestResource => ({
  type: row.type as NonNullable<CapabilityStatementRestResource["type"]>,
  documentation: row.about,
  interaction: [{ code: "read" }, { code: "search-type" }],
  versioning: "versioned",
  readHistory: false,
  updateCreate: false,
  searchParam: paramsOf(row).map(({ name, type }) => ({ name, type })),
  ...(row.type === "Patient" ? { operation: operations } : {}),
});

/** The statement. It is the same for every clinic and says nothing about any. */
export const capabilityStatement = (): CapabilityStatement => ({
  resourceType: "CapabilityStatement",
  status: "active",
  date: CHANGED,
  kind: "capability",
  software: { name: "Cisterna" },
  description:
    "A clinic's record of intrathecal therapy, for reading. Not a medical device, not cleared " +
    "for treatment. A search is about one patient (patient, subject, or _id); Patient, Task " +
    "and Appointment can be searched in the whole clinic. What is not named here is refused.",
  fhirVersion: "4.0.1",
  format: ["application/fhir+json"],
  rest: [
    {
      mode: "server",
      security: {
        cors: false,
        description: "A session of the clinic, in a cookie; changes also send its guard.",
      },
      resource: TYPES.map(resourceOf),
      searchParam: Object.entries(ANSWER_PARAMS).map(([name, documentation]) => ({
        name,
        type: name === "_format" ? ("string" as const) : ("number" as const),
        documentation,
      })),
    },
  ],
});
