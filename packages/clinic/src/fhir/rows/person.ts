// SPDX-License-Identifier: Apache-2.0
/** The person: who the patient is, what is known of body and allergies. */
import type {
  AllergyIntolerance,
  ContactPoint,
  Identifier,
  Observation,
  Patient,
  PatientContact,
  Resource,
} from "@medplum/fhirtypes";
import type { PersonEntry } from "../../course/entry/person.ts";
import { patientAmended, patientRegistered } from "../../course/registration.ts";
import { concept, own } from "../code.ts";
import { given } from "../given.ts";
import { amountFrom } from "../measure.ts";
import { clinicReference, numberingOf } from "../people.ts";
import { type Look, nameIn, type Row, row, subjectOf } from "../row.ts";

const phone = (value: string): ContactPoint => ({ system: "phone", value });

/** Whose numbering it is: an address stands as a system, a name beside the number. */
const identifierFrom = ({ system, value }: { system: string; value: string }): Identifier =>
  /^[a-z][a-z0-9+.-]*:\S+$/i.test(system)
    ? { system, value }
    : { value, assigner: { display: system } };

const contactFrom = (entry: NonNullable<PersonEntry["contacts"]>[number]): PatientContact =>
  given<PatientContact>({
    relationship: entry.relation === undefined ? undefined : [{ text: entry.relation }],
    name: { text: entry.name },
    telecom: [phone(entry.phone)],
  });

/** What an entry says of the person; a change says some of it. */
const personFrom = (entry: Partial<PersonEntry>): Partial<Patient> =>
  given<Partial<Patient>>({
    name: entry.name === undefined ? undefined : [{ text: entry.name }],
    telecom: entry.phone === undefined ? undefined : [phone(entry.phone)],
    gender: entry.sex,
    birthDate: entry.born,
    contact: entry.contacts?.length ? entry.contacts.map(contactFrom) : undefined,
    communication:
      entry.language === undefined ? undefined : [{ language: { text: entry.language } }],
  });

const numbers = (entry: Partial<PersonEntry>): readonly Identifier[] =>
  (entry.identifiers ?? []).map(identifierFrom);

const ownNumber = ({ patient, told }: Look): Identifier => ({
  use: "official",
  system: numberingOf(told.from, "patient"),
  value: patient,
});

const registered = (entry: PersonEntry, look: Look): Patient => ({
  resourceType: "Patient",
  id: look.patient,
  identifier: [ownNumber(look), ...numbers(entry)],
  active: true,
  ...personFrom(entry),
  managingOrganization: clinicReference(look.patient, look.told.from),
});

const amended = (entry: Partial<PersonEntry>, look: Look): Patient | null => {
  const before = look.found("Patient", look.patient);
  if (before === undefined) return null;
  const identifier =
    entry.identifiers === undefined
      ? before.identifier
      : [...(before.identifier ?? []).slice(0, 1), ...numbers(entry)];
  const { contact, ...rest } = before;
  const kept = entry.contacts === undefined && contact !== undefined ? { contact } : {};
  return { ...rest, ...kept, ...given<Partial<Patient>>({ identifier }), ...personFrom(entry) };
};

const weighed = (entry: Partial<PersonEntry>, look: Look): Observation | null =>
  entry.weight === undefined
    ? null
    : {
        resourceType: "Observation",
        id: nameIn(look, "weight"),
        status: "final",
        category: [concept("exam")],
        code: own("measure", "body-weight"),
        subject: subjectOf(look),
        effectiveDateTime: look.at,
        valueQuantity: amountFrom(entry.weight),
      };

const tolerant = (entry: Partial<PersonEntry>, look: Look): Observation | null =>
  entry.tolerance === undefined
    ? null
    : {
        resourceType: "Observation",
        id: nameIn(look, "tolerance"),
        status: "final",
        code: own("measure", "opioid-tolerance"),
        subject: subjectOf(look),
        effectiveDateTime: look.at,
        valueCodeableConcept: { text: entry.tolerance },
      };

const allergy = (look: Look, text: string, stands: boolean): AllergyIntolerance => ({
  resourceType: "AllergyIntolerance",
  id: nameIn(look, "allergy", text),
  clinicalStatus: concept(stands ? "allergyActive" : "allergyInactive"),
  code: { text },
  patient: subjectOf(look),
  recordedDate: look.at,
});

/** Every allergy that is known now, and those that are no longer. */
const allergies = (entry: Partial<PersonEntry>, look: Look): readonly AllergyIntolerance[] => {
  if (entry.allergies === undefined) return [];
  const now = new Set(entry.allergies);
  const gone = look.all("AllergyIntolerance").filter(({ code }) => !now.has(code?.text ?? ""));
  return [
    ...[...now].map((text) => allergy(look, text, true)),
    ...gone.map(({ code }) => allergy(look, code?.text ?? "", false)),
  ];
};

const known = (entry: Partial<PersonEntry>, look: Look): readonly (Resource | null)[] => [
  weighed(entry, look),
  tolerant(entry, look),
  ...allergies(entry, look),
];

const MAKES = ["Patient", "Observation", "AllergyIntolerance"] as const;

/** The rows of registration. */
export const PERSON_ROWS: readonly Row[] = [
  row(patientRegistered, MAKES, (entry, look) => [registered(entry, look), ...known(entry, look)]),
  row(patientAmended, MAKES, ({ change }, look) => {
    const entry = given<Partial<PersonEntry>>(change as Partial<PersonEntry>);
    return [amended(entry, look), ...known(entry, look)];
  }),
];
