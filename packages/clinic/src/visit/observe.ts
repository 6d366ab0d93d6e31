// SPDX-License-Identifier: Apache-2.0
/**
 * The end of an observation: somebody looks at the patient when its time is over and says how the
 * patient is. Symptoms are said at once, and are a physician's task from then on.
 */
import { type Instant, later, printDay, printInstant, quantity } from "@cisterna/quantity";
import { taskClosed, taskRaised } from "../course/follow-up.ts";
import type { PatientState } from "../course/patient.ts";
import { among, happened } from "../course/rule.ts";
import { command } from "../course/standing.ts";
import { facts } from "../fact/command.ts";
import { id, instant, line, mapping, truth } from "../fact/field.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { stepOf } from "./step.ts";
import { instantFrom } from "./written.ts";

/** The kind of task that an observation is. */
export const OBSERVATION = "confirm-observation";

/** The name of the task that the observation after a refill is. */
export const observationOf = (visit: string): string => `${visit}.observe`;

const FOUND_LONGEST = 120;
const FOUND = `text on one line, at most ${FOUND_LONGEST} characters`;

const observed = mapping(
  {
    visit: id("The refill"),
    at: instant("When the patient was looked at"),
    well: truth("Awake, breathing and moving as before, no swelling and no pain at the pump"),
    found: line("What was found").max(FOUND_LONGEST, { error: () => FOUND }),
  },
  "How a patient is after a refill",
);

/** The visit whose observation a task is. */
export const visitObserved = (task: string): string => task.replace(/\.observe$/, "");

const openObservations = ({ tasks }: PatientState): readonly string[] =>
  tasks
    .filter(({ kind, closed }) => kind === OBSERVATION && closed === null)
    .map(({ task }) => visitObserved(task));

/** When the observation after a visit is over; null: none was begun. */
const overAt = (patient: PatientState, visit: string): Instant | null => {
  const found = patient.visits.find((each) => each.visit === visit);
  const guard = found === undefined ? undefined : stepOf(found, "guard");
  return guard === undefined
    ? null
    : later(instantFrom(guard.observe_from), quantity(guard.observe_for, "time"));
};

/** Whether the time of an observation is over. */
export const isOver = (patient: PatientState, visit: string, now: Instant): boolean =>
  (overAt(patient, visit)?.epochMs ?? 0) <= now.epochMs;

/** Well is said of the whole time; symptoms are said at any time. */
const tooEarly = (patient: PatientState, visit: string, at: string): Refusal | null => {
  const over = overAt(patient, visit);
  return over === null || isOver(patient, visit, instantFrom(at))
    ? null
    : refusal("observation-too-short", "at", {
        read: at,
        accepted: `from ${printInstant(over)} on; symptoms at any time`,
      });
};

/** Ends an observation. */
export const confirmObservation = command({
  name: "confirm-observation",
  subject: "patient",
  about: "Ends the observation after a refill: well at its end, or not well at any time",
  who: TREATING,
  input: observed,
  decide: ({ patient }, { visit, at, well, found }, context) => {
    const task = observationOf(visit);
    const { implant } = patient.tasks.find((each) => each.task === task) ?? {};
    return (
      refusedBy([
        among(openObservations(patient), visit, "visit"),
        happened(at, "at", context),
        well ? tooEarly(patient, visit, at) : null,
      ]) ??
      facts(
        taskClosed.of({ task, how: `${well ? "well" : "NOT WELL"} at ${at}: ${found}` }),
        ...(well
          ? []
          : [
              taskRaised.of({
                task: `${visit}.after`,
                kind: "review-complication",
                due: printDay(context.now),
                ...(implant === undefined ? {} : { implant }),
                because: `not well after the refill: ${found}`,
                who: "physician",
              }),
            ]),
      )
    );
  },
});
