// SPDX-License-Identifier: Apache-2.0
/**
 * The split: which papers the model is calibrated on and which it is tested on. It was written down
 * before the first fit and goes by paper, so that none is on both sides. The rule: training is one
 * paper for each thing that has to be learnt (physics §2.1: gradients fix loss over dispersion,
 * arrivals fix dispersion; then one paper for the own loss of each drug that has one), and every
 * other paper that the model can express is held out.
 */

/** Where a paper stands. */
export type Side =
  /** The fit sees it. */
  | { readonly side: "training"; readonly for: string }
  /** The fit never sees it. */
  | { readonly side: "held-out" }
  /** A parameter is this very number, so agreement says nothing. */
  | { readonly side: "input"; readonly of: string }
  /** The model cannot express it. */
  | { readonly side: "outside"; readonly because: string };

const heldOut: Side = { side: "held-out" };
const training = (what: string): Side => ({ side: "training", for: what });
const input = (of: string): Side => ({ side: "input", of });
const outside = (because: string): Side => ({ side: "outside", because });

const epidural = outside("given into the epidural space, and its uptake there is not known");
const animal = (name: string): Side => outside(`measured in the ${name}, which is no subject here`);

/** Sides by the beginning of a measurement's id: one paper, or one table of a label. */
export const SIDES: Readonly<Record<string, Side>> = {
  kroin1993: training("spinal loss over dispersion of a tracer"),
  chamberlain1998: training("dispersion by level, and mixing in the head"),
  "nordberg1984-morphine": training("spinal loss of morphine"),
  lioresal: training("spinal loss of baclofen"),
  radiopaedia: heldOut,
  goettingen1993: heldOut,
  moulin1986: heldOut,
  caute: heldOut,
  sallerin1991: heldOut,
  "prialt-csf": heldOut,
  wallace2012: heldOut,
  khani2022: heldOut,
  stockman2007: heldOut,
  eide2021: heldOut,
  sullivan2020: heldOut,
  flack2010: heldOut,
  "baclofen-systemic": input("plasma of baclofen"),
  "prialt-iv": input("plasma of ziconotide"),
  "duraclon-plasma": input("plasma of clonidine"),
  "bupi-systemic": input("plasma of bupivacaine"),
  "duraclon-csf": input("spinal loss of clonidine"),
  "nordberg-epidural": epidural,
  gustafsson1984: epidural,
  glynn1992: epidural,
  heroin1986: outside("heroin is no drug of the body; its kinetics were not found"),
  taverne1995: outside("until the tube is out, which is at no stated time"),
  yaksh2012: animal("dog"),
  gordh1986: animal("pig"),
  castro1989: animal("sheep"),
  clement1999: animal("rabbit"),
  bernards2006: animal("pig"),
  nans2017: animal("pig"),
  ummenhofer2000: outside("needs the cord uptake of four opioids, which was not found"),
  luu2017: outside("nusinersen is no drug of the body, and its subjects are children"),
  spinraza: outside("nusinersen is no drug of the body, and its subjects are children"),
  ayansiji2023: outside("of a phantom, and the volume that was infused is not stated"),
  synchromed: outside("of a pump, not of the body"),
};

/** The key of `SIDES` that a measurement's id begins with, or null: the paper it is from. */
export const paperOf = (id: string): string | null =>
  Object.keys(SIDES).find((paper) => id === paper || id.startsWith(`${paper}-`)) ?? null;
