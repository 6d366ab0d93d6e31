// SPDX-License-Identifier: Apache-2.0
/**
 * How a pump stands in bytes: in three records, each stored for itself, so that one that is lost
 * leaves the others. Together they hold every field of a pump: another field has to be put into one
 * of them, or this does not compile.
 */

import type { Grant } from "../bolus.ts";
import type { BatteryMarks, Device } from "../device.ts";
import type { LostRecord } from "../port.ts";
import type { Answer, Era, Piece, Pump, Transition } from "../pump.ts";
import { activeFault, eventLayout, runningBolus, scan, stop } from "./event-layout.ts";
import { flag, type Layout, listOf, orNull, recordOf, text, whole } from "./layout.ts";
import { amount, limits, programLayout, rate, time, transitionKind } from "./program-layout.ts";
import { tally, volume } from "./refusal-layout.ts";

const device = recordOf<Device>({
  pulse: volume,
  least: rate,
  most: rate,
  capacity: volume,
  low: volume,
  battery: orNull(
    recordOf<BatteryMarks>({
      replace: whole,
      end: whole,
      weak: whole,
      least: whole,
    }),
  ),
  testEvery: orNull(time),
});

/** What was prescribed and how far it has come: enough to go on with it. */
export type Prescribed = Pick<
  Pump,
  "program" | "begun" | "clockFrom" | "transition" | "stop" | "fluid" | "primed"
>;

/** What the device is. */
export type Constants = Pick<Pump, "device">;

/** What has happened so far. */
export type Totals = Omit<Pump, keyof Prescribed | keyof Constants>;

/** The records of a pump, by their names. */
export type Records = {
  readonly program: Prescribed;
  readonly constants: Constants;
  readonly totals: Totals;
};

/** How each record stands in bytes. */
export const RECORDS: { readonly [R in LostRecord]: Layout<Records[R]> } = {
  program: recordOf<Prescribed>({
    program: orNull(programLayout),
    begun: orNull(time),
    clockFrom: time,
    transition: orNull(
      recordOf<Transition>({ kind: transitionKind, pulses: amount, rate, left: whole }),
    ),
    stop: orNull(stop),
    fluid: orNull(text),
    primed: orNull(text),
  }),
  constants: recordOf<Constants>({ device }),
  totals: recordOf<Totals>({
    now: time,
    delivered: tally,
    withheld: tally,
    reservoir: volume,
    dry: flag,
    boluses: listOf(runningBolus),
    grants: listOf(recordOf<Grant>({ id: text, at: time, ends: time })),
    history: listOf(recordOf<Piece>({ from: whole, upto: whole, rate: whole })),
    eras: listOf(recordOf<Era>({ from: time, limits })),
    faults: listOf(activeFault),
    missed: amount,
    surplus: amount,
    counted: amount,
    tested: orNull(time),
    scan: orNull(scan),
    filled: volume,
    rested: time,
    answers: listOf(recordOf<Answer>({ command: text, events: listOf(eventLayout) })),
  }),
};
