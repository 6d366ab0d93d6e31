// SPDX-License-Identifier: Apache-2.0
/**
 * What happened later to two patients of the demo: a refill with another dose, and assessments.
 * The scores are invented as the people are.
 */
import { timeIn } from "../desk/zone.ts";
import { DEMO_PATIENTS, type DemoPatient } from "./patients.ts";
import { DEMO_ZONE, type Deed } from "./people.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Score = Readonly<Record<string, unknown>> & { readonly instrument: string };

const pain = (score: number): Score => ({ instrument: "nrs", moment: "average", score });
const odi = (...sections: readonly number[]): Score => ({ instrument: "odi", sections });
const spasms = (score: number): Score => ({ instrument: "penn-spasm", score });
const ashworth = (knee: number, hip: number): Score => ({
  instrument: "ashworth",
  muscles: [
    { muscle: "knee flexors left", grade: knee },
    { muscle: "hip adductors left", grade: hip },
  ],
});

/** Days after the first fill, and what was found then. */
const SCORES: Readonly<Record<string, readonly (readonly [days: number, Score])[]>> = {
  "demo-14": [
    [0, pain(8)],
    [0, odi(3, 3, 4, 3, 2, 4, 3, 3, 4, 3)],
    [20, pain(6)],
    [38, pain(6)],
    [38, odi(2, 3, 3, 2, 2, 3, 3, 2, 3, 3)],
    [60, pain(4)],
    [60, odi(2, 2, 2, 2, 1, 3, 2, 2, 2, 2)],
    [60, { instrument: "pgic", score: 2 }],
  ],
  "demo-4": [
    [0, spasms(4)],
    [0, ashworth(3, 4)],
    [30, spasms(2)],
    [30, ashworth(2, 2)],
    [70, spasms(1)],
    [70, ashworth(1, 2)],
  ],
};

const assessed = ({ id: patient, days }: DemoPatient, now: number): readonly Deed[] =>
  (SCORES[patient] ?? []).map(([after, score], place) => {
    const at = now - (days - after) * DAY_MS + (place + 2) * MINUTE_MS;
    const assessment = { on: timeIn(DEMO_ZONE, at).slice(0, 10), ...score };
    return { at, by: "nurse", command: "record-assessment", patient, input: { assessment } };
  });

/** Whose dose was raised with a refill: days after the first fill, what was found, from then. */
const REFILL = { patient: "demo-14", after: 38, reading: "30.9 mL", aspirated: "30.5 mL" };

const refilled = (patient: DemoPatient, now: number): readonly Deed[] => {
  const at = now - (patient.days - REFILL.after) * DAY_MS;
  const { drugs, volume, basal, onFault } = patient;
  const label = {
    ...{ lot: `lot-${patient.id}-2`, patient: patient.id, drugs, volume },
    expires: timeIn(DEMO_ZONE, at + 180 * DAY_MS).slice(0, 10),
  };
  const time = timeIn(DEMO_ZONE, at);
  const input = {
    visit: "visit-2",
    implant: "implant-1",
    reading: { source: "typed", at: time, volume: REFILL.reading, running: true, alarms: [] },
    aspirate: { volume: REFILL.aspirated, appearance: "clear" },
    syringes: [{ ...label, source: "scanned" }],
    fill: {
      ...{ volume, drugs },
      prescription: { dose_of: drugs[0]?.drug, basal, on_fault: onFault },
    },
    confirmations: [],
    guard: {
      ...{ aspirated_back: true, no_swelling: true, needle: "22 G" },
      ...{ observe_for: "30 min", observe_from: time },
    },
    read_back: { source: "typed", running: true, volume, per_day: basal },
  };
  const [by, second] = ["nurse", "physician"];
  const receipt = { ...label, container: "one syringe" };
  return [
    { at: at - MINUTE_MS, by, second, command: "receive-drug", input: receipt },
    { at, by, second, command: "record-refill", patient: patient.id, input },
  ];
};

/** What happened later. */
export const laterDeeds = (now: number): readonly Deed[] =>
  DEMO_PATIENTS.flatMap((patient) => [
    ...assessed(patient, now),
    ...(patient.id === REFILL.patient ? refilled(patient, now) : []),
  ]);
