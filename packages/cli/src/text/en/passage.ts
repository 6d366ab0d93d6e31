// SPDX-License-Identifier: Apache-2.0
/** The exchange of the fluid in the line in words: a prime, a bridge, or why there is none. */
import { durationFor, isExact, print } from "@cisterna/quantity";
import type { DrugId, Formulary, Passage, Plan } from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { prose, spanText, timeText } from "./word.ts";

const NO_TRANSITION = {
  "nothing-changed": "None: the fluid in the line is the fluid in the reservoir.",
  "not-stated": prose`None: the case does not say what is in the line.
    The dose at the tip follows the plan only after the line has been filled with this fluid.`,
  declined: "None, as the case asks. The old fluid leaves the line at the new flow.",
} as const;

/** The drugs that a transition is stated in, then and now, each with its unit of mass. */
type Stated = {
  readonly old: { readonly drug: string; readonly mass: string };
  readonly now: { readonly drug: string; readonly mass: string };
};

const clearing = ({ volume, duration }: Exclude<Passage, { kind: "none" }>): string =>
  isExact(volume)
    ? ""
    : prose`The line holds ${spanText(volume, "mL")} and is exchanged after
      ${spanText(duration, "h")}.`;

/** The transition in words, with its numbers. */
export const passageText = (passage: Passage, { old, now }: Stated): string => {
  if (passage.kind === "none") return NO_TRANSITION[passage.because];
  const { programmed, rate, drug } = passage;
  const lasting = timeText(durationFor(programmed, rate));
  const program = prose`program ${print(programmed, "mL")} at ${print(rate, "mL/d")}, which takes
    ${lasting}`;
  if (passage.kind === "prime") {
    return prose`Prime: ${program} and fills the line with ${spanText(drug, now.mass)} of
      ${now.drug}.${clearing(passage)}`;
  }
  const unbridged = print(passage.unbridgedDose, `${old.mass}/d`);
  return prose`Bridge: ${program}. It runs ${spanText(drug, old.mass)} of ${old.drug} out of the
    line at the old dose; then the new flow of ${print(passage.newFlow, "mL/d")} begins. Without
    it ${old.drug} would reach the tip at ${unbridged} until the line is
    clear.${clearing(passage)}`;
};

/** The drugs of a plan's transition. */
export const statedOf = ({ of }: Plan, formulary: Formulary): Stated => {
  const side = (drug: DrugId) => ({ drug, mass: massUnitOf(formulary, drug) });
  const now = of.prescription.doseOf;
  return { old: side(of.before?.prescription.doseOf ?? now), now: side(now) };
};
