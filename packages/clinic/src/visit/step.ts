// SPDX-License-Identifier: Apache-2.0
/**
 * The steps of a visit as facts, and what stands so far. A visit is a transaction: its steps change
 * nothing but the visit; the commit alone changes the implant, all at once. A visit left half-way
 * is found again as it was.
 */
import type { z } from "zod";
import { VISIT_KINDS } from "../course/entry/follow-up.ts";
import {
  type ImplantState,
  implantOf,
  type PatientState,
  patientFact,
  replaced,
  type VisitState,
} from "../course/patient.ts";
import type { Recording } from "../fact/fact.ts";
import { type Refusal, refusal } from "../fact/refusal.ts";
import * as entry from "./entry.ts";

/** A visit began. */
export const visitBegun = patientFact({
  kind: "visit-begun",
  version: 1,
  payload: entry.begin,
  evolve: (patient, { visit, implant, kind }, { at }) => ({
    ...patient,
    visits: [...patient.visits, { visit, implant, kind, began: at, steps: [], end: null }],
  }),
});

type StepEntry = Readonly<Record<string, unknown>> & { readonly visit: string };

const stepped = (
  patient: PatientState,
  said: { readonly step: string; readonly entry: StepEntry },
  { at, by }: Recording,
): PatientState => ({
  ...patient,
  visits: replaced<VisitState>(
    patient.visits,
    (each) => each.visit === said.entry.visit && each.end === null,
    (each) => ({ ...each, steps: [...each.steps, { at, by, ...said }] }),
  ),
});

const ended = (
  patient: PatientState,
  visit: string,
  end: NonNullable<VisitState["end"]>,
): PatientState => ({
  ...patient,
  visits: replaced<VisitState>(
    patient.visits,
    (each) => each.visit === visit && each.end === null,
    (each) => ({ ...each, end }),
  ),
});

const stepFact = <S extends z.ZodObject<{ visit: z.ZodString }>>(
  kind: string,
  step: keyof entry.Steps,
  payload: S,
) =>
  patientFact({
    kind,
    version: 1,
    payload,
    evolve: (patient, said, recording) =>
      stepped(patient, { step, entry: said as StepEntry }, recording),
  });

/** The pump was asked. */
export const pumpRead = stepFact("pump-read", "reading", entry.reading);
/** What is left was drawn out. */
export const reservoirAspirated = stepFact("reservoir-aspirated", "aspirate", entry.aspirate);
/** A discrepancy was looked at. */
export const discrepancyExplained = stepFact(
  "discrepancy-explained",
  "explanation",
  entry.explanation,
);
/** A syringe's label was held against its lot. */
export const syringeChecked = stepFact("syringe-checked", "syringe", entry.syringe);
/** A fill and a program were proposed. */
export const fillProposed = stepFact("fill-proposed", "fill", entry.fill);
/** A program was proposed. */
export const programProposed = stepFact("program-proposed", "program", entry.program);
/** A check was confirmed. */
export const checkConfirmed = stepFact("check-confirmed", "confirmation", entry.confirmation);
/** The needle's place was checked and the observation began. */
export const fillGuarded = stepFact("fill-guarded", "guard", entry.guard);
/** The pump was asked again after it was programmed. */
export const programReadBack = stepFact("program-read-back", "readBack", entry.readBack);

/** A visit was done. */
export const visitCommitted = patientFact({
  kind: "visit-committed",
  version: 1,
  payload: entry.commit,
  evolve: (patient, { visit }, { at }) => ended(patient, visit, { at, how: "committed" }),
});

/** A visit ended without its purpose. */
export const visitAbandoned = patientFact({
  kind: "visit-abandoned",
  version: 1,
  payload: entry.abandonment,
  evolve: (patient, { visit, reservoir }, { at }) => {
    const over = ended(patient, visit, { at, how: "abandoned" });
    const implant = patient.visits.find((each) => each.visit === visit)?.implant;
    if (reservoir !== "emptied") return over;
    return {
      ...over,
      implants: replaced<ImplantState>(
        over.implants,
        ({ entry: { implant: name }, explant }) => name === implant && explant === null,
        (each) => ({ ...each, emptied: true, empties: [...each.empties, at] }),
      ),
    };
  },
});

/** Every kind of visit. */
export const ANY_KIND: readonly string[] = VISIT_KINDS;

/** The open visit of a name. */
export const openVisit = (patient: PatientState, name: string): VisitState | undefined =>
  patient.visits.find(({ visit, end }) => visit === name && end === null);

/** Why a step cannot be taken: no such open visit, or one of another kind. */
export const visitRefusal = (
  patient: PatientState,
  name: string,
  kinds: readonly string[],
): Refusal | null => {
  const found = openVisit(patient, name);
  if (found === undefined)
    return refusal("not-open", "visit", {
      read: name,
      accepted: `an open visit: ${patient.visits
        .filter(({ end }) => end === null)
        .map(({ visit }) => visit)
        .join(", ")}`,
    });
  if (implantOf(patient, found.implant) === undefined)
    return refusal("not-there", "visit", { read: found.implant, accepted: "an implant still in" });
  return kinds.includes(found.kind)
    ? null
    : refusal("out-of-order", "visit", {
        read: found.kind,
        accepted: `a visit for ${kinds.join(" or ")}`,
      });
};

type StepName = keyof entry.Steps;

/** Every entry of a step, in order. */
export const stepsOf = <K extends StepName>(
  visit: VisitState,
  name: K,
): readonly entry.Steps[K][] =>
  visit.steps.filter(({ step }) => step === name).map((each) => each.entry as entry.Steps[K]);

/** The entry of a step as it was last said. */
export const stepOf = <K extends StepName>(
  visit: VisitState,
  name: K,
): entry.Steps[K] | undefined => stepsOf(visit, name).at(-1);
