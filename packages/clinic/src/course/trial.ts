// SPDX-License-Identifier: Apache-2.0
/** Trials and assessments, and what a trial came to against the criterion chosen for it. */
import {
  compare,
  divide,
  exceeds,
  isNone,
  quantity,
  type Rational,
  rational,
  subtract,
} from "@cisterna/quantity";
import { facts } from "../fact/command.ts";
import { mapping } from "../fact/field.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { CARING, TREATING } from "../fact/role.ts";
import { type AssessmentEntry, assessment } from "./entry/assessment.ts";
import { type Criterion, type TrialEntry, trial } from "./entry/trial.ts";
import { scoreOf } from "./instrument.ts";
import { patientFact } from "./patient.ts";
import { inOrder, notAhead, registered } from "./rule.ts";
import { command } from "./standing.ts";

/** A trial is over. */
export const trialRecorded = patientFact({
  kind: "trial-recorded",
  version: 1,
  payload: trial,
  evolve: (patient, entry) => ({ ...patient, trials: [...patient.trials, entry] }),
});

const assessed = mapping({ assessment }, "An assessment");

/** The patient was assessed. */
export const patientAssessed = patientFact({
  kind: "patient-assessed",
  version: 1,
  payload: assessed,
  evolve: (patient, { assessment: entry }, { at, by }) => ({
    ...patient,
    assessments: [...patient.assessments, { ...entry, recorded: { at, by } }],
  }),
});

/** What a trial came to: against its own criterion, with the scores that say so. */
export type TrialOutcome = {
  readonly met: boolean;
  readonly before: Rational | null;
  readonly after: Rational | null;
};

const measures = (entry: AssessmentEntry, criterion: Criterion): boolean =>
  criterion.kind !== "goal" &&
  entry.instrument === criterion.instrument &&
  (criterion.kind !== "relief" || entry.instrument !== "nrs" || entry.moment === criterion.moment);

const lastScore = (list: readonly AssessmentEntry[], criterion: Criterion): Rational | null => {
  const last = list.filter((entry) => measures(entry, criterion)).at(-1);
  return last === undefined ? null : (scoreOf(last)?.value ?? null);
};

const isMet = (
  criterion: Exclude<Criterion, { kind: "goal" }>,
  { before, after }: { readonly before: Rational; readonly after: Rational },
): boolean => {
  const fall = subtract(before, after);
  if (criterion.kind === "fall") return compare(fall, rational(BigInt(criterion.points))) >= 0;
  if (isNone(before)) return false;
  return compare(divide(fall, before), quantity(criterion.share, "ratio")) >= 0;
};

/** The outcome of a trial; null where what its criterion asks for was not measured. */
export const outcomeOf = ({ criterion, before, after }: TrialEntry): TrialOutcome | null => {
  if (criterion.kind === "goal")
    return { met: criterion.reached === "yes", before: null, after: null };
  const scores = { before: lastScore(before, criterion), after: lastScore(after, criterion) };
  if (scores.before === null || scores.after === null) return null;
  const [first, second] = [scores.before, scores.after];
  return { met: isMet(criterion, { before: first, after: second }), ...scores };
};

const doseless = ({ given }: TrialEntry): readonly (Refusal | null)[] =>
  given.map((each, index) =>
    (each.dose === undefined) === (each.rate === undefined)
      ? refusal(each.dose === undefined ? "missing-key" : "both-given", `given[${index}].dose`, {
          read: each.dose ?? "nothing",
          accepted: "either dose or rate",
        })
      : null,
  );

const unmeasured = (input: TrialEntry): Refusal | null =>
  outcomeOf(input) === null
    ? refusal("criterion-not-measured", "criterion", {
        read: JSON.stringify(input.criterion),
        accepted: "assessments before and after by the instrument of the criterion",
      })
    : null;

const negativeShare = ({ criterion }: TrialEntry): Refusal | null =>
  criterion.kind === "relief" &&
  exceeds(quantity("1 %", "ratio"), quantity(criterion.share, "ratio"))
    ? refusal("out-of-range", "criterion.share", {
        read: criterion.share,
        accepted: "from 1 % to 100 %",
      })
    : null;

/** Takes down a trial with its outcome against the criterion chosen for it. */
export const recordTrial = command({
  name: "record-trial",
  subject: "patient",
  about: "Takes down a trial; its outcome follows from the criterion that was chosen for it",
  who: TREATING,
  signature: "sign",
  input: trial,
  decide: ({ patient }, input, context) =>
    refusedBy([
      registered(patient),
      notAhead(input.ended, "ended", context),
      inOrder("ended", { first: input.began, second: input.ended }),
      ...doseless(input),
      unmeasured(input),
      negativeShare(input),
    ]) ?? facts(trialRecorded.of(input)),
});

/** Takes down an assessment by one instrument. */
export const recordAssessment = command({
  name: "record-assessment",
  subject: "patient",
  about: "Takes down an assessment by one instrument",
  who: [...CARING, "patient"],
  input: assessed,
  decide: ({ patient }, input, context) =>
    refusedBy([registered(patient), notAhead(input.assessment.on, "assessment.on", context)]) ??
    facts(patientAssessed.of(input)),
});
