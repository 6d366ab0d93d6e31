// SPDX-License-Identifier: Apache-2.0
/**
 * The allowance: volume leaves only against one, and none outlives a beat. A controller that hangs
 * gives no further one, and the motor stops by itself.
 */
import { assert, type Milliseconds, milliseconds, type Pulses, pulses } from "@cisterna/quantity";
import { passTime } from "./flow.ts";
import { GUARD } from "./guard.ts";
import { BEAT_MS } from "./port.ts";
import type { Pump } from "./pump.ts";

/** So many pulses may leave before an instant; then the next allowance is due. */
export type BeatAllowance = { readonly pulses: Pulses; readonly until: Milliseconds };

/**
 * What the motor may do until the next beat.
 * Law: an allowance never outlives a beat, and is what the pump then has delivered.
 * Source: REQ-012.
 */
export const allowanceOf = (pump: Pump): BeatAllowance => {
  const next = passTime(GUARD)(pump, milliseconds(pump.now + BEAT_MS));
  assert(next.now - pump.now <= BEAT_MS, "an allowance is short", { now: pump.now });
  return {
    pulses: pulses(next.delivered.pulses - pump.delivered.pulses),
    until: next.now,
  };
};
