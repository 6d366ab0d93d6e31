// SPDX-License-Identifier: Apache-2.0
/**
 * The regimen of a pump's program: its counts as doses of one drug, by therapy's own arithmetic, so
 * that what runs and what is read back are compared in the same words.
 */
import {
  canonical,
  changeOf,
  doseFor,
  doseOf,
  durationOf,
  flowOfPulses,
  isNone,
  type Nanolitres,
  type PulsesPerDay,
  type Ratio,
  rational,
} from "@cisterna/quantity";
import {
  type Basal,
  type Bolus,
  type DailyDose,
  type DrugId,
  dailyDose,
  type Fluid,
  type PatternStep,
  type Program,
  type Regimen,
  type Scale,
  WEEKDAYS,
  type Week,
} from "@cisterna/therapy";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

type Placed = { readonly from: number; readonly rate: PulsesPerDay; readonly day: number };

/** Segments by their day. What only carries Sunday's last step into Monday is left out. */
const placedIn = (week: Week): readonly Placed[] => {
  const [first, ...rest] = week;
  const carried = first !== undefined && rest.length > 0 && first.rate === rest.at(-1)?.rate;
  return (carried ? rest : week).map(({ from, rate }) => {
    const minute = Math.floor(from / MINUTE_MS);
    return { from: minute % DAY_MINUTES, rate, day: Math.floor(minute / DAY_MINUTES) };
  });
};

const alike = (one: Placed, other: Placed): boolean =>
  one.from === other.from && one.rate === other.rate;

const basalOf = (week: Week, { pulse, concentration }: Scale): Basal => {
  const dose = (rate: PulsesPerDay) => doseFor(flowOfPulses(rate, pulse), concentration);
  const [only, ...more] = week;
  if (only !== undefined && more.length === 0) return { kind: "continuous", dose: dose(only.rate) };
  const placed = placedIn(week);
  const distinct = placed.filter((each, at) => placed.findIndex((one) => alike(one, each)) === at);
  const steps = distinct
    .map((each): PatternStep => {
      const days = placed.filter((one) => alike(one, each)).map(({ day }) => day);
      return {
        from: each.from,
        dose: dose(each.rate),
        days: WEEKDAYS.filter((_, day) => days.includes(day)),
      };
    })
    .toSorted((a, b) => a.from - b.from);
  const [first, ...rest] = steps;
  return first === undefined
    ? { kind: "continuous", dose: canonical(rational(0n)) }
    : { kind: "pattern", steps: [first, ...rest] };
};

const bolusOf = ({ pulses, over }: Bolus, { pulse, concentration }: Scale) => ({
  dose: doseOf(pulses, pulse, concentration),
  over: durationOf(over),
});

/** A program in doses. */
export type Told = Required<Regimen> & { readonly daily: DailyDose };

/** What a program gives, in doses of the drug whose concentration the scale holds. */
export const regimenOf = (program: Program, scale: Scale): Told => {
  const { week, titration, periodic, onDemand, single } = program;
  const regimen: Required<Regimen> = {
    basal: basalOf(week, scale),
    titration: titration.map((step) => ({ basal: basalOf(step.week, scale) })),
    periodic:
      periodic === null
        ? null
        : {
            ...bolusOf(periodic, scale),
            every: durationOf(periodic.every),
            first: Math.floor(periodic.first / MINUTE_MS) % DAY_MINUTES,
          },
    onDemand:
      onDemand === null
        ? null
        : {
            ...bolusOf(onDemand, scale),
            lockout: durationOf(onDemand.lockout),
            perDay: onDemand.perDay,
          },
    single: single === null ? null : bolusOf(single, scale),
  };
  return { ...regimen, daily: dailyDose(regimen) };
};

/** What a day comes to now against before, as a share; null: nothing ran before. */
export const dailyChange = (before: Told | null, after: Told): Ratio | null =>
  before === null || isNone(before.daily.perDay)
    ? null
    : changeOf(before.daily.perDay, after.daily.perDay);

/** The scale of a fluid on a pump: doses are stated in its drug of this name. */
export const scaleOf = (fluid: Fluid, drug: DrugId, pulse: Nanolitres): Scale => ({
  pulse,
  concentration: (fluid.find((each) => each.drug === drug) ?? fluid[0]).concentration,
});

/** Whether a pattern is the same on every day. */
export const isDaily = (basal: Basal): boolean =>
  basal.kind === "continuous" || basal.steps.every(({ days }) => days.length === WEEKDAYS.length);
