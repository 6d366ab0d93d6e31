// SPDX-License-Identifier: Apache-2.0
/**
 * The flow: time goes by and volume leaves. Every flow is constant between breakpoints, so time
 * passes from one to the next in closed form; it stops early where something is due. The motor is
 * a local value, changed in place, that becomes the next state.
 */
import {
  assert,
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  pulses,
} from "@cisterna/quantity";
import { deadline, due } from "./due.ts";
import { type Gauge, gaugeOf, moveGauge, readGauge } from "./gauge.ts";
import type { Guard } from "./guard.ts";
import { type Piece, type Pump, pulsesLeft } from "./pump.ts";
import { isActive } from "./reading.ts";
import { restrainedTransition, wantedAt } from "./schedule.ts";
import { plusQuanta, type Quanta, type Tally } from "./tally.ts";
import { constraintsOf } from "./window.ts";

/** Lets time pass up to an instant, or to the first completion before it. */
export type PassTime = (pump: Pump, upto: Milliseconds) => Pump;

type Motor = {
  now: number;
  /** Whole pulses given in this passage of time. */
  pulses: number;
  owed: Quanta;
  withheld: Tally;
  /** What the reservoir still gives until it is low or dry; what is owed has been taken off. */
  stock: Quanta;
  transitionLeft: Quanta;
  /** Highest rate of the device and of the program. */
  readonly ceiling: number;
  /** What flowed in the last day; a copy of its own once something flows. */
  history: readonly Piece[];
};

/** The windows of a motor that runs a program, with the history that they read. */
type Watched = {
  readonly guard: Guard;
  readonly history: Piece[];
  readonly gauges: readonly Gauge[];
};

/** A constant flow of so many milliseconds. */
type Stroke = { readonly rate: number; readonly span: number };

const motorOf = (pump: Pump): Motor => ({
  now: pump.now,
  pulses: 0,
  owed: pump.delivered.quanta,
  withheld: pump.withheld,
  stock: pulsesLeft(pump) * DAY_MS - pump.delivered.quanta - reserveOf(pump),
  transitionLeft: pump.transition?.left ?? 0,
  ceiling: Math.min(pump.program?.limits.rate ?? 0, pump.device.most),
  history: pump.history,
});

const watchedOf = ({ eras, history, now }: Pump, guard: Guard): Watched => ({
  guard,
  history: [...history],
  gauges: constraintsOf(eras).map((each) => gaugeOf(each, history, now)),
});

/** Quanta that stay when the reservoir becomes low; none once that has been reported. */
const reserveOf = (pump: Pump): Quanta =>
  isActive(pump, "reservoir-low") ? 0 : Math.floor(pump.device.low / pump.device.pulse) * DAY_MS;

/** Milliseconds until the last pulse of the reservoir has been given at a rate. */
const spanOfStock = (motor: Motor, rate: number): number =>
  rate === 0 ? Number.POSITIVE_INFINITY : Math.ceil(motor.stock / rate);

const move = (motor: Motor, { rate, span }: Stroke): void => {
  const gathered = motor.owed + rate * span;
  const whole = Math.floor(gathered / DAY_MS);
  motor.pulses += whole;
  motor.owed = gathered - whole * DAY_MS;
  motor.stock -= rate * span;
  motor.now += span;
};

const remember = (history: Piece[], piece: Piece): void => {
  const last = history.at(-1);
  if (piece.rate === 0) return;
  if (last?.upto === piece.from && last.rate === piece.rate) {
    history[history.length - 1] = { ...last, upto: piece.upto };
  } else history.push(piece);
};

/** One constant stretch of what the guard allows of a wanted rate. */
const deliver = (motor: Motor, by: Watched, wanted: { rate: number; upto: number }): void => {
  let { upto } = wanted;
  const { guard, history, gauges } = by;
  for (const gauge of gauges) {
    readGauge(gauge, history, motor.now);
    upto = Math.min(upto, gauge.until);
  }
  const bounds = { ceiling: motor.ceiling, windows: gauges };
  const { rate, span: allowed } = guard.withhold(wanted.rate, bounds);
  const span = Math.min(allowed, upto - motor.now, spanOfStock(motor, rate));
  if (rate < wanted.rate) {
    motor.withheld = plusQuanta(motor.withheld, (wanted.rate - rate) * span);
  }
  for (const gauge of gauges) moveGauge(gauge, rate, span);
  remember(history, { from: motor.now, upto: motor.now + span, rate });
  move(motor, { rate, span });
};

/** The program proper: schedule and boluses. */
const runProgram = (motor: Motor, pump: Pump, run: { guard: Guard; end: number }): void => {
  const watched = watchedOf(pump, run.guard);
  motor.history = watched.history;
  while (motor.now < run.end && motor.stock > 0) {
    const { rate, until } = wantedAt(pump, motor.now);
    const upto = Math.min(until, run.end);
    while (motor.now < upto && motor.stock > 0) deliver(motor, watched, { rate, upto });
  }
};

/** The transition: full rate while there is enough of it, then one millisecond with the rest. */
const runTransition = (motor: Motor, pump: Pump, run: { guard: Guard; end: number }): void => {
  const bounds = { ceiling: motor.ceiling, windows: [] };
  const approved = run.guard.withhold(restrainedTransition(pump), bounds).rate;
  if (approved === 0) motor.now = run.end;
  while (motor.now < run.end && motor.transitionLeft > 0 && motor.stock > 0) {
    const rate = Math.min(approved, motor.transitionLeft);
    const full = Math.floor(motor.transitionLeft / rate);
    const span = Math.min(full, run.end - motor.now, spanOfStock(motor, rate));
    motor.transitionLeft -= rate * span;
    move(motor, { rate, span });
  }
};

const run = (motor: Motor, pump: Pump, until: { guard: Guard; end: number }): void => {
  if (pump.program === null || pump.stop !== null || motor.stock <= 0) motor.now = until.end;
  else if (pump.transition !== null) runTransition(motor, pump, until);
  else if (pump.begun !== null) runProgram(motor, pump, until);
  else motor.now = until.end;
};

const afterwards = (pump: Pump, motor: Motor): Pump => ({
  ...pump,
  now: milliseconds(motor.now),
  delivered: { pulses: pulses(pump.delivered.pulses + motor.pulses), quanta: motor.owed },
  withheld: motor.withheld,
  reservoir: nanolitres(pump.reservoir - motor.pulses * pump.device.pulse),
  transition: pump.transition === null ? null : { ...pump.transition, left: motor.transitionLeft },
  history: recent(motor.history, motor.now),
});

/** Pieces that reach into the last day. */
const recent = (history: readonly Piece[], now: number): readonly Piece[] => {
  let old = 0;
  while ((history[old]?.upto ?? now) <= now - DAY_MS) old += 1;
  return old === 0 ? history : history.slice(old);
};

/**
 * The passage of time under a guard. Where something is due, time stands still until it has been
 * taken in.
 *
 * Breaks if: time would run backwards.
 * Law: tick freedom; conservation; no backward time; forgiveness.
 */
export const passTime =
  (guard: Guard): PassTime =>
  (pump, upto) => {
    assert(upto >= pump.now, "time runs forward", { now: pump.now, upto });
    const end = Math.min(upto, deadline(pump));
    if (end <= pump.now || due(pump).length > 0) return pump;
    const motor = motorOf(pump);
    run(motor, pump, { guard, end });
    return afterwards(pump, motor);
  };
