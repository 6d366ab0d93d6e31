// SPDX-License-Identifier: Apache-2.0
/**
 * A prescription of the record in therapy's own quantities, and its days: which weekdays are alike,
 * and what runs in each from when to when.
 */
import {
  type DoseRate,
  doseFor,
  type Flow,
  flowFor,
  quantity,
  readInstant,
  same,
} from "@cisterna/quantity";
import {
  type Basal,
  concentrationIn,
  DAY_MINUTES,
  type DailyDose,
  type DrugId,
  dailyDose,
  type Fluid,
  type Ingredient,
  type Regimen,
  WEEKDAYS,
  type Weekday,
  weekOf,
} from "@cisterna/therapy";
import { isDrug } from "../format/fluid.ts";
import type { FluidView, ImplantView, Prescription } from "./shapes.ts";

/** A fluid of the record; null: it holds a drug that this page does not know. */
const fluidFrom = (drugs: FluidView): Fluid | null => {
  const known = drugs.flatMap(({ drug, concentration }): readonly Ingredient[] =>
    isDrug(drug) ? [{ drug, concentration: quantity(concentration, "concentration") }] : [],
  );
  const [first, ...rest] = known;
  return first === undefined || known.length !== drugs.length ? null : [first, ...rest];
};

/** Minutes after midnight of a time of day. */
const minutesOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

type BasalView = {
  readonly basal?: string;
  readonly pattern?: Prescription["pattern"] | undefined;
};

const basalFrom = ({ basal, pattern }: BasalView): Basal | null => {
  if (basal !== undefined) return { kind: "continuous", dose: quantity(basal, "dose-rate") };
  const [first, ...rest] = (pattern ?? []).map(({ from, rate, days }) => ({
    from: minutesOf(from),
    dose: quantity(rate, "dose-rate"),
    days: days ?? WEEKDAYS,
  }));
  return first === undefined ? null : { kind: "pattern", steps: [first, ...rest] };
};

type BolusView = { readonly dose: string; readonly over: string };

const bolusFrom = ({ dose, over }: BolusView) => ({
  dose: quantity(dose, "mass"),
  over: quantity(over, "time"),
});

const boluses = ({ periodic, on_demand: asked, single }: Prescription) => ({
  periodic:
    periodic === undefined
      ? null
      : {
          ...bolusFrom(periodic),
          every: quantity(periodic.every, "time"),
          first: minutesOf(periodic.first),
        },
  onDemand:
    asked === undefined
      ? null
      : {
          ...bolusFrom(asked),
          lockout: quantity(asked.lockout, "time"),
          perDay: asked.per_day,
        },
  single: single === undefined ? null : bolusFrom(single),
});

/** A dated step: another basal from a moment on. */
type Step = { readonly at: string; readonly basal: Basal };

const stepsOf = ({ titration = [] }: Prescription): readonly Step[] =>
  titration.flatMap((step) => {
    const basal = basalFrom(step);
    return basal === null ? [] : [{ at: step.at, basal }];
  });

const epochOf = (text: string): number => readInstant(text)?.epochMs ?? 0;

/** What runs, in quantities. */
export type Running = {
  readonly drug: DrugId;
  readonly fluid: Fluid;
  /** The regimen as it runs at the moment of the page: dated steps that have come are in it. */
  readonly told: Required<Regimen> & { readonly daily: DailyDose };
  /** The last dated step that has come; null: none has. */
  readonly stepped: string | null;
  readonly toCome: readonly Step[];
};

/** What runs at a moment; null: this page cannot read it. */
export const runningFrom = (
  { reservoir, prescription }: NonNullable<ImplantView["running"]>,
  asOf: string,
): Running | null => {
  const [fluid, first] = [fluidFrom(reservoir.drugs), basalFrom(prescription)];
  const drug = prescription.dose_of;
  if (fluid === null || first === null || !isDrug(drug)) return null;
  const steps = stepsOf(prescription);
  const come = steps.filter(({ at }) => epochOf(at) <= epochOf(asOf)).at(-1);
  const toCome = steps.filter(({ at }) => epochOf(at) > epochOf(asOf));
  const regimen = { ...boluses(prescription), basal: come?.basal ?? first, titration: toCome };
  const told = { ...regimen, daily: dailyDose(regimen) };
  return { drug, fluid, told, stepped: come?.at ?? null, toCome };
};

/** A dose rate of the stated drug, as the flow that carries it. */
export const flowOf = ({ fluid, drug }: Running, dose: DoseRate): Flow =>
  flowFor(dose, concentrationIn(fluid, drug) ?? fluid[0].concentration);

/** The dose rate of a drug of the fluid while the stated drug runs at a dose. */
export const doseOf = (running: Running, { concentration }: Ingredient, dose: DoseRate): DoseRate =>
  doseFor(flowOf(running, dose), concentration);

/** From a minute of the day to another one, at one dose. */
export type Piece = { readonly from: number; readonly upto: number; readonly dose: DoseRate };

/** Weekdays that are alike, and their pieces. */
export type DayKind = {
  readonly days: readonly Weekday[];
  readonly pieces: readonly Piece[];
};

/** Pieces without an end between two of the same dose. */
const joined = (pieces: readonly Piece[]): readonly Piece[] => {
  const starts = pieces.filter(({ dose }, place) => {
    const before = pieces[place - 1];
    return before === undefined || !same(before.dose, dose);
  });
  return starts.map((piece, place) => ({ ...piece, upto: starts[place + 1]?.from ?? DAY_MINUTES }));
};

const piecesOn = (basal: Basal, day: number): readonly Piece[] => {
  const week = weekOf(basal);
  const begin = day * DAY_MINUTES;
  const pieces = week.flatMap(({ fromMinute, dose }, place): readonly Piece[] => {
    const end = week[place + 1]?.fromMinute ?? 7 * DAY_MINUTES;
    const [from, upto] = [Math.max(fromMinute - begin, 0), Math.min(end - begin, DAY_MINUTES)];
    return upto > from ? [{ from, upto, dose }] : [];
  });
  return joined(pieces);
};

const alike = (one: readonly Piece[], other: readonly Piece[]): boolean =>
  one.length === other.length &&
  one.every(({ from, dose }, place) => {
    const there = other[place];
    return there !== undefined && there.from === from && same(there.dose, dose);
  });

/** The kinds of days that a basal has, in the order of the week. */
export const dayKinds = (basal: Basal): readonly DayKind[] => {
  const days = WEEKDAYS.map((weekday, day) => ({ weekday, pieces: piecesOn(basal, day) }));
  const firsts = days.filter(
    ({ pieces }, day) => days.findIndex((other) => alike(other.pieces, pieces)) === day,
  );
  return firsts.map(({ pieces }) => ({
    days: days.filter((each) => alike(each.pieces, pieces)).map(({ weekday }) => weekday),
    pieces,
  }));
};

/** A moment by another moment's clock: weekday, minute after midnight, the time and its zone. */
export const clockAt = (moment: string, by: string) => {
  const offset = readInstant(by)?.offsetMinutes ?? 0;
  const local = new Date(epochOf(moment) + offset * 60_000);
  return {
    day: WEEKDAYS[(local.getUTCDay() + 6) % 7] ?? "mon",
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    time: local.toISOString().slice(11, 16),
    zone: `UTC${by.endsWith("Z") ? "" : by.slice(-6)}`,
  };
};
