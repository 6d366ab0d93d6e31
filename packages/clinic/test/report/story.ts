// SPDX-License-Identifier: Apache-2.0
/**
 * A story for reports: a first fill with morphine, then a refill in which too little was found, the
 * fluid became a mixture, and the patient may ask for more.
 */
import { does, type Scribe, send } from "../course/scribe.ts";
import {
  confirmationsOf,
  firstFill,
  GUARD,
  nowText,
  p1,
  receive,
  syringe,
  until,
  ward,
} from "../course/ward.ts";

const MIXTURE = [
  { drug: "morphine", concentration: "10 mg/mL" },
  { drug: "bupivacaine", concentration: "7.5 mg/mL" },
];

const wholeRefill = (pen: Scribe, entry: object): void => {
  const confirmations = confirmationsOf(send(pen, "record-refill", entry, p1));
  does(pen, "record-refill", { ...entry, confirmations }, p1);
};

const secondRefill = (pen: Scribe, prescription: object) => ({
  visit: "visit-2",
  implant: "implant-1",
  reading: {
    source: "typed",
    at: "2026-04-01T07:55:00+01:00",
    volume: "14 mL",
    running: true,
    alarms: [],
  },
  aspirate: { volume: "10 mL", appearance: "clear" },
  explanation: {
    verdicts: ["volume-discrepancy", "over-infusion", "pocket-fill-suspected"],
    because: "Señora Ñandú: 4 µL de más por hora",
    action: "rate checked",
  },
  syringes: [{ ...syringe("lot-2"), drugs: MIXTURE }],
  fill: { volume: "20.0 mL", drugs: MIXTURE, prescription },
  guard: { ...GUARD, observe_from: nowText(pen) },
  read_back: { source: "typed", running: true, volume: "20 mL", per_day: "2.2 mg/d" },
  confirmations: [],
});

/** The story. */
export const story = (): Scribe => {
  const pen = ward();
  does(
    pen,
    "amend-patient",
    {
      change: { allergies: ["penicilina"], weight: "61.50 kg", language: "es-ES" },
      because: "told",
    },
    p1,
  );
  receive(pen, "lot-1");
  wholeRefill(pen, firstFill(pen));
  until(pen, "2026-04-01T08:00:00+01:00");
  receive(pen, "lot-2", { drugs: MIXTURE });
  const prescription = {
    dose_of: "morphine",
    basal: "2.2 mg/d",
    on_demand: { dose: "0.05 mg", over: "10 min", lockout: "4 h", per_day: 4 },
    transition: "bridge",
    on_fault: "minimum",
  };
  const entry = secondRefill(pen, prescription);
  const verdicts = send(pen, "record-refill", { ...entry, explanation: undefined }, p1)
    .find(({ kind }) => kind === "discrepancy-not-explained")
    ?.read.split(", ");
  wholeRefill(pen, { ...entry, explanation: { ...entry.explanation, verdicts } });
  does(pen, "order-drug", {
    order: "order-1",
    patient: "p1",
    pharmacy: "Farmacia del Parque",
    drugs: [{ drug: "morphine", concentration: "20 mg/mL" }],
    volume: "20 mL",
    needed: "2026-05-01",
    promised: "2026-04-20",
  });
  return pen;
};
