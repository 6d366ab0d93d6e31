// SPDX-License-Identifier: Apache-2.0
/** The page of an open visit: what stands, what it comes to, and what is still to be done. */
import { print, printInstant } from "@cisterna/quantity";
import type { VisitState } from "../course/patient.ts";
import { type Standing, standingOf, view } from "../course/standing.ts";
import type { Context, Person } from "../fact/command.ts";
import { id, mapping } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import { expectedNow } from "./case.ts";
import { judgementOf, reconciliationOf, subjectOf, unconfirmed } from "./findings.ts";
import { commitRefusals, readyFor } from "./ready.ts";
import { shownDoses, shownPlan, shownReconciliation } from "./shown.ts";

/** Whoever reads decides nothing. */
const NOBODY: Person = { id: "", name: "", roles: [] };

const proposalPage = (standing: Standing, visit: VisitState, context: Context) => {
  const subject = subjectOf(standing, visit, context);
  const judged = subject === null ? null : judgementOf(subject, visit, context.now);
  if (judged === null) return null;
  return {
    checks: judged.shown,
    to_confirm: unconfirmed(visit, judged),
    ...shownDoses(judged.of, judged.doses),
    plan: judged.plan === null ? null : shownPlan(judged.plan),
  };
};

const volumesPage = (standing: Standing, visit: VisitState, context: Context) => {
  const subject = subjectOf(standing, visit, context);
  if (subject === null) return { expected: null, reconciliation: null };
  const expected = expectedNow(subject, context.now);
  const found = reconciliationOf(subject, visit);
  return {
    expected: expected === null ? null : print(expected, "mL"),
    reconciliation: found === null ? null : shownReconciliation(found),
  };
};

/** An open visit as it stands. */
export const visitPage = view({
  name: "visit",
  subject: "patient",
  about: "An open visit: expected against found, the judge's checks, what is still to be done",
  who: [...CARING, "technician"],
  asks: mapping({ visit: id("The visit") }, "Which visit"),
  read: (practice, { now, patient, asked }) => {
    const standing = standingOf(practice, patient);
    const visit = standing.patient.visits.find((each) => each.visit === asked.visit);
    if (visit === undefined) return null;
    const context: Context = { now, who: NOBODY, second: null, patient };
    const ready = readyFor(standing, asked.visit, context);
    return {
      ...visit,
      as_of: printInstant(now),
      ...volumesPage(standing, visit, context),
      proposal: proposalPage(standing, visit, context),
      to_do: ready === null ? [] : commitRefusals(ready),
    };
  },
});
