// SPDX-License-Identifier: Apache-2.0
/** Reading a pump: what a programmer, the world or a screen may want to know of a state. */
import {
  type Milliseconds,
  type Pulses,
  type PulsesPerDay,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import type { Fault } from "./alarm/fault.ts";
import { restraintOf } from "./alarm/restraint.ts";
import type { Pump } from "./pump.ts";
import { restrainedTransition, wantedAt } from "./schedule.ts";
import type { Mode, Status } from "./status.ts";
import { type Quanta, tallyOf } from "./tally.ts";

/** What the pump is doing at this instant. */
export const modeOf = (pump: Pump): Mode => {
  if (pump.program === null) return "idle";
  if (pump.stop !== null) return "stopped";
  if (pump.reservoir < pump.device.pulse) return "dry";
  return pump.transition === null ? "running" : "transition";
};

/** Pulses a day that should flow at this instant; zero when stopped, dry or idle. */
export const runningRate = (pump: Pump): PulsesPerDay => {
  const mode = modeOf(pump);
  if (mode === "transition") return pulsesPerDay(restrainedTransition(pump));
  return pulsesPerDay(mode === "running" ? wantedAt(pump, pump.now).rate : 0);
};

/** How things stand. */
export const statusOf = (pump: Pump): Status => ({
  now: pump.now,
  mode: modeOf(pump),
  rate: runningRate(pump),
  version: pump.program?.version ?? null,
  delivered: pump.delivered,
  withheld: pump.withheld,
  reservoir: pump.reservoir,
  fluid: pump.fluid,
  transitionLeft: pump.transition === null ? null : tallyOf(pump.transition.left),
  boluses: pump.boluses,
  stop: pump.stop,
  faults: pump.faults,
  restraint: restraintOf(pump),
  missed: pump.missed,
  surplus: pump.surplus,
  tested: pump.tested,
  scan: pump.scan,
});

/** Pulses that the sensor on the motor should have counted. */
export const believedTurns = ({ delivered, missed, surplus }: Pump): Pulses =>
  pulses(delivered.pulses - missed + surplus);

/** Whether a fault is there. */
export const isActive = ({ faults }: Pick<Pump, "faults">, fault: Fault): boolean =>
  faults.some((each) => each.fault === fault);

/** Since when the motor has rested, or null while it has not. */
export const restSince = ({ stop, faults }: Pump): Milliseconds | null =>
  stop?.at ?? faults.find(({ fault }) => fault === "motor-stall")?.since ?? null;

/** Whole pulses that have left the pump since it was made. */
export const deliveredPulses = (pump: Pump): Pulses => pump.delivered.pulses;

/** What the next pulse has gathered so far: `0 ≤ owed < DAY_MS`. */
export const owed = (pump: Pump): Quanta => pump.delivered.quanta;
