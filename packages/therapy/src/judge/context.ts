// SPDX-License-Identifier: Apache-2.0
/**
 * What every check looks at: the case, the formulary, and what follows from both at once. Parts
 * that cannot be derived (a constant is missing, the drug is not in the reservoir) are null, so
 * that all other checks still speak.
 */
import {
  type Concentration,
  canonical,
  type DoseRate,
  divide,
  inNanolitres,
  isNone,
  multiply,
  type Nanolitres,
} from "@cisterna/quantity";
import type { Case } from "../case.ts";
import type { Mode, PumpConstants } from "../devices/index.ts";
import { concentrationIn } from "../fluid.ts";
import type { Drug, DrugId, Formulary } from "../formulary/index.ts";
import type { Basal } from "../prescription.ts";
import { type DailyDose, dailyDose } from "../regimen.ts";

/** What the checks of one case share. */
export type Context = {
  readonly of: Case;
  readonly formulary: Formulary;
  readonly constants: PumpConstants | null;
  /** Concentration of the drug that the prescription is stated in. */
  readonly concentration: Concentration | null;
  /** Daily doses of that drug. */
  readonly daily: DailyDose;
  /** Daily doses of that drug before the change, in the terms of then. */
  readonly dailyBefore: DailyDose | null;
};

/** The context of a case. `constants` is null when the pump's are not all known. */
export const contextOf = (
  of: Case,
  formulary: Formulary,
  constants: PumpConstants | null,
): Context => {
  const concentration = concentrationIn(of.reservoir.fluid, of.prescription.doseOf) ?? null;
  return {
    of,
    formulary,
    constants,
    concentration: concentration === null || isNone(concentration) ? null : concentration,
    daily: dailyDose(of.prescription),
    dailyBefore: of.before === null ? null : dailyDose({ ...of.before.prescription }),
  };
};

/** The formulary's entry of a drug. Every drug id has one. */
export const drugOf = (context: Context, id: DrugId): Drug => {
  const drug = context.formulary.get(id);
  if (drug === undefined) throw new RangeError(`no drug ${id}`);
  return drug;
};

/** The unit in which doses of a drug are shown. */
export const doseUnit = (context: Context, id: DrugId): string =>
  `${drugOf(context, id).massUnit}/d`;

/** The unit in which concentrations of a drug are shown. */
export const concentrationUnit = (context: Context, id: DrugId): string =>
  `${drugOf(context, id).massUnit}/mL`;

/** Where an ingredient stands in the case file. */
export const ingredientPath = (index: number): string => `reservoir.drugs[${index}]`;

/** The dose of a fellow ingredient when the stated drug's dose is so much. */
export const rideAlong = (
  dose: DoseRate,
  ratio: { of: Concentration; to: Concentration },
): DoseRate => canonical(divide(multiply(dose, ratio.of), ratio.to));

/** The size of one pulse as a count, or null while the constant is missing. */
export const pulseOf = (context: Context): Nanolitres | null =>
  context.constants === null ? null : inNanolitres(context.constants.pulse, "nearest");

/** A context whose constants and concentration are known. */
export type Runnable = Context & {
  readonly constants: PumpConstants;
  readonly concentration: Concentration;
};

/** Whether the checks that need both can speak. */
export const isRunnable = (context: Context): context is Runnable =>
  context.constants !== null && context.concentration !== null;

/** Every basal of the prescription with its place in the case file. */
export const basalsOf = (context: Context): readonly { basal: Basal; path: string }[] => {
  const { basal, titration } = context.of.prescription;
  const nameOf = (each: Basal): string => (each.kind === "continuous" ? "basal" : "pattern");
  return [
    { basal, path: `prescription.${nameOf(basal)}` },
    ...titration.map((step, index) => ({
      basal: step.basal,
      path: `prescription.titration[${index}].${nameOf(step.basal)}`,
    })),
  ];
};

/** Whether a model is known to lack a mode. An unknown model's silence is not a no. */
export const lacks = (context: Context, mode: Mode): boolean => {
  const { modes, programmable } = context.of.implant.pump;
  if (modes !== null && modes.status !== "unverified") return !modes.value.includes(mode);
  return !programmable && mode !== "continuous";
};
