// SPDX-License-Identifier: Apache-2.0
/** Maintenance between visits: appointments, tasks, complications. */
import { facts } from "../fact/command.ts";
import { id, line, mapping, prose, word } from "../fact/field.ts";
import { refusedBy } from "../fact/refusal.ts";
import { CARING, TREATING } from "../fact/role.ts";
import { appointment, COMPLICATIONS, complication, task } from "./entry/follow-up.ts";
import {
  type AppointmentState,
  type ComplicationState,
  type PatientState,
  patientFact,
  replaced,
  type TaskState,
} from "./patient.ts";
import { among, happened, isImplanted, registered, unused } from "./rule.ts";
import { command } from "./standing.ts";

/** An appointment stands. */
export const appointmentBooked = patientFact({
  kind: "appointment-booked",
  version: 1,
  payload: appointment,
  evolve: (patient, entry) => ({
    ...patient,
    appointments: [...patient.appointments, { ...entry, outcome: "open" }],
  }),
});

/** What became of an appointment. */
export const appointmentClosed = patientFact({
  kind: "appointment-closed",
  version: 1,
  payload: mapping(
    {
      appointment: id("The appointment"),
      outcome: word("What became of it", ["attended", "missed", "cancelled"]),
      because: line("Why, as far as it is known").optional(),
    },
    "What became of an appointment",
  ),
  evolve: (patient, { appointment: name, outcome }) => ({
    ...patient,
    appointments: replaced<AppointmentState>(
      patient.appointments,
      (each) => each.appointment === name,
      (each) => ({ ...each, outcome }),
    ),
  }),
});

/** Somebody has to do something. */
export const taskRaised = patientFact({
  kind: "task-raised",
  version: 1,
  payload: task,
  evolve: (patient, entry, { at }) => ({
    ...patient,
    tasks: [...patient.tasks, { ...entry, raised: at, level: 1, closed: null }],
  }),
});

/** A task was not done in time and goes to somebody else as well. */
export const taskEscalated = patientFact({
  kind: "task-escalated",
  version: 1,
  payload: mapping(
    { task: id("The task"), who: line("Whose task it is now"), because: line("Why") },
    "A task that was not done in time",
  ),
  evolve: (patient, { task: name, who }) => ({
    ...patient,
    tasks: replaced<TaskState>(
      patient.tasks,
      (each) => each.task === name,
      (each) => ({ ...each, who, level: each.level + 1 }),
    ),
  }),
});

/** A task is done, or no longer needed. */
export const taskClosed = patientFact({
  kind: "task-closed",
  version: 1,
  payload: mapping({ task: id("The task"), how: line("How it was done") }, "A task done"),
  evolve: (patient, { task: name, how }, { at, by }) => ({
    ...patient,
    tasks: replaced<TaskState>(
      patient.tasks,
      (each) => each.task === name && each.closed === null,
      (each) => ({ ...each, closed: { at, by, how } }),
    ),
  }),
});

/** A complication is suspected or found. */
export const complicationReported = patientFact({
  kind: "complication-reported",
  version: 1,
  payload: complication,
  evolve: (patient, entry) => ({
    ...patient,
    complications: [...patient.complications, { ...entry, resolved: null }],
  }),
});

/** A complication is over, or turned out to be none. */
export const complicationResolved = patientFact({
  kind: "complication-resolved",
  version: 1,
  payload: mapping(
    { complication: id("The complication"), how: prose("How it ended") },
    "A complication over",
  ),
  evolve: (patient, { complication: name, how }, { at }) => ({
    ...patient,
    complications: replaced<ComplicationState>(
      patient.complications,
      (each) => each.complication === name,
      (each) => ({ ...each, resolved: { at, how } }),
    ),
  }),
});

const openAppointments = (patient: PatientState): readonly string[] =>
  patient.appointments.filter(({ outcome }) => outcome === "open").map((each) => each.appointment);

const openTasks = (patient: PatientState): readonly string[] =>
  patient.tasks.filter(({ closed }) => closed === null).map((each) => each.task);

/** Books an appointment. */
export const bookAppointment = command({
  name: "book-appointment",
  subject: "patient",
  about: "Books an appointment",
  who: CARING,
  input: appointment,
  decide: ({ patient }, input) =>
    refusedBy([
      registered(patient),
      isImplanted(patient, input.implant),
      unused(
        patient.appointments.map((each) => each.appointment),
        input.appointment,
        "appointment",
      ),
    ]) ?? facts(appointmentBooked.of(input)),
});

/** Says what became of an appointment. */
export const closeAppointment = command({
  name: "close-appointment",
  subject: "patient",
  about: "Says what became of an appointment: attended, missed or cancelled",
  who: CARING,
  input: appointmentClosed.payload,
  decide: ({ patient }, input, context) => {
    const found = patient.appointments.find((each) => each.appointment === input.appointment);
    return (
      refusedBy([
        among(openAppointments(patient), input.appointment, "appointment"),
        found === undefined || input.outcome === "cancelled"
          ? null
          : happened(found.at, "outcome", context),
      ]) ?? facts(appointmentClosed.of(input))
    );
  },
});

/** Gives somebody something to do. */
export const raiseTask = command({
  name: "raise-task",
  subject: "patient",
  about: "Gives somebody something to do by a day",
  who: CARING,
  input: task,
  decide: ({ patient }, input) =>
    refusedBy([
      registered(patient),
      isImplanted(patient, input.implant),
      unused(
        patient.tasks.map((each) => each.task),
        input.task,
        "task",
      ),
    ]) ?? facts(taskRaised.of(input)),
});

/** Gives a task that was not done in time to somebody else as well. */
export const escalateTask = command({
  name: "escalate-task",
  subject: "patient",
  about: "Gives a task that was not done in time to somebody else as well",
  who: CARING,
  input: taskEscalated.payload,
  decide: ({ patient }, input) =>
    refusedBy([among(openTasks(patient), input.task, "task")]) ?? facts(taskEscalated.of(input)),
});

/** Closes a task. */
export const closeTask = command({
  name: "close-task",
  subject: "patient",
  about: "Closes a task, saying how it was done",
  who: CARING,
  input: taskClosed.payload,
  decide: ({ patient }, input) =>
    refusedBy([among(openTasks(patient), input.task, "task")]) ?? facts(taskClosed.of(input)),
});

/** Takes down a complication. */
export const reportComplication = command({
  name: "report-complication",
  subject: "patient",
  about: `Takes down a complication: ${COMPLICATIONS.join(", ")}`,
  who: TREATING,
  input: complication,
  decide: ({ patient }, input, context) =>
    refusedBy([
      registered(patient),
      happened(input.since, "since", context),
      unused(
        patient.complications.map((each) => each.complication),
        input.complication,
        "complication",
      ),
    ]) ?? facts(complicationReported.of(input)),
});

/** Says how a complication ended. */
export const resolveComplication = command({
  name: "resolve-complication",
  subject: "patient",
  about: "Says how a complication ended",
  who: TREATING,
  input: complicationResolved.payload,
  decide: ({ patient }, input) =>
    refusedBy([
      among(
        patient.complications
          .filter(({ resolved }) => resolved === null)
          .map((each) => each.complication),
        input.complication,
        "complication",
      ),
    ]) ?? facts(complicationResolved.of(input)),
});
