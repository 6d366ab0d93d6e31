// SPDX-License-Identifier: Apache-2.0
/** What the device does: commands and reports in, pulses out, on integers. */
export * from "./alarm/fault.ts";
export * from "./alarm/priority.ts";
export * from "./alarm/restraint.ts";
export * from "./alarm/signal.ts";
export * from "./alarm/table.ts";
export * from "./alarm/tone.ts";
export * from "./allowance.ts";
export type { BolusSource, Grant, RunningBolus } from "./bolus.ts";
export type * from "./command.ts";
export * from "./controller.ts";
export { type Decide, decideWith } from "./decide.ts";
export { type Detect, detect } from "./detect.ts";
export { BARE, type BatteryMarks, type Device } from "./device.ts";
export type * from "./event.ts";
export { ANSWERS_KEPT, type Evolve } from "./evolve.ts";
export { type PassTime, passTime } from "./flow.ts";
export * from "./guard.ts";
export * from "./monitor.ts";
export type { TestedPart } from "./part.ts";
export * from "./port.ts";
export * from "./pump.ts";
export * from "./reading.ts";
export type * from "./refusal.ts";
export type * from "./status.ts";
export type { Stop } from "./stop.ts";
export * from "./tally.ts";
