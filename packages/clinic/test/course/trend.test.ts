// SPDX-License-Identifier: Apache-2.0
/** The trend: doses, scores, volumes and readings of a patient, each with its visit. */
import { describe, expect, test } from "vitest";
import { VIEWS } from "../../src/index.ts";
import { does, NURSE, type Scribe, send } from "./scribe.ts";
import {
  confirmationsOf,
  DOSE,
  filled,
  GUARD,
  MORPHINE,
  nowText,
  p1,
  receive,
  syringe,
  until,
} from "./ward.ts";

const trend = (pen: Scribe) => {
  const page = VIEWS.find(({ name }) => name === "trend")?.read(pen.practice, {
    ...{ now: pen.now, patient: "p1", asked: {} },
  });
  return (page?.ok === true ? page.value : page) as ReturnType<typeof JSON.parse>;
};

const REFILLED = "2026-04-01T08:00:00+01:00";

/** A refill thirty days after the first, with another dose: 14 mL are expected, so many found. */
const refilled = (found: string, change: object = { basal: "2.4 mg/d" }): Scribe => {
  const pen = filled();
  until(pen, REFILLED);
  receive(pen, "lot-2");
  const prescription = { ...DOSE, ...change };
  const whole = {
    visit: "visit-2",
    implant: "implant-1",
    reading: { source: "typed", at: REFILLED, volume: "14 mL", running: true, alarms: ["low"] },
    aspirate: { volume: found, appearance: "clear" },
    syringes: [syringe("lot-2")],
    fill: { volume: "20 mL", drugs: MORPHINE, prescription },
    guard: { ...GUARD, observe_from: nowText(pen) },
    read_back: { source: "typed", running: true, volume: "20 mL", per_day: prescription.basal },
  };
  const confirmations = confirmationsOf(send(pen, "record-refill", whole, p1));
  does(pen, "record-refill", { ...whole, confirmations }, p1);
  return pen;
};

const dosesIn = (pen: Scribe) =>
  trend(pen).implants[0].doses.map(
    ({ at, visit, because, doses }: ReturnType<typeof JSON.parse>) => [
      at.slice(0, 10),
      visit,
      because,
      doses.map(({ per_day }: { readonly per_day: string }) => per_day).join(),
    ],
  );

describe("doses over time", () => {
  test("are those of every program, from when it ran, with its visit", () => {
    expect(dosesIn(refilled("14 mL"))).toEqual([
      ["2026-03-02", "visit-1", "program", "2 mg/d"],
      ["2026-04-01", "visit-2", "program", "2.4 mg/d"],
    ]);
  });

  test("follow a titration as far as it has come, and not beyond", () => {
    const step = (day: string, basal: string) => ({ at: `2026-04-${day}T08:00:00+01:00`, basal });
    const titration = [step("08", "2.2 mg/d"), step("15", "2.4 mg/d")];
    const pen = refilled("14 mL", { titration });
    until(pen, "2026-04-10T08:00:00+01:00");
    expect(dosesIn(pen).slice(1)).toEqual([
      ["2026-04-01", "visit-2", "program", "2 mg/d"],
      ["2026-04-08", "visit-2", "titration", "2.2 mg/d"],
    ]);
  });

  test("end where a pump is emptied in a visit, and where it is taken out", () => {
    const pen = filled();
    until(pen, REFILLED);
    does(pen, "begin-visit", { visit: "v", implant: "implant-1", kind: "refill" }, p1);
    does(pen, "record-aspirate", { visit: "v", volume: "14 mL", appearance: "clear" }, p1);
    const left = { visit: "v", because: "no syringe", reservoir: "emptied" };
    does(pen, "abandon-visit", left, p1);
    const emptied = ["2026-04-01", "v", "emptied", ""];
    expect(dosesIn(pen).at(-1)).toEqual(emptied);
    until(pen, "2026-04-03T08:00:00+01:00");
    const out = { reason: "patient-wish", taken: "pump", surgeon: "Dr C" };
    does(pen, "record-explant", { implant: "implant-1", on: "2026-04-02", ...out }, p1);
    expect(dosesIn(pen).slice(1)).toEqual([emptied, ["2026-04-02", null, "explant", ""]]);
    expect(trend(pen).implants[0].explanted).toBe("2026-04-02");
  });
});

describe("a refill", () => {
  test("stands with what was missing, the pump's error, the verdict and what was given", () => {
    const pen = refilled("13.9 mL");
    until(pen, "2026-05-01T08:00:00+01:00");
    const [first, second] = trend(pen).implants[0].refills;
    expect(first).toMatchObject({ expected: null, aspirated: null, error: null, verdicts: [] });
    expect(second).toMatchObject({
      ...{ expected: "14 mL", aspirated: "13.9 mL", discrepancy: "0.1 mL", delivered: "6.1 mL" },
      given: [{ drug: "morphine", mass: "61 mg" }],
      verdicts: [{ kind: "within-limits" }],
    });
    expect(second.error).toMatch(/1\.6\d* %$/);
  });

  test("brings what the pump said, and who wrote it down", () => {
    expect(trend(refilled("14 mL")).implants[0].readings).toMatchObject([
      { visit: "visit-2", volume: "14 mL", alarms: ["low"], source: "typed", by: "dr-a" },
    ]);
  });
});

describe("a score", () => {
  const score = (assessment: object) => {
    const pen = filled();
    until(pen, REFILLED);
    const input = { assessment: { on: "2026-04-01", ...assessment } };
    does(pen, "record-assessment", input, { ...p1, who: NURSE });
    return trend(pen).assessments[0];
  };

  test("has its unit, the scale that its instrument states, and who recorded it", () => {
    expect(score({ instrument: "nrs", moment: "worst", score: 7 })).toMatchObject({
      ...{ moment: "worst", score: "7", scale: { least: 0, most: 10, unit: "points" } },
      recorded: { by: "nurse-b" },
    });
    const sections = [5, 5, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(score({ instrument: "odi", sections })).toMatchObject({
      ...{ score: "20 %", scale: { least: 0, most: 100, unit: "%" } },
    });
    expect(score({ instrument: "pgic", score: 2 }).scale).toMatchObject({ least: 1, most: 7 });
  });

  test("has no scale and no total where none is stated", () => {
    const total = { instrument: "total", of: "other", name: "Form X", score: "12.5" };
    expect(score(total)).toMatchObject({ form: "Form X", score: "12.5", scale: null });
    const muscles = [{ muscle: "knee", grade: "1+" }];
    expect(score({ instrument: "modified-ashworth", muscles })).toMatchObject({
      ...{ score: null, scale: null },
    });
  });
});
