// SPDX-License-Identifier: Apache-2.0
/**
 * Before: the doses that ran until a plan begins. A case with a `before` has a patient in whom the
 * old therapy has become steady; the body then starts from there and not from nothing.
 */
import { type DoseRate, flowFor, isNone, none } from "@cisterna/quantity";
import { concentrationIn, type DrugId, dailyDose, dosesOf, type Plan } from "@cisterna/therapy";

/** Where the body stands at the start: free of every drug, or steady under what ran before. */
export type BodyStart = "drug-free" | "steady-before";

/** How the body stands at the start of a plan. */
export const bodyStartOf = (plan: Plan): BodyStart =>
  plan.of.before === null ? "drug-free" : "steady-before";

/** Mean dose per day of a drug before the plan; none where nothing is said about before. */
export const doseBefore = (plan: Plan, drug: DrugId): DoseRate => {
  const { before } = plan.of;
  if (before === null) return none();
  const { doseOf } = before.prescription;
  const concentration = concentrationIn(before.fluid, doseOf);
  if (concentration === undefined || isNone(concentration)) return none();
  const flow = flowFor(dailyDose(before.prescription).perDay, concentration);
  return dosesOf(before.fluid, flow).find((each) => each.drug === drug)?.dose ?? none();
};
