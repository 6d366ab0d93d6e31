// SPDX-License-Identifier: Apache-2.0
/**
 * Prescriptions by the dice: what a clinician might ask of a pump, with limits as a judge sets
 * them. They flow out as drafts; a draft becomes a program when it is sent, because only then its
 * version and the dates of its titration are known.
 */

import type { Device } from "@cisterna/pump";
import {
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import {
  type Bolus,
  DRUG_CLASSES,
  type OnDemand,
  type PeriodicBolus,
  type Program,
  type Segment,
  type TransitionOrder,
  type Week,
  worstWindow,
} from "@cisterna/therapy";
import { between, type Dice, happens, oneOf } from "../storm/dice.ts";

/**
 * A program before it is sent: no version and no fluid yet, and titration counts from the sending.
 */
export type Draft = Omit<Program, "version" | "fluid">;

type Unlimited = Omit<Draft, "limits">;

/** For whom is prescribed: the device, the wall clock at pump time zero, the mean flow. */
type Brief = { readonly device: Device; readonly clock: Milliseconds; readonly rate: number };

const MINUTE_MS = 60_000;

const minutes = (dice: Dice, least: number, most: number): number =>
  between(dice, least, most) * MINUTE_MS;

const rateNear = (dice: Dice, { device, rate }: Brief) =>
  pulsesPerDay(
    Math.min(
      device.most,
      Math.max(device.least, Math.floor((rate * between(dice, 40, 160)) / 100)),
    ),
  );

/** Moments of a day in order, midnight first. */
const changesOf = (dice: Dice): readonly number[] => {
  const hours = Array.from({ length: between(dice, 1, 3) }, () => between(dice, 1, 47));
  return [0, ...new Set(hours.toSorted((a, b) => a - b))].map((half) => (half * HOUR_MS) / 2);
};

const dayAt = (day: number, segments: readonly Segment[]): Week =>
  segments.map(({ from, rate }) => ({ from: milliseconds(day * DAY_MS + from), rate }));

const dayOf = (dice: Dice, brief: Brief): readonly Segment[] =>
  changesOf(dice).map((from) => ({ from: milliseconds(from), rate: rateNear(dice, brief) }));

const DAYS = [0, 1, 2, 3, 4, 5, 6];

const weekOf = (dice: Dice, brief: Brief): Week => {
  const style = between(dice, 1, 10);
  const [workday, weekend] = [dayOf(dice, brief), dayOf(dice, brief)];
  if (style <= 3) return [{ from: milliseconds(0), rate: rateNear(dice, brief) }];
  return DAYS.flatMap((day) => dayAt(day, style > 8 && day > 4 ? weekend : workday));
};

/** A bolus of a few hundredths of a day's flow, at a rate that the device can do beside basal. */
const bolusOf = (dice: Dice, { device, rate }: Brief): Bolus => {
  const count = Math.max(1, Math.floor((rate * between(dice, 1, 6)) / 100));
  const shortest = Math.ceil((count * DAY_MS) / Math.max(1, device.most / 4));
  return { pulses: pulses(count), over: milliseconds(shortest + minutes(dice, 5, 60)) };
};

const periodicOf = (dice: Dice, brief: Brief): PeriodicBolus => {
  const bolus = bolusOf(dice, brief);
  const every = bolus.over + minutes(dice, 180, 1_440);
  return { ...bolus, first: milliseconds(minutes(dice, 0, 10_079)), every: milliseconds(every) };
};

const onDemandOf = (dice: Dice, brief: Brief): OnDemand => {
  const bolus = bolusOf(dice, brief);
  return {
    ...bolus,
    lockout: milliseconds(bolus.over + minutes(dice, 10, 300)),
    perDay: between(dice, 1, 8),
    validity: milliseconds(5 * MINUTE_MS),
  };
};

const transitionOf = (dice: Dice, { device, rate }: Brief): TransitionOrder => {
  const kind = oneOf(dice, ["prime", "bridge"] as const);
  const volume = between(dice, 100_000, 400_000);
  const speed = kind === "prime" ? Math.floor(device.most / 2) : rate;
  return { kind, pulses: pulses(Math.ceil(volume / device.pulse)), rate: pulsesPerDay(speed) };
};

const titrationOf = (dice: Dice, brief: Brief): Draft["titration"] =>
  Array.from({ length: between(dice, 1, 3) }, (_, index) => ({
    at: milliseconds((index + 1) * between(dice, 2, 9) * DAY_MS + index),
    week: weekOf(dice, brief),
  })).toSorted((a, b) => a.at - b.at);

/**
 * Limits as a judge sets them: the most that the program can do by itself; now and then only half
 * of what the patient may ask for fits, so that the pump has to refuse.
 */
export const limitsOf = (draft: Unlimited, device: Device, tight: boolean): Program["limits"] => {
  const most = (width: Milliseconds) => {
    const worst = worstWindow(draft, width);
    const quiet = tight ? worstWindow({ ...draft, onDemand: null }, width) : worst;
    return pulses(quiet + Math.floor((worst - quiet) / 2));
  };
  return { rate: device.most, hour: most(HOUR_MS), day: most(DAY_MS) };
};

const maybe = <T>(dice: Dice, inTen: number, make: () => T): T | null =>
  happens(dice, inTen, 10) ? make() : null;

/** How faults are to be answered. */
const answered = (dice: Dice): Pick<Draft, "onFault" | "drugClass"> => ({
  onFault: oneOf(dice, ["hold", "minimum", "stop"] as const),
  drugClass: oneOf(dice, DRUG_CLASSES),
});

const isFixed = ({ least, most }: Device): boolean => least === most;

/** A pump with one flow for life is told that flow and nothing else. */
const fixed = (dice: Dice, { device, clock }: Brief): Unlimited => ({
  clock,
  week: [{ from: milliseconds(0), rate: device.most }],
  titration: [],
  periodic: null,
  onDemand: null,
  single: null,
  transition: null,
  minimum: device.most,
  ...answered(dice),
});

const variable = (dice: Dice, brief: Brief): Unlimited => ({
  clock: brief.clock,
  week: weekOf(dice, brief),
  titration: maybe(dice, 2, () => titrationOf(dice, brief)) ?? [],
  periodic: maybe(dice, 4, () => periodicOf(dice, brief)),
  onDemand: maybe(dice, 6, () => onDemandOf(dice, brief)),
  single: maybe(dice, 1, () => bolusOf(dice, brief)),
  transition: maybe(dice, 2, () => transitionOf(dice, brief)),
  minimum: pulsesPerDay(Math.max(brief.device.least, Math.floor(brief.rate / 4))),
  ...answered(dice),
});

/** A prescription for a device that would empty a full reservoir in some weeks or months. */
export const draftOf = (dice: Dice, device: Device, clock: Milliseconds): Draft => {
  const rate = Math.floor(device.capacity / device.pulse / between(dice, 20, 100));
  const brief = { device, clock, rate: Math.max(device.least, Math.min(rate, device.most)) };
  const draft = isFixed(device) ? fixed(dice, brief) : variable(dice, brief);
  return { ...draft, limits: limitsOf(draft, device, happens(dice, 3, 10)) };
};
