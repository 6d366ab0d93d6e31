// SPDX-License-Identifier: Apache-2.0
/** What is known of each pump and catheter, and what a plan still has to be told. */
export * from "./catheter.ts";
export * from "./catheters.ts";
export * from "./complete.ts";
export * from "./constant.ts";
export * from "./edition.ts";
export * from "./pump.ts";
export * from "./pumps.ts";
export * from "./thresholds.ts";
