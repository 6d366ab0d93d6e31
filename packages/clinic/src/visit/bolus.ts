// SPDX-License-Identifier: Apache-2.0
/**
 * A single bolus on top of what runs: everything else goes on as it is, so that a visit for a bolus
 * can change nothing but the bolus.
 */
import { pumpOf } from "@cisterna/therapy";
import type { PrescriptionEntry } from "../course/entry/therapy.ts";
import type { ImplantState } from "../course/patient.ts";
import { command } from "../course/standing.ts";
import { type Context, facts } from "../fact/command.ts";
import { refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import * as entry from "./entry.ts";
import { subjectOf } from "./findings.ts";
import * as step from "./step.ts";
import { instantFrom } from "./written.ts";

/**
 * What runs, to be gone on with: steps of a titration that are past have become the dose; what was
 * given once, and how the line was exchanged, is not done again.
 */
const goneOnWith = (
  { single: _, transition: __, confirmed: ___, titration = [], ...rest }: PrescriptionEntry,
  { now }: Context,
): PrescriptionEntry => {
  const isPast = ({ at }: { readonly at: string }) => instantFrom(at).epochMs <= now.epochMs;
  const past = titration.filter(isPast).at(-1);
  const coming = titration.filter((each) => !isPast(each));
  const { basal, pattern, ...other } = rest;
  const dose = past ?? { basal, pattern };
  return {
    ...other,
    ...(dose.basal === undefined ? {} : { basal: dose.basal }),
    ...(dose.pattern === undefined ? {} : { pattern: dose.pattern }),
    ...(coming.length === 0 ? {} : { titration: coming }),
  };
};

const bolusFaults = ({ running, entry: { pump } }: ImplantState) => [
  running === null
    ? refusal("not-there", "visit", { read: "an empty pump", accepted: "a pump that runs" })
    : null,
  pumpOf(pump.model).programmable
    ? null
    : refusal("not-programmable", "visit", {
        read: pump.model,
        accepted: "a pump that can be told to give a bolus",
      }),
];

/** Proposes a single bolus on top of what runs. */
export const proposeSingle = command({
  name: "propose-single",
  subject: "patient",
  about: "Proposes a single bolus on top of what runs; the answer is the judge's",
  who: TREATING,
  input: entry.singleBolus,
  decide: (standing, input, context) => {
    const found = step.openVisit(standing.patient, input.visit);
    const subject = found === undefined ? null : subjectOf(standing, found, context);
    const running = subject?.implant.running ?? null;
    const refused = refusedBy([
      step.visitRefusal(standing.patient, input.visit, ["single-bolus"]),
      ...(subject === null ? [] : bolusFaults(subject.implant)),
    ]);
    if (refused !== null || running === null) return refused ?? facts();
    const { visit, dose, over } = input;
    const prescription = {
      ...goneOnWith(running.prescription, context),
      single: { dose, over },
    };
    return facts(step.programProposed.of({ visit, prescription }));
  },
});
