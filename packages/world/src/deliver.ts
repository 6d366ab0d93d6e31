// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery: pump, patient and line on one virtual clock. The program flows in; out flow the pulses
 * interval by interval, what they drove out at the tip, and the record of everything that happened.
 * Counts only: no double is made here.
 */
import { type Line, push } from "@cisterna/body";
import {
  CONTROLLER,
  type Controller,
  type Device,
  type Event,
  initial,
  type Passed,
  type Pump,
  type Refusal,
} from "@cisterna/pump";
import {
  accepted,
  assert,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  type NonEmpty,
  nanolitres,
  type Result,
  refused,
} from "@cisterna/quantity";
import { appendAll, type Digest, type Log } from "@cisterna/record";
import type { Infusion } from "./infusion.ts";
import { entryOf } from "./journal.ts";
import { type Fluids, fluidsOf, lineOf, RESERVOIR_FLUID } from "./line.ts";
import { type Presses, pressTimes } from "./presses.ts";

/** How long, how finely, and with which patient a plan is run. */
export type Timing = {
  readonly upto: Milliseconds;
  /** Length of an output step; the last one may be shorter. */
  readonly step: Milliseconds;
  readonly presses: Presses;
};

/** Everything a delivery needs beside the infusion. `controller` is for tests of broken ones. */
export type Setting = {
  readonly device: Device;
  readonly digest: Digest;
  readonly controller?: Controller;
  /** Told now and then how far the delivery is, as a share. */
  readonly progress?: (share: number) => void;
};

/**
 * What happened between pump and tip. Interval k runs from the end of the one before to `ends[k]`;
 * intervals end at output steps and where the patient pressed the button.
 */
export type Delivery = {
  readonly fluids: Fluids;
  /** Ends of the intervals, ms. */
  readonly ends: Float64Array;
  /** Which intervals end an output step. */
  readonly outputs: Int32Array;
  /** What left the pump in each interval, nL. */
  readonly pumped: Float64Array;
  /** What left the tip in each interval, nL, by fluid. */
  readonly tip: readonly Float64Array[];
  /** What the pump computes to be left in the reservoir at the end of each interval, nL. */
  readonly reservoir: Float64Array;
  readonly before: Line<number>;
  readonly after: Line<number>;
  readonly pump: Pump;
  readonly events: readonly Event[];
  readonly log: Log;
};

/** Why a pump would not take a program. */
export type ProgramRefused = {
  readonly kind: "program-refused";
  readonly refusals: NonEmpty<Refusal>;
};

/** A moment of the clock: the end of an interval, and the press that falls on it, if any. */
type Moment = {
  readonly at: Milliseconds;
  readonly press: number | null;
  readonly output: boolean;
};

/** The moments of a run in order. A press comes before the output step of the same instant. */
const momentsOf = (timing: Timing): readonly Moment[] => {
  const count = Math.ceil(timing.upto / timing.step);
  const outputs = Array.from({ length: count }, (_, index): Moment => {
    const at = milliseconds(Math.min((index + 1) * timing.step, timing.upto));
    return { at, press: null, output: true };
  });
  const presses = pressTimes(timing.presses, timing.upto).map(
    (at, index): Moment => ({ at, press: index + 1, output: false }),
  );
  return [...presses, ...outputs].toSorted((a, b) => a.at - b.at);
};

const passMoment = (controller: Controller, pump: Pump, { at, press }: Moment): Passed =>
  press === null
    ? controller.pass(pump, at)
    : controller.step(pump, {
        at,
        command: { kind: "request", id: `press-${press}`, askedAt: at },
      });

/** Where the traces of a delivery are written, interval by interval. */
type Trace = Pick<Delivery, "ends" | "pumped" | "tip" | "reservoir"> & { readonly events: Event[] };

const traceOf = (fluids: Fluids, length: number): Trace => ({
  ends: new Float64Array(length),
  pumped: new Float64Array(length),
  tip: fluids.map(() => new Float64Array(length)),
  reservoir: new Float64Array(length),
  events: [],
});

/** Pump and line at one moment. */
type Scene = { readonly pump: Pump; readonly line: Line<number> };

const write = (trace: Trace, index: number, scene: { before: Scene; passed: Passed }): Scene => {
  const { before, passed } = scene;
  const { pump } = passed;
  const count = pump.delivered.pulses - before.pump.delivered.pulses;
  const volume: Nanolitres = nanolitres(count * pump.device.pulse);
  const pushed = push(before.line, volume, RESERVOIR_FLUID);
  trace.ends[index] = pump.now;
  trace.pumped[index] = volume;
  trace.reservoir[index] = pump.reservoir;
  for (const slug of pushed.out) {
    const series = trace.tip[slug.fluid];
    assert(series !== undefined, "a slug is of a known fluid", { fluid: slug.fluid });
    series[index] = (series[index] ?? 0) + slug.volume;
  }
  trace.events.push(...passed.events);
  return { pump, line: pushed.line };
};

/** A run has one catheter. */
const THE_CATHETER = "the-catheter";

/** The pump with its program, or why it would not take it. */
const programmed = (
  infusion: Infusion,
  { device, controller = CONTROLLER }: Setting,
): Result<Passed, ProgramRefused> => {
  const at = milliseconds(0);
  const { volume } = infusion.reservoir;
  const pump = initial(device, { at, reservoir: volume, fluid: null });
  const { program } = infusion;
  const passed = controller.step(pump, {
    at,
    command: {
      kind: "program",
      id: `program-${program.version}`,
      program,
      replaces: null,
      catheter: THE_CATHETER,
    },
  });
  const no = passed.events.find((event) => event.kind === "refused");
  return no === undefined
    ? accepted(passed)
    : refused({ kind: "program-refused", refusals: no.refusals });
};

/** How often the progress is told, in intervals. */
const TOLD_EVERY = 4096;

/**
 * Delivers an infusion, pulse by pulse.
 *
 * Refuses: a program that the pump does not take, with the pump's own reasons.
 * Law: pulses and the fraction owed are the plan's `ledger`; the masses at the tip are the plan's
 * `massesAtTip`; both exactly. The same infusion and timing give the same record.
 */
export const deliver = (
  infusion: Infusion,
  timing: Timing,
  setting: Setting,
): Result<Delivery, ProgramRefused> => {
  const begun = programmed(infusion, setting);
  if (!begun.ok) return begun;
  const { controller = CONTROLLER } = setting;
  const fluids = fluidsOf(infusion);
  const before = lineOf(infusion.line, fluids);
  const moments = momentsOf(timing);
  const trace = traceOf(fluids, moments.length);
  trace.events.push(...begun.value.events);
  let scene: Scene = { pump: begun.value.pump, line: before };
  moments.forEach((moment, index) => {
    const passed = passMoment(controller, scene.pump, moment);
    scene = write(trace, index, { before: scene, passed });
    if (index % TOLD_EVERY === 0) setting.progress?.(index / moments.length);
  });
  const log = appendAll([], trace.events.map(entryOf), setting.digest);
  assert(log.ok, "what a pump reports can be recorded", { log });
  const outputs = moments.flatMap(({ output }, index) => (output ? [index] : []));
  return accepted({
    ...trace,
    fluids,
    outputs: Int32Array.from(outputs),
    before,
    after: scene.line,
    pump: scene.pump,
    log: log.value,
  });
};
