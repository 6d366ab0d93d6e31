// SPDX-License-Identifier: Apache-2.0
/** The patient's page: everything recorded about one patient. */

import { toSignificant } from "@cisterna/quantity";
import { mapping } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import type { TrialEntry } from "./entry/trial.ts";
import { scoreOf } from "./instrument.ts";
import { standingOf, view } from "./standing.ts";
import { outcomeOf } from "./trial.ts";

/** What a view that asks nothing may be asked. */
const NOTHING = mapping({}, "Nothing");

const trialWithOutcome = (entry: TrialEntry) => {
  const outcome = outcomeOf(entry);
  return { ...entry, met: outcome?.met ?? null };
};

/** Everything recorded about one patient, with the scores and outcomes that follow. */
export const patientPage = view({
  name: "patient",
  subject: "patient",
  about: "Everything recorded about one patient",
  who: [...CARING, "technician", "patient"],
  asks: NOTHING,
  read: (practice, { patient: id }) => {
    const { patient } = standingOf(practice, id);
    return {
      ...patient,
      trials: patient.trials.map(trialWithOutcome),
      assessments: patient.assessments.map((entry) => {
        const score = scoreOf(entry);
        return { ...entry, result: score === null ? null : toSignificant(score.value) };
      }),
    };
  },
});
