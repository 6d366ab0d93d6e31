// SPDX-License-Identifier: Apache-2.0
/**
 * Types: the one table of the resources that can be read, and of what each can be searched by.
 * Routes, the CapabilityStatement, the OpenAPI document and the page are made from it; a test holds
 * every parameter against the official list.
 */
import type { PatientState } from "../course/patient.ts";
import type { TypeName } from "./row.ts";

/** How a parameter is compared. */
type ParamType = "token" | "date" | "reference" | "string";

/** A search parameter of R4 and the elements that it looks at. */
export type Param = {
  readonly name: string;
  readonly type: ParamType;
  readonly on: readonly string[];
};

/** A type of resource. */
export type TypeRow = {
  readonly type: TypeName;
  readonly about: string;
  readonly params: readonly Param[];
  /** Which patients may have one, where the whole clinic can be searched; absent: it cannot. */
  readonly within?: (patient: PatientState) => boolean;
};

const param =
  (type: ParamType) =>
  (name: string, ...on: readonly string[]): Param => ({ name, type, on: on.length ? on : [name] });

const token = param("token");
const date = param("date");
const reference = param("reference");
const text = param("string");

const ofPatient = reference("patient", "subject", "patient", "for");
const ofSubject = reference("subject", "subject", "for");

/** Parameters that every type has. */
export const EVERYWHERE: readonly Param[] = [
  token("_id", "id"),
  date("_lastUpdated", "meta.lastUpdated"),
];

/** Every type that can be read and searched. */
export const TYPES: readonly TypeRow[] = [
  {
    type: "Patient",
    about: "Who the patient is; the id is the clinic's own",
    params: [
      token("identifier"),
      text("name"),
      date("birthdate", "birthDate"),
      token("gender"),
      token("active"),
    ],
    within: ({ person }) => person !== null,
  },
  {
    type: "Device",
    about: "The pump and the catheter of every implant",
    params: [
      reference("patient"),
      token("identifier"),
      token("status"),
      token("type"),
      text("model", "modelNumber"),
      text("manufacturer"),
    ],
  },
  {
    type: "DeviceUseStatement",
    about: "From when until when a device was in",
    params: [ofPatient, ofSubject, reference("device")],
  },
  {
    type: "Medication",
    about: "A fluid with its drugs and strengths; of a syringe, with lot and expiry",
    params: [
      token("status"),
      token("ingredient-code", "ingredient.itemCodeableConcept"),
      token("lot-number", "batch.lotNumber"),
      date("expiration-date", "batch.expirationDate"),
    ],
  },
  {
    type: "MedicationRequest",
    about: "What a visit asked for: the fluid at its flow, every drug at its dose",
    params: [
      ofPatient,
      ofSubject,
      token("status"),
      token("intent"),
      token("code", "medicationCodeableConcept"),
      reference("medication", "medicationReference"),
      date("authoredon", "authoredOn"),
    ],
  },
  {
    type: "MedicationAdministration",
    about: "What runs or ran, or was given in a trial: rate, route, device",
    params: [
      ofPatient,
      ofSubject,
      token("status"),
      token("code", "medicationCodeableConcept"),
      reference("medication", "medicationReference"),
      reference("device"),
      reference("request"),
      date("effective-time", "effectiveDateTime", "effectivePeriod"),
    ],
  },
  {
    type: "Procedure",
    about: "Operations, trials, and every visit",
    params: [
      ofPatient,
      ofSubject,
      token("identifier"),
      token("status"),
      token("code"),
      date("date", "performedDateTime", "performedPeriod"),
    ],
  },
  {
    type: "Observation",
    about: "Volumes, read-backs, instruments of assessment, weight",
    params: [
      ofPatient,
      ofSubject,
      token("status"),
      token("category"),
      token("code"),
      reference("device"),
      reference("part-of", "partOf"),
      date("date", "effectiveDateTime"),
    ],
  },
  {
    type: "DetectedIssue",
    about: "Checks and discrepancies that a person looked at and answered for",
    params: [
      reference("patient"),
      token("code"),
      reference("implicated"),
      date("identified", "identifiedDateTime"),
    ],
  },
  {
    type: "Condition",
    about: "Complications, suspected and confirmed",
    params: [
      ofPatient,
      ofSubject,
      token("identifier"),
      token("code"),
      token("clinical-status", "clinicalStatus"),
      token("verification-status", "verificationStatus"),
      date("onset-date", "onsetDateTime"),
      date("recorded-date", "recordedDate"),
    ],
  },
  {
    type: "AllergyIntolerance",
    about: "Allergies as they were told",
    params: [
      reference("patient"),
      token("code"),
      token("clinical-status", "clinicalStatus"),
      date("date", "recordedDate"),
    ],
  },
  {
    type: "Flag",
    about: "What somebody has to know at once: what runs, the magnet, open complications",
    params: [ofPatient, ofSubject, date("date", "period")],
  },
  {
    type: "DocumentReference",
    about:
      "Referral, selection, visit report, passport and hand-over, as text; of a visit, the PDF",
    params: [
      ofPatient,
      ofSubject,
      token("status"),
      token("type"),
      date("date"),
      text("description"),
    ],
  },
  {
    type: "Task",
    about: "What somebody has to do by when",
    params: [
      ofPatient,
      ofSubject,
      token("identifier"),
      token("status"),
      token("priority"),
      token("code"),
      token("business-status", "businessStatus"),
      date("authored-on", "authoredOn"),
      date("modified", "lastModified"),
    ],
    within: ({ tasks }) => tasks.length > 0,
  },
  {
    type: "Appointment",
    about: "Appointments and what became of them",
    params: [
      reference("patient", "participant.actor"),
      token("identifier"),
      token("status"),
      token("service-type", "serviceType"),
      date("date", "start"),
    ],
    within: ({ appointments }) => appointments.length > 0,
  },
  {
    type: "Provenance",
    about: "Of every fact: who recorded it where, when and why, who signed; of a copy, who took it",
    params: [reference("patient", "target"), reference("target"), date("recorded")],
  },
  {
    type: "Organization",
    about: "The clinics where a patient's facts were recorded",
    params: [token("identifier"), text("name", "name", "alias")],
  },
  {
    type: "Practitioner",
    about: "Who recorded a patient's facts, by the name that their clinic shows",
    params: [token("identifier"), text("name")],
  },
];
