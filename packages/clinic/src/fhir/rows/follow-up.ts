// SPDX-License-Identifier: Apache-2.0
/** Between visits: appointments, tasks, complications, the examination in the magnet. */
import type { Appointment, Condition, Flag, Resource, Task } from "@medplum/fhirtypes";
import type { z } from "zod";
import type {
  AppointmentEntry,
  ComplicationEntry,
  TaskEntry,
} from "../../course/entry/follow-up.ts";
import type { ScanEntry } from "../../course/entry/scan.ts";
import * as followUp from "../../course/follow-up.ts";
import { scanCleared, scanPrepared } from "../../visit/scan.ts";
import { concept, own } from "../code.ts";
import { given } from "../given.ts";
import { amountFrom, instantOf } from "../measure.ts";
import { pumpReference, visitReference } from "../pump.ts";
import { changed, type Look, nameIn, type Row, row, subjectOf } from "../row.ts";

const appointmentId = (look: Look, name: string): string => nameIn(look, "appointment", name);

/** How long it takes is not recorded: it ends when it begins. */
const booked = (entry: AppointmentEntry, look: Look): Appointment => ({
  resourceType: "Appointment",
  id: appointmentId(look, entry.appointment),
  identifier: [{ system: "urn:cisterna:appointment", value: entry.appointment }],
  status: "booked",
  serviceType: [own("visit", entry.kind)],
  start: instantOf(entry.at),
  end: instantOf(entry.at),
  created: look.at,
  comment: "how long it takes is not recorded",
  participant: [
    { actor: subjectOf(look), required: "required", status: "accepted" },
    ...(entry.implant === undefined
      ? []
      : [{ actor: pumpReference(look, entry.implant), status: "accepted" as const }]),
  ],
});

const OUTCOMES = { attended: "fulfilled", missed: "noshow", cancelled: "cancelled" } as const;

type Closed = {
  readonly appointment: string;
  readonly outcome: keyof typeof OUTCOMES;
  readonly because?: string | undefined;
};

const closed = ({ appointment, outcome, because }: Closed, look: Look): Appointment | null =>
  changed(look.found("Appointment", appointmentId(look, appointment)), () => ({
    status: OUTCOMES[outcome],
    ...(because === undefined
      ? {}
      : outcome === "attended"
        ? { comment: because }
        : { cancelationReason: { text: because } }),
  }));

const taskId = (look: Look, name: string): string => nameIn(look, "task", name);

const raised = (entry: TaskEntry, look: Look): Task =>
  given<Task>({
    resourceType: "Task",
    id: taskId(look, entry.task),
    identifier: [{ system: "urn:cisterna:task", value: entry.task }],
    status: "requested",
    businessStatus: { text: "level 1" },
    intent: "order",
    priority: entry.kind === "refill-now" ? "urgent" : "routine",
    code: own("task", entry.kind),
    description: entry.because,
    focus: entry.implant === undefined ? undefined : pumpReference(look, entry.implant),
    for: subjectOf(look),
    authoredOn: look.at,
    lastModified: look.at,
    owner: { display: entry.who },
    reasonCode: { text: entry.because },
    restriction: { period: { end: entry.due } },
  });

const levelOf = ({ businessStatus }: Task): number =>
  Number(/\d+$/.exec(businessStatus?.text ?? "")?.[0] ?? "1");

const escalated = (
  { task, who, because }: { task: string; who: string; because: string },
  look: Look,
): Task | null =>
  changed(look.found("Task", taskId(look, task)), (before) => ({
    businessStatus: { text: `level ${levelOf(before) + 1}` },
    owner: { display: who },
    lastModified: look.at,
    note: [...(before.note ?? []), { text: `escalated: ${because}`, time: look.at }],
  }));

const done = ({ task, how }: { task: string; how: string }, look: Look): Task | null =>
  changed(look.found("Task", taskId(look, task)), (before) => ({
    status: "completed" as const,
    lastModified: look.at,
    executionPeriod: { end: look.at },
    note: [...(before.note ?? []), { text: how, time: look.at }],
  }));

const conditionId = (look: Look, name: string): string => nameIn(look, "complication", name);

const warningId = (look: Look, name: string): string => nameIn(look, "warning", name);

const reported = (entry: ComplicationEntry, look: Look): readonly Resource[] => {
  const code = own("complication", entry.kind);
  const start = instantOf(entry.since);
  return [
    {
      resourceType: "Condition",
      id: conditionId(look, entry.complication),
      identifier: [{ system: "urn:cisterna:complication", value: entry.complication }],
      clinicalStatus: concept("active"),
      verificationStatus: concept(entry.certainty === "confirmed" ? "confirmed" : "provisional"),
      severity: { text: entry.severity },
      code,
      subject: subjectOf(look),
      onsetDateTime: start,
      recordedDate: look.at,
      note: [{ text: `found: ${entry.found}` }, { text: `done: ${entry.done}` }],
    } satisfies Condition,
    {
      resourceType: "Flag",
      id: warningId(look, entry.complication),
      status: "active",
      category: [concept("safety")],
      code: own("complication", entry.kind, `${entry.certainty}: ${entry.kind}`),
      subject: subjectOf(look),
      period: { start },
    } satisfies Flag,
  ];
};

const lowered = (look: Look, id: string): Flag | null =>
  changed(look.found("Flag", id), ({ period }) => ({
    status: "inactive" as const,
    period: { ...period, end: look.at },
  }));

const resolved = (
  { complication, how }: { complication: string; how: string },
  look: Look,
): readonly (Resource | null)[] => [
  changed(look.found("Condition", conditionId(look, complication)), ({ note }) => ({
    clinicalStatus: concept("resolved"),
    abatementDateTime: look.at,
    note: [...(note ?? []), { text: `ended: ${how}`, time: look.at }],
  })),
  lowered(look, warningId(look, complication)),
];

const scanId = (look: Look, implant: string): string => nameIn(look, "magnet", implant);

const prepared = (entry: ScanEntry, look: Look): Flag => ({
  resourceType: "Flag",
  id: scanId(look, entry.implant),
  status: "active",
  category: [concept("safety")],
  code: own(
    "flag",
    "pump-in-magnet",
    `MRI of ${entry.region} at ${entry.tesla} T: the pump has to be found running afterwards`,
  ),
  subject: subjectOf(look),
  period: { start: look.at },
});

type Found = z.output<(typeof scanCleared)["payload"]>;

const foundAgain = (entry: Found, look: Look): Resource => ({
  resourceType: "Observation",
  id: nameIn(look, "aftermagnet", entry.visit),
  partOf: [visitReference(look, entry.visit)],
  status: "final",
  category: [concept("therapy")],
  code: own("measure", "pump-after-mri"),
  subject: subjectOf(look),
  effectiveDateTime: instantOf(entry.at),
  device: pumpReference(look, entry.implant),
  component: [
    { code: own("measure", "pump-runs"), valueBoolean: entry.running },
    { code: own("measure", "program-unchanged"), valueBoolean: entry.program_unchanged },
    { code: own("measure", "time-stopped"), valueQuantity: amountFrom(entry.stopped) },
    { code: own("measure", "interrogations"), valueInteger: entry.interrogations },
  ],
});

/** The rows of what happens between visits. */
export const FOLLOW_UP_ROWS: readonly Row[] = [
  row(followUp.appointmentBooked, ["Appointment"], (entry, look) => [booked(entry, look)]),
  row(followUp.appointmentClosed, ["Appointment"], (entry, look) => [closed(entry, look)]),
  row(followUp.taskRaised, ["Task"], (entry, look) => [raised(entry, look)]),
  row(followUp.taskEscalated, ["Task"], (entry, look) => [escalated(entry, look)]),
  row(followUp.taskClosed, ["Task"], (entry, look) => [done(entry, look)]),
  row(followUp.complicationReported, ["Condition", "Flag"], reported),
  row(followUp.complicationResolved, ["Condition", "Flag"], resolved),
  row(scanPrepared, ["Flag"], (entry, look) => [prepared(entry, look)]),
  row(scanCleared, ["Flag", "Observation"], (entry, look) => [
    lowered(look, scanId(look, entry.implant)),
    foundAgain(entry, look),
  ]),
];
