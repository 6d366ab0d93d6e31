// SPDX-License-Identifier: Apache-2.0
/**
 * Commands on the wire: typed, bounded, one row each. There is no command that writes memory or a
 * parameter by its address. A command or a field that is added to the pump does not compile until
 * it has its row here.
 */
import type { Command } from "@cisterna/pump";
import {
  DAY_MS,
  milliseconds,
  nanolitres,
  type PulsesPerDay,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import type {
  Bolus,
  DrugClass,
  HardLimits,
  OnDemand,
  OnFault,
  PeriodicBolus,
  Program,
  Segment,
  TitrationStep,
  TransitionOrder,
} from "@cisterna/therapy";
import {
  choice,
  count,
  flag,
  list,
  orNull,
  record,
  type Shape,
  type ShapesOf,
  text,
  variant,
  whole,
} from "../codec/shape.ts";

/**
 * A command without its id: the link puts the id of the sender's message before it. That a silence
 * is over nobody says but the head.
 */
export type Told = Command extends infer Each
  ? Each extends Command
    ? Omit<Each, "id" | "over">
    : never
  : never;

const TIME = count(milliseconds);
const SPAN = count(milliseconds, 36_525 * DAY_MS);
const PULSES = count(pulses);
const RATE: Shape<PulsesPerDay> = count(pulsesPerDay, DAY_MS);
const NAME = text(256);

/** A quarter of an hour each, over a week. */
const MOST_SEGMENTS = 672;
const MOST_STEPS = 64;

const WEEK = list(record<Segment>({ from: TIME, rate: RATE }), MOST_SEGMENTS);
const BOLUS: ShapesOf<Bolus> = { pulses: PULSES, over: SPAN };

/** A program: everything that a pump is told to do until it is told otherwise. */
export const PROGRAM: Shape<Program> = record<Program>({
  version: whole(),
  clock: TIME,
  week: WEEK,
  titration: list(record<TitrationStep>({ at: TIME, week: WEEK }), MOST_STEPS),
  periodic: orNull(record<PeriodicBolus>({ ...BOLUS, first: SPAN, every: SPAN })),
  onDemand: orNull(
    record<OnDemand>({ ...BOLUS, lockout: SPAN, perDay: whole(DAY_MS), validity: SPAN }),
  ),
  single: orNull(record<Bolus>(BOLUS)),
  transition: orNull(
    record<TransitionOrder>({
      kind: choice<TransitionOrder["kind"]>({ prime: 0, bridge: 1 }),
      pulses: PULSES,
      rate: RATE,
    }),
  ),
  minimum: RATE,
  onFault: choice<OnFault>({ hold: 0, minimum: 1, stop: 2 }),
  fluid: NAME,
  drugClass: choice<DrugClass>({ opioid: 0, ziconotide: 1, baclofen: 2, other: 3 }),
  limits: record<HardLimits>({ rate: count(pulsesPerDay), hour: PULSES, day: PULSES }),
});

const SWITCH = { program: PROGRAM, replaces: orNull(whole()), catheter: orNull(NAME) };
const REFILL = { aspirated: count(nanolitres), volume: count(nanolitres), fluid: NAME };

/** The table of commands. */
export const TOLD: Shape<Told> = variant<Told>({
  program: SWITCH,
  request: { askedAt: TIME },
  refill: REFILL,
  stop: { reason: text(200), maximum: SPAN },
  resume: {},
  "cancel-bolus": {},
  exchange: { ...REFILL, ...SWITCH },
  acknowledge: {},
  silence: {},
  "test-alarm": {},
  "set-clock": { clock: SPAN },
  "begin-scan": { until: TIME },
  "end-scan": { turns: flag },
  interrogate: {},
});
