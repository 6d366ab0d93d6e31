// SPDX-License-Identifier: Apache-2.0
/** The stop: an ordered rest of the whole pump, with its reason and its longest duration. */
import type { Milliseconds } from "@cisterna/quantity";

/** Delivery is stopped, by somebody and for a reason. It stays stopped until it is resumed. */
export type Stop = {
  readonly at: Milliseconds;
  readonly reason: string;
  readonly maximum: Milliseconds;
  /** Whether the longest allowed stop has been reported as over. */
  readonly expired: boolean;
};
