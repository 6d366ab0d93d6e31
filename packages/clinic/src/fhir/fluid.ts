// SPDX-License-Identifier: Apache-2.0
/** A fluid and what runs of it: a Medication with its ingredients, and the amounts of each drug. */
import { flowFor } from "@cisterna/quantity";
import { concentrationIn, type DrugId, dailyDose, dosesOf, FORMULARY } from "@cisterna/therapy";
import type { CodeableConcept, Dosage, Medication, Quantity, Ratio } from "@medplum/fhirtypes";
import type { FluidEntry, PrescriptionEntry } from "../course/entry/therapy.ts";
import { fluidFrom, prescriptionFrom } from "../visit/written.ts";
import { concept, own } from "./code.ts";
import { amountFrom, amountOf } from "./measure.ts";

/** A drug of the formulary; no code of a public system was verified for any. */
export const drugConcept = (drug: DrugId): CodeableConcept =>
  own("drug", drug, FORMULARY.get(drug)?.name ?? drug);

/** A concentration as FHIR writes a strength: mass over volume, each with its unit. */
const strength = (concentration: string): Ratio => {
  const [number = "", symbol = ""] = concentration.split(" ");
  const [mass = "", volume = ""] = symbol.split("/");
  return { numerator: amountFrom(`${number} ${mass}`), denominator: amountFrom(`1 ${volume}`) };
};

/** The drugs of a fluid in words: `Morphine 10 mg/mL, Bupivacaine 5 mg/mL`. */
export const fluidText = (drugs: FluidEntry): string =>
  drugs
    .map(({ drug, concentration }) => `${FORMULARY.get(drug)?.name ?? drug} ${concentration}`)
    .join(", ");

/** A fluid as a Medication. */
export const filledWith = (
  id: string,
  drugs: FluidEntry,
  batch?: Medication["batch"],
): Medication => ({
  resourceType: "Medication",
  id,
  code: { text: fluidText(drugs) },
  status: "active",
  ingredient: drugs.map(({ drug, concentration }) => ({
    itemCodeableConcept: drugConcept(drug),
    isActive: true,
    strength: strength(concentration),
  })),
  ...(batch === undefined ? {} : { batch }),
});

/** What a fluid and a prescription come to per day: the flow, and every drug's mass. */
type PerDay = {
  readonly flow: Quantity;
  readonly drugs: readonly { readonly drug: DrugId; readonly dose: Quantity }[];
};

const massUnit = (drug: DrugId): string => FORMULARY.get(drug)?.massUnit ?? "mg";

/**
 * Per day, without boluses that the patient asks for. Null: the drug in which the doses are stated
 * is not in the fluid.
 */
export const perDayOf = (drugs: FluidEntry, prescription: PrescriptionEntry): PerDay | null => {
  const fluid = fluidFrom(drugs);
  const concentration = concentrationIn(fluid, prescription.dose_of);
  if (concentration === undefined) return null;
  const flow = flowFor(dailyDose(prescriptionFrom(prescription)).perDay, concentration);
  return {
    flow: amountOf(flow, "mL/d"),
    drugs: dosesOf(fluid, flow).map(({ drug, dose }) => ({
      drug,
      dose: amountOf(dose, `${massUnit(drug)}/d`),
    })),
  };
};

const basalText = ({ basal, pattern }: Pick<PrescriptionEntry, "basal" | "pattern">): string =>
  basal ??
  (pattern ?? [])
    .map(({ from, rate, days }) => `from ${from} ${rate}${days ? ` on ${days.join(", ")}` : ""}`)
    .join("; ");

const perDayText = (perDay: PerDay | null): string =>
  (perDay?.drugs ?? [])
    .map(({ drug, dose }) => `${FORMULARY.get(drug)?.name ?? drug} ${dose.value} ${dose.unit}`)
    .join(", ");

/** A prescription in words, each dose with the drug it is of. */
export const prescriptionText = (entry: PrescriptionEntry, perDay: PerDay | null): string => {
  const { dose_of: drug, periodic, on_demand: asked, single, titration = [] } = entry;
  const bolus = (what: { dose: string; over: string }) => `${what.dose} over ${what.over}`;
  return [
    `basal, of ${drug}: ${basalText(entry)}`,
    periodic && `every ${periodic.every} from ${periodic.first}: ${bolus(periodic)}`,
    asked &&
      `when the patient asks: ${bolus(asked)}, at most ${asked.per_day} in 24 h, ` +
        `${asked.lockout} apart`,
    single && `once: ${bolus(single)}`,
    ...titration.map((step) => `from ${step.at}: ${basalText(step)}`),
    entry.transition && `transition: ${entry.transition}`,
    `in a fault: ${entry.on_fault}`,
    `in 24 h without boluses on demand: ${perDayText(perDay)}`,
  ]
    .filter((part) => typeof part === "string")
    .join(". ");
};

/** How much per day, on the intrathecal route. */
export const rated = (rate: Quantity, text: string): Dosage => ({
  text,
  route: concept("intrathecal"),
  doseAndRate: [{ rateQuantity: rate }],
});
