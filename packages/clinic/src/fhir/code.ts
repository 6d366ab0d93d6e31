// SPDX-License-Identifier: Apache-2.0
/**
 * Codes: the one table of what is said in the words of a public code system, each with where it
 * was read. What has no row here is said in a code system of ours or in text alone; the code of a
 * public system is never guessed.
 */
import type { CodeableConcept, Coding } from "@medplum/fhirtypes";

type Row = {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** Where it was read. */
  readonly source: string;
};

/** The source of what FHIR itself defines; a test looks each up there. */
export const OFFICIAL = "the official definitions of FHIR R4";

const SCT = "http://snomed.info/sct";
const LOINC = "http://loinc.org";
const HL7 = "http://terminology.hl7.org/CodeSystem";

const r4 = (system: string, code: string, display: string): Row => ({
  system,
  code,
  display,
  source: OFFICIAL,
});

/** Every code of a public system that is ever sent. */
export const CODES = {
  intrathecal: {
    system: SCT,
    code: "72607000",
    display: "Intrathecal route",
    source: "the tables of a DICOM toolkit (DCMTK) and a national concept map, which agree",
  },
  painVerbal: {
    system: LOINC,
    code: "72514-3",
    display: "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    source: "implementation guides of HL7 Europe and HL7 Belgium",
  },
  survey: r4(`${HL7}/observation-category`, "survey", "Survey"),
  exam: r4(`${HL7}/observation-category`, "exam", "Exam"),
  therapy: r4(`${HL7}/observation-category`, "therapy", "Therapy"),
  active: r4(`${HL7}/condition-clinical`, "active", "Active"),
  resolved: r4(`${HL7}/condition-clinical`, "resolved", "Resolved"),
  provisional: r4(`${HL7}/condition-ver-status`, "provisional", "Provisional"),
  confirmed: r4(`${HL7}/condition-ver-status`, "confirmed", "Confirmed"),
  allergyActive: r4(`${HL7}/allergyintolerance-clinical`, "active", "Active"),
  allergyInactive: r4(`${HL7}/allergyintolerance-clinical`, "inactive", "Inactive"),
  safety: r4(`${HL7}/flag-category`, "safety", "Safety"),
  drug: r4(`${HL7}/flag-category`, "drug", "Drug"),
  author: r4(`${HL7}/provenance-participant-type`, "author", "Author"),
  enterer: r4(`${HL7}/provenance-participant-type`, "enterer", "Enterer"),
  signature: r4("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.1", "Author's Signature"),
} as const satisfies Readonly<Record<string, Row>>;

/** A code of a public system as FHIR writes it. */
export const coding = (name: keyof typeof CODES): Coding => {
  const { system, code, display } = CODES[name];
  return { system, code, display };
};

/** The same as a concept. */
export const concept = (name: keyof typeof CODES, text?: string): CodeableConcept => ({
  coding: [coding(name)],
  text: text ?? CODES[name].display,
});

/** The code systems of ours: words of the record's own tables. */
export const OWN_SYSTEMS = {
  fact: "Kinds of facts of the record",
  visit: "What a visit or an appointment is for",
  task: "What is to be done",
  complication: "Complications",
  instrument: "Instruments of assessment",
  drug: "Drugs of the formulary",
  device: "Models of the device table",
  measure: "What is measured at a pump or of a patient",
  document: "Documents made of the record",
  check: "Checks of the judge and verdicts of the reconciliation",
  procedure: "Operations and trials",
  flag: "What somebody has to know at once",
} as const;

/** A code system of ours. */
type OwnSystem = keyof typeof OWN_SYSTEMS;

/** The address of a code system of ours. */
export const systemOf = (system: OwnSystem): string => `urn:cisterna:code:${system}`;

/** The address of an extension of ours. */
export const extensionOf = (name: string): string => `urn:cisterna:extension:${name}`;

const spaced = (word: string): string => word.replaceAll("-", " ");

/** A word of ours as a concept. */
export const own = (system: OwnSystem, word: string, text = spaced(word)): CodeableConcept => ({
  coding: [{ system: systemOf(system), code: word, display: spaced(word) }],
  text,
});
