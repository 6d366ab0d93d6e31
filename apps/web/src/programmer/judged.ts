// SPDX-License-Identifier: Apache-2.0
/**
 * The judgement: what was typed becomes a case, beside what the pump itself says that it runs, and
 * therapy judges it. A plan becomes the program that follows the running one on the pump's clock.
 */

import type { Dossier } from "@cisterna/link";
import {
  type Instant,
  type Milliseconds,
  milliseconds,
  plus,
  sinceMonday,
  volumeOf,
} from "@cisterna/quantity";
import {
  type Acknowledgement,
  type Case,
  type Check,
  complete,
  type Fluid,
  FORMULARY,
  judge,
  type Plan,
  type Program,
} from "@cisterna/therapy";
import { fluidIn } from "../format/fluid.ts";
import { type Entry, prescriptionIn, type Stated } from "./entry.ts";
import { bedsideOf, type ImplantRecord, type PatientRecord } from "./record.ts";
import { regimenOf, scaleOf, type Told } from "./regimen.ts";

/** Everything that a change is judged against. */
export type Standing = {
  readonly bedside: Pick<Case, "patient" | "implant">;
  readonly dossier: Dossier;
  readonly fluid: Fluid;
  readonly stated: Stated;
  /** What runs, in doses; null: no program. */
  readonly runs: Told | null;
};

/** Why nothing can be prescribed here. */
export type NoStanding = "no-fluid" | "no-catheter" | "other-model";

/** How a pump stands, with what its record says; or why it cannot be judged. */
export const standingOf = (
  patient: string,
  { record, implant }: { readonly record: PatientRecord; readonly implant: ImplantRecord },
  dossier: Dossier,
): Standing | NoStanding => {
  const bedside = bedsideOf(patient, record, implant);
  if (bedside === null) return "no-catheter";
  if (!complete(bedside.implant.pump).ok) return "other-model";
  const fluid = fluidIn(dossier.status.fluid);
  if (fluid === null) return "no-fluid";
  const wanted = implant.running?.prescription.dose_of;
  const drug = (fluid.find((each) => each.drug === wanted) ?? fluid[0]).drug;
  const unit = FORMULARY.get(drug)?.massUnit === "mcg" ? "mcg" : "mg";
  const scale = scaleOf(fluid, drug, dossier.device.pulse);
  const { program } = dossier;
  const runs = program === null ? null : regimenOf(program, scale);
  return { bedside, dossier, fluid, stated: { drug, unit }, runs };
};

const caseOf = (standing: Standing, entry: Entry, given: Given): Case => {
  const { bedside, dossier, fluid, stated, runs } = standing;
  const known = complete(bedside.implant.pump);
  const held = volumeOf(dossier.status.reservoir);
  const volume = known.ok ? plus(held, known.value.constants.residual) : held;
  const { periodic = null } = runs ?? {};
  return {
    ...bedside,
    reservoir: { volume, filled: given.now, fluid, firstFill: false },
    prescription: prescriptionIn(entry, stated, { periodic, confirmed: given.confirmed }),
    before: runs === null ? null : { fluid, prescription: { ...runs, doseOf: stated.drug } },
  };
};

type Given = { readonly now: Instant; readonly confirmed: readonly Acknowledgement[] };

/** What therapy says of an entry. */
export type Judged = { readonly checks: readonly Check[]; readonly plan: Plan | null };

/** Judges an entry without faults. */
export const judged = (standing: Standing, entry: Entry, given: Given): Judged => {
  const { checks, plan } = judge(caseOf(standing, entry, given), FORMULARY);
  return { checks, plan };
};

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** Where the wall's week lies on the pump's clock: as before, or as this browser's clock says. */
const clockOf = ({ program, status }: Dossier, now: Instant): Milliseconds => {
  if (program !== null) return program.clock;
  const behind = Math.round((sinceMonday(now) - status.now) / MINUTE_MS) * MINUTE_MS;
  return milliseconds(((behind % WEEK_MS) + WEEK_MS) % WEEK_MS);
};

/**
 * The program that follows the running one. A bolus by the clock is not edited here and stays as
 * the pump has it; dated steps of what runs end with it.
 */
export const programFor = ({ dossier }: Standing, plan: Plan, now: Instant): Program => ({
  ...plan.program,
  clock: clockOf(dossier, now),
  periodic: dossier.program?.periodic ?? null,
  titration: [],
  version: (dossier.program?.version ?? 0) + 1,
});

/** This browser's present, with its zone's offset. */
export const presentInstant = (): Instant => {
  const now = new Date();
  return { epochMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset() };
};
