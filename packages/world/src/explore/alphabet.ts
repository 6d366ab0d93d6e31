// SPDX-License-Identifier: Apache-2.0
/**
 * The alphabet: the few acts that short histories are spelt with, on a pump so small that limits,
 * lock-outs and the end of the reservoir are all within an hour or two.
 */
import type { Device, Start } from "@cisterna/pump";
import { DAY_MS, milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { FaultKind } from "../hardware/fault.ts";
import type { Draft } from "../people/prescription.ts";
import { limitsOf } from "../people/prescription.ts";
import type { Act } from "../storm/turn.ts";

const MINUTE_MS = 60_000;
const HOURS = 60 * MINUTE_MS;

/** The pump that is walked through. */
export const SMALL: Device = {
  pulse: nanolitres(250),
  least: pulsesPerDay(24),
  most: pulsesPerDay(20_000),
  capacity: nanolitres(100_000),
  low: nanolitres(10_000),
  battery: null,
  testEvery: null,
};

/** How it begins. */
export const SMALL_START: Start = {
  at: milliseconds(0),
  reservoir: SMALL.capacity,
  fluid: "first",
};

const five = { pulses: pulses(5), over: milliseconds(20 * MINUTE_MS) };

/** A pattern with an on-demand bolus of which only one fits into an hour. */
const patterned: Omit<Draft, "limits"> = {
  clock: milliseconds(3 * DAY_MS),
  week: [
    { from: milliseconds(0), rate: pulsesPerDay(240) },
    { from: milliseconds(3 * DAY_MS + HOURS), rate: pulsesPerDay(480) },
    { from: milliseconds(3 * DAY_MS + 2 * HOURS), rate: pulsesPerDay(0) },
    { from: milliseconds(3 * DAY_MS + 3 * HOURS), rate: pulsesPerDay(240) },
  ],
  titration: [],
  periodic: null,
  onDemand: {
    ...five,
    lockout: milliseconds(25 * MINUTE_MS),
    perDay: 2,
    validity: milliseconds(5 * MINUTE_MS),
  },
  single: null,
  transition: null,
  minimum: pulsesPerDay(48),
  onFault: "minimum",
  drugClass: "baclofen",
};

/** A bridge, then a single bolus, with boluses on the clock. */
const clocked: Omit<Draft, "limits"> = {
  ...patterned,
  week: patterned.week.slice(0, 1),
  periodic: { ...five, first: milliseconds(3 * DAY_MS), every: milliseconds(HOURS) },
  single: { pulses: pulses(2), over: milliseconds(10 * MINUTE_MS) },
  transition: { kind: "bridge", pulses: pulses(4), rate: pulsesPerDay(960) },
  onFault: "stop",
  drugClass: "opioid",
};

const withLimits = (draft: Omit<Draft, "limits">, tight: boolean): Draft => ({
  ...draft,
  limits: limitsOf(draft, SMALL, tight),
});

const program = (draft: Draft): Act => ({
  kind: "program",
  draft,
  slip: null,
  catheter: null,
});

const fault = (kind: FaultKind, lasts: number): Act => ({
  kind: "fault",
  fault: kind,
  lasts: milliseconds(lasts),
  severity: 300,
});

/** Every act. */
export const ALPHABET: readonly Act[] = [
  program(withLimits(patterned, true)),
  program(withLimits(clocked, false)),
  { kind: "press", age: 0 },
  { kind: "press", age: 5 * MINUTE_MS + 1 },
  { kind: "refill", volume: SMALL.capacity, fluid: "first", garbled: false },
  { kind: "refill", volume: nanolitres(900), fluid: "first", garbled: false },
  { kind: "stop", maximum: milliseconds(10 * MINUTE_MS) },
  { kind: "resume" },
  { kind: "cancel-bolus" },
  { kind: "acknowledge" },
  { kind: "interrogate" },
  { kind: "again", back: 1 },
  fault("motor-stall", 20 * MINUTE_MS),
  fault("motor-stuck-on", 2 * MINUTE_MS),
  fault("both-copies-bad", 0),
  fault("processor-hung", 0),
];
