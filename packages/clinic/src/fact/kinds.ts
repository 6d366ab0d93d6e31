// SPDX-License-Identifier: Apache-2.0
/**
 * Every kind of fact, and the fold over them. A fact of an unknown kind or version breaks: the
 * store upgrades old versions before they are folded.
 */
import { assert, printInstant, type Result } from "@cisterna/quantity";
import type { z } from "zod";
import { programSigned } from "../course/at-pump.ts";
import type { ClinicState } from "../course/clinic.ts";
import * as clinic from "../course/clinic.ts";
import * as followUp from "../course/follow-up.ts";
import type { PatientState } from "../course/patient.ts";
import * as registration from "../course/registration.ts";
import { type Practice, standingOf } from "../course/standing.ts";
import * as surgery from "../course/surgery.ts";
import * as told from "../course/told.ts";
import * as trial from "../course/trial.ts";
import type { StockState } from "../custody/stock.ts";
import * as stock from "../custody/stock.ts";
import { timeIn } from "../desk/zone.ts";
import * as passport from "../passport/issued.ts";
import * as access from "../visit/access.ts";
import * as outcome from "../visit/outcome.ts";
import * as scan from "../visit/scan.ts";
import * as visit from "../visit/step.ts";
import type { Context } from "./command.ts";
import type { Fact, FactRow, Recorded, Subject } from "./fact.ts";
import { type Refusal, readBy } from "./refusal.ts";
import { put } from "./shelf.ts";

const ABOUT_CLINIC: readonly FactRow<ClinicState>[] = [
  clinic.clinicConfigured,
  clinic.noticeReceived,
  clinic.numberConfirmed,
  clinic.numberWithdrawn,
];

const ABOUT_STOCK: readonly FactRow<StockState>[] = [
  stock.drugOrdered,
  stock.orderCancelled,
  stock.drugReceived,
  stock.drugMoved,
  stock.aspirateTaken,
  stock.aspirateDiscarded,
  stock.stockCounted,
];

const ABOUT_PATIENT: readonly FactRow<PatientState>[] = [
  registration.patientRegistered,
  registration.patientAmended,
  registration.patientReferred,
  registration.selectionDecided,
  registration.patientHandedOver,
  trial.trialRecorded,
  trial.patientAssessed,
  surgery.pumpImplanted,
  surgery.pumpExplanted,
  followUp.appointmentBooked,
  followUp.appointmentClosed,
  followUp.taskRaised,
  followUp.taskEscalated,
  followUp.taskClosed,
  followUp.complicationReported,
  followUp.complicationResolved,
  visit.visitBegun,
  visit.pumpRead,
  visit.reservoirAspirated,
  visit.discrepancyExplained,
  visit.syringeChecked,
  visit.fillProposed,
  visit.programProposed,
  visit.checkConfirmed,
  visit.fillGuarded,
  visit.programReadBack,
  visit.visitCommitted,
  visit.visitAbandoned,
  programSigned,
  outcome.programTakenOver,
  outcome.reservoirRefilled,
  access.catheterAccessed,
  scan.scanPrepared,
  scan.scanCleared,
  passport.passportIssued,
  passport.passportRevoked,
  told.eventImported,
];

/** Every kind of fact. */
export const FACTS: readonly Omit<FactRow<never>, "evolve">[] = [
  ...ABOUT_CLINIC,
  ...ABOUT_STOCK,
  ...ABOUT_PATIENT,
];

type Imported = z.output<(typeof told.eventImported)["payload"]>;

type Table<State> = ReadonlyMap<string, FactRow<State>>;

const tableOf = <State>(rows: readonly FactRow<State>[]): Table<State> =>
  new Map(rows.map((row) => [row.kind, row]));

const CLINIC = tableOf(ABOUT_CLINIC);
const STOCK = tableOf(ABOUT_STOCK);
const PATIENT = tableOf(ABOUT_PATIENT);

const after = <State>(table: Table<State>, state: State, fact: Recorded): State => {
  const row = table.get(fact.kind);
  assert(row !== undefined && row.version === fact.version, "a fact is of a known kind", {
    kind: fact.kind,
    version: fact.version,
  });
  return row.evolve(state, fact.payload, fact);
};

/** A fact as it was told where it was recorded; null: a signature, which changes nothing. */
const asTold = (fact: Recorded): Recorded | null => {
  if (fact.kind !== told.eventImported.kind) return fact;
  const { event, from, who } = fact.payload as Imported;
  const { kind, at, data } = event;
  if (kind === told.SIGNED) return null;
  return {
    kind,
    version: data.fact,
    subject: "patient",
    payload: data.payload,
    at: timeIn(from.zone, at),
    by: `${who.account}@${from.clinic}`,
  };
};

/** Whose record a fact is in: `clinic`, `stock`, or `patient/` and an id. */
export const recordOf = (subject: Subject, patient: string | null): string =>
  subject === "patient" ? `patient/${patient ?? ""}` : subject;

/** The practice after a fact. Law: a fold of all facts gives the practice again. */
export const evolve = (practice: Practice, fact: Recorded, patient: string | null): Practice => {
  switch (fact.subject) {
    case "clinic":
      return { ...practice, clinic: after(CLINIC, practice.clinic, fact) };
    case "stock":
      return { ...practice, stock: after(STOCK, practice.stock, fact) };
    case "patient": {
      const said = asTold(fact);
      if (said === null) return practice;
      const before = standingOf(practice, patient).patient;
      const next = after(PATIENT, before, said);
      return { ...practice, patients: put(practice.patients, patient ?? "", next) };
    }
  }
};

/** The practice after the facts of a decision, as its context records them. */
export const recorded = (
  practice: Practice,
  facts: readonly Fact[],
  { now, who, patient }: Pick<Context, "now" | "who" | "patient">,
): Practice =>
  facts.reduce(
    (each, fact) => evolve(each, { ...fact, at: printInstant(now), by: who.id }, patient),
    practice,
  );

/** A stored fact against the schema of its kind: what `verify` asks of every line. */
export const readFact = (fact: Fact): Result<unknown, Refusal> => {
  const row = FACTS.find((each) => each.kind === fact.kind);
  assert(row !== undefined, "a fact is of a known kind", { kind: fact.kind });
  return readBy(row.payload, fact.payload);
};
