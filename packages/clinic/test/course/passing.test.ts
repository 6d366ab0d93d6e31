// SPDX-License-Identifier: Apache-2.0
/** Which fluid is between reservoir and tip: told as far as the record bears it, and no further. */
import { describe, expect, test } from "vitest";
import { standingOf, VIEWS } from "../../src/index.ts";
import { fluidInLine } from "../../src/visit/passing.ts";
import { at, does, type Scribe, send } from "./scribe.ts";
import {
  confirmationsOf,
  DOSE,
  filled,
  firstFill,
  MORPHINE,
  p1,
  receive,
  syringe,
  until,
  ward,
} from "./ward.ts";

/** What the line holds at a moment. */
const lineAt = (pen: Scribe, moment: string) => {
  const { patient } = standingOf(pen.practice, "p1");
  const [implant] = patient.implants;
  return implant === undefined ? null : fluidInLine({ id: "p1", patient, implant }, at(moment));
};

const STRONG = [{ drug: "morphine", concentration: "20 mg/mL" }];

/** Twice the strength at the same dose: the old flow bridges, and 0.1 mL/d follow. */
const strengthened = (): Scribe => {
  const pen = filled();
  until(pen, "2026-04-01T08:00:00+01:00");
  receive(pen, "lot-2", { drugs: STRONG });
  const whole = {
    ...firstFill(pen),
    ...{ visit: "visit-2", syringes: [{ ...syringe("lot-2"), drugs: STRONG }] },
    reading: {
      ...{ source: "typed", at: "2026-04-01T08:00:00+01:00", volume: "14 mL" },
      ...{ running: true, alarms: [] },
    },
    aspirate: { volume: "14 mL", appearance: "clear" },
    fill: { volume: "20 mL", drugs: STRONG, prescription: { ...DOSE, transition: "bridge" } },
  };
  const confirmations = confirmationsOf(send(pen, "record-refill", whole, p1));
  does(pen, "record-refill", { ...whole, confirmations }, p1);
  return pen;
};

describe("the fluid in the line, 0.36 mL at 0.2 mL/d", () => {
  test("of a first fill is on its way, then may be there, then is there", () => {
    const pen = filled();
    const since = "2026-03-02T08:00:00+01:00";
    expect(lineAt(pen, "2026-03-03T08:00:00+01:00")).toMatchObject({
      ...{ kind: "on-its-way", since, sent: "0.2 mL", line: "0.36 mL", old: null },
    });
    expect(lineAt(pen, "2026-03-04T03:00:00+01:00")).toMatchObject({
      ...{ kind: "untold", because: "between" },
    });
    expect(lineAt(pen, "2026-03-05T08:00:00+01:00")).toMatchObject({ kind: "through", since });
  });

  test("of another strength leaves the old one at the tip, by its name", () => {
    const pen = strengthened();
    const since = "2026-04-01T08:00:00+01:00";
    expect(lineAt(pen, "2026-04-02T08:00:00+01:00")).toMatchObject({
      ...{ kind: "on-its-way", since, sent: "0.2 mL", old: MORPHINE },
    });
    expect(lineAt(pen, "2026-04-06T08:00:00+01:00")).toMatchObject({ kind: "through", since });
  });

  test("is not told once the catheter was opened, nor where nothing runs", () => {
    const pen = filled();
    until(pen, "2026-03-10T08:00:00+01:00");
    const visit = { visit: "v", implant: "implant-1" };
    does(pen, "begin-visit", { ...visit, kind: "catheter-access" }, p1);
    const injected = { kind: "nothing" };
    const access = { ...visit, csf: true, aspirated: "1 mL", injected, result: "patent" };
    does(pen, "record-access", access, p1);
    expect(lineAt(pen, "2026-03-20T08:00:00+01:00")).toMatchObject({
      ...{ kind: "untold", because: "opened" },
    });
    expect(lineAt(ward(), "2026-03-03T08:00:00+01:00")).toBeNull();
  });

  test("is not told of an emptied reservoir, of which no level is computed either", () => {
    const pen = filled();
    until(pen, "2026-04-01T08:00:00+02:00");
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "refill" }, p1);
    does(pen, "record-aspirate", { visit: "v", volume: "14 mL", appearance: "clear" }, p1);
    const end = { visit: "v", because: "patient left", reservoir: "emptied" };
    does(pen, "abandon-visit", end, p1);
    const asked = { now: pen.now, patient: "p1", asked: {} };
    const packet = VIEWS.find(({ name }) => name === "hand-over-packet")?.read(pen.practice, asked);
    expect(packet).toMatchObject({
      value: {
        implants: [
          {
            expected_now: null,
            reservoir: { value: "40 mL", status: "design" },
            line: { length: { value: "80 cm", stated: "2026-03-01" } },
            in_line: { kind: "untold", because: "emptied" },
          },
        ],
      },
    });
  });
});
