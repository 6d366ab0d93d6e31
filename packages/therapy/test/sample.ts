// SPDX-License-Identifier: Apache-2.0
/** A case that the judge accepts, for tests to change one thing in. */
import { exactly, type Instant, quantity, readInstant } from "@cisterna/quantity";
import {
  type Case,
  drugNamed,
  type Fluid,
  judge,
  type ModelId,
  type Prescription,
  PUMPS,
} from "../src/index.ts";

export const at = (text: string): Instant => {
  const instant = readInstant(text);
  if (instant === null) throw new RangeError(text);
  return instant;
};

export const START = at("2026-03-02T09:00:00+01:00");

export const fluid = (...parts: readonly string[]): Fluid => {
  const [first, ...rest] = parts.map((part) => {
    const space = part.indexOf(" ");
    const drug = drugNamed(part.slice(0, space));
    if (drug === undefined) throw new RangeError(part);
    return { drug, concentration: quantity(part.slice(space + 1), "concentration") };
  });
  if (first === undefined) throw new RangeError("a fluid has a drug");
  return [first, ...rest];
};

export const pump = (model: ModelId) => {
  const found = PUMPS.get(model);
  if (found === undefined) throw new RangeError(model);
  return found;
};

export const prescription: Prescription = {
  doseOf: "morphine",
  basal: { kind: "continuous", dose: quantity("2 mg/d", "dose-rate") },
  periodic: null,
  onDemand: null,
  single: null,
  titration: [],
  transition: null,
  onFault: "minimum",
  confirmed: [],
};

export const sample: Case = {
  patient: { id: "sample", born: null, weight: null, tolerance: "tolerant" },
  implant: {
    pump: pump("generic-40"),
    catheter: { model: "generic", volume: exactly(quantity("0.16 mL", "volume")), tip: "T10" },
  },
  reservoir: {
    volume: quantity("38 mL", "volume"),
    filled: START,
    fluid: fluid("morphine 10 mg/mL"),
    firstFill: false,
  },
  prescription,
  before: null,
};

export const prescribed = (changes: Partial<Prescription>, of: Case = sample): Case => ({
  ...of,
  prescription: { ...of.prescription, ...changes },
});

/** Kinds of the checks of a case with their severity, as `kind severity`. */
export const verdicts = (of: Case): readonly string[] =>
  judge(of).checks.map((check) => `${check.kind} ${check.severity}`);
