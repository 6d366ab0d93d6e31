// SPDX-License-Identifier: Apache-2.0
/**
 * The reader of case files: text in, a case for the judge out, or every problem at once. Nothing is
 * filled in for what a file does not say, but for what the definition states (every weekday).
 */
import { accepted, assert, type Result } from "@cisterna/quantity";
import {
  type Basal,
  type Before,
  type Case,
  type Fluid,
  type OnDemandOrder,
  type Prescription,
  WEEKDAYS,
} from "@cisterna/therapy";
import { type BasalFile, type CaseFile, caseFile } from "../schema/case.ts";
import { caseCrossing } from "./crossing.ts";
import { readBy } from "./grammar.ts";
import { type Place, type Problem, pathFrom } from "./problem.ts";

type PrescriptionFile = CaseFile["prescription"];

const fluidOf = (drugs: CaseFile["reservoir"]["drugs"]): Fluid => {
  const [first, ...rest] = drugs;
  assert(first !== undefined, "a list of drugs that was read is not empty");
  return [first, ...rest];
};

const basalOf = ({ basal, pattern }: BasalFile): Basal => {
  if (basal !== undefined) return { kind: "continuous", dose: basal };
  const [first, ...rest] = (pattern ?? []).map(({ from, rate, days }) => ({
    from,
    dose: rate,
    days: days ?? WEEKDAYS,
  }));
  assert(first !== undefined, "a case that was read has a basal dose or a pattern");
  return { kind: "pattern", steps: [first, ...rest] };
};

const onDemandOf = (file: PrescriptionFile["on_demand"]): OnDemandOrder | null =>
  file === undefined
    ? null
    : { dose: file.dose, over: file.over, lockout: file.lockout, perDay: file.per_day };

const prescriptionOf = (file: PrescriptionFile): Prescription => ({
  doseOf: file.dose_of,
  basal: basalOf(file),
  periodic: file.periodic ?? null,
  onDemand: onDemandOf(file.on_demand),
  single: file.single ?? null,
  titration: (file.titration ?? []).map((step) => ({ at: step.at, basal: basalOf(step) })),
  transition: file.transition ?? null,
  onFault: file.on_fault ?? null,
  confirmed: file.confirmed ?? [],
});

const beforeOf = (file: CaseFile["before"]): Before | null =>
  file === undefined
    ? null
    : {
        fluid: fluidOf(file.drugs),
        prescription: {
          doseOf: file.dose_of,
          basal: basalOf(file),
          periodic: file.periodic ?? null,
          onDemand: onDemandOf(file.on_demand),
        },
      };

/** The case of a file that was read by its definition. */
export const caseOf = ({ patient, implant, reservoir, prescription, before }: CaseFile): Case => ({
  patient: {
    id: patient.id,
    born: patient.born ?? null,
    weight: patient.weight ?? null,
    tolerance: patient.tolerance ?? null,
  },
  implant,
  reservoir: {
    volume: reservoir.volume,
    filled: reservoir.filled,
    fluid: fluidOf(reservoir.drugs),
    firstFill: reservoir.first_fill ?? false,
  },
  prescription: prescriptionOf(prescription),
  before: beforeOf(before),
});

/** A read case and the way from a check's path back to its place in the file. */
type CaseReading = { readonly of: Case; readonly placeOf: (path: string) => Place };

/** The case that a file states, with its places. Refuses: every problem of the file at once. */
export const openCase = (text: string): Result<CaseReading, Problem> => {
  const reading = readBy(text, caseFile, caseCrossing);
  if (!reading.ok) return reading;
  const { value, placeOf } = reading.value;
  return accepted({ of: caseOf(value), placeOf: (path) => placeOf(pathFrom(path)) });
};

/** The case that a file states (YAML or JSON). Refuses: every problem of the file at once. */
export const readCase = (text: string): Result<Case, Problem> => {
  const reading = openCase(text);
  return reading.ok ? accepted(reading.value.of) : reading;
};
