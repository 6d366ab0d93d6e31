// SPDX-License-Identifier: Apache-2.0
/** The reader of case files: what it takes, and everything it refuses with its place. */
import { quantity, readInstant } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { openCase, readCase } from "../src/case/case.ts";
import { PROBLEM_KINDS, type Problem, pathFrom, printPath, statusOf } from "../src/case/problem.ts";
import { CONTRACT_CASE, edited, FULL_CASE } from "./case-sample.ts";

const problemsOf = (text: string): readonly Problem[] => {
  const reading = readCase(text);
  return reading.ok ? [] : reading.refusals;
};

const lines = (problems: readonly Problem[]): readonly string[] =>
  problems.map(
    ({ kind, path, line, column, read }) => `${line}:${column} ${kind} ${path} (${read})`,
  );

/** The problems of the contract's case with one place changed. */
const broken = (from: string, upto: string): readonly string[] =>
  lines(problemsOf(edited(CONTRACT_CASE, from, upto)));

const brokenFull = (from: string, upto: string): readonly string[] =>
  lines(problemsOf(edited(FULL_CASE, from, upto)));

describe("what is read", () => {
  test("the contract's example is read exactly", () => {
    const reading = readCase(CONTRACT_CASE);
    expect(reading).toMatchObject({
      ok: true,
      value: {
        patient: { id: "demo-1", born: "1961-04-02", weight: quantity("70 kg", "mass") },
        implant: {
          pump: { id: "generic-40" },
          catheter: {
            model: "generic",
            volume: { low: quantity("0.16 mL", "volume"), high: quantity("0.16 mL", "volume") },
            tip: "T10",
          },
        },
        reservoir: {
          volume: quantity("38 mL", "volume"),
          filled: readInstant("2026-03-01T09:00:00+01:00"),
          fluid: [
            { drug: "morphine", concentration: quantity("10 mg/mL", "concentration") },
            { drug: "bupivacaine", concentration: quantity("20 mg/mL", "concentration") },
          ],
          firstFill: false,
        },
        prescription: {
          doseOf: "morphine",
          basal: { kind: "continuous", dose: quantity("2 mg/d", "dose-rate") },
          onDemand: {
            dose: quantity("0.1 mg", "mass"),
            lockout: quantity("2 h", "time"),
            perDay: 6,
          },
          periodic: null,
          single: null,
          titration: [],
          transition: null,
          onFault: "minimum",
          confirmed: [],
        },
        before: { prescription: { doseOf: "morphine" } },
      },
    });
  });

  test("every key of a full case is read", () => {
    const reading = readCase(FULL_CASE);
    expect(reading).toMatchObject({
      ok: true,
      value: {
        patient: { id: "0123", tolerance: "tolerant" },
        implant: {
          pump: { id: "synchromed-ii-40", constants: { tubing: { status: "case" } } },
          catheter: { model: "ascenda-8781", volume: { high: quantity("0.2 mL", "volume") } },
        },
        prescription: {
          basal: {
            kind: "pattern",
            steps: [
              { from: 360, days: ["mon", "tue"] },
              { from: 1320, days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
            ],
          },
          periodic: { first: 480, every: quantity("12 h", "time") },
          single: { over: quantity("10 min", "time") },
          titration: [{ basal: { kind: "continuous" } }, { basal: { kind: "pattern" } }],
          transition: "bridge",
          confirmed: [{ check: "tenfold", by: "dr. a" }],
        },
        before: { prescription: { onDemand: { perDay: 6 }, periodic: { first: 480 } } },
      },
    });
  });

  test("a missing on_fault is left to the judge, an unknown one is refused", () => {
    expect(readCase(edited(CONTRACT_CASE, "  on_fault: minimum\n", ""))).toMatchObject({
      ok: true,
      value: { prescription: { onFault: null } },
    });
    expect(broken("on_fault: minimum", "on_fault: halt")).toEqual([
      "13:13 unknown-word prescription.on_fault (halt)",
    ]);
  });

  test("JSON says the same as YAML", () => {
    const json = JSON.stringify({
      patient: { id: 7 },
      implant: { pump: { model: "generic-40" }, catheter: { volume: "0.16 mL", tip: "T10" } },
      reservoir: {
        volume: "38 mL",
        filled: "2026-03-01T09:00:00+01:00",
        drugs: [{ drug: "morphine", concentration: "10 mg/mL" }],
      },
      prescription: {
        dose_of: "morphine",
        basal: "2 mg/d",
        on_demand: { dose: "0.1 mg", over: "10 min", lockout: "2 h", per_day: 6 },
      },
    });
    expect(readCase(json)).toMatchObject({
      ok: true,
      value: { patient: { id: "7" }, prescription: { onDemand: { perDay: 6 } } },
    });
  });

  test("a check's path leads back to its place in the file", () => {
    const reading = openCase(CONTRACT_CASE);
    if (!reading.ok) throw new RangeError("the sample is read");
    expect(reading.value.placeOf("reservoir.drugs[1].concentration")).toEqual({
      line: 8,
      column: 93,
    });
    expect(reading.value.placeOf("prescription.transition")).toEqual({ line: 10, column: 3 });
  });
});

describe("what is refused, with path, line, column and what was read", () => {
  test.each<[string, string, string[]]>([
    ["basal: 2 mg/d\n  on", "basal: 2\n  on", ["11:10 malformed-quantity prescription.basal (2)"]],
    [
      "basal: 2 mg/d\n  on",
      "basal: 1,5 mg/d\n  on",
      ["11:10 malformed-number prescription.basal (1,5 mg/d)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: .5 mg/d\n  on",
      ["11:10 malformed-number prescription.basal (.5 mg/d)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: 5. mg/d\n  on",
      ["11:10 malformed-number prescription.basal (5. mg/d)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: -2 mg/d\n  on",
      ["11:10 malformed-number prescription.basal (-2 mg/d)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: 1e3 mg/d\n  on",
      ["11:10 malformed-number prescription.basal (1e3 mg/d)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: 2 mg/w\n  on",
      ["11:10 unknown-unit prescription.basal (2 mg/w)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: 2 mg\n  on",
      ["11:10 wrong-kind-of-unit prescription.basal (2 mg)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal: [2 mg/d]\n  on",
      ["11:10 wrong-type prescription.basal (a list)"],
    ],
    [
      "basal: 2 mg/d\n  on",
      "basal:\n  on",
      ["11:9 malformed-quantity prescription.basal (nothing)"],
    ],
    ["lockout: 2 h", "lockout: 0 h", ["12:53 not-positive prescription.on_demand.lockout (0 h)"]],
    ["lockout: 2 h, ", "", ["12:14 missing-key prescription.on_demand.lockout (nothing)"]],
    ["per_day: 6", "per_day: 6.5", ["12:67 malformed-number prescription.on_demand.per_day (6.5)"]],
    ["per_day: 6", "per_day: 0", ["12:67 not-positive prescription.on_demand.per_day (0)"]],
    ["per_day: 6", "per_day: 99999", ["12:67 out-of-range prescription.on_demand.per_day (99999)"]],
    ["38 mL", "99999999 mL", ["6:11 out-of-range reservoir.volume (99999999 mL)"]],
    ["+01:00", "", ["7:11 date-without-zone reservoir.filled (2026-03-01T09:00:00)"]],
    [
      "2026-03-01T09:00:00+01:00",
      "2026-02-30T09:00:00Z",
      ["7:11 malformed-date reservoir.filled (2026-02-30T09:00:00Z)"],
    ],
    ["1961-04-02", "1961-04-31", ["1:32 malformed-date patient.born (1961-04-31)"]],
    ["bupivacaine", "morphine", ["8:65 drug-twice reservoir.drugs[1].drug (morphine)"]],
    ["bupivacaine", "bupivacain", ["8:65 unknown-drug reservoir.drugs[1].drug (bupivacain)"]],
    [
      "dose_of: morphine",
      "dose_of: baclofen",
      ["10:12 dose-of-not-in-reservoir prescription.dose_of (baclofen)"],
    ],
    ["generic-40", "synchromed-ii", ["3:22 unknown-model implant.pump.model (synchromed-ii)"]],
    ["T10", "T13", ["4:54 unknown-level implant.catheter.tip (T13)"]],
    ["on_fault", "onfault", ["13:3 unknown-key prescription.onfault (onfault)"]],
    ["implanted: 80 cm, ", "", ["4:13 catheter-volume-unknown implant.catheter (a mapping)"]],
    [
      "implanted: 80 cm",
      "implanted: 80 cm, volume: 0.2 mL",
      ["4:31 both-given implant.catheter.implanted (implanted)"],
    ],
    [
      "model: generic, ",
      "model: ascenda-8781, ",
      ["4:13 catheter-volume-unknown implant.catheter (a mapping)"],
    ],
  ])("%s → %s", (from, upto, expected) => {
    expect(broken(from, upto)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      "low: 0.15 mL, high: 0.20 mL",
      "low: 0.2 mL, high: 0.15 mL",
      ["15:44 inverted-range implant.catheter.volume (a mapping)"],
    ],
    [
      "minimum_flow: 0.048",
      "minimum_flow: 25",
      ["7:19 inverted-range implant.pump.minimum_flow (25 mL/d)"],
    ],
    ["from: 06:00", "from: 6:00", ["25:15 malformed-time prescription.pattern[0].from (6:00)"]],
    ["days: [mon, tue]", "days: []", ["25:42 empty-list prescription.pattern[0].days (a list)"]],
    [
      "days: [mon, tue]",
      "days: [mon, monday]",
      ["25:48 unknown-word prescription.pattern[0].days[1] (monday)"],
    ],
    ["by: dr. a", 'by: " "', ["36:100 malformed-text prescription.confirmed[0].by ( )"]],
    ["pulse: 100 nL", "pulse: 1 nL", ["8:19 out-of-range implant.pump.maximum_flow (24 mL/d)"]],
    ["pulse: 100 nL", "pulse: 100.5 nL", ["6:12 out-of-range implant.pump.pulse (100.5 nL)"]],
    ["  single:", "  basal: 2 mg/d\n  single:", ["24:3 both-given prescription.pattern (pattern)"]],
    [
      "basal: 2.5 mg/d",
      "rate: 2.5 mg/d",
      [
        "31:7 missing-key prescription.titration[0].basal (nothing)",
        "31:40 unknown-key prescription.titration[0].rate (rate)",
      ],
    ],
  ])("%s → %s", (from, upto, expected) => {
    expect(brokenFull(from, upto)).toEqual(expected);
  });

  test("the text that was read stands at the line and column that are named", () => {
    const text = edited(edited(CONTRACT_CASE, "T10", "T13"), "lockout: 2 h", "lockout: 2 hh");
    for (const { line, column, read } of problemsOf(text)) {
      expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${read}`));
    }
    expect(problemsOf(text)).toHaveLength(2);
  });

  test("every problem of a file is found at once, in the order of the file", () => {
    const text = [
      ["generic-40", "generic-4"],
      ["10 mg/mL", "ten mg/mL"],
      ["bupivacaine", "morphine"],
      ["lockout: 2 h", "lockuot: 2 h"],
      ["on_fault: minimum", "on_fault: never"],
      ["basal: 2 mg/d", "basal: 2 mL/d"],
    ].reduce((before, [from = "", upto = ""]) => edited(before, from, upto), CONTRACT_CASE);
    expect(problemsOf(text).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      "unknown-model implant.pump.model",
      "malformed-number reservoir.drugs[0].concentration",
      "drug-twice reservoir.drugs[1].drug",
      "wrong-kind-of-unit prescription.basal",
      "missing-key prescription.on_demand.lockout",
      "unknown-key prescription.on_demand.lockuot",
      "unknown-word prescription.on_fault",
    ]);
  });

  test("a misspelt name comes with the near one, and is never taken for it", () => {
    const near = (from: string, upto: string) =>
      problemsOf(edited(CONTRACT_CASE, from, upto))[0]?.near;
    expect(near("bupivacaine", "bupivacain")).toBe("bupivacaine");
    expect(near("on_fault", "on_fautl")).toBe("on_fault");
    expect(near("generic-40", "synchromed-ii")).toBe("synchromed-ii-20");
    expect(near("T10", "somewhere")).toBeUndefined();
  });

  test("keys of every object in the language are unknown keys like any other", () => {
    for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      expect(lines(problemsOf(`${CONTRACT_CASE}${key}: { x: y }\n`))).toEqual([
        `18:1 unknown-key ${key} (${key})`,
      ]);
    }
  });
});

describe("paths and statuses", () => {
  test("a printed path reads back as it was", () => {
    for (const path of [
      ["a", 0, "b_c"],
      ["5 mg/mL"],
      ["drugs", 12, 'x"y', "z"],
      ["a.b", "c"],
      [],
    ]) {
      expect(pathFrom(printPath(path))).toEqual(path);
    }
  });

  test("a file is unreadable as soon as one problem is, else refused", () => {
    expect(statusOf([{ kind: "unknown-unit" }, { kind: "drug-twice" }])).toBe(1);
    expect(statusOf([{ kind: "unknown-unit" }, { kind: "unknown-key" }])).toBe(2);
    expect(PROBLEM_KINDS.filter((kind) => statusOf([{ kind }]) === 2)).toHaveLength(11);
  });
});
