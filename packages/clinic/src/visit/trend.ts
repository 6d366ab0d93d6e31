// SPDX-License-Identifier: Apache-2.0
/**
 * The trend of a patient: dose per day of every program that ever ran, scores beside them, volumes
 * expected and found, and what the pump said in each visit. Every row names its visit.
 */
import { type Instant, print, printInstant } from "@cisterna/quantity";
import { massesIn } from "@cisterna/therapy";
import type { PrescriptionEntry } from "../course/entry/therapy.ts";
import { formularyOf } from "../course/formulary.ts";
import { scaleOf, scoreText } from "../course/instrument.ts";
import type { AssessmentState, PatientState, Running, VisitState } from "../course/patient.ts";
import { type Standing, standingOf, view } from "../course/standing.ts";
import { mapping } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import type { Subject } from "./case.ts";
import { reconciliationOf } from "./findings.ts";
import { dosesPerDay, doseText, massUnit, shownReconciliation } from "./shown.ts";
import { stepOf } from "./step.ts";
import { fluidFrom, instantFrom, prescriptionFrom } from "./written.ts";

const epochOf = (text: string): number => instantFrom(text).epochMs;

/** A moment of one implant, and whether what ran until then ran on. */
type Turn = {
  readonly at: string;
  readonly visit: string | null;
  readonly given: { readonly of: Running; readonly prescription: PrescriptionEntry } | null;
  readonly because: "program" | "titration" | "emptied" | "explant";
};

/** The program with its basal dose replaced by a dated step's. */
const stepped = (
  { titration: _, basal: __, pattern: ___, ...rest }: PrescriptionEntry,
  step: NonNullable<PrescriptionEntry["titration"]>[number],
): PrescriptionEntry => {
  const { basal, pattern } = step;
  return {
    ...rest,
    ...(basal === undefined ? {} : { basal }),
    ...(pattern === undefined ? {} : { pattern }),
  };
};

/** The visit that ended at a moment; null: what emptied the pump was no visit of its own. */
const endedAt = ({ visits }: PatientState, at: string): string | null =>
  visits.find(({ end }) => end?.at === at)?.visit ?? null;

const turnsOf = (
  { patient, implant }: Subject,
  ran: Running,
  next: Running | undefined,
): readonly Turn[] => {
  const isIts = (at: string): boolean =>
    epochOf(at) >= epochOf(ran.since) && (next === undefined || epochOf(at) < epochOf(next.since));
  const { visit, since, prescription } = ran;
  const steps = (prescription.titration ?? []).filter(({ at }) => isIts(at));
  const empty = implant.empties.find(isIts);
  return [
    { at: since, visit, given: { of: ran, prescription }, because: "program" as const },
    ...steps
      .filter(({ at }) => empty === undefined || epochOf(at) < epochOf(empty))
      .map((step) => ({
        at: step.at,
        visit,
        given: { of: ran, prescription: stepped(prescription, step) },
        because: "titration" as const,
      })),
    ...(empty === undefined
      ? []
      : [{ at: empty, visit: endedAt(patient, empty), given: null, because: "emptied" as const }]),
  ];
};

const shownTurn = ({ at, visit, given, because }: Turn) => {
  const asked = given?.prescription.on_demand;
  return {
    at,
    visit,
    because,
    doses:
      given === null
        ? []
        : [
            ...dosesPerDay({
              fluid: fluidFrom(given.of.reservoir.drugs),
              prescription: prescriptionFrom(given.prescription),
            }),
          ].map(([drug, dose]) => ({ drug, per_day: doseText(drug, dose) })),
    on_demand: asked ?? null,
  };
};

/** Every change of what an implant gives, until now. */
const dosesIn = (subject: Subject, now: Instant) => {
  const { programs, explant } = subject.implant;
  const out: readonly Turn[] =
    explant === null
      ? []
      : [{ at: `${explant.on}T00:00:00Z`, visit: null, given: null, because: "explant" }];
  return [...programs.flatMap((ran, place) => turnsOf(subject, ran, programs[place + 1])), ...out]
    .filter(({ at }) => epochOf(at) <= now.epochMs)
    .map(shownTurn);
};

const visitOf = (patient: PatientState, name: string): VisitState | undefined =>
  patient.visits.find(({ visit }) => visit === name);

/** What a refill's visit came to: reckoned from what ran before it, as it was signed. */
const reconciled = (subject: Subject, name: string) => {
  const { implant, patient } = subject;
  const visit = visitOf(patient, name);
  const place = implant.programs.findIndex((each) => each.visit === name);
  const before = place === -1 ? null : (implant.programs[place - 1] ?? null);
  if (visit === undefined || before === null) return null;
  const found = reconciliationOf({ ...subject, implant: { ...implant, running: before } }, visit);
  if (found === null) return null;
  const given = massesIn(fluidFrom(before.reservoir.drugs), found.delivered);
  return {
    ...shownReconciliation(found),
    given: given.map(({ drug, mass }) => ({ drug, mass: print(mass, massUnit(drug)) })),
  };
};

const refillsOf = (subject: Subject) =>
  subject.implant.refills.map(({ visit, at, filled, aspirated, expected }) => {
    const found = reconciled(subject, visit);
    return {
      ...{ visit, at, filled },
      expected: expected ?? null,
      aspirated: aspirated ?? null,
      discrepancy: found?.discrepancy ?? null,
      error: found?.error ?? null,
      delivered: found?.delivered ?? null,
      given: found?.given ?? [],
      verdicts: found?.verdicts ?? [],
    };
  });

const readingsOf = ({ patient, implant }: Subject) =>
  patient.visits
    .filter((visit) => visit.implant === implant.entry.implant)
    .flatMap((visit) => {
      const said = stepOf(visit, "reading");
      if (said === undefined) return [];
      const by = visit.steps.findLast(({ step }) => step === "reading")?.by ?? null;
      return [{ ...said, by, stopped: said.stopped ?? null }];
    });

const shownAssessment = (entry: AssessmentState) => ({
  on: entry.on,
  instrument: entry.instrument === "total" ? entry.of : entry.instrument,
  form: entry.instrument === "total" ? entry.name : null,
  moment: entry.instrument === "nrs" ? entry.moment : null,
  score: scoreText(entry),
  scale: scaleOf(entry),
  recorded: entry.recorded,
});

const implantTrend = (subject: Subject, now: Instant) => {
  const { entry, explant } = subject.implant;
  return {
    implant: entry.implant,
    on: entry.on,
    explanted: explant?.on ?? null,
    doses: dosesIn(subject, now),
    refills: refillsOf(subject),
    readings: readingsOf(subject),
  };
};

const trendOf = ({ patient, clinic }: Standing, id: string, now: Instant) => ({
  as_of: printInstant(now),
  implants: patient.implants.map((implant) =>
    implantTrend({ id, patient, implant, formulary: formularyOf(clinic) }, now),
  ),
  assessments: patient.assessments.map(shownAssessment),
  visits: patient.visits.map(({ visit, kind, end }) => ({ visit, kind, end: end?.how ?? null })),
});

/** Doses, scores, volumes and readings of a patient over time. */
export const patientTrend = view({
  name: "trend",
  subject: "patient",
  about: "Doses per day, scores, volumes expected and found, and readings over time, each by visit",
  who: CARING,
  asks: mapping({}, "Nothing"),
  read: (practice, { now, patient: id }) => {
    const standing = standingOf(practice, id);
    return standing.patient.person === null || id === null ? null : trendOf(standing, id, now);
  },
});
