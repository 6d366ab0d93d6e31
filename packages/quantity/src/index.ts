// SPDX-License-Identifier: Apache-2.0
/** Units, exact quantities, counts, and how they are read and printed. Imports nothing. */
export * from "./count.ts";
export * from "./decimal.ts";
export * from "./instant.ts";
export * from "./interval.ts";
export * from "./print.ts";
export * from "./quantity.ts";
export * from "./rational.ts";
export * from "./read.ts";
export * from "./result.ts";
export * from "./unit.ts";
