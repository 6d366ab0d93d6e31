// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic of the simulated year, in memory: its record, and what its people send. Every
 * change goes through the commands of the table.
 */
import {
  assert,
  type Instant,
  later,
  printInstant,
  quantity,
  readInstant,
} from "@cisterna/quantity";
import {
  COMMANDS,
  type CommandName,
  EMPTY_PRACTICE,
  evolve,
  type Person,
  type Practice,
  type Refusal,
  standingOf,
} from "../../src/index.ts";
import type { Regimen } from "./regimen.ts";

const BY_NAME = new Map(COMMANDS.map((each) => [each.name, each]));
const NURSE: Person = { id: "nurse", name: "Nurse", roles: ["nurse"] };
const PHARMACIST: Person = { id: "pharmacist", name: "Pharmacist", roles: ["pharmacist"] };

export type Clinic = { practice: Practice; now: Instant; facts: number };

export const instantOf = (day: string, time: string): Instant => {
  const instant = readInstant(`${day}T${time}:00Z`);
  assert(instant !== null, "a simulated day has its times", { day });
  return instant;
};

export const clinicAt = (day: string): Clinic => ({
  practice: EMPTY_PRACTICE,
  now: instantOf(day, "06:00"),
  facts: 0,
});

/** What a command is refused with; nothing: it was done. */
export const ask = (
  clinic: Clinic,
  name: CommandName,
  to: { readonly patient?: string; readonly input: unknown },
): readonly Refusal[] => {
  const { now } = clinic;
  const patient = to.patient ?? null;
  const context = { now, who: NURSE, second: PHARMACIST, patient };
  const decision = BY_NAME.get(name)?.decide(clinic.practice, to.input, context);
  assert(decision !== undefined, "the year sends commands of the table", { name });
  if (!decision.ok) return decision.refusals;
  for (const fact of decision.value) {
    const recorded = { ...fact, at: printInstant(now), by: "nurse" };
    clinic.practice = evolve(clinic.practice, recorded, patient);
    clinic.facts += 1;
  }
  return [];
};

export const must = (...args: Parameters<typeof ask>): void => {
  const refusals = ask(...args);
  assert(refusals.length === 0, `${args[1]} is done`, { refusals: JSON.stringify(refusals) });
};

export const settings = (closures: readonly object[]) => ({
  name: "The year",
  phone: "0",
  alarm: "2 mL",
  lead_time: 5,
  observation: "30 min",
  book_ahead: 14,
  no_show_margin: 2,
  weekend: ["sat", "sun"],
  closures,
  controlled: ["morphine"],
});

const confirmation = ({ read }: Refusal): object => {
  const [check, path, drug, asked, limit, old, what] = read.split(" | ");
  const said = Object.entries({ drug, asked, limit, old, what }).filter(([, text]) => text !== "");
  return { check, path, ...Object.fromEntries(said), because: "read and right" };
};

const answered = (whole: object, refusals: readonly Refusal[]): object => ({
  ...whole,
  confirmations: refusals.filter(({ kind }) => kind === "check-not-confirmed").map(confirmation),
  ...refusals
    .filter(({ kind }) => kind === "discrepancy-not-explained")
    .map(({ read }) => ({
      explanation: { verdicts: read.split(", "), because: "looked at", action: "rate checked" },
    }))[0],
});

export type Volumes = { readonly computed: number; readonly found: number } | null;

const mL = (volume: number): string => `${Math.max(0, volume).toFixed(3)} mL`;

/** A whole refill; what the judge or the volumes ask for is answered once. */
export const refill = (
  clinic: Clinic,
  who: { readonly patient: string; readonly regimen: Regimen; readonly lot: string },
  volumes: Volumes,
): void => {
  const { regimen, lot, patient } = who;
  const at = printInstant(clinic.now);
  const { drugs, volume, prescription, perDay } = regimen;
  const whole = {
    visit: lot,
    implant: "implant-1",
    ...(volumes === null
      ? {}
      : {
          reading: {
            source: "typed",
            at,
            volume: mL(volumes.computed),
            running: true,
            alarms: [],
          },
          aspirate: { volume: mL(volumes.found), appearance: "clear" },
        }),
    syringes: [{ lot, patient, drugs, volume, expires: "2030-01-01", source: "scanned" }],
    fill: { volume, drugs, prescription },
    confirmations: [],
    guard: {
      aspirated_back: true,
      no_swelling: true,
      needle: "22 G",
      observe_from: at,
      observe_for: "30 min",
    },
    read_back: { source: "typed", running: true, volume, per_day: perDay },
  };
  const first = ask(clinic, "record-refill", { patient, input: whole });
  if (first.length > 0) must(clinic, "record-refill", { patient, input: answered(whole, first) });
  endObservation(clinic, patient);
  checkRates(clinic, patient);
};

/** A difference at the needle is looked at by the physician on the same day. */
const checkRates = (clinic: Clinic, patient: string): void => {
  const { tasks } = standingOf(clinic.practice, patient).patient;
  for (const { task } of tasks.filter((each) => each.closed === null && each.kind === "check-rate"))
    must(clinic, "close-task", { patient, input: { task, how: "the rate was checked" } });
};

const OBSERVED = quantity("45 min", "time");

/** Of so many observations the end of one is never written down. */
const FORGOTTEN = 20;

/** The patient is well after the last refill, and mostly somebody says so when its time is over. */
const endObservation = (clinic: Clinic, patient: string): void => {
  const { now, practice } = clinic;
  const visit = standingOf(practice, patient).patient.visits.at(-1)?.visit ?? "";
  if (clinic.facts % FORGOTTEN === 0) return;
  clinic.now = later(now, OBSERVED);
  const at = printInstant(clinic.now);
  must(clinic, "confirm-observation", {
    patient,
    input: { visit, at, well: true, found: "as before" },
  });
  clinic.now = now;
};
