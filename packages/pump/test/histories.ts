// SPDX-License-Identifier: Apache-2.0
/**
 * Random histories: what people may do to a pump in a few days, good and bad. A move is data that
 * shrinks well; it becomes a command only when it is played, because a sensible sender looks at
 * the pump first.
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
import { BARE, type Command, type Device, type Pump, type Start } from "../src/index.ts";
import type { ReportDraft } from "./reports.ts";

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

/** What somebody does. Times in a move count from the moment it is played. */
export type Move =
  | { readonly kind: "program"; readonly draft: ProgramDraft }
  | { readonly kind: "request"; readonly age: number }
  | { readonly kind: "refill"; readonly volume: number }
  | { readonly kind: "stop"; readonly maximum: Milliseconds }
  | { readonly kind: "resume" | "cancel-bolus" | "interrogate" }
  | { readonly kind: "again"; readonly back: number }
  | Hardship;

/** What a pump meets where hardware can fail, and what people then do about it. */
export type Hardship =
  | { readonly kind: "report"; readonly draft: ReportDraft }
  | { readonly kind: "acknowledge" | "silence" | "test-alarm" }
  | { readonly kind: "set-clock"; readonly clock: number }
  | { readonly kind: "begin-scan"; readonly lasts: number }
  | { readonly kind: "end-scan"; readonly turns: boolean }
  /** A refill in which `off` more came out than was expected. */
  | { readonly kind: "refit"; readonly volume: number; readonly off: number }
  | { readonly kind: "exchange"; readonly draft: ProgramDraft; readonly volume: number };

/** A move after a pause. `cuts` are places in the pause, in parts of 1000. */
export type Turn = {
  readonly wait: Milliseconds;
  readonly cuts: readonly number[];
  readonly move: Move;
};

/** A pump and what is done to it; then `rest` goes by. */
export type PumpHistory = {
  readonly start: Start;
  readonly turns: readonly Turn[];
  readonly rest: Milliseconds;
};

const whole = (min: number, max: number) => fc.integer({ min, max });

/** Pauses between moves, from none to a day. */
export const pause: fc.Arbitrary<Milliseconds> = fc
  .oneof(
    { weight: 1, arbitrary: whole(0, 3) },
    { weight: 4, arbitrary: whole(1, 90).map((n) => n * MINUTE) },
    { weight: 3, arbitrary: whole(1, 40).map((n) => n * 30 * MINUTE) },
    { weight: 2, arbitrary: whole(0, DAY_MS) },
  )
  .map(milliseconds);

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

const mostly = <T>(value: T, others: readonly T[]): fc.Arbitrary<T> =>
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

/** What people do to a pump that works. */
export const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: programDrafts.map((each): Move => ({ kind: "program", draft: each })),
  },
  {
    weight: 9,
    arbitrary: mostly(0, [-1, 5 * MINUTE, 5 * MINUTE + 1]).map(
      (age): Move => ({ kind: "request", age }),
    ),
  },
  { weight: 2, arbitrary: whole(0, 2_200_000).map((volume): Move => ({ kind: "refill", volume })) },
  { weight: 2, arbitrary: pause.map((maximum): Move => ({ kind: "stop", maximum })) },
  {
    weight: 7,
    arbitrary: fc
      .constantFrom(
        "resume" as const,
        "resume" as const,
        "resume" as const,
        "cancel-bolus" as const,
        "interrogate" as const,
      )
      .map((kind): Move => ({ kind })),
  },
  { weight: 1, arbitrary: whole(1, 4).map((back): Move => ({ kind: "again", back })) },
);

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

const turns = (move: fc.Arbitrary<Move>): fc.Arbitrary<Turn> =>
  fc.record({ wait: pause, cuts: fc.array(whole(0, 1000), { maxLength: 3 }), move });

const opening: fc.Arbitrary<Turn> = fc.record({
  wait: pause,
  cuts: fc.constant([]),
  move: fc
    .tuple(programDrafts, fc.constantFrom("own" as const, "tight" as const))
    .map(([each, limits]): Move => {
      const sound = { limits, spoilt: "no", knowsRunning: true, versionStep: 1 } as const;
      return { kind: "program", draft: { ...each, ...sound } };
    }),
});

/** A few days in the life of a pump. They begin with a program, as lives of pumps do. */
export const historiesOf = (move: fc.Arbitrary<Move>): fc.Arbitrary<PumpHistory> =>
  fc.record({
    start: fc.record({
      at: whole(0, 3 * DAY_MS).map(milliseconds),
      reservoir: mostly(2_000_000, [0, 100, 20_000, 150_000, 400_000]).map(nanolitres),
      fluid: fc.constant(null),
    }),
    turns: fc
      .tuple(opening, fc.array(turns(move), { maxLength: 14 }))
      .map(([first, others]) => [first, ...others]),
    rest: pause,
  });

/** Lives of pumps on which nothing breaks. */
export const histories: fc.Arbitrary<PumpHistory> = historiesOf(moves);

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

const programOf = (draft: ProgramDraft, pump: Pump): Program => {
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

/** As much came out as was expected; the refills of these histories tell no faults. */
const fill = (volume: number, pump: Pump) => ({
  aspirated: pump.reservoir,
  volume: nanolitres(volume),
  fluid: pump.program?.fluid ?? "saline",
});

/** A time as a wire carries it: it may be none. */
const erased = (value: number): Milliseconds => ({ time: value as Milliseconds }).time;

/** What answers hardship, as commands. */
const remedyOf = (move: Exclude<Hardship, { kind: "report" }>, pump: Pump, id: string): Command => {
  switch (move.kind) {
    case "acknowledge":
    case "silence":
    case "test-alarm":
      return { kind: move.kind, id };
    case "set-clock":
      return { kind: "set-clock", id, clock: erased(move.clock) };
    case "begin-scan":
      return { kind: "begin-scan", id, until: erased(pump.now + move.lasts) };
    case "end-scan":
      return { kind: "end-scan", id, turns: move.turns };
    case "refit": {
      const aspirated = nanolitres(Math.max(0, pump.reservoir + move.off));
      return { kind: "refill", id, ...fill(move.volume, pump), aspirated };
    }
    case "exchange": {
      const program = { ...programOf(move.draft, pump), fluid: `fluid-${id}` };
      const replaces = pump.program?.version ?? null;
      const catheter = `catheter-${id}`;
      const filled = { ...fill(move.volume, pump), fluid: program.fluid };
      return { kind: "exchange", id, ...filled, program, replaces, catheter };
    }
  }
};

/** The command that a move means for a pump, with an id of its own. */
export const commandOf = (
  move: Exclude<Move, { kind: "again" | "report" }>,
  pump: Pump,
  id: string,
): Command => {
  switch (move.kind) {
    case "program": {
      const running = pump.program?.version ?? null;
      const replaces = move.draft.knowsRunning ? running : 77;
      const program = programOf(move.draft, pump);
      return { kind: "program", id, replaces, program, catheter: `catheter-${id}` };
    }
    case "request":
      return { kind: "request", id, askedAt: milliseconds(Math.max(0, pump.now - move.age)) };
    case "refill":
      return { kind: "refill", id, ...fill(move.volume, pump) };
    case "stop":
      return { kind: "stop", id, reason: "sedation", maximum: move.maximum };
    case "resume":
    case "cancel-bolus":
    case "interrogate":
      return { kind: move.kind, id };
    default:
      return remedyOf(move, pump, id);
  }
};
