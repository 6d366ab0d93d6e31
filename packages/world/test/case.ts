// SPDX-License-Identifier: Apache-2.0
/** A plain case to run and to vary: morphine 2 mg/d from a generic pump of 40 mL, tip at T10. */
import { between, type Interval, quantity, readInstant } from "@cisterna/quantity";
import {
  type Case,
  type Fluid,
  judge,
  type ModelId,
  type Plan,
  type Prescription,
  pumpOf,
} from "@cisterna/therapy";

const instant = (text: string) => {
  const found = readInstant(text);
  if (found === null) throw new RangeError(text);
  return found;
};

export const fluid = (...rows: readonly (readonly [Fluid[0]["drug"], string])[]): Fluid => {
  const [first, ...rest] = rows.map(([drug, strength]) => ({
    drug,
    concentration: quantity(strength, "concentration"),
  }));
  if (first === undefined) throw new RangeError("a fluid has a drug");
  return [first, ...rest];
};

export const volumes = (low: string, high: string): Interval<"volume"> =>
  between(quantity(low, "volume"), quantity(high, "volume"));

export const MORPHINE = fluid(["morphine", "10 mg/mL"]);

const PRESCRIPTION: Prescription = {
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

/** The parts of a case that a test may want otherwise. */
export type Otherwise = {
  readonly prescription?: Partial<Prescription>;
  readonly reservoir?: Partial<Case["reservoir"]>;
  readonly before?: Case["before"];
  readonly catheter?: Interval<"volume">;
  readonly pump?: ModelId;
};

export const caseOf = (otherwise: Otherwise = {}): Case => ({
  patient: { id: "sample", born: null, weight: null, tolerance: "tolerant" },
  implant: {
    pump: pumpOf(otherwise.pump ?? "generic-40"),
    catheter: {
      model: "generic",
      volume: otherwise.catheter ?? volumes("0.176 mL", "0.176 mL"),
      tip: "T10",
    },
  },
  reservoir: {
    volume: quantity("38 mL", "volume"),
    filled: instant("2026-03-02T09:00:00+01:00"),
    fluid: MORPHINE,
    firstFill: false,
    ...otherwise.reservoir,
  },
  prescription: { ...PRESCRIPTION, ...otherwise.prescription },
  before: otherwise.before ?? null,
});

/** The plan of a case; the case is meant to be judged well. */
export const planOf = (otherwise: Otherwise = {}): Plan => {
  const { plan, checks } = judge(caseOf(otherwise));
  if (plan === null) {
    const refused = checks.filter(({ severity }) => severity === "refuse");
    throw new RangeError(
      `no plan: ${refused.map(({ kind, path }) => `${kind} ${path}`).join(", ")}`,
    );
  }
  return plan;
};
