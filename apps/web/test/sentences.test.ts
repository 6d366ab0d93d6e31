// SPDX-License-Identifier: Apache-2.0
/** Whatever the clinic says against a pump list, it says in Spanish too. */
import { expect, test } from "vitest";
import { EMPTY_PRACTICE } from "../../../packages/clinic/src/course/standing.ts";
import { TABLE } from "../../../packages/clinic/src/pumplist/columns.ts";
import { takeIn } from "../../../packages/clinic/src/pumplist/take-in.ts";
import { ES_CHECKS } from "../src/text/es/checks.ts";
import { sentenceIn } from "../src/text/sentences.ts";

type Cells = Readonly<Record<string, string>>;

const RIGHT: Cells = {
  ...{ patient: "z1", name: "Zoe List", born: "1961-04-02", tolerance: "tolerant" },
  ...{ implanted: "2024-05-06", model: "generic-40", catheter_length: "80 cm", tip: "T10" },
  ...{ filled: "2026-02-20T09:00:00+01:00", volume: "38 mL", drugs: "morphine 10 mg/mL" },
  ...{ dose_of: "morphine", basal: "2 mg/d", on_fault: "minimum" },
};

/** What stands in a cell by mistake: of another kind, nothing, far too much, not yet. */
const WRONG = [
  ...["", "?!", "0 mL", "9999999 L", "x ".repeat(300), "3 kg", "500 mL/d", "99", "0.5 mL"],
  ...["2099-01-01", "2099-01-01T00:00:00Z", "morphine 900 mg/mL", "900 mg/d", "1 min", "99 %"],
];

const csvOf = (lines: readonly Cells[]): string => {
  const names = [...new Set(lines.flatMap((each) => Object.keys(each)))];
  const rows = lines.map((each) => names.map((name) => each[name] ?? "").join(";"));
  return [names.join(";"), ...rows].join("\n");
};

const without = (column: string): Cells => {
  const { [column]: _, ...rest } = RIGHT;
  return rest;
};

const LISTS: readonly string[] = [
  ...TABLE.flatMap(({ name }) => WRONG.map((cell) => csvOf([{ ...RIGHT, [name]: cell }]))),
  ...TABLE.map(({ name }) => csvOf([without(name)])),
  ...["", "patient", "a;b\n1;2", "patient;patient\n1;2", 'patient;name\n"a', "patient;name\n1"],
  csvOf([
    RIGHT,
    { ...RIGHT, name: "Another" },
    { ...RIGHT, filled: "2025-02-20T09:00:00+01:00" },
    { ...RIGHT, drugs: "morphine 10 mg/mL + morphine 1 mg/mL" },
  ]),
];

const context = {
  now: { epochMs: Date.parse("2026-03-02T08:00:00Z"), offsetMinutes: 60 },
  who: { id: "doctor", name: "Dr A", roles: ["physician"] as const },
  ...{ patient: null, second: null },
};

const said = LISTS.map((csv) => takeIn(EMPTY_PRACTICE, csv, context));

test("what would be accepted in a pump list has its Spanish sentence", () => {
  const all = new Set(said.flatMap(({ problems }) => problems.map(({ accepted }) => accepted)));
  expect(all.size).toBeGreaterThan(40);
  expect([...all].filter((each) => sentenceIn(each, "es").lang !== "es")).toEqual([]);
});

test("what is left to be confirmed is a check that has its sentence", () => {
  const kinds = said
    .flatMap(({ lines }) => lines.flatMap((each) => each.to_confirm))
    .map((key) => key.split(" | ")[0] ?? "");
  expect(kinds.length).toBeGreaterThan(5);
  expect(kinds.filter((kind) => !Object.hasOwn(ES_CHECKS, kind))).toEqual([]);
});

test("a sentence that nobody has put into Spanish stays English, and says so", () => {
  expect(sentenceIn("something new", "es")).toEqual({ text: "something new", lang: "en" });
  expect(sentenceIn("a list", "en")).toEqual({ text: "a list", lang: "en" });
});
