// SPDX-License-Identifier: Apache-2.0
/** Steps of titration for analgesics as a class, where the source names no drug. */
import { fact, type Origin } from "../sources/fact.ts";
import type { Titration } from "./drug.ts";
import { share } from "./row.ts";

const TEXTBOOK: Origin = { source: "n32", edition: "textbook", jurisdiction: null };

const upto = (most: string, population: Titration["population"]): Titration => ({
  ...fact(TEXTBOOK),
  step: { kind: "share", low: null, high: share(most) },
  direction: "increase",
  phase: "any",
  population,
});

/** How far an analgesic may be raised in one step, by the cause of the pain. */
export const ANALGESIA_STEPS: readonly Titration[] = [
  upto("30 %", "other-pain"),
  upto("50 %", "malignant-pain"),
];
