// SPDX-License-Identifier: Apache-2.0
/** From written entries to what therapy reckons with. Entries were read by their schema before. */
import {
  assert,
  digitsOf,
  type Instant,
  quantity,
  readInstant,
  type Volume,
} from "@cisterna/quantity";
import { type Basal, type Fluid, type Prescription, WEEKDAYS } from "@cisterna/therapy";
import type { FluidEntry, PrescriptionEntry } from "../course/entry/therapy.ts";

/** The instant of an entry. */
export const instantFrom = (text: string): Instant => {
  const instant = readInstant(text);
  assert(instant !== null, "an entry's instant was read before", { text });
  return instant;
};

const EVERY_DIGIT = 40;

/** A volume as an entry says it. A third of a millilitre has no last digit: it is rounded. */
export const millilitres = (volume: Volume): string => `${digitsOf(volume, EVERY_DIGIT).text} mL`;

/** The fluid of an entry. */
export const fluidFrom = (entry: FluidEntry): Fluid => {
  const [first, ...rest] = entry.map(({ drug, concentration }) => ({
    drug,
    concentration: quantity(concentration, "concentration"),
  }));
  assert(first !== undefined, "a fluid has a drug");
  return [first, ...rest];
};

type Basals = Pick<PrescriptionEntry, "basal" | "pattern">;

const minutesFrom = (text: string): number =>
  Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

const basalFrom = ({ basal, pattern }: Basals): Basal => {
  if (basal !== undefined) return { kind: "continuous", dose: quantity(basal, "dose-rate") };
  const [first, ...rest] = (pattern ?? []).map(({ from, rate, days }) => ({
    from: minutesFrom(from),
    dose: quantity(rate, "dose-rate"),
    days: days ?? WEEKDAYS,
  }));
  assert(first !== undefined, "a prescription has a basal dose or a pattern");
  return { kind: "pattern", steps: [first, ...rest] };
};

type BolusEntry = { readonly dose: string; readonly over: string };

const bolusFrom = ({ dose, over }: BolusEntry) => ({
  dose: quantity(dose, "mass"),
  over: quantity(over, "time"),
});

const periodicFrom = (entry: PrescriptionEntry["periodic"]): Prescription["periodic"] =>
  entry === undefined
    ? null
    : {
        ...bolusFrom(entry),
        every: quantity(entry.every, "time"),
        first: minutesFrom(entry.first),
      };

const onDemandFrom = (entry: PrescriptionEntry["on_demand"]): Prescription["onDemand"] =>
  entry === undefined
    ? null
    : {
        ...bolusFrom(entry),
        lockout: quantity(entry.lockout, "time"),
        perDay: entry.per_day,
      };

/** The prescription of an entry. */
export const prescriptionFrom = (entry: PrescriptionEntry): Prescription => ({
  doseOf: entry.dose_of,
  basal: basalFrom(entry),
  periodic: periodicFrom(entry.periodic),
  onDemand: onDemandFrom(entry.on_demand),
  single: entry.single === undefined ? null : bolusFrom(entry.single),
  titration: (entry.titration ?? []).map((step) => ({
    at: instantFrom(step.at),
    basal: basalFrom(step),
  })),
  transition: entry.transition ?? null,
  onFault: entry.on_fault,
  confirmed: entry.confirmed ?? [],
});
