// SPDX-License-Identifier: Apache-2.0
/** What is known of each drug in the intrathecal space, and what each number may do. */
export * from "./action.ts";
export type { AmountRefusal, WrittenValue } from "./amount.ts";
export * from "./analgesia.ts";
export * from "./drug.ts";
export * from "./formulary.ts";
export * from "./local.ts";
export * from "./unverified.ts";
