// SPDX-License-Identifier: Apache-2.0
/** A life in which every kind of fact about a patient happens, each with all that it can say. */

import { type Canonical, sealed } from "@cisterna/record";
import type { Chronicle, Origin, Teller, Told } from "../../src/course/told.ts";
import { sha256 } from "../../src/store/event.ts";

const fluid = [
  { drug: "morphine", concentration: "10 mg/mL" },
  { drug: "bupivacaine", concentration: "7 mg/mL" },
];

const program = {
  dose_of: "morphine",
  pattern: [
    { from: "06:00", rate: "100 mcg/h" },
    { from: "22:00", rate: "0.05 mg/h", days: ["sat", "sun"] },
  ],
  periodic: { dose: "0.1 mg", over: "10 min", every: "12 h", first: "08:00" },
  on_demand: { dose: "0.2 mg", over: "5 min", lockout: "4 h", per_day: 4 },
  single: { dose: "0.3 mg", over: "15 min" },
  titration: [{ at: "2026-04-01T08:00+02:00", basal: "3 mg/d" }],
  transition: "bridge",
  on_fault: "minimum",
};

const simple = { dose_of: "morphine", basal: "2 mg/d", on_fault: "stop" };

const about = { visit: "v-1", implant: "implant-1" };
const dated = { on: "2026-02-01" };

const assessments = [
  { ...dated, instrument: "nrs", moment: "worst", score: 7 },
  { ...dated, instrument: "odi", sections: [1, 2, 3, 4, 5, 0, 1, 2, 3, "not-answered"] },
  { ...dated, instrument: "pgic", score: 2 },
  { ...dated, instrument: "ashworth", muscles: [{ muscle: "knee flexors left", grade: 3 }] },
  { ...dated, instrument: "modified-ashworth", muscles: [{ muscle: "elbow", grade: "1+" }] },
  { ...dated, instrument: "penn-spasm", score: 4 },
  { ...dated, instrument: "total", of: "peg-mean", name: "PEG", score: "6.67" },
];

const person = {
  name: "Erika Müller-Muster",
  born: "1961-04-02",
  sex: "female",
  weight: "71.5 kg",
  tolerance: "naive",
  identifiers: [
    { system: "urn:oid:2.16.756.5.31", value: "756.1" },
    { system: "Insurance of the Alps", value: "A 7" },
  ],
  phone: "+41 00 000 00 01",
  language: "de",
  allergies: ["penicillin", "latex"],
  contacts: [{ name: "Max Muster", relation: "husband", phone: "+41 00 000 00 02" }],
};

const pump = {
  model: "synchromed-ii-40",
  serial: "S-1",
  lot: "L-1",
  udi: "(01)00643169001763(21)S-1",
  reservoir: "40 mL",
  pulse: "1 mcL",
  minimum_flow: "0.048 mL/d",
  maximum_flow: "24 mL/d",
  low_reservoir: "2 mL",
  residual: "1 mL",
  tubing: "0.26 mL",
  over_error: "14.5 %",
  under_error: "14.5 %",
  replace_by: "2031-01-01",
};

const catheter = {
  model: "generic",
  lot: "C-1",
  tip: "T10",
  supplied: "100 cm",
  trimmed: "20 cm",
  volume: { low: "0.1 mL", high: "0.2 mL" },
};

const implanted = {
  implant: "implant-1",
  ...dated,
  pump,
  catheter,
  site: "left abdomen",
  surgeon: "Dr S.",
  replaces: "implant-0",
  comment: "on two lines\nof text",
};

const running = {
  ...about,
  reservoir: { volume: "40 mL", filled: "2026-02-02T09:00:00+01:00", drugs: fluid },
  prescription: simple,
  since: "2026-02-02T09:00:00.5+01:00",
  left: "40 mL",
  first: true,
  wear: { left: "38 mL", residual: "1 mL", flow: "0.3 mL/d", stable: "2026-05-01T00:00Z" },
  due: "2026-05-01T00:00:00Z",
  empty: "2026-06-01T00:00:00Z",
};

type Said = readonly [kind: string, payload: Readonly<Record<string, unknown>>];

const BEFORE: readonly Said[] = [
  ["patient-registered", person],
  [
    "patient-referred",
    {
      from: "Dr R.",
      ...dated,
      indication: "cancer-pain",
      diagnosis: "pain",
      tried: ["opioids"],
      question: "Is it for her?",
    },
  ],
  [
    "selection-decided",
    {
      ...dated,
      answers: [{ item: "infection", stands: "clear", found: "none" }],
      weaning: [{ drug: "morphine", from: "100 mg/d", upto: "0 mg/d", ...dated }],
      anticoagulation: [{ drug: "heparin", bridged: false, by: "Dr R." }],
      decision: "accepted",
      because: "it helps",
      despite: [],
    },
  ],
  [
    "trial-recorded",
    {
      method: "continuous-epidural",
      began: "2026-01-01",
      ended: "2026-01-03",
      given: [
        { at: "2026-01-01T08:00+01:00", drug: "morphine", dose: "0.5 mg", level: "L3" },
        { at: "2026-01-02T08:00+01:00", drug: "morphine", rate: "1 mg/d", over: "24 h" },
      ],
      before: [{ on: "2026-01-01", instrument: "nrs", moment: "average", score: 8 }],
      after: [{ on: "2026-01-03", instrument: "nrs", moment: "average", score: 3 }],
      adverse: ["itching"],
      criterion: { kind: "relief", instrument: "nrs", moment: "average", share: "50 %" },
      comment: "well",
    },
  ],
  ...assessments.map((assessment): Said => ["patient-assessed", { assessment }]),
  ["pump-implanted", implanted],
];

const VISIT: readonly Said[] = [
  ["visit-begun", { ...about, kind: "refill" }],
  [
    "pump-read",
    {
      visit: "v-1",
      source: "typed",
      at: "2026-02-02T08:50+01:00",
      volume: "2.1 mL",
      running: true,
      alarms: ["low reservoir"],
      replace_by: "2031-01-01",
      stopped: "0 h",
    },
  ],
  ["reservoir-aspirated", { visit: "v-1", volume: "4.3 mL", appearance: "clear" }],
  [
    "discrepancy-explained",
    { visit: "v-1", verdicts: ["under-delivery"], because: "kink", action: "x-ray" },
  ],
  [
    "syringe-checked",
    {
      visit: "v-1",
      lot: "lot-1",
      patient: "p-1",
      drugs: fluid,
      volume: "40 mL",
      expires: "2026-08-01",
      source: "scanned",
    },
  ],
  ["fill-proposed", { visit: "v-1", volume: "40 mL", drugs: fluid, prescription: program }],
  ["fill-proposed", { visit: "v-1", volume: "40 mL", drugs: fluid, prescription: simple }],
  [
    "check-confirmed",
    { visit: "v-1", check: "off-label", path: "drugs[1]", drug: "bupivacaine", because: "known" },
  ],
  [
    "fill-guarded",
    {
      visit: "v-1",
      aspirated_back: true,
      no_swelling: true,
      needle: "22 G",
      observe_from: "2026-02-02T09:00+01:00",
      observe_for: "30 min",
    },
  ],
  [
    "program-read-back",
    {
      visit: "v-1",
      source: "interrogated",
      running: true,
      volume: "40 mL",
      per_day: "2 mg/d",
      first_bolus: "2026-02-02T12:00+01:00",
    },
  ],
  ["program-taken-over", running],
  [
    "reservoir-refilled",
    { ...about, filled: "40 mL", aspirated: "4.3 mL", expected: "2.123456789 mL" },
  ],
  ["visit-committed", { visit: "v-1" }],
];

const AFTER: readonly Said[] = [
  ["visit-begun", { ...about, visit: "v-2", kind: "programming" }],
  ["program-proposed", { visit: "v-2", prescription: program }],
  ["program-taken-over", { ...running, visit: "v-2", prescription: program, first: false }],
  ["visit-committed", { visit: "v-2" }],
  [
    "program-signed",
    {
      implant: about.implant,
      ...{ pump: "S-1", version: 3, replaces: 2, hash: "ab".repeat(32) },
      shown: "Basal: 2 mg/d",
      because: "more pain at night",
    },
  ],
  ["visit-begun", { ...about, visit: "v-3", kind: "catheter-access" }],
  [
    "catheter-accessed",
    {
      ...about,
      visit: "v-3",
      csf: true,
      aspirated: "1.5 mL",
      injected: { kind: "contrast", name: "iohexol", volume: "5 mL", seen: "free flow" },
      result: "patent",
    },
  ],
  ["visit-committed", { visit: "v-3" }],
  ["visit-begun", { ...about, visit: "v-4", kind: "mri" }],
  [
    "scan-prepared",
    {
      ...about,
      visit: "v-4",
      tesla: "1.5",
      region: "head",
      planned_end: "2026-03-01T12:00+01:00",
      read: ["flow-stops"],
      conditions: "the manual",
      reservoir: "as-it-was",
    },
  ],
  [
    "scan-cleared",
    {
      ...about,
      visit: "v-4",
      at: "2026-03-01T13:00+01:00",
      running: true,
      program_unchanged: true,
      stopped: "1 h",
      interrogations: 2,
    },
  ],
  ["visit-begun", { ...about, visit: "v-5", kind: "refill" }],
  ["fill-proposed", { visit: "v-5", volume: "20 mL", drugs: fluid, prescription: simple }],
  ["visit-abandoned", { visit: "v-5", because: "she fainted", reservoir: "emptied" }],
  ["appointment-booked", { appointment: "a-1", at: "2026-04-01T09:00+02:00", kind: "refill" }],
  ["appointment-closed", { appointment: "a-1", outcome: "missed", because: "snow" }],
  [
    "appointment-booked",
    { appointment: "a-2", at: "2026-04-02T09:00Z", kind: "refill", implant: "implant-1" },
  ],
  ["appointment-closed", { appointment: "a-2", outcome: "attended", because: "came" }],
  [
    "task-raised",
    {
      task: "t-1",
      kind: "refill-now",
      due: "2026-04-01",
      implant: "implant-1",
      because: "empty",
      who: "nurse",
    },
  ],
  ["task-escalated", { task: "t-1", who: "physician", because: "not done" }],
  ["task-closed", { task: "t-1", how: "filled" }],
  [
    "complication-reported",
    {
      complication: "c-1",
      kind: "granuloma",
      certainty: "suspected",
      severity: "severe",
      since: "2026-04-01T00:00Z",
      found: "weakness",
      done: "MRI",
      implant: "implant-1",
    },
  ],
  ["complication-resolved", { complication: "c-1", how: "no granuloma was found" }],
  [
    "patient-amended",
    { change: { allergies: ["latex"], contacts: [], weight: "70 kg" }, because: "told" },
  ],
  [
    "passport-issued",
    {
      passport: "0123456789abcdef",
      implant: "implant-1",
      shows: ["name"],
      visit: "v-1",
      key: "k".repeat(43),
      issued: "2026-04-20T09:00:00+02:00",
      due: "2026-06-01T09:00:00+02:00",
      text: "CISTERNA1:ABC",
    },
  ],
  ["passport-revoked", { passport: "0123456789abcdef", because: "lost on the way" }],
  [
    "pump-explanted",
    {
      implant: "implant-1",
      on: "2026-05-01",
      reason: "infection",
      taken: "pump-and-catheter",
      left: "3 mL",
      surgeon: "Dr S.",
      sent: "the maker",
    },
  ],
  [
    "patient-handed-over",
    { upto: "Elsewhere", on: "2026-05-02", accepted: "Dr E.", because: "moved", open: ["labs"] },
  ],
];

/** Every fact of the life, in order. */
export const LIFE: readonly Said[] = [...BEFORE, ...VISIT, ...AFTER];

const FROM: Origin = {
  clinic: "one",
  name: "Clinic one",
  zone: "Europe/Zurich",
  chain: "a".repeat(64),
};

const NURSE: Teller = { account: "nurse", name: "N. Urse", roles: ["nurse"], self: false };
const SELF: Teller = { account: "p-1", name: "Erika", roles: ["patient"], self: true };

const START = Date.parse("2026-02-01T08:00:00Z");

/** The life as it is told: an hour from fact to fact, the assessments by the patient. */
export const lifeOf = (patient: string): Chronicle => {
  let last: Parameters<typeof sealed>[0];
  const told = LIFE.map(([kind, payload], index): Told => {
    const who = kind === "patient-assessed" ? SELF : NURSE;
    const why = index % 7 === 3 ? "because it was asked for" : null;
    const subject = `patient/${patient}`;
    const body = {
      at: START + index * 3_600_000,
      actor: who.account,
      kind,
      data: { subject, revision: index + 1, fact: 1, why, payload: payload as Canonical },
    };
    const entry = sealed(last, body, sha256);
    if (!entry.ok) throw new Error(JSON.stringify(entry.refusals));
    last = entry.value;
    return { from: FROM, who, event: { ...entry.value, data: body.data } as Told["event"] };
  });
  return { patient, told, takeovers: [] };
};
