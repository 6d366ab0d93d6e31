// SPDX-License-Identifier: Apache-2.0
/** A pump, a program and the words to tell a short story with: given, when, then. */
import {
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  nanolitres,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import type { Bolus, OnDemand, PeriodicBolus, Program, TransitionOrder } from "@cisterna/therapy";
import {
  BARE,
  type Command,
  type Device,
  type Event,
  initial,
  type ProgramCommand,
  type Pump,
  pass,
  type RefillCommand,
  type Refusal,
  type StopCommand,
  step,
} from "../src/index.ts";

/** A pump of 100 nL pulses and 20 mL, 2.4 mL a day at most. */
export const SAMPLE: Device = {
  pulse: nanolitres(100),
  least: pulsesPerDay(48),
  most: pulsesPerDay(24_000),
  capacity: nanolitres(20_000_000),
  ...BARE,
};

/** Minutes and hours on the pump's clock. */
export const minutes = (count: number): Milliseconds => milliseconds(count * 60_000);
export const hours = (count: number): Milliseconds => milliseconds(count * HOUR_MS);
export const days = (count: number): Milliseconds => milliseconds(count * DAY_MS);

/** A full pump that has never run. */
export const fresh: Pump = initial(SAMPLE, {
  at: milliseconds(0),
  reservoir: SAMPLE.capacity,
  fluid: "morphine",
});

/** 10 pulses over 30 minutes. */
export const bolus: Bolus = { pulses: pulses(10), over: minutes(30) };
/** The same on request, every two hours, four a day. */
export const onDemand: OnDemand = {
  ...bolus,
  lockout: hours(2),
  perDay: 4,
  validity: minutes(5),
};
/** The same on the clock, at six and every twelve hours. */
export const periodic: PeriodicBolus = { ...bolus, first: hours(6), every: hours(12) };
/** A bridge of 100 pulses at 1200 a day: two hours. */
export const bridge: TransitionOrder = {
  kind: "bridge",
  pulses: pulses(100),
  rate: pulsesPerDay(1_200),
};

/** A steady 480 pulses a day (20 an hour) with room for two boluses an hour. */
export const steady: Program = {
  version: 1,
  clock: milliseconds(0),
  week: [{ from: milliseconds(0), rate: pulsesPerDay(480) }],
  titration: [],
  periodic: null,
  onDemand,
  single: null,
  transition: null,
  minimum: pulsesPerDay(48),
  onFault: "hold",
  fluid: "morphine",
  drugClass: "opioid",
  limits: { rate: pulsesPerDay(24_000), hour: pulses(40), day: pulses(600) },
};

/** A command to run a program in place of the one before it. */
export const toRun = (program: Program): ProgramCommand => ({
  kind: "program",
  id: `program-${program.version}`,
  program,
  replaces: program.version === 1 ? null : program.version - 1,
  catheter: `catheter-${program.version}`,
});

/** A request made at the moment it arrives. */
export const wish = (id: string, askedAt: Milliseconds): Command => ({
  kind: "request",
  id,
  askedAt,
});

/** A stop for an hour. */
export const halt: StopCommand = {
  kind: "stop",
  id: "halt",
  reason: "sedation",
  maximum: hours(1),
};
/** Delivery again. */
export const resume: Command = { kind: "resume", id: "resume" };

/** A refill with the fluid that runs; what came out is what the pump had computed. */
export const refillOf = (pump: Pump, volume: Nanolitres): RefillCommand => ({
  kind: "refill",
  id: "refill",
  aspirated: pump.reservoir,
  volume,
  fluid: steady.fluid,
});

/** The pump after a command; what happened is left out. */
export const told = (pump: Pump, at: Milliseconds, command: Command): Pump =>
  step(pump, { at, command }).pump;

/** What happened when a command came. */
export const heard = (pump: Pump, at: Milliseconds, command: Command): readonly Event[] =>
  step(pump, { at, command }).events;

/** The refusals a command met, by kind and data; none if it was accepted. */
export const refusals = (pump: Pump, at: Milliseconds, command: Command): readonly Refusal[] =>
  heard(pump, at, command).flatMap((event) => (event.kind === "refused" ? event.refusals : []));

/** Pulses that leave between now and a later instant. */
export const given = (pump: Pump, upto: Milliseconds): number =>
  pass(pump, upto).pump.delivered.pulses - pump.delivered.pulses;

/** A pump that runs a program from the start. */
export const running = (program: Program): Pump => told(fresh, milliseconds(0), toRun(program));
