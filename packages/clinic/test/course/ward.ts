// SPDX-License-Identifier: Apache-2.0
/** The ward: a clinic with a patient, a pump and a syringe, for the tests of visits and custody. */
import { at, does, NURSE, PHYSICIAN, type Scribe, scribe, send } from "./scribe.ts";

export const SETTINGS = {
  name: "Test clinic",
  phone: "+41 00 000 00 00",
  alarm: "2 mL",
  lead_time: 5,
  observation: "30 min",
  book_ahead: 14,
  no_show_margin: 2,
  weekend: ["sat", "sun"],
  closures: [],
  controlled: ["morphine"],
};
export const MORPHINE = [{ drug: "morphine", concentration: "10 mg/mL" }];
export const DOSE = { dose_of: "morphine", basal: "2 mg/d", on_fault: "minimum" };
export const p1 = { patient: "p1" };

/** A clinic, a patient and a pump that holds nothing yet. */
export const ward = (model = "generic-40"): Scribe => {
  const pen = scribe("2026-03-02T08:00:00+01:00");
  does(pen, "configure-clinic", SETTINGS, {});
  does(
    pen,
    "register-patient",
    { name: "Ada Example", born: "1961-04-02", tolerance: "tolerant" },
    p1,
  );
  does(
    pen,
    "record-implant",
    {
      implant: "implant-1",
      on: "2026-03-01",
      pump: { model },
      catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
      site: "left abdomen",
      surgeon: "Dr C",
    },
    p1,
  );
  return pen;
};

export const receive = (pen: Scribe, lot: string, change: object = {}): void =>
  does(
    pen,
    "receive-drug",
    {
      lot,
      patient: "p1",
      drugs: MORPHINE,
      volume: "20 mL",
      expires: "2026-12-31",
      container: "one syringe of 20 mL",
      ...change,
    },
    { who: NURSE, second: PHYSICIAN },
  );

export const syringe = (lot: string, volume = "20 mL") => ({
  lot,
  patient: "p1",
  drugs: MORPHINE,
  volume,
  expires: "2026-12-31",
  source: "scanned",
});

export const GUARD = {
  aspirated_back: true,
  no_swelling: true,
  needle: "22 G, kit 8551",
  observe_for: "30 min",
};

/** The confirmations of every check that a whole refill was refused for. */
export const confirmationsOf = (refusals: readonly { kind: string; read: string }[]) =>
  refusals
    .filter(({ kind }) => kind === "check-not-confirmed")
    .map(({ read }) => {
      const [check, path, drug, asked, limit, old, what] = read.split(" | ");
      const said = { drug, asked, limit, old, what };
      const given = Object.entries(said).filter(([, value]) => value !== "");
      return { check, path, ...Object.fromEntries(given), because: "looked at" };
    });

export const firstFill = (pen: Scribe, change: object = {}) => ({
  visit: "visit-1",
  implant: "implant-1",
  syringes: [syringe("lot-1")],
  fill: { volume: "20 mL", drugs: MORPHINE, prescription: { ...DOSE, transition: "none" } },
  confirmations: [] as object[],
  guard: { ...GUARD, observe_from: nowText(pen) },
  read_back: { source: "typed", running: true, volume: "20 mL", per_day: "2 mg/d" },
  ...change,
});

/** A ward whose pump was filled once, every check confirmed: 20 mL, at 2 mg/d. */
export const filled = (): Scribe => {
  const pen = ward();
  receive(pen, "lot-1");
  const whole = firstFill(pen);
  const confirmations = confirmationsOf(send(pen, "record-refill", whole, p1));
  does(pen, "record-refill", { ...whole, confirmations }, p1);
  return pen;
};

export const nowText = (pen: Scribe): string => {
  const date = new Date(pen.now.epochMs + pen.now.offsetMinutes * 60_000);
  return `${date.toISOString().slice(0, 19)}+01:00`;
};

export const until = (pen: Scribe, text: string): void => {
  pen.now = at(text);
};
