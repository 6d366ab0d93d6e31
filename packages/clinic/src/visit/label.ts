// SPDX-License-Identifier: Apache-2.0
/**
 * Use beyond the label: who confirms it gives the reason, which stands in the visit for ever; and
 * the patient is followed more closely. No source says how closely: by the next refill at the
 * latest somebody has to have assessed how the patient is under it.
 */
import { printDay } from "@cisterna/quantity";
import type { Plan } from "@cisterna/therapy";
import { taskRaised } from "../course/follow-up.ts";
import type { Fact } from "../fact/fact.ts";
import type { Ready } from "./ready.ts";
import { stepsOf } from "./step.ts";

/** The kind of task by which a use beyond the label is followed. */
export const BEYOND_LABEL = "follow-beyond-label";

/** Room in the words of a task; the whole reason stands in the visit. */
const LONGEST = 200;

const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 2).toWellFormed()} …` : text;

/** The task of following what a visit puts in force beyond a label; none if one stands already. */
export const beyondLabel = ({ visit, standing }: Ready, plan: Plan): readonly Fact[] => {
  const confirmed = stepsOf(visit, "confirmation").filter(({ check }) => check === "off-label");
  const [first] = confirmed;
  const stands = standing.patient.tasks.some(
    ({ kind, closed, implant }) =>
      kind === BEYOND_LABEL && closed === null && implant === visit.implant,
  );
  if (first === undefined || stands) return [];
  const drugs = [...new Set(confirmed.map(({ drug }) => drug ?? ""))].join(", ");
  return [
    taskRaised.of({
      task: `${visit.visit}.label`,
      kind: BEYOND_LABEL,
      due: printDay(plan.refill.due),
      implant: visit.implant,
      because: shortened(`${drugs} beyond the label: ${first.because}`),
      who: "physician",
    }),
  ];
};
