// SPDX-License-Identifier: Apache-2.0
/** Prescriptions and fluids in words: what the clinician asks for, and what it is drawn from. */
import { print, printDay } from "@cisterna/quantity";
import { type Basal, type Case, type Fluid, type Formulary, WEEKDAYS } from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { prose, timeText } from "./word.ts";

/** A fluid in words: `morphine 10 mg/mL with bupivacaine 20 mg/mL`. */
export const fluidText = (fluid: Fluid, formulary: Formulary): string =>
  fluid
    .map(({ drug, concentration }) => {
      return `${drug} ${print(concentration, `${massUnitOf(formulary, drug)}/mL`)}`;
    })
    .join(" with ");

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** A basal dose in words: `2 mg/d`, or the steps of its pattern. */
const basalText = (basal: Basal, perDay: string): string => {
  if (basal.kind === "continuous") return print(basal.dose, perDay);
  const steps = basal.steps.map(({ from, dose, days }) => {
    const on = days.length === WEEKDAYS.length ? "" : ` (${days.join(", ")})`;
    return `from ${clock(from)} ${print(dose, perDay)}${on}`;
  });
  return `daily pattern: ${steps.join("; ")}`;
};

/** What the clinician asks for, in words, one clause each. */
const clauses = ({ prescription }: Case, formulary: Formulary): readonly string[] => {
  const { basal, periodic, single, onDemand, titration } = prescription;
  const mass = massUnitOf(formulary, prescription.doseOf);
  const perDay = `${mass}/d`;
  return [
    `${prescription.doseOf} ${basalText(basal, perDay)}`,
    ...(single === null ? [] : [`once ${print(single.dose, mass)} over ${timeText(single.over)}`]),
    ...(periodic === null
      ? []
      : [
          prose`by the clock ${print(periodic.dose, mass)} over ${timeText(periodic.over)} every
            ${timeText(periodic.every)}, first at ${clock(periodic.first)}`,
        ]),
    ...(onDemand === null
      ? []
      : [
          prose`on demand ${print(onDemand.dose, mass)} over ${timeText(onDemand.over)}, lock-out
            ${timeText(onDemand.lockout)}, at most ${onDemand.perDay} in 24 h`,
        ]),
    ...titration.map((step) => `from ${printDay(step.at)} ${basalText(step.basal, perDay)}`),
  ];
};

/** What the clinician asks for, in words. */
export const prescriptionText = (of: Case, formulary: Formulary): string =>
  clauses(of, formulary).join("; ");
