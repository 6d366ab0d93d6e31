// SPDX-License-Identifier: Apache-2.0
/** An observation after a refill: it ends with a word about the patient, or with the next visit. */
import { describe, expect, test } from "vitest";
import { standingOf } from "../../src/index.ts";
import { does, type Scribe, send } from "./scribe.ts";
import { confirmationsOf, firstFill, p1, receive, until, ward } from "./ward.ts";

/** Filled at 08:00, observed for 30 minutes. */
const filled = (): Scribe => {
  const pen = ward();
  receive(pen, "lot-1");
  const whole = firstFill(pen);
  const confirmations = confirmationsOf(send(pen, "record-refill", whole, p1));
  does(pen, "record-refill", { ...whole, confirmations }, p1);
  return pen;
};

const tasks = (pen: Scribe) => standingOf(pen.practice, "p1").patient.tasks;
const open = (pen: Scribe) =>
  tasks(pen)
    .filter(({ closed }) => closed === null)
    .map(({ kind, who }) => [kind, who]);

const said = (at: string, well: boolean) => ({
  visit: "visit-1",
  at: `2026-03-02T${at}:00+01:00`,
  well,
  found: "awake, 16 breaths a minute",
});

/** Another visit in which the patient is seen. */
const reprogrammed = (pen: Scribe, at: string, volume: string): void => {
  const visit = { visit: "visit-2", implant: "implant-1", kind: "programming" };
  does(pen, "begin-visit", visit, p1);
  const read = { source: "typed", at, volume, running: true, alarms: [] };
  does(pen, "record-reading", { visit: "visit-2", ...read }, p1);
  const prescription = { dose_of: "morphine", basal: "2.1 mg/d", on_fault: "minimum" };
  does(pen, "propose-program", { visit: "visit-2", prescription }, p1);
  const back = { source: "typed", running: true, volume, per_day: "2.1 mg/d" };
  does(pen, "record-read-back", { visit: "visit-2", ...back }, p1);
  does(pen, "commit-visit", { visit: "visit-2" }, p1);
};

describe("an observation", () => {
  test("[REQ-046 holds] ends when its time is over and the patient is well", () => {
    const pen = filled();
    until(pen, "2026-03-02T09:00:00+01:00");
    does(pen, "confirm-observation", said("08:30", true), p1);
    expect(open(pen)).toEqual([]);
    expect(tasks(pen)[0]?.closed?.how).toBe(
      "well at 2026-03-02T08:30:00+01:00: awake, 16 breaths a minute",
    );
    expect(send(pen, "confirm-observation", said("08:45", true), p1)).toMatchObject([
      { kind: "not-there", path: "visit" },
    ]);
  });

  test("[REQ-046 breaks] is not over before its time, nor by a look that has not happened", () => {
    const pen = filled();
    until(pen, "2026-03-02T08:29:00+01:00");
    expect(send(pen, "confirm-observation", said("08:29", true), p1)).toMatchObject(
      [{ kind: "observation-too-short", path: "at", accepted: /^from 2026-03-02T08:30/ }].map(
        (each) => ({ ...each, accepted: expect.stringMatching(each.accepted) }),
      ),
    );
    expect(send(pen, "confirm-observation", said("08:45", true), p1)).toMatchObject([
      { kind: "in-the-future", path: "at" },
    ]);
    expect(open(pen)).toEqual([["confirm-observation", "nurse"]]);
  });

  test("with symptoms is a physician's task at once", () => {
    const pen = filled();
    until(pen, "2026-03-02T08:10:00+01:00");
    does(pen, "confirm-observation", { ...said("08:10", false), found: "drowsy" }, p1);
    expect(open(pen)).toEqual([["review-complication", "physician"]]);
    expect(tasks(pen).at(-1)).toMatchObject({
      due: "2026-03-02",
      implant: "implant-1",
      because: "not well after the refill: drowsy",
    });
  });

  test("that nobody ended goes up to a physician, and ends when the patient is seen again", () => {
    const pen = filled();
    for (const day of ["03", "04", "05"]) {
      until(pen, `2026-03-${day}T06:00:00+01:00`);
      does(pen, "watch-patient", {}, p1);
    }
    expect(open(pen)).toEqual([["confirm-observation", "physician"]]);
    reprogrammed(pen, "2026-03-05T06:00:00+01:00", "19.4 mL");
    expect(open(pen)).toEqual([]);
    expect(tasks(pen)[0]?.closed?.how).toBe("never confirmed; seen again in visit-2");
  });

  test("goes on when the program is changed before its time is over", () => {
    const pen = filled();
    until(pen, "2026-03-02T08:10:00+01:00");
    reprogrammed(pen, "2026-03-02T08:10:00+01:00", "20 mL");
    expect(open(pen)).toEqual([["confirm-observation", "nurse"]]);
  });
});
