// SPDX-License-Identifier: Apache-2.0
/** Entries of maintenance: appointments, tasks, complications, hand-over. */
import type { z } from "zod";
import { day, id, instant, line, list, mapping, prose, word } from "../../fact/field.ts";

/** What an appointment or a visit is for. */
export const VISIT_KINDS = [
  "refill",
  "programming",
  "single-bolus",
  "catheter-access",
  "mri",
  "dye-study",
  "assessment",
] as const;

/** An appointment. */
export const appointment = mapping(
  {
    appointment: id("Name of the appointment within the patient's record"),
    at: instant("When"),
    implant: id("The implant that it is about").optional(),
    kind: word("What for", VISIT_KINDS),
  },
  "An appointment",
);

/** An appointment. */
export type AppointmentEntry = z.output<typeof appointment>;

/** What somebody has to do. */
const TASK_KINDS = [
  "book-refill",
  "order-drug",
  "call-patient",
  "refill-now",
  "confirm-observation",
  "check-rate",
  "check-after-mri",
  "replace-pump",
  "neurological-examination",
  "review-complication",
  "hand-over",
  "record-program",
  "remind-patient",
  "follow-beyond-label",
  "other",
] as const;

/** A task. */
export const task = mapping(
  {
    task: id("Name of the task within the patient's record"),
    kind: word("What is to be done", TASK_KINDS),
    due: day("By when"),
    implant: id("The implant that it is about").optional(),
    because: line("Why"),
    who: line("Whose task it is: a role or a name"),
  },
  "Something that somebody has to do",
);

/** A task. */
export type TaskEntry = z.output<typeof task>;

/** Complications as the field names them. */
export const COMPLICATIONS = [
  "granuloma",
  "infection",
  "catheter-dislocation",
  "catheter-kink-or-leak",
  "catheter-occlusion",
  "pump-stall",
  "pump-flip",
  "battery",
  "over-delivery",
  "under-delivery",
  "withdrawal",
  "overdose",
  "pocket-fill",
  "seroma",
  "csf-leak",
  "adverse-effect",
  "other",
] as const;

/** A complication, suspected or found. */
export const complication = mapping(
  {
    complication: id("Name of the complication within the patient's record"),
    kind: word("What", COMPLICATIONS),
    certainty: word("How certain", ["suspected", "confirmed"]),
    severity: word("How severe", ["mild", "moderate", "severe", "life-threatening"]),
    since: instant("Since when"),
    found: prose("What was found"),
    done: prose("What was done"),
    implant: id("The implant that it is about").optional(),
  },
  "A complication, suspected or found",
);

/** A complication, suspected or found. */
export type ComplicationEntry = z.output<typeof complication>;

/** The patient goes to another clinic. */
export const handOver = mapping(
  {
    upto: line("Clinic that takes over"),
    on: day("From which day on"),
    accepted: line("Who there has said yes"),
    because: prose("Why"),
    open: list(line("A task"), "What is left open", { empty: true }),
  },
  "A patient handed over to another clinic",
);

/** The patient goes to another clinic. */
export type HandOverEntry = z.output<typeof handOver>;
