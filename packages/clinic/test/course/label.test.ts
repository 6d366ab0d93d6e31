// SPDX-License-Identifier: Apache-2.0
/** Use beyond the label: with a reason, kept, and followed until somebody has assessed it. */
import { describe, expect, test } from "vitest";
import { standingOf } from "../../src/index.ts";
import { does, type Scribe, send } from "./scribe.ts";
import {
  confirmationsOf,
  DOSE,
  filled,
  GUARD,
  nowText,
  p1,
  receive,
  syringe,
  until,
  ward,
} from "./ward.ts";

const kinds = (refusals: readonly { kind: string }[]) => refusals.map(({ kind }) => kind);

const patientIn = (pen: Scribe) => standingOf(pen.practice, "p1").patient;
const implantIn = (pen: Scribe) => patientIn(pen).implants[0];

/** Hydromorphone has no label for the spinal space: its fill is a use beyond it. */
const HYDROMORPHONE = [{ drug: "hydromorphone", concentration: "5 mg/mL" }];

const beyondTheLabel = (pen: Scribe, visit: string, lot: string) => {
  receive(pen, lot, { drugs: HYDROMORPHONE });
  const prescription = { ...DOSE, dose_of: "hydromorphone", basal: "0.5 mg/d", transition: "none" };
  const used = { ...syringe(lot), drugs: HYDROMORPHONE };
  const readBack = { source: "typed", running: true, volume: "20 mL", per_day: "0.5 mg/d" };
  return {
    ...{ visit, implant: "implant-1", syringes: [used], read_back: readBack },
    fill: { volume: "20 mL", drugs: HYDROMORPHONE, prescription },
    guard: { ...GUARD, observe_from: nowText(pen) },
  };
};

/** A reason for the label's check, and one for every other. */
const reasonsFor = (pen: Scribe, whole: object, reason: string) =>
  confirmationsOf(send(pen, "record-refill", { ...whole, confirmations: [] }, p1)).map((each) =>
    each.check === "off-label" ? { ...each, because: reason } : each,
  );

const followed = (pen: Scribe) =>
  patientIn(pen).tasks.filter(({ kind }) => kind === "follow-beyond-label");

describe("a use beyond the label", () => {
  test("needs a reason, is kept with it, and is followed up [REQ-049 holds]", () => {
    const pen = ward();
    const whole = beyondTheLabel(pen, "v-1", "lot-1");
    const confirmations = reasonsFor(pen, whole, "morphine made her itch");
    expect(confirmations.some(({ check }) => check === "off-label")).toBe(true);
    does(pen, "record-refill", { ...whole, confirmations }, p1);
    const kept = pen.done.find(({ fact: { payload } }) => payload["check"] === "off-label");
    expect(kept?.fact).toMatchObject({
      kind: "check-confirmed",
      by: "dr-a",
      payload: { drug: "hydromorphone", because: "morphine made her itch" },
    });
    expect(followed(pen)).toMatchObject([
      {
        who: "physician",
        due: implantIn(pen)?.running?.due.slice(0, 10),
        because: "hydromorphone beyond the label: morphine made her itch",
        closed: null,
      },
    ]);
  });

  test("without a reason, or with an empty one, is not put in force [REQ-049 breaks]", () => {
    const pen = ward();
    const whole = beyondTheLabel(pen, "v-1", "lot-1");
    const all = reasonsFor(pen, whole, "morphine made her itch");
    const rest = all.filter(({ check }) => check !== "off-label");
    expect(kinds(send(pen, "record-refill", { ...whole, confirmations: rest }, p1))).toContain(
      "check-not-confirmed",
    );
    const empty = all.map((each) =>
      each.check === "off-label" ? { ...each, because: " " } : each,
    );
    expect(kinds(send(pen, "record-refill", { ...whole, confirmations: empty }, p1))).toContain(
      "malformed-text",
    );
    expect(implantIn(pen)?.running).toBeNull();
    expect(followed(pen)).toEqual([]);
  });

  test("within the label nobody is followed for it, and one task stands at a time", () => {
    expect(followed(filled())).toEqual([]);
    const pen = ward();
    const first = beyondTheLabel(pen, "v-1", "lot-1");
    const long = "x".repeat(190);
    does(pen, "record-refill", { ...first, confirmations: reasonsFor(pen, first, long) }, p1);
    expect(followed(pen)[0]?.because).toHaveLength(200);
    until(pen, "2026-04-01T08:00:00+01:00");
    does(pen, "begin-visit", { visit: "v-2", implant: "implant-1", kind: "assessment" }, p1);
    const assessment = { on: "2026-04-01", instrument: "nrs", moment: "average", score: 4 };
    does(pen, "record-assessment", { assessment }, p1);
    does(pen, "commit-visit", { visit: "v-2" }, p1);
    expect(followed(pen)[0]?.closed?.how).toBe("assessed in v-2");
  });
});
