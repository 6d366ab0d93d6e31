// SPDX-License-Identifier: Apache-2.0
/**
 * Where the numbers come from: sources, their tiers, and the fact that every clinical row carries.
 */
export * from "./fact.ts";
export * from "./source.ts";
export * from "./table.ts";
