// SPDX-License-Identifier: Apache-2.0
/** One virtual clock for pump, patient, line, body and record. */
export * from "./accuracy/accuracy.ts";
export * from "./accuracy/counts.ts";
export * from "./accuracy/regimen.ts";
export * from "./accuracy/trumpet.ts";
export * from "./balance.ts";
export * from "./before.ts";
export * from "./course.ts";
export * from "./deliver.ts";
export { type Fault, type FaultKind, faultRow, faultsOf } from "./hardware/fault.ts";
export * from "./incident/incident.ts";
export { sightsOf } from "./incident/sight.ts";
export { act, begun, type Picture, pictured, type Stage } from "./incident/stage.ts";
export * from "./infusion.ts";
export * from "./journal.ts";
export * from "./line.ts";
export * from "./presses.ts";
export * from "./run.ts";
export * from "./storm/index.ts";
export { passOn } from "./storm/passage.ts";
