// SPDX-License-Identifier: Apache-2.0
/** What the device does: commands in, pulses out, on integers. */
export type { BolusSource, Grant, RunningBolus } from "./bolus.ts";
export type * from "./command.ts";
export * from "./controller.ts";
export { type Decide, decideWith } from "./decide.ts";
export type { Device } from "./device.ts";
export type * from "./event.ts";
export { ANSWERS_KEPT, type Evolve } from "./evolve.ts";
export { type PassTime, passTime } from "./flow.ts";
export * from "./guard.ts";
export * from "./monitor.ts";
export * from "./pump.ts";
export * from "./reading.ts";
export type * from "./refusal.ts";
export type * from "./status.ts";
export type { Stop } from "./stop.ts";
export * from "./tally.ts";
