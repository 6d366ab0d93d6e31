// SPDX-License-Identifier: Apache-2.0
/** What should happen: from a prescription to a judged plan, with every reason why not. */
export * from "./case.ts";
export * from "./check.ts";
export * from "./devices/index.ts";
export * from "./fluid.ts";
export * from "./forecast.ts";
export * from "./formulary/index.ts";
export type { DoseRow, LimitRow } from "./judge/doses.ts";
export * from "./judge/judge.ts";
export type { RefillOutlook } from "./judge/outlook.ts";
export type { Passage } from "./judge/passage.ts";
export * from "./ledger.ts";
export * from "./mixture.ts";
export * from "./order.ts";
export * from "./plan.ts";
export * from "./prescription.ts";
export * from "./program.ts";
export * from "./reconcile.ts";
export * from "./recount.ts";
export * from "./regimen.ts";
export * from "./sources/index.ts";
export * from "./transition.ts";
export * from "./window.ts";
