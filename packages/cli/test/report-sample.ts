// SPDX-License-Identifier: Apache-2.0
/** Runs for the tests of the report: judged cases, delivered, with their checks. */
import { createHash } from "node:crypto";
import {
  between,
  exactly,
  type Instant,
  milliseconds,
  quantity,
  readInstant,
} from "@cisterna/quantity";
import {
  type Case,
  drugNamed,
  type Fluid,
  FORMULARY,
  judge,
  type Prescription,
  PUMPS,
} from "@cisterna/therapy";
import { type Presses, run } from "@cisterna/world";
import type { ReportInput } from "../src/report/report.ts";

const at = (text: string): Instant => {
  const instant = readInstant(text);
  if (instant === null) throw new RangeError(text);
  return instant;
};

const fluid = (...parts: readonly string[]): Fluid => {
  const [first, ...rest] = parts.map((part) => {
    const space = part.indexOf(" ");
    const drug = drugNamed(part.slice(0, space));
    if (drug === undefined) throw new RangeError(part);
    return { drug, concentration: quantity(part.slice(space + 1), "concentration") };
  });
  if (first === undefined) throw new RangeError("a fluid has a drug");
  return [first, ...rest];
};

const generic = () => {
  const pump = PUMPS.get("generic-40");
  if (pump === undefined) throw new RangeError("generic-40");
  return pump;
};

const prescription: Prescription = {
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

/** Morphine and bupivacaine, a daily pattern, boluses by the clock and on demand. */
export const mixture: Case = {
  patient: { id: "demo-1", born: null, weight: null, tolerance: "tolerant" },
  implant: {
    pump: generic(),
    catheter: { model: "generic", volume: exactly(quantity("0.176 mL", "volume")), tip: "T10" },
  },
  reservoir: {
    volume: quantity("38 mL", "volume"),
    filled: at("2026-03-02T09:00:00+01:00"),
    fluid: fluid("morphine 10 mg/mL", "bupivacaine 20 mg/mL"),
    firstFill: false,
  },
  prescription: {
    ...prescription,
    basal: {
      kind: "pattern",
      steps: [
        {
          from: 360,
          dose: quantity("3 mg/d", "dose-rate"),
          days: ["mon", "tue", "wed", "thu", "fri"],
        },
        {
          from: 1320,
          dose: quantity("1.8 mg/d", "dose-rate"),
          days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        },
        { from: 480, dose: quantity("2.4 mg/d", "dose-rate"), days: ["sat", "sun"] },
      ],
    },
    onDemand: {
      dose: quantity("0.1 mg", "mass"),
      over: quantity("10 min", "time"),
      lockout: quantity("2 h", "time"),
      perDay: 6,
    },
    transition: "none",
  },
  before: null,
};

/** Baclofen 500 to 2000 mcg/mL over a bridge, through a catheter of unknown length. */
export const bridged: Case = {
  ...mixture,
  patient: { id: "demo-2", born: null, weight: null, tolerance: null },
  implant: {
    pump: generic(),
    catheter: {
      model: "generic",
      volume: between(quantity("0.15 mL", "volume"), quantity("0.2 mL", "volume")),
      tip: "T6",
    },
  },
  reservoir: { ...mixture.reservoir, fluid: fluid("baclofen 2000 mcg/mL") },
  prescription: {
    ...prescription,
    doseOf: "baclofen",
    basal: { kind: "continuous", dose: quantity("150 mcg/d", "dose-rate") },
    transition: "bridge",
  },
  before: {
    fluid: fluid("baclofen 500 mcg/mL"),
    prescription: {
      doseOf: "baclofen",
      basal: { kind: "continuous", dose: quantity("140 mcg/d", "dose-rate") },
      periodic: null,
      onDemand: null,
    },
  },
};

/** A new pump with morphine, primed, with boluses by the clock. */
export const primed: Case = {
  ...mixture,
  patient: { id: "demo-3", born: null, weight: null, tolerance: "naive" },
  reservoir: { ...mixture.reservoir, fluid: fluid("morphine 2 mg/mL"), firstFill: true },
  prescription: {
    ...prescription,
    basal: { kind: "continuous", dose: quantity("0.3 mg/d", "dose-rate") },
    periodic: {
      dose: quantity("0.05 mg", "mass"),
      over: quantity("10 min", "time"),
      every: quantity("6 h", "time"),
      first: 480,
    },
    transition: "prime-pump-and-catheter",
    onFault: "stop",
  },
};

/** A drug that the body knows nothing about. */
export const withoutKinetics: Case = {
  ...mixture,
  patient: { id: "demo-4", born: null, weight: null, tolerance: null },
  reservoir: { ...mixture.reservoir, fluid: fluid("ropivacaine 10 mg/mL") },
  prescription: {
    ...prescription,
    doseOf: "ropivacaine",
    basal: { kind: "continuous", dose: quantity("2 mg/d", "dose-rate") },
    transition: "none",
  },
};

/** How a case is run for a report. */
export type Trial = {
  readonly days?: number;
  readonly stepMinutes?: number;
  readonly presses?: Presses;
};

/** A case, judged and run, as a report takes it. Breaks if: the case is refused. */
export const reportInput = (of: Case, trial: Trial = {}): ReportInput => {
  const { checks, plan } = judge(of);
  if (plan === null) throw new RangeError(JSON.stringify(checks.map((each) => each.kind)));
  const result = run(plan, {
    upto: milliseconds((trial.days ?? 3) * 86_400_000),
    step: milliseconds((trial.stepMinutes ?? 60) * 60_000),
    presses: trial.presses ?? { kind: "none" },
    catheter: "programmed",
    digest: (text) => createHash("sha256").update(text).digest("hex"),
  });
  if (!result.ok) throw new RangeError(JSON.stringify(result.refusals));
  return {
    run: result.value,
    checks,
    formulary: FORMULARY,
    made: at("2026-03-02T10:15:00+01:00"),
    version: "0.1.0",
  };
};
