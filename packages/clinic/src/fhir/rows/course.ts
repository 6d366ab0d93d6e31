// SPDX-License-Identifier: Apache-2.0
/** The course before and beside the implant: referral, selection, trial, assessments, hand-over. */
import { toSignificant } from "@cisterna/quantity";
import type {
  CodeableConcept,
  MedicationAdministration,
  Observation,
  ObservationComponent,
  Procedure,
} from "@medplum/fhirtypes";
import type { AssessmentEntry } from "../../course/entry/assessment.ts";
import type { TrialEntry } from "../../course/entry/trial.ts";
import { scoreOf as scored } from "../../course/instrument.ts";
import * as registration from "../../course/registration.ts";
import { outcomeOf, patientAssessed, trialRecorded } from "../../course/trial.ts";
import { coding, concept, own } from "../code.ts";
import { documentOf } from "../document.ts";
import { drugConcept } from "../fluid.ts";
import { given } from "../given.ts";
import { amountFrom, instantOf, scoreOf } from "../measure.ts";
import { referTo } from "../name.ts";
import { type Look, nameIn, placeOf, type Row, row, subjectOf } from "../row.ts";

/** The instrument; the pain score of 0 to 10 alone has a code that was verified. */
const instrument = (entry: AssessmentEntry): CodeableConcept => {
  const ours = own("instrument", entry.instrument);
  if (entry.instrument === "nrs") {
    const text = `pain from 0 to 10, ${entry.moment}`;
    return { coding: [coding("painVerbal"), ...(ours.coding ?? [])], text };
  }
  return entry.instrument === "total" ? { ...ours, text: `${entry.of}: ${entry.name}` } : ours;
};

const scoreIn = (entry: AssessmentEntry): Partial<Observation> => {
  if (entry.instrument === "total") return { valueQuantity: scoreOf(Number(entry.score)) };
  const score = scored(entry);
  if (score === null) return {};
  const value = toSignificant(score.value);
  return score.unit === "share"
    ? { valueQuantity: { ...amountFrom("0 %"), value: toSignificant(score.value) * 100 } }
    : { valueQuantity: scoreOf(value) };
};

const partsOf = (entry: AssessmentEntry): readonly ObservationComponent[] => {
  switch (entry.instrument) {
    case "ashworth":
    case "modified-ashworth":
      return entry.muscles.map(({ muscle, grade }) => ({
        code: { text: muscle },
        valueString: String(grade),
      }));
    case "odi":
      return entry.sections.map((points, index) => ({
        code: { text: `section ${index + 1}` },
        ...(points === "not-answered"
          ? { dataAbsentReason: { text: "not answered" } }
          : { valueInteger: points }),
      }));
    case "nrs":
      return [{ code: { text: "which pain" }, valueString: entry.moment }];
    case "pgic":
    case "penn-spasm":
    case "total":
      return [];
  }
};

/** An assessment as an Observation. */
const assessed = (
  look: Look,
  entry: AssessmentEntry,
  { name, within }: { name: readonly unknown[]; within?: string },
): Observation => {
  const value = scoreIn(entry);
  const parts = partsOf(entry);
  const isEmpty = Object.keys(value).length === 0 && parts.length === 0;
  return given<Observation>({
    resourceType: "Observation",
    id: nameIn(look, "assessment", ...placeOf(look), ...name),
    partOf: within === undefined ? undefined : [referTo<Procedure>("Procedure", within)],
    status: "final",
    category: [concept("survey")],
    code: instrument(entry),
    subject: subjectOf(look),
    effectiveDateTime: entry.on,
    ...value,
    dataAbsentReason: isEmpty ? { text: "no score follows from what was entered" } : undefined,
    component: parts.length === 0 ? undefined : [...parts],
  });
};

const trialId = (look: Look): string => nameIn(look, "trial", ...placeOf(look));

const tried = (entry: TrialEntry, look: Look): Procedure => {
  const outcome = outcomeOf(entry);
  return given<Procedure>({
    resourceType: "Procedure",
    id: trialId(look),
    status: "completed",
    code: own("procedure", "trial", `Trial of intrathecal therapy: ${entry.method}`),
    subject: subjectOf(look),
    performedPeriod: { start: entry.began, end: entry.ended },
    outcome:
      outcome === null
        ? undefined
        : { text: outcome.met ? "the criterion was met" : "the criterion was not met" },
    complication: entry.adverse.length === 0 ? undefined : entry.adverse.map((text) => ({ text })),
    note: [
      { text: `criterion: ${JSON.stringify(entry.criterion)}` },
      ...(entry.comment === undefined ? [] : [{ text: entry.comment }]),
    ],
  });
};

const routeOf = ({ method }: TrialEntry): CodeableConcept =>
  method === "continuous-epidural" ? { text: "epidural" } : concept("intrathecal");

const dosed = (entry: TrialEntry, look: Look, index: number): MedicationAdministration => {
  const { at, drug, dose, rate, over, level } = entry.given[index] ?? { at: "", drug: "morphine" };
  return {
    resourceType: "MedicationAdministration",
    id: nameIn(look, "trialdose", ...placeOf(look), index),
    partOf: [referTo<Procedure>("Procedure", trialId(look))],
    status: "completed",
    medicationCodeableConcept: drugConcept(drug),
    subject: subjectOf(look),
    effectiveDateTime: instantOf(at),
    dosage: given<NonNullable<MedicationAdministration["dosage"]>>({
      text: [dose ?? rate, over && `over ${over}`, level && `at ${level}`]
        .filter((part) => part !== undefined)
        .join(", "),
      route: routeOf(entry),
      dose: dose === undefined ? undefined : amountFrom(dose),
      rateQuantity: rate === undefined ? undefined : amountFrom(rate),
    }),
  };
};

/** The rows of the course. */
export const COURSE_ROWS: readonly Row[] = [
  row(registration.patientReferred, ["DocumentReference"], (entry, look) => [
    documentOf(look, { word: "referral", title: `Referral from ${entry.from}`, said: entry }),
  ]),
  row(registration.selectionDecided, ["DocumentReference"], (entry, look) => [
    documentOf(look, { word: "selection", title: `Selection: ${entry.decision}`, said: entry }),
  ]),
  row(registration.patientHandedOver, ["DocumentReference"], (entry, look) => [
    documentOf(look, { word: "hand-over", title: `Hand-over to ${entry.upto}`, said: entry }),
  ]),
  row(trialRecorded, ["Procedure", "MedicationAdministration", "Observation"], (entry, look) => [
    tried(entry, look),
    ...entry.given.map((_, index) => dosed(entry, look, index)),
    ...[...entry.before, ...entry.after].map((each, index) =>
      assessed(look, each, { name: [index], within: trialId(look) }),
    ),
  ]),
  row(patientAssessed, ["Observation"], ({ assessment }, look) => [
    assessed(look, assessment, { name: [] }),
  ]),
];
