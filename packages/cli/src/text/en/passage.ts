// SPDX-License-Identifier: Apache-2.0
/** The exchange of the fluid in the line in words: a prime, a bridge, or why there is none. */
import {
  type Concentration,
  doseFor,
  durationFor,
  exceeds,
  type Flow,
  isExact,
  massIn,
  minus,
  print,
  same,
  type Volume,
} from "@cisterna/quantity";
import {
  type Bridge,
  concentrationIn,
  type DrugId,
  type Formulary,
  type Passage,
  type Plan,
  type Prime,
} from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { prose, spanText, timeText } from "./word.ts";

const NO_TRANSITION = {
  "nothing-changed": "None: the fluid in the line is the fluid in the reservoir.",
  "not-stated": prose`None: the case does not say what is in the line.
    The dose at the tip follows the plan only after the line has been filled with this fluid.`,
  declined: "None, as the case asks. The old fluid leaves the line at the new flow.",
} as const;

type Programmed<P> = P & { readonly programmed: Volume };

/** A drug that a dose is stated in, its unit of mass, and how strong it is where it stands. */
type Side = {
  readonly drug: DrugId;
  readonly mass: string;
  readonly concentration: Concentration | undefined;
};

/** The drugs of a transition, then and now; `old` is null where nothing is said of before. */
type Stated = { readonly old: Side | null; readonly now: Side };

const statedOf = ({ of }: Plan, formulary: Formulary): Stated => {
  const { before, prescription, reservoir } = of;
  const side = (drug: DrugId, fluid: typeof reservoir.fluid): Side => ({
    drug,
    mass: massUnitOf(formulary, drug),
    concentration: concentrationIn(fluid, drug),
  });
  return {
    old: before === null ? null : side(before.prescription.doseOf, before.fluid),
    now: side(prescription.doseOf, reservoir.fluid),
  };
};

/** What a flow of one of the two fluids gives: `4 mg/d of morphine`. */
const doseText = (side: Side | null, flow: Flow): string =>
  side?.concentration === undefined
    ? "no drug"
    : `${print(doseFor(flow, side.concentration), `${side.mass}/d`)} of ${side.drug}`;

/** Sentences one after the other; an empty one is left out. */
const joined = (...sentences: readonly string[]): string =>
  sentences.filter((each) => each !== "").join(" ");

type Unequal = { readonly programmed: Volume; readonly other: Volume };

/** What was programmed and the other end of the range; null where the line is known exactly. */
const endsOf = ({ volume, programmed }: Programmed<Bridge | Prime>): Unequal | null => {
  if (isExact(volume)) return null;
  return { programmed, other: same(programmed, volume.low) ? volume.high : volume.low };
};

const clearing = ({ volume, duration }: Bridge | Prime): string =>
  prose`The line holds ${spanText(volume, "mL")}, exchanged in ${timeText(duration.low)} to
    ${timeText(duration.high)}.`;

/** What the tip gives while a flow moves this volume on: a dose per day, and for how long. */
const meanwhile = (side: Side | null, volume: Volume, flow: Flow): string =>
  `${doseText(side, flow)} for ${timeText(durationFor(volume, flow))}`;

/** A bridge too short leaves old fluid for the new flow; one too long runs new at the old flow. */
const bridgeOutcomes = (passage: Programmed<Bridge>, { old, now }: Stated): string => {
  const ends = endsOf(passage);
  if (ends === null) return "";
  const { programmed, other } = ends;
  const otherwise = exceeds(other, programmed)
    ? prose`the last of the old fluid then leaves at the new flow:
        ${meanwhile(old, minus(other, programmed), passage.newFlow)}.`
    : prose`the new fluid arrives before the bridge ends and leaves at the old flow:
        ${meanwhile(now, minus(programmed, other), passage.rate)}.`;
  return joined(
    clearing(passage),
    prose`If the line holds ${print(programmed, "mL")}, as programmed, the old dose goes over into
      the new one.`,
    `If the line holds ${print(other, "mL")}, ${otherwise}`,
  );
};

/** A prime is programmed for the low end: of a line that holds more, the rest is not primed. */
const primeOutcomes = (passage: Programmed<Prime>, flow: Flow, { old }: Stated): string => {
  const ends = endsOf(passage);
  if (ends === null) return "";
  const { programmed, other } = ends;
  return joined(
    clearing(passage),
    prose`If the line holds ${print(programmed, "mL")}, as programmed, it is filled to the tip when
      the prime ends.`,
    prose`If the line holds ${print(other, "mL")}, the tip then gives
      ${meanwhile(old, minus(other, programmed), flow)} before the new fluid arrives.`,
  );
};

/** While the line is exchanged the pump gives no bolus, by whomever it is asked for. */
const withoutBoluses = ({ of }: Plan, lasting: string): string => {
  const { onDemand, periodic } = of.prescription;
  if (onDemand === null && periodic === null) return "";
  const which = [
    ...(onDemand === null ? [] : ["on demand"]),
    ...(periodic === null ? [] : ["by the clock"]),
  ].join(" or ");
  return `No bolus ${which} is given while it runs (${lasting}).`;
};

/** What a prime fills the line with, and what it drives out of it. */
const primed = ({ programmed, drug }: Programmed<Prime>, plan: Plan, { old, now }: Stated) => {
  const fills = `${spanText(drug, now.mass)} of ${now.drug}`;
  if (old === null || old.concentration === undefined) return `fills the line with ${fills}.`;
  const pushed = `${print(massIn(programmed, old.concentration), old.mass)} of ${old.drug}`;
  const enters =
    plan.of.prescription.transition === "prime-catheter" ? `${fills} enters` : `${fills} fills`;
  return prose`drives the old fluid out of the tip: ${pushed} in that time, while ${enters} the
    line.`;
};

const bridgeText = (passage: Programmed<Bridge>, plan: Plan, stated: Stated): string => {
  const { programmed, rate, newFlow, drug } = passage;
  const old = stated.old ?? stated.now;
  const lasting = timeText(durationFor(programmed, rate));
  return joined(
    prose`Bridge: program ${print(programmed, "mL")} at ${print(rate, "mL/d")}, which takes
      ${lasting}. It runs ${spanText(drug, old.mass)} of ${old.drug} out of the line at the old
      dose; then the new flow of ${print(newFlow, "mL/d")} begins. Without it ${old.drug} would
      reach the tip at ${print(passage.unbridgedDose, `${old.mass}/d`)} until the line is clear.`,
    withoutBoluses(plan, lasting),
    bridgeOutcomes(passage, stated),
  );
};

const primeText = (passage: Programmed<Prime>, plan: Plan, stated: Stated): string => {
  const { programmed, rate } = passage;
  const lasting = timeText(durationFor(programmed, rate));
  return joined(
    prose`Prime: program ${print(programmed, "mL")} at ${print(rate, "mL/d")}, which takes
      ${lasting} and ${primed(passage, plan, stated)}`,
    withoutBoluses(plan, lasting),
    primeOutcomes(passage, plan.flow, stated),
  );
};

/** The transition of a plan in words, with its numbers. */
export const passageText = (plan: Plan, formulary: Formulary): string => {
  const passage: Passage = plan.transition;
  const stated = statedOf(plan, formulary);
  switch (passage.kind) {
    case "none":
      return NO_TRANSITION[passage.because];
    case "bridge":
      return bridgeText(passage, plan, stated);
    case "prime":
      return primeText(passage, plan, stated);
  }
};
