// SPDX-License-Identifier: Apache-2.0
/** Reminders: raised once on the last working day before, over when what they are of is over. */
import { assert } from "@cisterna/quantity";
import { expect, test } from "vitest";
import type { Person } from "../../src/fact/command.ts";
import { recorded } from "../../src/fact/kinds.ts";
import { standingOf } from "../../src/index.ts";
import { remindersOf } from "../../src/radar/remind.ts";
import { does, type Scribe } from "./scribe.ts";
import { filled, p1, SETTINGS, until, ward } from "./ward.ts";

const NIGHT: Person = { id: "cisterna", name: "Cisterna", roles: [] };

/** A night over the ward: what it wrote. */
const night = (pen: Scribe, moment: string): readonly string[] => {
  until(pen, moment);
  const context = { now: pen.now, patient: "p1" };
  const facts = remindersOf(pen.practice, context);
  pen.practice = recorded(pen.practice, facts, { ...context, who: NIGHT });
  expect(remindersOf(pen.practice, context)).toEqual([]);
  return facts.map(({ kind, payload }) => `${kind} ${payload["task"]} ${payload["due"] ?? ""}`);
};

const book = (pen: Scribe, appointment: string, at: string): void =>
  does(pen, "book-appointment", { appointment, at, implant: "implant-1", kind: "refill" }, p1);

const open = (pen: Scribe) =>
  standingOf(pen.practice, "p1").patient.tasks.filter(({ closed }) => closed === null);

test("an appointment on Monday is reminded of from Friday on, once, and until its eve", () => {
  const pen = ward();
  book(pen, "a-1", "2026-03-16T09:00:00+01:00");
  expect(night(pen, "2026-03-12T05:00:00+01:00")).toEqual([]);
  expect(night(pen, "2026-03-13T05:00:00+01:00")).toEqual(["task-raised remind.1 2026-03-15"]);
  expect(night(pen, "2026-03-14T05:00:00+01:00")).toEqual([]);
  const [task] = open(pen);
  expect(task).toMatchObject({ kind: "remind-patient", who: "coordinator" });
  expect(task?.because).toBe("refill at 2026-03-16T09:00:00+01:00 (a-1)");
  expect(night(pen, "2026-03-17T05:00:00+01:00")).toEqual(["task-closed remind.1 "]);
});

test("before a holiday it is the day before that, and what was booked late comes at once", () => {
  const pen = ward();
  const closures = [{ from: "2026-04-03", upto: "2026-04-06", why: "Easter" }];
  does(pen, "configure-clinic", { ...SETTINGS, closures }, {});
  book(pen, "a-1", "2026-04-07T09:00:00+02:00");
  expect(night(pen, "2026-04-01T05:00:00+02:00")).toEqual([]);
  expect(night(pen, "2026-04-02T05:00:00+02:00")).toEqual(["task-raised remind.1 2026-04-06"]);
  book(pen, "a-2", "2026-04-02T15:00:00+02:00");
  expect(night(pen, "2026-04-02T06:00:00+02:00")).toEqual(["task-raised remind.2 2026-04-02"]);
});

test("who was told that the appointment is off is not reminded of it", () => {
  const pen = ward();
  book(pen, "a-1", "2026-03-04T09:00:00+01:00");
  book(pen, "a-2", "2026-03-04T10:00:00+01:00");
  const off = { appointment: "a-1", outcome: "cancelled" };
  does(pen, "close-appointment", off, p1);
  expect(night(pen, "2026-03-03T05:00:00+01:00")).toEqual(["task-raised remind.1 2026-03-03"]);
  does(pen, "close-appointment", { ...off, appointment: "a-2" }, p1);
  expect(night(pen, "2026-03-03T06:00:00+01:00")).toEqual(["task-closed remind.1 "]);
});

test("a late task that no implant's radar watches goes on to the next person, to the last", () => {
  const pen = ward();
  const task = { task: "t", kind: "other", due: "2026-03-03", because: "a form", who: "nurse" };
  does(pen, "raise-task", task, p1);
  expect(night(pen, "2026-03-03T05:00:00+01:00")).toEqual([]);
  until(pen, "2026-03-04T05:00:00+01:00");
  const facts = remindersOf(pen.practice, { now: pen.now, patient: "p1" });
  expect(facts).toMatchObject([{ kind: "task-escalated", payload: { who: "physician" } }]);
  const own = { ...task, task: "u", implant: "implant-1" };
  does(pen, "raise-task", own, p1);
  expect(remindersOf(pen.practice, { now: pen.now, patient: "p1" })).toEqual(facts);
});

test("a patient who was handed over is reminded of nothing", () => {
  const pen = filled();
  book(pen, "a-1", "2026-03-04T09:00:00+01:00");
  const { patient } = standingOf(pen.practice, "p1");
  assert(patient.handedOver === null, "the patient is the clinic's own");
  const gone = { upto: "Elsewhere", on: "2026-03-02", accepted: "Dr E", because: "moved" };
  does(pen, "hand-over-patient", { ...gone, open: ["the refill of March"] }, p1);
  expect(night(pen, "2026-03-03T05:00:00+01:00").filter((each) => /remind/.test(each))).toEqual([]);
});
