// SPDX-License-Identifier: Apache-2.0
/** The magnet of an MRI scanner, as far as the pump knows of it. */
import type { Milliseconds } from "@cisterna/quantity";

/** The time in which a scan is planned: the magnet may hold the motor. */
export type Scan = {
  readonly since: Milliseconds;
  readonly until: Milliseconds;
  /** Whether the motor was seen to turn again, and what it had missed was put right. */
  readonly turned: boolean;
};
