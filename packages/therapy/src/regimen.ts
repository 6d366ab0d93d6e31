// SPDX-License-Identifier: Apache-2.0
/**
 * The regimen in exact terms: the week of basal doses, the boluses on the clock, and what a day
 * may come to. Everything is a dose of one drug; the pump's whole pulses come later (`program`).
 */
import {
  canonical,
  DAY,
  type DoseRate,
  type Duration,
  divide,
  doseOver,
  floor,
  greater,
  type Mass,
  massOver,
  none,
  plus,
  rational,
  times,
  total,
} from "@cisterna/quantity";
import {
  type Basal,
  type OnDemandOrder,
  type PatternStep,
  type PeriodicOrder,
  WEEKDAYS,
} from "./prescription.ts";

/** Minutes in a day. */
export const DAY_MINUTES = 1440;
/** Minutes in a week. */
export const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A dose rate from a minute of the week until the next step. */
export type WeekStep = { readonly fromMinute: number; readonly dose: DoseRate };

/** The basal week, ascending, beginning at minute 0. */
export type BasalWeek = readonly [WeekStep, ...WeekStep[]];

const placed = (step: PatternStep): readonly WeekStep[] =>
  step.days.map((day) => ({
    fromMinute: WEEKDAYS.indexOf(day) * DAY_MINUTES + step.from,
    dose: step.dose,
  }));

/**
 * The week that a basal order means. What runs before the first step of the week is the last step
 * of the week before.
 */
export const weekOf = (basal: Basal): BasalWeek => {
  if (basal.kind === "continuous") return [{ fromMinute: 0, dose: basal.dose }];
  const steps = basal.steps.flatMap(placed).toSorted((a, b) => a.fromMinute - b.fromMinute);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [{ fromMinute: 0, dose: none() }];
  if (first.fromMinute === 0) return [first, ...steps.slice(1)];
  return [{ fromMinute: 0, dose: last.dose }, ...steps];
};

/** Steps of a pattern that begin at the same minute of the same day as an earlier one. */
export const doubledSteps = (steps: readonly PatternStep[]): readonly PatternStep[] =>
  steps.filter((step, index) =>
    steps
      .slice(0, index)
      .some(
        (other) => other.from === step.from && other.days.some((day) => step.days.includes(day)),
      ),
  );

const minutes = (count: number): Duration =>
  canonical(rational(BigInt(count), BigInt(DAY_MINUTES)));

/** Mass of basal from one minute of the week to a later one. */
const basalBetween = (week: BasalWeek, span: { from: number; upto: number }): Mass =>
  total(
    week.map((step, index) => {
      const end = week[index + 1]?.fromMinute ?? WEEK_MINUTES;
      const [from, upto] = [Math.max(step.fromMinute, span.from), Math.min(end, span.upto)];
      return upto > from ? massOver(step.dose, minutes(upto - from)) : none<"mass">();
    }),
  );

/** Basal dose of each day, Monday first. */
export const basalByDay = (week: BasalWeek): readonly DoseRate[] =>
  WEEKDAYS.map((_, day) =>
    doseOver(basalBetween(week, { from: day * DAY_MINUTES, upto: (day + 1) * DAY_MINUTES }), DAY),
  );

/** The day with the most basal. */
export const worstBasalDay = (week: BasalWeek): DoseRate =>
  basalByDay(week).reduce(greater, none<"dose-rate">());

/** Mean basal dose per day over the week. */
export const meanBasal = (week: BasalWeek): DoseRate =>
  times(total(basalByDay(week)), rational(1n, 7n));

/** Dose per day that boluses on the clock come to on average: dose × (24 h ÷ interval). */
export const periodicPerDay = (periodic: PeriodicOrder | null): DoseRate =>
  periodic === null ? none() : doseOver(periodic.dose, periodic.every);

/** Grants that the lock-out leaves room for in 24 hours. */
export const lockoutPerDay = (lockout: Duration): number => Number(floor(divide(DAY, lockout)));

/** Grants that a day can see: the cap, or what the lock-out leaves room for. */
export const allowedPerDay = (order: Pick<OnDemandOrder, "lockout" | "perDay">): number =>
  Math.min(order.perDay, lockoutPerDay(order.lockout));

/** Dose per day of every grant a day can see. */
export const onDemandPerDay = (order: OnDemandOrder | null): DoseRate =>
  order === null
    ? none()
    : doseOver(times(order.dose, rational(BigInt(allowedPerDay(order)))), DAY);

/** Dose per day of a regimen: as it will run, and the most that one day may come to. */
export type DailyDose = { readonly perDay: DoseRate; readonly worstDay: DoseRate };

/** A regimen: what runs, what is given on top of it, and the dated steps that follow. */
export type Regimen = {
  readonly basal: Basal;
  readonly periodic: PeriodicOrder | null;
  readonly onDemand: OnDemandOrder | null;
  readonly titration?: readonly { readonly basal: Basal }[];
};

/**
 * What a regimen comes to per day: as it begins, and the worst day of its whole course.
 * Law: worst day ≥ per day.
 */
export const dailyDose = (regimen: Regimen): DailyDose => {
  const clocked = periodicPerDay(regimen.periodic);
  const basals = [regimen.basal, ...(regimen.titration ?? []).map((step) => step.basal)];
  const worst = basals.map((basal) => worstBasalDay(weekOf(basal))).reduce(greater);
  return {
    perDay: plus(meanBasal(weekOf(regimen.basal)), clocked),
    worstDay: plus(plus(worst, clocked), onDemandPerDay(regimen.onDemand)),
  };
};
