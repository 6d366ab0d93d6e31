// SPDX-License-Identifier: Apache-2.0
/**
 * The bench: a pump with a reservoir that never ends, its pulses counted every half minute, beside
 * what its program comes to at the same instants. A trial flows in, two series of counts flow out;
 * the program's side is integrated by therapy and knows nothing of the pump.
 */
import {
  BARE,
  CONTROLLER,
  type Controller,
  type Device,
  type Event,
  initial,
  type Passed,
  type Pump,
} from "@cisterna/pump";
import {
  assert,
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  pulsesPerDay,
  toNumber,
} from "@cisterna/quantity";
import { ledger } from "@cisterna/therapy";
import type { Trial } from "./regimen.ts";

/** How often pulses are counted: every half minute, as the standard has it (`trumpet`). */
export const SAMPLE: Milliseconds = milliseconds(30_000);

/** How long a trial lasts: an hour to settle, and every window of a day that ends an hour later. */
export const LASTS: Milliseconds = milliseconds(DAY_MS + 2 * 3_600_000);

/** Counts since the start, at the end of every sample. */
export type Counts = {
  /** Whole pulses that have left the pump. */
  readonly pulses: Float64Array;
  /** What the program comes to, in pulses and parts of one. */
  readonly programmed: Float64Array;
};

/** The device of a trial: its flows are unbounded, its reservoir holds all that is asked of it. */
const deviceOf = ({ program, pulse }: Trial): Device => {
  const needed = program.limits.rate * 2 + (program.transition?.pulses ?? 0);
  return {
    pulse,
    least: pulsesPerDay(0),
    most: program.limits.rate,
    capacity: nanolitres(needed * pulse),
    ...BARE,
  };
};

const begun = (trial: Trial, controller: Controller): Passed => {
  const device = deviceOf(trial);
  const at = milliseconds(0);
  const pump = initial(device, { at, reservoir: device.capacity, fluid: null });
  const { program } = trial;
  const passed = controller.step(pump, {
    at,
    command: { kind: "program", id: "trial", program, replaces: null, catheter: "trial" },
  });
  assert(passed.pump.program !== null, "a trial is a program that the pump takes", {
    trial: trial.name,
  });
  return passed;
};

const grantsIn = (events: readonly Event[]): readonly Milliseconds[] =>
  events.flatMap((event) =>
    event.kind === "bolus-granted" && event.bolus.source === "on-demand" ? [event.at] : [],
  );

/** The pump at the end of a sample, every press of it included. */
const passSample = (
  controller: Controller,
  before: Passed,
  { presses, upto }: { presses: readonly Milliseconds[]; upto: Milliseconds },
): Passed => {
  let pump: Pump = before.pump;
  const events: Event[] = [...before.events];
  for (const at of presses) {
    const command = { kind: "request", id: `press-${at}`, askedAt: at } as const;
    const passed = controller.step(pump, { at, command });
    pump = passed.pump;
    events.push(...passed.events);
  }
  const passed = controller.pass(pump, upto);
  return { pump: passed.pump, events: [...events, ...passed.events] };
};

/**
 * The counts of a trial. `controller` is for tests of broken ones.
 * Breaks if: the pump does not take the trial's program.
 */
export const countsOf = (trial: Trial, controller: Controller = CONTROLLER): Counts => {
  const count = LASTS / SAMPLE;
  const [pulses, programmed] = [new Float64Array(count), new Float64Array(count)];
  let passed = begun(trial, controller);
  const grants: Milliseconds[] = [];
  for (let sample = 0; sample < count; sample += 1) {
    const [from, upto] = [sample * SAMPLE, milliseconds((sample + 1) * SAMPLE)];
    const presses = trial.presses.filter((at) => at >= from && at < upto);
    const { pump, events } = passSample(controller, { ...passed, events: [] }, { presses, upto });
    passed = { pump, events: [] };
    grants.push(...grantsIn(events));
    const volume = ledger(trial.program, trial.pulse, { upto, grants });
    pulses[sample] = pump.delivered.pulses;
    programmed[sample] = (toNumber(volume) * 1_000_000) / trial.pulse;
  }
  return { pulses, programmed };
};
