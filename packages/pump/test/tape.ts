// SPDX-License-Identifier: Apache-2.0
/**
 * A tape of what reaches a pump, command by command and report by report, played to any controller:
 * the true one and every broken one hear the same.
 */
import { milliseconds } from "@cisterna/quantity";
import {
  type Command,
  type Controller,
  type Device,
  type Event,
  expectedReport,
  type Fault,
  initial,
  type Pump,
  type Report,
} from "../src/index.ts";
import { SAMPLE, steady, toRun } from "./sample.ts";

/** Something that reaches a pump at an instant: a command, or how a report differs. */
export type Heard =
  | { readonly at: number; readonly command: Command }
  | { readonly at: number; readonly report: Partial<Report> }
  | { readonly at: number };

/** What a tape comes to. */
export type Played = { readonly pump: Pump; readonly events: readonly Event[] };

/** A pump that runs the steady program from time zero on. */
export const started = (
  controller: Controller,
  program = steady,
  device: Device = SAMPLE,
): Pump => {
  const at = milliseconds(0);
  const fresh = initial(device, { at, reservoir: device.capacity, fluid: "morphine" });
  return controller.step(fresh, { at, command: toRun(program) }).pump;
};

/** Plays a tape to a pump. */
export const played = (controller: Controller, start: Pump, tape: readonly Heard[]): Played => {
  const events: Event[] = [];
  let pump = start;
  for (const heard of tape) {
    const at = milliseconds(heard.at);
    const here = controller.pass(pump, at);
    events.push(...here.events);
    pump = here.pump;
    if (!("command" in heard) && !("report" in heard)) continue;
    const taken =
      "command" in heard
        ? controller.step(pump, { at, command: heard.command })
        : controller.observe(pump, { at, report: { ...expectedReport(pump), ...heard.report } });
    events.push(...taken.events);
    pump = taken.pump;
  }
  return { pump, events };
};

/** Whether a fault is there. */
export const has = (pump: Pump, fault: Fault): boolean =>
  pump.faults.some((each) => each.fault === fault);

/** Pulses that leave between now and a later instant. */
export const gives = (controller: Controller, pump: Pump, upto: number): number =>
  controller.advance(pump, milliseconds(upto)).delivered.pulses - pump.delivered.pulses;

/** What is wrong, by what should be: the names of everything that is not so. */
export const unless = (conditions: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.entries(conditions)
    .filter(([, is]) => !is)
    .map(([name]) => name);
