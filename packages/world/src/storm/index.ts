// SPDX-License-Identifier: Apache-2.0
/** The storm: seeded lives of pumps, and the laws that none of them may break. */
export * from "../explore/explore.ts";
export { FAULT_KINDS } from "../hardware/fault.ts";
export { PLAIN } from "../people/deed.ts";
export { SLIPS } from "../people/slip.ts";
export { type Life, lifeOf } from "./life.ts";
export { type Lived, live, type Manner, type StormMode } from "./live.ts";
export { reachCounts } from "./reach.ts";
export * from "./scenario.ts";
export * from "./storm.ts";
export { LAWS, type LawName, type Violation } from "./violation.ts";
