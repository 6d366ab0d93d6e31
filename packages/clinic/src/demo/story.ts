// SPDX-License-Identifier: Apache-2.0
/** The story of the demo clinic: who does what when, in the commands of the table. */
import { timeIn } from "../desk/zone.ts";
import { laterDeeds } from "./later.ts";
import { DEMO_PATIENTS, type DemoPatient } from "./patients.ts";
import { DEMO_ZONE, type Deed } from "./people.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const settings = {
  name: "Demo clinic",
  phone: "+41 00 000 00 00",
  alarm: "2 mL",
  lead_time: 5,
  observation: "30 min",
  book_ahead: 14,
  no_show_margin: 2,
  weekend: ["sat", "sun"],
  closures: [],
  controlled: ["morphine", "hydromorphone"],
};

const label = ({ id, drugs, volume }: DemoPatient, expires: string) => ({
  lot: `lot-${id}`,
  patient: id,
  drugs,
  volume,
  expires,
});

const firstFill = (patient: DemoPatient, at: number, expires: string) => ({
  visit: "visit-1",
  implant: "implant-1",
  syringes: [{ ...label(patient, expires), source: "scanned" }],
  fill: {
    volume: patient.volume,
    drugs: patient.drugs,
    prescription: {
      dose_of: patient.drugs[0]?.drug,
      basal: patient.began,
      on_fault: patient.onFault,
      transition: "none",
      ...(patient.onDemand === undefined ? {} : { on_demand: patient.onDemand }),
    },
  },
  confirmations: [],
  guard: {
    aspirated_back: true,
    no_swelling: true,
    needle: "22 G",
    observe_for: "30 min",
    observe_from: timeIn(DEMO_ZONE, at),
  },
  read_back: { source: "typed", running: true, volume: patient.volume, per_day: patient.began },
});

const storyOf = (patient: DemoPatient, now: number): readonly Deed[] => {
  const at = now - patient.days * DAY_MS;
  const day = (offset: number): string => timeIn(DEMO_ZONE, at + offset * DAY_MS).slice(0, 10);
  const expires = day(180);
  const about = { patient: patient.id };
  const implant = {
    implant: "implant-1",
    on: day(-3),
    pump: { model: patient.model, serial: `DEMO-${patient.id}` },
    catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
    site: "left abdomen",
    surgeon: "Dr S. Urgeon",
  };
  const person = { name: patient.name, born: patient.born, tolerance: "tolerant" };
  const receipt = { ...label(patient, expires), container: "one syringe" };
  const [before, near] = [at - 2 * MINUTE_MS, at - MINUTE_MS];
  return [
    { at: at - 4 * MINUTE_MS, by: "nurse", command: "register-patient", input: person, ...about },
    { at: before, by: "physician", command: "record-implant", input: implant, ...about },
    { at: near, by: "nurse", second: "physician", command: "receive-drug", input: receipt },
    {
      at,
      by: "nurse",
      second: "physician",
      command: "record-refill",
      input: firstFill(patient, at, expires),
      ...about,
    },
  ];
};

const HOUR_MS = 3_600_000;

/** A syringe that came an hour ago, for the refill of the walk-through. */
const fresh = (now: number): Deed => {
  const input = {
    lot: "lot-demo-13-2",
    patient: "demo-13",
    drugs: [{ drug: "morphine", concentration: "10 mg/mL" }],
    volume: "20 mL",
    expires: "2030-12-31",
    container: "one syringe",
  };
  return { at: now - HOUR_MS, by: "nurse", second: "physician", command: "receive-drug", input };
};

/** Everything that has happened in the demo clinic until now, in order. */
export const demoStory = (now: number): readonly Deed[] =>
  [
    { at: now - 100 * DAY_MS, by: "physician", command: "configure-clinic", input: settings },
    ...DEMO_PATIENTS.flatMap((patient) => storyOf(patient, now)),
    ...laterDeeds(now),
    fresh(now),
  ].toSorted((one, other) => one.at - other.at);
