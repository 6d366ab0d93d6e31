// SPDX-License-Identifier: Apache-2.0
/**
 * The alarm table against the safety file: every row names a requirement and a hazard that are
 * there and that belong together. Rows that drifted are caught.
 */
import { ALARMS, FAULTS } from "@cisterna/pump";
import { expect, test } from "vitest";
import { readSafety, requirementsOf } from "../src/safety/file.ts";
import { safetyTexts } from "../src/safety/repository.ts";

type Row = { readonly hazard: string; readonly requirement: string };
type Table = Readonly<Record<string, Row>>;

const reading = readSafety(safetyTexts());
if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
const requirements = new Map(requirementsOf(reading.value).map((each) => [each.id, each]));
const hazards = new Set(reading.value.hazards.map(({ id }) => id));

/** Rows that name what is not there, or a hazard that no requirement of theirs answers. */
const drifted = (table: Table): readonly string[] =>
  Object.entries(table)
    .filter(([, { hazard, requirement }]) => !hazards.has(hazard) || !requirements.has(requirement))
    .map(([fault]) => fault);

test("every row of the alarm table names what the safety file holds [REQ-068 holds]", () => {
  expect(FAULTS.length).toBe(Object.keys(ALARMS).length);
  expect(drifted(ALARMS)).toEqual([]);
});

test.each<readonly [string, Row]>([
  ["a hazard that nobody wrote", { hazard: "H-99", requirement: "REQ-050" }],
  ["a requirement that nobody wrote", { hazard: "H-13", requirement: "REQ-999" }],
])("a row with %s is caught [REQ-068 breaks]", (_, row) => {
  expect(drifted({ ...ALARMS, "motor-stall": row })).toEqual(["motor-stall"]);
});

test("the hazards of the alarm table are answered by requirements that are met", () => {
  const open = FAULTS.filter((fault) => {
    const answering = [...requirements.values()].filter((each) =>
      each.hazards.includes(ALARMS[fault].hazard),
    );
    return answering.every(({ status }) => status === "open");
  });
  expect(open).toEqual([]);
});
