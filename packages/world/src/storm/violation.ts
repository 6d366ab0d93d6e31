// SPDX-License-Identifier: Apache-2.0
/** Violations: what a pump did that no pump may do, with the law that it broke, as data. */

/** Every law that the storm holds a pump to. */
export const LAWS = [
  "window",
  "rate",
  "conservation",
  "reservoir",
  "withheld",
  "transition",
  "grant",
  "answer",
  "idempotence",
  "untouched",
  "time",
  "replay",
  "cut",
  "alarm",
  "signal",
  "liveness",
  "invariant",
  "memory",
] as const;

/** One of the laws. */
export type LawName = (typeof LAWS)[number];

/** What was found where a law was broken. */
export type Found = Readonly<Record<string, number | string | null>>;

/** A law broken at an instant, and what was found. */
export type Violation = { readonly law: LawName; readonly at: number; readonly found: Found };
