// SPDX-License-Identifier: Apache-2.0
/**
 * The grid that a pattern is dragged on: times in minutes, doses in steps of the pump. A step is
 * the smallest number of pulses a day whose dose can be typed exactly, so that what is dragged is
 * what is typed, and nothing is rounded.
 */
import {
  type DoseRate,
  doseFor,
  flowOfPulses,
  type Nanolitres,
  print,
  pulsesPerDay,
  quantity,
  toNumber,
} from "@cisterna/quantity";
import type { Scale } from "@cisterna/therapy";
import { type Entry, type Stated, typedFault } from "./entry.ts";

/** More pulses a day than this are no step of a hand. */
const MOST_PULSES = 1_000;

/** Doses that can be dragged to: the step as a number of the unit a day, and the text of any. */
export type DoseGrid = { readonly step: number; readonly textOf: (steps: number) => string };

const doseText = (dose: DoseRate, unit: string): string | null => {
  const text = print(dose, `${unit}/d`);
  const bare = text.replace(/ .*$/, "");
  const isExact = !text.startsWith("≈");
  return isExact && (bare === "0" || typedFault(bare) === null) ? bare : null;
};

const doseOf = (count: number, { pulse, concentration }: Scale): DoseRate =>
  doseFor(flowOfPulses(pulsesPerDay(count), pulse), concentration);

/** The grid of a pump for a drug; null: no step of the pump can be typed exactly. */
export const doseGridOf = (
  pulse: Nanolitres,
  concentration: Scale["concentration"],
  { unit }: Stated,
): DoseGrid | null => {
  const scale = { pulse, concentration };
  for (let count = 1; count <= MOST_PULSES; count += 1) {
    const text = doseText(doseOf(count, scale), unit);
    if (text === null) continue;
    const textOf = (steps: number): string => doseText(doseOf(steps * count, scale), unit) ?? text;
    return { step: Number(text), textOf };
  }
  return null;
};

/** A step of the pattern that can be drawn: its time in minutes, and its dose. */
export type Drawn = {
  readonly id: number;
  readonly from: number;
  readonly rate: number;
  /** Minutes between which it may be moved: its neighbours keep their places. */
  readonly least: number;
  readonly most: number;
  /** Where it ends; the last one ends with the day. */
  readonly until: number;
};

const DAY_MINUTES = 1_440;

const minutesIn = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** The time of so many minutes after midnight, as it is typed. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const rateIn = (text: string, { unit }: Stated): number =>
  text === "0"
    ? 0
    : toNumber(quantity(`${text} ${unit}/d`, "dose-rate")) / (unit === "mcg" ? 1e-3 : 1);

/** Steps in the order of the day; null: something of them cannot be read. */
export const drawnOf = (
  { steps }: Pick<Entry, "steps">,
  faults: Readonly<Record<string, unknown>>,
  stated: Stated,
): readonly Drawn[] | null => {
  const isRead = steps.every(
    ({ id }) => faults[`from-${id}`] === undefined && faults[`rate-${id}`] === undefined,
  );
  if (!isRead) return null;
  const placed = steps
    .map(({ id, from, rate }) => ({ id, from: minutesIn(from), rate: rateIn(rate, stated) }))
    .toSorted((one, other) => one.from - other.from);
  return placed.map((step, place) => {
    const [before, after] = [placed[place - 1], placed[place + 1]];
    return {
      ...step,
      least: before === undefined ? 0 : before.from + 1,
      most: after === undefined ? DAY_MINUTES - 1 : after.from - 1,
      until: after?.from ?? DAY_MINUTES,
    };
  });
};

/** The steps of the grid at a rate: where it stands, or the next one below and above. */
export const stepsAround = (rate: number, { step }: DoseGrid) => {
  const exact = rate / step;
  const nearest = Math.round(exact);
  const isOn = Math.abs(exact - nearest) < 1e-6;
  return isOn
    ? { below: nearest - 1, above: nearest + 1, nearest }
    : { below: Math.floor(exact), above: Math.ceil(exact), nearest };
};
