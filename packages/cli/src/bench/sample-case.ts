// SPDX-License-Identifier: Apache-2.0
/**
 * The case that the benches judge and run: two drugs, a daily pattern, four boluses a day on the
 * clock, boluses on request, a change of concentration. It is for measuring, not for a patient.
 */
import { assert } from "@cisterna/quantity";
import { type Case, judge, type Plan } from "@cisterna/therapy";
import { openCase } from "../case/case.ts";

const REGIMEN = `
  dose_of: morphine
  pattern:
    - { from: "00:00", rate: 2 mg/d }
    - { from: "06:00", rate: 3 mg/d }
    - { from: "22:00", rate: 2 mg/d }
  periodic: { dose: 0.1 mg, over: 10 min, every: 6 h, first: "03:00" }
`;

/** The text of the case file. */
export const SAMPLE_CASE = `
patient: { id: bench, born: 1961-04-02, weight: 70 kg, tolerance: tolerant }
implant:
  pump: { model: generic-40 }
  catheter: { model: generic, implanted: 80 cm, tip: T10 }
reservoir:
  volume: 38 mL
  filled: 2026-03-02T09:00:00+01:00
  drugs:
    - { drug: morphine, concentration: 25 mg/mL }
    - { drug: bupivacaine, concentration: 20 mg/mL }
prescription:${REGIMEN}  on_fault: minimum
before:
  drugs:
    - { drug: morphine, concentration: 20 mg/mL }
    - { drug: bupivacaine, concentration: 16 mg/mL }${REGIMEN}`;

/** The case as it is read. */
export const sampleCase = (): Case => {
  const reading = openCase(SAMPLE_CASE);
  assert(reading.ok, "the case of the benches is readable", { reading });
  return reading.value.of;
};

/** The plan of the case. */
export const samplePlan = (): Plan => {
  const { plan, checks } = judge(sampleCase());
  assert(plan !== null, "the case of the benches has a plan", { checks });
  return plan;
};
