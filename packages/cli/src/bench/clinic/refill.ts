// SPDX-License-Identifier: Apache-2.0
/** Refills as people do them, step by step, by the typed client: only the commit is timed. */
import type { Client } from "@cisterna/client";
import type { CommandInput } from "@cisterna/clinic";
import { printInstant } from "@cisterna/quantity";
import { done, type House, hand } from "./house.ts";

/** The patient whose record the others are copies of. */
export const PILOT = "pilot";

const DAY_MS = 86_400_000;
const drugs: CommandInput<"check-syringe">["drugs"] = [
  { drug: "morphine", concentration: "10 mg/mL" },
];
const about = { patient: PILOT };

const nowIn = ({ clock }: House): string => printInstant({ epochMs: clock.ms, offsetMinutes: 0 });

/** The patient and the pump. */
export const admitPilot = async (house: House): Promise<void> => {
  const doctor = await house.signIn("doctor");
  const person = { name: "Ada Example", born: "1961-04-02", tolerance: "tolerant" as const };
  done(await doctor.tell("register-patient", { ...about, input: person, signature: hand(house) }));
  const implant: CommandInput<"record-implant"> = {
    ...{ implant: "implant-1", on: "2014-12-20", site: "left abdomen", surgeon: "Dr C" },
    pump: { model: "generic-40" },
    catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
  };
  done(await doctor.tell("record-implant", { ...about, input: implant, signature: hand(house) }));
};

const received = async (doctor: Client, house: House, lot: string) => {
  const expires = new Date(house.clock.ms + 200 * DAY_MS).toISOString().slice(0, 10);
  const syringe = { lot, patient: PILOT, drugs, volume: "20 mL", expires };
  const second = { account: "nurse", ...hand(house) };
  const input = { ...syringe, container: "one syringe" };
  done(await doctor.tell("receive-drug", { input, signature: hand(house), second }));
  return syringe;
};

const confirmed = async (doctor: Client, house: House, visit: string): Promise<void> => {
  const view = done(await doctor.read("visit", { ...about, asks: { visit } }));
  for (const { kind: check, ...said } of view?.proposal?.to_confirm ?? []) {
    const { path, drug, asked, limit, old, what } = said;
    const given = Object.entries({ drug, asked, limit, old, what }).filter(([, each]) => each);
    const input = { visit, check, path, because: "looked at", ...Object.fromEntries(given) };
    done(await doctor.tell("confirm-check", { ...about, input, signature: hand(house) }));
  }
};

/** One refill, `days` after the last, `turn` of them before; milliseconds of its commit. */
export const refill = async (house: House, turn: number): Promise<number> => {
  if (turn > 0) house.clock.ms += 30 * DAY_MS;
  const doctor = await house.signIn("doctor");
  const visit = `visit-${turn}`;
  const syringe = await received(doctor, house, `lot-${turn}`);
  const left = turn === 0 ? "0 mL" : "14 mL";
  const tell: Client["tell"] = doctor.tell;
  const start = { visit, implant: "implant-1", kind: "refill" as const };
  done(await tell("begin-visit", { ...about, input: start }));
  const reading = { visit, source: "typed" as const, at: nowIn(house), volume: left };
  const runs = { running: turn > 0, alarms: [] };
  done(await tell("record-reading", { ...about, input: { ...reading, ...runs } }));
  const found = { visit, volume: left, appearance: "clear" as const };
  done(await tell("record-aspirate", { ...about, input: found }));
  const label = { visit, source: "scanned" as const, ...syringe };
  done(await tell("check-syringe", { ...about, input: label }));
  const prescription = {
    dose_of: "morphine" as const,
    basal: "2 mg/d",
    on_fault: "minimum" as const,
  };
  const fill = { visit, volume: "20 mL", drugs };
  const proposal = { ...fill, prescription: { ...prescription, transition: "none" as const } };
  done(await tell("propose-fill", { ...about, input: proposal }));
  await confirmed(doctor, house, visit);
  const guard = { visit, aspirated_back: true, no_swelling: true, needle: "22 G" };
  const observed = { observe_from: nowIn(house), observe_for: "30 min" };
  done(await tell("guard-fill", { ...about, input: { ...guard, ...observed } }));
  const program = { visit, source: "typed" as const, running: true, volume: "20 mL" };
  done(await tell("record-read-back", { ...about, input: { ...program, per_day: "2 mg/d" } }));
  const signature = hand(house);
  const start_ms = performance.now();
  done(await tell("commit-visit", { ...about, input: { visit }, signature }));
  return performance.now() - start_ms;
};
