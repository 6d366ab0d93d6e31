// SPDX-License-Identifier: Apache-2.0
/**
 * The regimen in exact terms: the week of basal doses, the boluses on the clock, and what a day
 * may come to. Everything is a dose of one drug; the pump's whole pulses come later (`program`).
 */
import {
  canonical,
  ceiling,
  DAY,
  type DoseRate,
  type Duration,
  divide,
  doseOver,
  greater,
  type Mass,
  massOver,
  none,
  plus,
  rational,
  times,
  total,
  whole,
} from "@cisterna/quantity";
import {
  type Basal,
  type OnDemandOrder,
  type PatternStep,
  type PeriodicOrder,
  type SingleOrder,
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
      const end = week[index + 1]?.fromMinute ?? Number.POSITIVE_INFINITY;
      const [from, upto] = [Math.max(step.fromMinute, span.from), Math.min(end, span.upto)];
      return upto > from ? massOver(step.dose, minutes(upto - from)) : none<"mass">();
    }),
  );

/** Basal dose of each day, Monday first. */
export const basalByDay = (week: BasalWeek): readonly DoseRate[] =>
  WEEKDAYS.map((_, day) =>
    doseOver(basalBetween(week, { from: day * DAY_MINUTES, upto: (day + 1) * DAY_MINUTES }), DAY),
  );

/** The week and the one after it: windows across the end of the week lie inside. */
const twice = (week: BasalWeek): BasalWeek => [
  ...week,
  ...week.map((step) => ({ ...step, fromMinute: step.fromMinute + WEEK_MINUTES })),
];

/**
 * The most basal in any 24 hours, wherever they begin. The sum is piecewise linear in the
 * beginning, so the worst window begins or ends where a step does.
 */
export const worstBasalDay = (week: BasalWeek): DoseRate => {
  const weeks = twice(week);
  const edges = week.map((step) => step.fromMinute);
  const begins = [...edges, ...edges.map((edge) => (edge + 6 * DAY_MINUTES) % WEEK_MINUTES)];
  return begins
    .map((from) => doseOver(basalBetween(weeks, { from, upto: from + DAY_MINUTES }), DAY))
    .reduce(greater, none<"dose-rate">());
};

/** Mean basal dose per day over the week. */
export const meanBasal = (week: BasalWeek): DoseRate =>
  times(total(basalByDay(week)), rational(1n, 7n));

/** Dose per day that boluses on the clock come to on average: dose × (24 h ÷ interval). */
export const periodicPerDay = (periodic: PeriodicOrder | null): DoseRate =>
  periodic === null ? none() : doseOver(periodic.dose, periodic.every);

/** Boluses at least this far apart that can begin in 24 hours: five for 5 h, one for 25 h. */
const startsPerDay = (apart: Duration): number => Number(ceiling(divide(DAY, apart)));

/** Grants that the lock-out leaves room for in any 24 hours. */
export const lockoutPerDay = (lockout: Duration): number => startsPerDay(lockout);

const worstPeriodicDay = (periodic: PeriodicOrder | null): DoseRate =>
  periodic === null
    ? none()
    : doseOver(times(periodic.dose, whole(startsPerDay(periodic.every))), DAY);

/** Grants that a day can see: the cap, or what the lock-out leaves room for. */
export const allowedPerDay = (order: Pick<OnDemandOrder, "lockout" | "perDay">): number =>
  Math.min(order.perDay, lockoutPerDay(order.lockout));

/** Dose per day of every grant a day can see. */
export const onDemandPerDay = (order: OnDemandOrder | null): DoseRate =>
  order === null ? none() : doseOver(times(order.dose, whole(allowedPerDay(order))), DAY);

/**
 * Dose per day of a regimen. `perDay`: as it begins, on average and without requests. `worstDay`:
 * the most that any 24 hours of its course may come to. `sustained`: the most that can go on for
 * weeks.
 */
export type DailyDose = {
  readonly perDay: DoseRate;
  readonly worstDay: DoseRate;
  readonly sustained: DoseRate;
};

/** A regimen: what runs, what is given on top of it, and the dated steps that follow. */
export type Regimen = {
  readonly basal: Basal;
  readonly periodic: PeriodicOrder | null;
  readonly onDemand: OnDemandOrder | null;
  readonly single?: SingleOrder | null;
  readonly titration?: readonly { readonly basal: Basal }[];
};

/**
 * What a regimen comes to per day.
 * Law: worst day ≥ sustained ≥ per day.
 */
export const dailyDose = (regimen: Regimen): DailyDose => {
  const basals = [regimen.basal, ...(regimen.titration ?? []).map((step) => step.basal)];
  const basal = basals.map((each) => worstBasalDay(weekOf(each))).reduce(greater);
  const asked = plus(basal, onDemandPerDay(regimen.onDemand));
  const once = regimen.single ? doseOver(regimen.single.dose, DAY) : none<"dose-rate">();
  const clocked = periodicPerDay(regimen.periodic);
  return {
    perDay: plus(meanBasal(weekOf(regimen.basal)), clocked),
    worstDay: plus(plus(asked, worstPeriodicDay(regimen.periodic)), once),
    sustained: plus(asked, clocked),
  };
};
