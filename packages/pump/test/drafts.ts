// SPDX-License-Identifier: Apache-2.0
/**
 * Drafts: random programs, most of them well formed. A draft becomes a program only when it is
 * sent, because version, fluid and dates depend on the pump that it is sent to.
 */
import {
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import {
  type Bolus,
  DRUG_CLASSES,
  type DrugClass,
  type OnDemand,
  type OnFault,
  type PeriodicBolus,
  type Program,
  type TitrationStep,
  type TransitionOrder,
  type Week,
} from "@cisterna/therapy";
import fc from "fast-check";
import { worstWindow } from "../../therapy/src/window.ts";
import { BARE, type Device, type Pump } from "../src/index.ts";

const MINUTE = 60_000;
const WEEK_MS = 7 * DAY_MS;

/** A small pump with many limits within reach. */
export const DEVICE: Device = {
  pulse: nanolitres(250),
  least: pulsesPerDay(24),
  most: pulsesPerDay(20_000),
  capacity: nanolitres(2_000_000),
  ...BARE,
};

type LimitStyle = "own" | "tight" | "wide" | "none" | "slow";

/** A program as it is sent to a pump that runs another one, or none. */
export type ProgramDraft = {
  readonly clock: Milliseconds;
  readonly week: Week;
  readonly titration: readonly TitrationStep[];
  readonly periodic: PeriodicBolus | null;
  readonly onDemand: OnDemand | null;
  readonly single: Bolus | null;
  readonly transition: TransitionOrder | null;
  readonly limits: LimitStyle;
  readonly versionStep: number;
  readonly knowsRunning: boolean;
  readonly onFault: OnFault;
  readonly drugClass: DrugClass;
  readonly spoilt: Spoiled;
};

type Spoiled = "no" | "empty-week" | "descending" | "fraction" | "endless" | "nan" | "instant";

/** Whole numbers between two. */
export const whole = (min: number, max: number) => fc.integer({ min, max });

const segmentStart = fc.oneof(
  whole(1, 167).map((hour) => hour * HOUR_MS),
  whole(1, WEEK_MS - 1),
);

const basalRate = fc
  .oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 6, arbitrary: whole(24, 2_000) })
  .map(pulsesPerDay);

const week: fc.Arbitrary<Week> = fc
  .tuple(basalRate, fc.array(fc.tuple(segmentStart, basalRate), { maxLength: 4 }))
  .map(([first, others]) => [
    { from: milliseconds(0), rate: first },
    ...[...new Map(others)]
      .toSorted(([a], [b]) => a - b)
      .map(([from, rate]) => ({ from: milliseconds(from), rate })),
  ]);

const bolus: fc.Arbitrary<Bolus> = fc
  .tuple(
    whole(1, 40).map(pulses),
    fc.oneof(
      whole(5, 90).map((n) => n * MINUTE),
      whole(200_000, 9_000_000),
    ),
  )
  .map(([count, over]) => ({ pulses: count, over: milliseconds(over) }));

const periodic: fc.Arbitrary<PeriodicBolus> = fc
  .tuple(bolus, whole(0, WEEK_MS + DAY_MS), whole(0, 10 * HOUR_MS))
  .map(([each, first, gap]) => ({
    ...each,
    first: milliseconds(first),
    every: milliseconds(each.over + gap),
  }));

const onDemand: fc.Arbitrary<OnDemand> = fc
  .tuple(bolus, whole(0, 150), whole(0, 6))
  .map(([each, gap, perDay]) => ({
    ...each,
    lockout: milliseconds(each.over + gap * MINUTE),
    perDay,
    validity: milliseconds(5 * MINUTE),
  }));

const transition: fc.Arbitrary<TransitionOrder> = fc
  .tuple(fc.constantFrom("prime" as const, "bridge" as const), whole(0, 120), whole(24, 5_000))
  .map(([kind, count, rate]) => ({ kind, pulses: pulses(count), rate: pulsesPerDay(rate) }));

const titration: fc.Arbitrary<readonly TitrationStep[]> = fc
  .array(
    fc.tuple(
      whole(1, 60).map((n) => n * HOUR_MS),
      week,
    ),
    { maxLength: 2 },
  )
  .map((steps) =>
    [...new Map(steps)]
      .toSorted(([a], [b]) => a - b)
      .map(([at, each]) => ({ at: milliseconds(at), week: each })),
  );

/** One value as a rule, others now and then. */
export const mostly = <T>(value: T, others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** Programs as they are sent, most of them well formed. */
export const programDrafts: fc.Arbitrary<ProgramDraft> = fc.record({
  clock: whole(0, WEEK_MS - 1).map(milliseconds),
  week,
  titration: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: titration },
  ),
  periodic: fc.option(periodic, { nil: null, freq: 2 }),
  onDemand: fc.option(onDemand, { nil: null, freq: 6 }),
  single: fc.option(bolus, { nil: null, freq: 2 }),
  transition: fc.option(transition, { nil: null, freq: 2 }),
  limits: fc.oneof(
    { weight: 6, arbitrary: fc.constant("own" as const) },
    { weight: 6, arbitrary: fc.constant("tight" as const) },
    { weight: 2, arbitrary: fc.constantFrom("wide" as const, "none" as const, "slow" as const) },
  ),
  versionStep: mostly(1, [0, 3]),
  knowsRunning: mostly(true, [false]),
  onFault: fc.constantFrom("hold", "minimum", "stop"),
  drugClass: fc.constantFrom(...DRUG_CLASSES),
  spoilt: mostly<Spoiled>("no", [
    "empty-week",
    "descending",
    "fraction",
    "endless",
    "nan",
    "instant",
  ]),
});

const share = (worst: number, floor: number): number => floor + Math.floor((worst - floor) / 2);

type Unlimited = Omit<Program, "limits">;

/**
 * Limits as a judge sets them (`own`: the most that the program can do itself), or so that basal
 * fits and only half of the rest does (`tight`), or far away, or in the way.
 */
const limitsFor = (program: Unlimited, style: LimitStyle): Program["limits"] => {
  const quiet = { ...program, onDemand: null };
  const timed = (width: Milliseconds): number => {
    const worst = worstWindow(program, width);
    return style === "tight" ? share(worst, worstWindow(quiet, width)) : worst;
  };
  const own = { hour: pulses(timed(HOUR_MS)), day: pulses(timed(DAY_MS)) };
  const rate = style === "slow" ? pulsesPerDay(1_000) : DEVICE.most;
  if (style === "wide")
    return { rate, hour: pulses(1_000_000_000_000), day: pulses(2_000_000_000_000) };
  if (style === "none") return { rate, hour: pulses(0), day: own.day };
  return { rate, ...own };
};

/** A program as it must not be. Brands are erased here: a wire carries no types. */
const spoil = (program: Program, how: Spoiled): Program => {
  const broken: Record<Spoiled, object> = {
    no: {},
    "empty-week": { week: [] },
    descending: { week: [...program.week, { from: 0, rate: 30 }] },
    fraction: { clock: 0.5 },
    endless: { titration: [{ at: Number.MAX_SAFE_INTEGER, week: program.week }] },
    nan: { minimum: Number.NaN },
    instant: { single: { pulses: 3, over: 0 } },
  };
  return { ...program, ...broken[how] };
};

/** The program that a draft means for a pump. */
export const programOf = (draft: ProgramDraft, pump: Pump): Program => {
  const { limits, versionStep, knowsRunning: _, spoilt, ...rest } = draft;
  const unlimited: Unlimited = {
    ...rest,
    titration: rest.titration.map((step) => ({ ...step, at: milliseconds(pump.now + step.at) })),
    version: (pump.program?.version ?? 0) + versionStep,
    minimum: pulsesPerDay(24),
    fluid: pump.program?.fluid ?? "saline",
  };
  return spoil({ ...unlimited, limits: limitsFor(unlimited, limits) }, spoilt);
};

/** Well-formed programs for a pump that has none, with limits of one style, from time zero on. */
export const programs = (limits: LimitStyle): fc.Arbitrary<Program> =>
  programDrafts.map((each) => {
    const { knowsRunning: _, spoilt: __, versionStep: ___, limits: ____, ...rest } = each;
    const unlimited: Unlimited = {
      ...rest,
      version: 1,
      minimum: pulsesPerDay(24),
      fluid: "saline",
    };
    return { ...unlimited, limits: limitsFor(unlimited, limits) };
  });
