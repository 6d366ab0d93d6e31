// SPDX-License-Identifier: Apache-2.0
/**
 * From a condition of the true hardware to its alarm, lived through by a virtual implant: at most
 * ten seconds where it is urgent, at most a minute otherwise; and motion that ends by itself when
 * the controller hangs. Pumps that look too seldom are caught.
 */
import { type Controller, controllerOf, PARTS } from "@cisterna/pump";
import { type Sight, sightsOf } from "@cisterna/world";
import { describe, expect, test } from "vitest";
import { readIncident } from "../src/incident/file.ts";

const CASE = `
incident: Latency
sources: [open-pca]
hazards: [H-23]
requirements:
  - REQ-073
published: none
people: none
here: none
cases:
  one:
    patient: { id: latency, tolerance: tolerant }
    implant:
      pump: { model: generic-40 }
      catheter: { model: generic, volume: 0.16 mL, tip: T10 }
    reservoir:
      volume: 38 mL
      filled: 2026-03-02T09:00:00+01:00
      drugs: [{ drug: morphine, concentration: 10 mg/mL }]
    prescription: { dose_of: morphine, basal: 100 mg/d, on_fault: minimum }
start: one
fitted: [level, pressure, flow]
`;

/** What is seen of an implant to which something happens after a day and a bit. */
const seenOf = (done: string, seen: string, controller?: Controller): readonly Sight[] => {
  const reading = readIncident(`${CASE}done:\n  - ${done}\nseen:\n${seen}`);
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals, null, 2));
  return sightsOf(reading.value.incident, controller);
};

const START = 90_003;

/** The alarm of a fault within so many seconds; what was found instead, or nothing. */
const late = (fault: string, alarm: string, within: number, controller?: Controller) =>
  seenOf(
    `{ at: ${START} s, fault: ${fault}, lasts: 2 h, severity: 900 }`,
    [
      `  - that: ${alarm}`,
      `    from: ${START} s`,
      `    upto: ${START + within} s`,
      `    alarm: ${alarm}`,
      "",
    ].join("\n"),
    controller,
  ).flatMap(({ that, holds, found }) => (that === alarm && !holds ? [`${that}: ${found}`] : []));

/** Urgent ones first; the seconds that each may take. */
const CONDITIONS: readonly (readonly [fault: string, alarm: string, seconds: number])[] = [
  ["motor-stall", "motor-stall", 10],
  ["free-flow", "free-flow", 10],
  ["catheter-occluded", "occlusion", 60],
  ["clock-lost", "clock-lost", 60],
  ["battery-film", "battery-weak", 60],
];

/** It looks at its hardware once in two minutes. */
const SELDOM: Controller = controllerOf({
  ...PARTS,
  detect: (pump, report) => (pump.now % 120_000 === 0 ? PARTS.detect(pump, report) : []),
});

describe("the alarm", () => {
  test.each(CONDITIONS)("of %s is %s within %d s [REQ-073 holds]", (fault, alarm, seconds) => {
    expect(late(fault, alarm, seconds)).toEqual([]);
  });

  test("of a pump that looks once in two minutes is caught [REQ-073 breaks]", () => {
    const found = CONDITIONS.flatMap(([fault, alarm, seconds]) =>
      late(fault, alarm, seconds, SELDOM),
    );
    expect(found).not.toEqual([]);
  });
});

describe("a controller that hangs", () => {
  const moved = (from: number, upto: number, least: string, most: string): string =>
    [
      `  - that: from ${from} to ${upto} s`,
      `    from: ${START + from} s`,
      `    upto: ${START + upto} s`,
      `    moved: { least: ${least} mL, most: ${most} mL }`,
      "",
    ].join("\n");

  test("leaves motion that ends within a minute by itself [REQ-012 holds]", () => {
    const sights = seenOf(
      `{ at: ${START} s, fault: processor-hung, lasts: 1 s, severity: 900 }`,
      moved(0, 3600, "0.39", "0.41"),
    );
    expect(sights.filter(({ holds }) => !holds)).toEqual([]);
  });
});

describe("the cell", () => {
  test("lasts ninety days and more after its mark [REQ-054 holds]", () => {
    const reading = readIncident(
      `${CASE.replace("fitted:", "spent: 949\nfitted:")}seen:
  - that: the mark
    from: 0 d
    upto: 3 d
    alarm: battery-replace
  - that: not the end
    from: 0 d
    upto: 92 d
    no_alarm: battery-end
`,
    );
    if (!reading.ok) throw new Error(JSON.stringify(reading.refusals, null, 2));
    const sights = sightsOf(reading.value.incident);
    expect(sights.filter(({ holds }) => !holds)).toEqual([]);
  });
});
