// SPDX-License-Identifier: Apache-2.0
/** Every measurement in one list, in the order of the documents. */
import { ELSEWHERE } from "./elsewhere.ts";
import type { Measurement } from "./measurement.ts";
import { OPIOIDS } from "./opioids.ts";
import { OTHER_DRUGS } from "./others.ts";
import { TRACERS } from "./tracers.ts";

/** Every measurement that was collected. Law: no id twice, and `split` places each. */
export const MEASUREMENTS: readonly Measurement[] = [
  ...TRACERS,
  ...OPIOIDS,
  ...OTHER_DRUGS,
  ...ELSEWHERE,
];
