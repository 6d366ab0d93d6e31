// SPDX-License-Identifier: Apache-2.0
/**
 * A fluid: the drugs dissolved in what fills the reservoir or the line, each at its concentration.
 * Every drug of a mixture travels in the same volume, so one dose fixes all the others.
 */
import {
  type Concentration,
  type DoseRate,
  doseFor,
  type Flow,
  type Mass,
  massIn,
  same,
  type Volume,
} from "@cisterna/quantity";
import { type DrugId, type Family, FORMULARY } from "./formulary/index.ts";
import type { DrugClass } from "./program.ts";

/** One drug of a fluid. */
export type Ingredient = { readonly drug: DrugId; readonly concentration: Concentration };

/** What a reservoir or a line holds. At least one drug; each drug once. */
export type Fluid = readonly [Ingredient, ...Ingredient[]];

/** Concentration of a drug in the fluid, or undefined when it is not in it. */
export const concentrationIn = (fluid: Fluid, drug: DrugId): Concentration | undefined =>
  fluid.find((each) => each.drug === drug)?.concentration;

/** Whether two fluids are the same drugs at the same concentrations, in any order. */
export const sameFluid = (a: Fluid, b: Fluid): boolean =>
  a.length === b.length &&
  a.every(({ drug, concentration }) => {
    const other = concentrationIn(b, drug);
    return other !== undefined && same(concentration, other);
  });

/** The same text for the same fluid, whatever the order of its drugs: `morphine 10/1` in mg/mL. */
export const fluidId = (fluid: Fluid): string =>
  fluid
    .map(({ drug, concentration: { n, d } }) => `${drug} ${n}/${d}`)
    .toSorted()
    .join(" + ");

const CLASSES: Readonly<Record<Family, DrugClass>> = {
  opioid: "opioid",
  "local-anaesthetic": "other",
  "alpha-2-agonist": "other",
  "calcium-channel-blocker": "ziconotide",
  "gaba-b-agonist": "baclofen",
};

const MOST_DANGEROUS_FIRST = ["baclofen", "opioid", "ziconotide", "other"] as const;

/** How the faults of a pump that holds this fluid are answered. */
export const drugClassOf = (fluid: Fluid): DrugClass => {
  const held = fluid.map(({ drug }) => CLASSES[FORMULARY.get(drug)?.family ?? "alpha-2-agonist"]);
  return MOST_DANGEROUS_FIRST.find((each) => held.includes(each)) ?? "other";
};

/** A drug and the dose per day of it. */
export type DrugDose = { readonly drug: DrugId; readonly dose: DoseRate };

/** Dose per day of every drug that a flow of this fluid carries. */
export const dosesOf = (fluid: Fluid, flow: Flow): readonly DrugDose[] =>
  fluid.map(({ drug, concentration }) => ({ drug, dose: doseFor(flow, concentration) }));

/** A drug and a mass of it. */
export type DrugMass = { readonly drug: DrugId; readonly mass: Mass };

/** Mass of every drug in a volume of this fluid. Law: masses add when volumes add. */
export const massesIn = (fluid: Fluid, volume: Volume): readonly DrugMass[] =>
  fluid.map(({ drug, concentration }) => ({ drug, mass: massIn(volume, concentration) }));
