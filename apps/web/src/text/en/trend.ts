// SPDX-License-Identifier: Apache-2.0
/** The course of a therapy in English. */

/** Names of instruments beside their scale; where none stands, the one of the form serves. */
type Names = Readonly<Partial<Record<string, string>>>;

const INSTRUMENTS: Names = {
  nrs: "Pain",
  odi: "ODI",
  pgic: "PGIC",
  ashworth: "Ashworth, mean of the muscle groups (a summary of our own)",
  "modified-ashworth": "Modified Ashworth",
  "penn-spasm": "Penn spasm frequency",
};

/** The table. */
export const EN_TREND = {
  title: "Course",
  nothing: "Nothing has run yet and nobody has assessed the patient.",
  figure: "Dose, pain and function over time",
  lead:
    "Dose in 24 hours as it was programmed, without requests; below it each instrument on its " +
    "own scale. A mark leads to its source.",
  dose: (drug: string, unit: string) => `${drug}: dose in 24 h, ${unit}`,
  ofImplant: (name: string) => `implant ${name}`,
  scale: (least: string, most: string, unit: string) => `${least} to ${most} ${unit}`,
  noScale: "no scale is stated; drawn from the least to the most recorded",
  instruments: INSTRUMENTS,
  points: "points",
  anchors: "1 very much improved, 7 very much worse",
  becauseOf: {
    program: "program",
    titration: "step of the titration",
    emptied: "reservoir emptied, nothing runs",
    explant: "pump taken out",
  },
  noneRuns: "none",
  recordedBy: (who: string) => `recorded by ${who}`,
  pointHint: "Point at a mark, or go from mark to mark with the tab key.",
  table: "The same as a table",
  when: "When",
  what: "What",
  value: "Value",
  source: "Source",
  visitReport: "visit (PDF)",
  assessment: "assessments",
  noVisit: "no visit",
  volumes: {
    title: "Volumes over the visits",
    lead: "Expected beside drawn out, at each refill.",
    none: "No refill is recorded.",
    noPair: "No refill has both an expected and a drawn-out volume yet.",
    axis: "Volume in the reservoir, mL",
    expected: "Expected",
    aspirated: "Drawn out",
    missing: "Missing",
    error: "Pump's error",
    verdict: "Verdict",
    delivered: "Delivered since the fill before",
    unknown: "not known",
    first: "no verdict: nothing to compare",
  },
  pump: {
    title: "What the pump said",
    none: "No reading of the pump is recorded.",
    volume: "Left, as it says",
    state: "State",
    runs: "runs",
    stands: "stands still",
    stood: (span: string) => `stood for ${span}`,
    alarms: "Alarms",
    noAlarm: "none",
    origin: "Read",
    origins: { interrogated: "by interrogation", typed: "typed by a person" },
    by: "By",
    requests: "Requests and refusals",
    allowed: (said: {
      readonly dose: string;
      readonly over: string;
      readonly lockout: string;
      readonly perDay: number;
    }) =>
      `The patient may ask for ${said.dose} over ${said.over}, ${said.lockout} apart at least, ` +
      `${said.perDay} in 24 h at most.`,
    notAllowed: "The program that runs has no dose that the patient may ask for.",
    counted:
      "How often the patient asked, and what was given and refused, is counted by the pump " +
      "itself; this record holds no count of it. The programmer reads it from the pump:",
    programmer: "to the programmer",
  },
};

/** What a table of this kind holds. */
export type TrendText = typeof EN_TREND;
