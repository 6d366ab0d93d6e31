// SPDX-License-Identifier: Apache-2.0
/**
 * Reminders: nobody is written to from here, so who is to be reminded is somebody's task. On the
 * last working day before an appointment the patient is to be reminded of it; and a task that is
 * late, and that the radar does not watch, goes to the next person once a day.
 */
import { printDay } from "@cisterna/quantity";
import type { Settings } from "../course/clinic.ts";
import { taskClosed, taskEscalated, taskRaised } from "../course/follow-up.ts";
import type { AppointmentState, PatientState, TaskState } from "../course/patient.ts";
import { implantsIn } from "../course/rule.ts";
import { type Practice, standingOf } from "../course/standing.ts";
import type { Context } from "../fact/command.ts";
import type { Fact } from "../fact/fact.ts";
import { instantFrom } from "../visit/written.ts";
import { dayNumber, dayText } from "./calendar.ts";
import { calendarBy } from "./practice.ts";
import { nextAfter } from "./sweep.ts";

/** The kind of task that a reminder is. */
const REMINDER = "remind-patient";

/** What a reminder is of, in its own words: by them it is known again. */
const becauseOf = ({ kind, at, appointment }: AppointmentState): string =>
  `${kind} at ${at} (${appointment})`;

type Now = Pick<Context, "now">;

const isAhead = ({ outcome, at }: AppointmentState, { now }: Now): boolean =>
  outcome === "open" && instantFrom(at).epochMs > now.epochMs;

/** The day of an appointment by the clinic's clock. */
const dayOf = ({ at }: AppointmentState, { now }: Now): number =>
  dayNumber(printDay({ ...instantFrom(at), offsetMinutes: now.offsetMinutes }));

const remindersIn = ({ tasks }: PatientState): readonly TaskState[] =>
  tasks.filter(({ kind }) => kind === REMINDER);

const raised = (patient: PatientState, settings: Settings, context: Now): readonly Fact[] => {
  const [today, known] = [dayNumber(printDay(context.now)), remindersIn(patient)];
  const { openBefore } = calendarBy(settings);
  return patient.appointments
    .filter((each) => isAhead(each, context))
    .filter((each) => !known.some(({ because }) => because === becauseOf(each)))
    .filter((each) => openBefore(dayOf(each, context)) <= today)
    .map((each, index) =>
      taskRaised.of({
        task: `remind.${patient.tasks.length + index + 1}`,
        kind: REMINDER,
        due: dayText(Math.max(today, dayOf(each, context) - 1)),
        ...(each.implant === undefined ? {} : { implant: each.implant }),
        because: becauseOf(each),
        who: "coordinator",
      }),
    );
};

/** A reminder of what is past, or will not be, reminds of nothing. */
const closed = (patient: PatientState, context: Now): readonly Fact[] => {
  const ahead = patient.appointments.filter((each) => isAhead(each, context)).map(becauseOf);
  return remindersIn(patient)
    .filter((each) => each.closed === null && !ahead.includes(each.because))
    .map(({ task }) => taskClosed.of({ task, how: "the appointment is past, or was closed" }));
};

/** Tasks of an implant that is watched are escalated by the sweep. */
const isWatched = (patient: PatientState, { implant }: TaskState): boolean =>
  patient.handedOver === null && implantsIn(patient).some(({ entry }) => entry.implant === implant);

const escalated = (patient: PatientState, { now }: Now): readonly Fact[] =>
  patient.tasks
    .filter((each) => each.closed === null && each.due < printDay(now))
    .filter((each) => !isWatched(patient, each))
    .flatMap(({ task, who, due }) => {
      const next = nextAfter(who);
      return next === null
        ? []
        : [taskEscalated.of({ task, who: next, because: `was due on ${due}` })];
    });

/** What a night has to remind of, of one patient. Law: what was raised is not raised again. */
export const remindersOf = (
  practice: Practice,
  context: Pick<Context, "now" | "patient">,
): readonly Fact[] => {
  const { patient, clinic } = standingOf(practice, context.patient);
  const { settings } = clinic;
  return [
    ...closed(patient, context),
    ...escalated(patient, context),
    ...(settings === null || patient.handedOver !== null ? [] : raised(patient, settings, context)),
  ];
};
