// SPDX-License-Identifier: Apache-2.0
/**
 * Findings: what a visit's steps come to so far. The volumes are reconciled by therapy, the
 * proposal is judged by therapy; here they are only brought together.
 */
import { type Instant, isNegative, minus, quantity, type Volume } from "@cisterna/quantity";
import {
  type Case,
  type Judgement,
  type Reconciliation,
  reconcile,
  visitRefusals,
} from "@cisterna/therapy";
import { formularyOf } from "../course/formulary.ts";
import { implantOf, type VisitState } from "../course/patient.ts";
import type { Standing } from "../course/standing.ts";
import type { Context } from "../fact/command.ts";
import {
  expectedNow,
  hardwareOf,
  judged,
  type Proposal,
  reservoirOf,
  type Subject,
} from "./case.ts";
import { checkKey, type ShownCheck, shownCheck } from "./shown.ts";
import { stepOf, stepsOf } from "./step.ts";
import { instantFrom } from "./written.ts";

/** The implant that a visit is about, in its patient's record. Null: it is not in any more. */
export const subjectOf = (
  { patient, clinic }: Standing,
  visit: VisitState,
  { patient: id }: Pick<Context, "patient">,
): Subject | null => {
  const implant = implantOf(patient, visit.implant);
  return implant === undefined || id === null
    ? null
    : { id, patient, implant, formulary: formularyOf(clinic) };
};

/** Volume delivered since the fill: by what the pump said, or by the computation. */
const programmedOf = (subject: Subject, visit: VisitState, filled: Volume): Volume | null => {
  const reading = stepOf(visit, "reading");
  if (reading !== undefined) return minus(filled, quantity(reading.volume, "volume"));
  const at = visit.steps.find(({ step }) => step === "aspirate")?.at ?? visit.began;
  const expected = expectedNow(subject, instantFrom(at));
  return expected === null ? null : minus(filled, expected);
};

/** The volumes of a visit that belong together; null while one of them is missing. */
export const volumesOf = (subject: Subject, visit: VisitState) => {
  const aspirate = stepOf(visit, "aspirate");
  const reservoir = reservoirOf(hardwareOf(subject.implant).pump);
  const { running } = subject.implant;
  if (aspirate === undefined || running === null || reservoir === null) return null;
  const filled = quantity(running.reservoir.volume, "volume");
  const programmed = programmedOf(subject, visit, filled);
  if (programmed === null || isNegative(programmed)) return null;
  return { filled, programmed, aspirated: quantity(aspirate.volume, "volume"), reservoir };
};

/** Expected against found; null while a volume is missing or they cannot belong together. */
export const reconciliationOf = (subject: Subject, visit: VisitState): Reconciliation | null => {
  const volumes = volumesOf(subject, visit);
  return volumes === null || visitRefusals(volumes).length > 0 ? null : reconcile(volumes);
};

/** Verdicts that a person has to look at, by their kind, each once. */
export const verdictsToExplain = (found: Reconciliation): readonly string[] => [
  ...new Set(found.verdicts.map(({ kind }) => kind).filter((kind) => kind !== "within-limits")),
];

/** What is proposed in a visit, to begin now; null while nothing is. */
export const proposalOf = (subject: Subject, visit: VisitState, now: Instant): Proposal | null => {
  const fill = stepOf(visit, "fill");
  if (fill !== undefined) {
    const { volume, drugs, prescription } = fill;
    return { volume, drugs, prescription, at: now };
  }
  const [program, reading] = [stepOf(visit, "program"), stepOf(visit, "reading")];
  const { running } = subject.implant;
  if (program === undefined || reading === undefined || running === null) return null;
  const { drugs } = running.reservoir;
  return { volume: reading.volume, drugs, prescription: program.prescription, at: now };
};

/** A judged proposal with its checks as they stand on the screen. */
export type Judged = Judgement & { readonly of: Case; readonly shown: readonly ShownCheck[] };

/** The judge's answer to what is proposed in a visit. */
export const judgementOf = (subject: Subject, visit: VisitState, now: Instant): Judged | null => {
  const proposal = proposalOf(subject, visit, now);
  if (proposal === null) return null;
  const found = judged(subject, proposal);
  return { ...found, shown: found.checks.map(shownCheck) };
};

/** Checks that a person still has to read and confirm. */
export const unconfirmed = (visit: VisitState, { shown }: Judged): readonly ShownCheck[] => {
  const confirmed = new Set(
    stepsOf(visit, "confirmation").map(({ check, path, drug, asked, limit, old, what }) =>
      [check, path, drug, asked, limit, old, what].join(" | "),
    ),
  );
  return shown.filter((check) => check.severity === "confirm" && !confirmed.has(checkKey(check)));
};
