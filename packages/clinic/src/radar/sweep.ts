// SPDX-License-Identifier: Apache-2.0
/**
 * The sweep: what the radar finds becomes tasks. A task that stands is not raised twice; one that
 * is not done in time goes to the next person; one that is no longer needed is closed.
 */
import { accepted, printDay } from "@cisterna/quantity";
import { taskClosed, taskEscalated, taskRaised } from "../course/follow-up.ts";
import type { PatientState, TaskState } from "../course/patient.ts";
import { registered } from "../course/rule.ts";
import { type Practice, standingOf } from "../course/standing.ts";
import { type Context, commandsOver, type Decision } from "../fact/command.ts";
import type { Fact } from "../fact/fact.ts";
import { mapping } from "../fact/field.ts";
import { refusedBy } from "../fact/refusal.ts";
import { radarOfPatient } from "./practice.ts";
import type { NextAction, Urgency } from "./watch.ts";

/** Kinds of tasks that the sweep raises and closes by itself. */
const SWEPT: readonly string[] = ["refill-now", "call-patient", "order-drug", "book-refill"];

/** Whose task it is first, and who is asked where it was not done. */
const LAST = "physician";
const WHO: readonly string[] = ["coordinator", "nurse", LAST];

const openOf = ({ tasks }: PatientState, implant: string): readonly TaskState[] =>
  tasks.filter((each) => each.closed === null && each.implant === implant);

const nameOf = ({ implant }: Urgency, kind: string, patient: PatientState): string =>
  `${implant}.${kind}.${patient.tasks.length + 1}`;

const raised = (urgency: Urgency, patient: PatientState): readonly Fact[] => {
  const standing = openOf(patient, urgency.implant).map(({ kind }) => kind);
  return urgency.next
    .filter(({ kind }) => !standing.includes(kind))
    .map(({ kind, by }: NextAction) =>
      taskRaised.of({
        task: nameOf(urgency, kind, patient),
        kind,
        due: by,
        implant: urgency.implant,
        because: urgency.reasons.join(", "),
        who: kind === "refill-now" ? "nurse" : "coordinator",
      }),
    );
};

/** Whether a task of the radar's is not asked for by it any more. */
const isNeedless = ({ next }: Urgency, { kind }: TaskState): boolean =>
  SWEPT.includes(kind) && !next.some((each) => each.kind === kind);

/** Who is asked after somebody did not do it; null: a physician has it already. */
export const nextAfter = (who: string): string | null => {
  const place = WHO.indexOf(who);
  if (place === -1) return LAST;
  return WHO[place + 1] ?? null;
};

/** A task that was due, whoever raised it, is escalated once a day, until a physician has it. */
const escalated = (urgency: Urgency, patient: PatientState, today: string): readonly Fact[] =>
  openOf(patient, urgency.implant)
    .filter((each) => each.due < today && !isNeedless(urgency, each))
    .flatMap(({ task, who, due }) => {
      const next = nextAfter(who);
      const because = `was due on ${due}`;
      return next === null ? [] : [taskEscalated.of({ task, who: next, because })];
    });

/** A task that the radar no longer asks for. */
const closed = (urgency: Urgency, patient: PatientState): readonly Fact[] =>
  openOf(patient, urgency.implant)
    .filter((each) => isNeedless(urgency, each))
    .map(({ task }) => taskClosed.of({ task, how: "no longer needed, by the radar" }));

const sweep = (practice: Practice, _: unknown, context: Context): Decision => {
  const id = context.patient ?? "";
  const { patient } = standingOf(practice, id);
  const stranger = refusedBy([registered(patient)]);
  if (stranger !== null) return stranger;
  const today = printDay(context.now);
  const found = radarOfPatient(practice, { id, patient }, context.now);
  return accepted(
    found.flatMap((urgency) => [
      ...closed(urgency, patient),
      ...escalated(urgency, patient, today),
      ...raised(urgency, patient),
    ]),
  );
};

/** Brings a patient's tasks up to what the radar finds. */
export const watchPatient = commandsOver((practice: Practice) => practice)({
  name: "watch-patient",
  subject: "patient",
  about: "Brings a patient's tasks up to what the radar finds: raised, escalated or closed",
  who: ["coordinator", "nurse", "physician"],
  input: mapping({}, "Nothing"),
  decide: sweep,
});
