// SPDX-License-Identifier: Apache-2.0
/**
 * Pumps by the year: a daily pattern, four boluses a day that somebody asks for, a fault a week, a
 * refill a month.
 * How many pump-years a second one thread lives, how long the log of one is, and what ten thousand
 * pumps weigh.
 */

import { createHash } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  BARE,
  CONTROLLER,
  type Device,
  expectedReport,
  initial,
  type Log,
  type Pump,
} from "@cisterna/pump";
import {
  assert,
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import { appendAll, toLines } from "@cisterna/record";
import type { Program } from "@cisterna/therapy";
import { entryOf } from "@cisterna/world";
import { type Bench, type Figure, type Progress, sampleOf } from "./bench.ts";

const DAYS = 365;
const PUMPS = 10_000;

const DEVICE: Device = {
  pulse: nanolitres(100),
  least: pulsesPerDay(480),
  most: pulsesPerDay(240_000),
  capacity: nanolitres(40_000_000),
  ...BARE,
};

/** Rates of a day by the hour at which they begin. */
const PATTERN = [
  [0, 4_000],
  [6, 6_000],
  [9, 5_000],
  [18, 6_000],
  [22, 4_000],
] as const;

const PROGRAM: Program = {
  version: 1,
  clock: milliseconds(0),
  week: [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
    PATTERN.map(([hour, rate]) => ({
      from: milliseconds(day * DAY_MS + hour * HOUR_MS),
      rate: pulsesPerDay(rate),
    })),
  ),
  titration: [],
  periodic: null,
  onDemand: {
    pulses: pulses(100),
    over: milliseconds(10 * 60_000),
    lockout: milliseconds(2 * HOUR_MS),
    perDay: 5,
    validity: milliseconds(5 * 60_000),
  },
  single: null,
  transition: null,
  minimum: pulsesPerDay(480),
  onFault: "minimum",
  fluid: "bench",
  drugClass: "opioid",
  limits: { rate: DEVICE.most, hour: pulses(400), day: pulses(6_000) },
};

/** A pump that has lived, and everything it said. */
type Lived = { readonly pump: Pump; readonly log: Log };

const begun = (): Lived => {
  const at = milliseconds(0);
  const start = { at, reservoir: DEVICE.capacity, fluid: "bench" };
  const asked = { program: PROGRAM, replaces: null, catheter: null };
  const command = { kind: "program", id: "program", ...asked } as const;
  const { pump, events } = CONTROLLER.step(initial(DEVICE, start), { at, command });
  assert(pump.program !== null, "the pump takes the program", { events });
  return { pump, log: events };
};

/** When the button is pressed: four times a day, not at the full hour. */
const presses = (days: number): readonly Milliseconds[] =>
  Array.from({ length: days * 4 }, (_, index) =>
    milliseconds(index * 6 * HOUR_MS + ((index * 7_919) % 3_600) * 1_000),
  );

/** The fault of the week: the clock is lost, is reported, and is set again. */
const withFault = (pump: Pump, id: string): Lived => {
  const at = pump.now;
  const report = { ...expectedReport(pump), clock: "lost" } as const;
  const lost = CONTROLLER.observe(pump, { at, report });
  const clock = { kind: "set-clock", id: `${id}-clock`, clock: PROGRAM.clock } as const;
  const set = CONTROLLER.step(lost.pump, { at, command: clock });
  return { pump: set.pump, log: [...lost.events, ...set.events] };
};

const lived = (days: number): Lived => {
  let { pump, log } = begun();
  const events = [...log];
  for (const [index, at] of presses(days).entries()) {
    const id = `c${index}`;
    const ask = CONTROLLER.step(pump, { at, command: { kind: "request", id, askedAt: at } });
    events.push(...ask.events);
    pump = ask.pump;
    if (index % 28 === 27) {
      const faulty = withFault(pump, id);
      events.push(...faulty.log);
      pump = faulty.pump;
    }
    if (index % 120 !== 119) continue;
    const refill = {
      kind: "refill",
      id: `${id}-fill`,
      aspirated: pump.reservoir,
      volume: DEVICE.capacity,
      fluid: "bench",
    } as const;
    const filled = CONTROLLER.step(pump, { at, command: refill });
    events.push(...filled.events);
    pump = filled.pump;
  }
  log = events;
  return { pump, log };
};

const yearsPerSecond = (progress: Progress): Figure => {
  const values: number[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const start = performance.now();
    for (let year = 0; year < 4; year += 1) lived(DAYS);
    if (turn > 1) values.push(4_000 / (performance.now() - start));
    progress(turn / 24);
  }
  return {
    what: "pump-years a second in one thread, four boluses a day, one fault a week",
    unit: "a/s",
    sample: sampleOf(values),
    target: "at least 50 a/s",
  };
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const logBytes = (): Figure => {
  const log = appendAll([], lived(DAYS).log.map(entryOf), sha256);
  assert(log.ok, "what a pump says can be recorded", {});
  const bytes = Buffer.byteLength(toLines(log.value));
  return { what: "sealed log of a pump-year", unit: "kB", sample: sampleOf([bytes / 1000]) };
};

/** The heap after everything that nobody holds has been collected. */
const heap = (): number => {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
};

const weight = (progress: Progress): Figure => {
  const before = heap();
  const pumps = Array.from({ length: PUMPS }, (_, index) => {
    progress(0.5 + index / (2 * PUMPS));
    return lived(2 + (index % 3)).pump;
  });
  const taken = (heap() - before) / 1e6;
  assert(pumps.length === PUMPS, "all pumps are held until they are weighed", {});
  return { what: `memory of ${PUMPS} pumps`, unit: "MB", sample: sampleOf([taken]) };
};

/** `bench pump`. */
export const bench: Bench = {
  name: "pump",
  measure: async (progress) => [yearsPerSecond(progress), logBytes(), weight(progress)],
};
