// SPDX-License-Identifier: Apache-2.0
/**
 * The judgement: what was typed becomes a case, beside what the pump itself says that it runs, and
 * therapy judges it. A plan becomes the program that follows the running one on the pump's clock.
 */

import type { Dossier } from "@cisterna/link";
import type { Log } from "@cisterna/pump";
import {
  type Instant,
  inPulses,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  plus,
  sinceMonday,
  type Volume,
  volumeOf,
} from "@cisterna/quantity";
import {
  type Acknowledgement,
  type Case,
  type Check,
  complete,
  type DrugId,
  type Fluid,
  FORMULARY,
  fluidId,
  judge,
  type Plan,
  type Program,
} from "@cisterna/therapy";
import { fluidIn } from "../format/fluid.ts";
import { acknowledged, distinctOf } from "./distinct.ts";
import { type Entry, prescriptionIn, type Stated } from "./entry.ts";
import { type Passing, passingOf } from "./passing.ts";
import { bedsideOf, type ImplantRecord, type PatientRecord } from "./record.ts";
import { regimenOf, scaleOf, type Told } from "./regimen.ts";

/** Everything that a change is judged against. */
export type Standing = {
  readonly bedside: Pick<Case, "patient" | "implant">;
  readonly dossier: Dossier;
  readonly fluid: Fluid;
  readonly stated: Stated;
  /** What runs, in doses of the stated drug; null: no program, or another drug's. */
  readonly runs: Told | null;
  /** What the form begins with; null: everything is typed anew. */
  readonly begins: Told | null;
  /** What ran in the line before, as therapy judges a change. */
  readonly before: Case["before"];
  /** What is on its way through the line; null: nothing. */
  readonly passing: Passing | null;
  /** What the reservoir holds after a fill; null: it is not filled. */
  readonly filling: Filling | null;
};

/** A fill: what came out, and what the reservoir holds in all after it. */
export type Filling = { readonly aspirated: Nanolitres; readonly volume: Volume };

/** Why nothing can be prescribed here. */
export type NoStanding = "no-fluid" | "no-catheter" | "other-model";

/** How a pump stands, with what its record says; or why it cannot be judged. */
export const standingOf = (
  patient: string,
  { record, implant }: { readonly record: PatientRecord; readonly implant: ImplantRecord },
  { dossier, log }: { readonly dossier: Dossier; readonly log: Log },
): Standing | NoStanding => {
  const bedside = bedsideOf(patient, record, implant);
  if (bedside === null) return "no-catheter";
  if (!complete(bedside.implant.pump).ok) return "other-model";
  const fluid = fluidIn(dossier.status.fluid);
  if (fluid === null) return "no-fluid";
  const wanted = implant.running?.prescription.dose_of;
  const drug = (fluid.find((each) => each.drug === wanted) ?? fluid[0]).drug;
  const runs = ranOn(dossier.program, { fluid, drug, pulse: dossier.device.pulse });
  const passing = passingOf(dossier, log);
  return {
    ...{ bedside, dossier, fluid, runs, passing, filling: null },
    stated: { drug, unit: massUnitOf(drug) },
    begins: passing === null ? runs : null,
    before:
      passing === null
        ? runs && { fluid, prescription: { ...runs, doseOf: drug } }
        : beforePassing(passing, dossier.device.pulse),
  };
};

const massUnitOf = (drug: DrugId): Stated["unit"] =>
  FORMULARY.get(drug)?.massUnit === "mcg" ? "mcg" : "mg";

type On = { readonly fluid: Fluid; readonly drug: DrugId; readonly pulse: Nanolitres };

const ranOn = (program: Program | null, { fluid, drug, pulse }: On): Told | null =>
  program === null ? null : regimenOf(program, scaleOf(fluid, drug, pulse));

/** What lies before the tip, and what ran on it; null: no drug does, or nobody knows. */
const beforePassing = ({ old, ran }: Passing, pulse: Nanolitres): Case["before"] => {
  if (old === null || ran === null) return null;
  const { drug } = old[0];
  const told = ranOn(ran, { fluid: old, drug, pulse });
  return told && { fluid: old, prescription: { ...told, doseOf: drug } };
};

/** How a pump would stand with another fluid in it: what ran is what lies in the line then. */
export const standingFilled = (standing: Standing, fluid: Fluid, filling: Filling): Standing => {
  const { dossier, fluid: held, stated } = standing;
  const { drug } = fluid.find((each) => each.drug === stated.drug) ?? fluid[0];
  const { pulse } = dossier.device;
  const isHeld = held.some((each) => each.drug === drug);
  const runs = isHeld ? ranOn(dossier.program, { fluid: held, drug, pulse }) : null;
  return {
    ...standing,
    ...{ fluid, runs, begins: runs, filling },
    stated: { drug, unit: massUnitOf(drug) },
  };
};

const caseOf = (standing: Standing, entry: Entry, given: Given): Case => {
  const { bedside, dossier, fluid, stated, runs, filling, before } = standing;
  const known = complete(bedside.implant.pump);
  const held = volumeOf(dossier.status.reservoir);
  const volume = known.ok ? plus(held, known.value.constants.residual) : held;
  const { periodic = null } = runs ?? {};
  return {
    ...bedside,
    reservoir: {
      ...{ volume: filling?.volume ?? volume, filled: given.now, fluid, firstFill: false },
    },
    prescription: prescriptionIn(entry, stated, { periodic, confirmed: given.confirmed }),
    before,
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

/**
 * The plan as it would be if everything that can be confirmed were confirmed: to be looked at, and
 * never proposed.
 */
export const previewed = (
  standing: Standing,
  entry: Entry,
  { given, checks }: { readonly given: Given; readonly checks: readonly Check[] },
): Plan | null => {
  const open = checks.filter((check) => distinctOf(check) !== undefined);
  const asked = open.map((check) => acknowledged(check, { by: "-", because: "-" }));
  return judged(standing, entry, { ...given, confirmed: [...given.confirmed, ...asked] }).plan;
};

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** Where the wall's week lies on the pump's clock: as before, or as this browser's clock says. */
const clockOf = ({ program, status }: Dossier, now: Instant): Milliseconds => {
  if (program !== null) return program.clock;
  const behind = Math.round((sinceMonday(now) - status.now) / MINUTE_MS) * MINUTE_MS;
  return milliseconds(((behind % WEEK_MS) + WEEK_MS) % WEEK_MS);
};

/** The order for the line; a prime by the volume that was typed, which is within the plan's. */
const transitionOf = ({ program, pulse }: Plan, primed: Volume | null): Program["transition"] =>
  program.transition?.kind === "prime" && primed !== null
    ? { ...program.transition, pulses: inPulses(primed, pulse, "down") }
    : program.transition;

/**
 * The program that follows the running one. A bolus by the clock is not edited here and stays as
 * the pump has it; dated steps of what runs end with it.
 */
export const programFor = (
  { dossier, fluid }: Standing,
  plan: Plan,
  { now, primed }: { readonly now: Instant; readonly primed: Volume | null },
): Program => ({
  ...plan.program,
  transition: transitionOf(plan, primed),
  clock: clockOf(dossier, now),
  periodic: fluidId(fluid) === dossier.status.fluid ? (dossier.program?.periodic ?? null) : null,
  titration: [],
  version: (dossier.program?.version ?? 0) + 1,
});

/** This browser's present, with its zone's offset. */
export const presentInstant = (): Instant => {
  const now = new Date();
  return { epochMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset() };
};
