// SPDX-License-Identifier: Apache-2.0
/**
 * The port: all that passes between the controller and the hardware. A report flows in, at every
 * beat and after a start; an allowance flows out, and without one nothing moves. What a pump has no
 * sensor for is null.
 */
import { type Milliseconds, milliseconds, type Nanolitres, type Pulses } from "@cisterna/quantity";
import type { TestedPart } from "./part.ts";
import type { Pump } from "./pump.ts";
import { believedTurns } from "./reading.ts";

/** The longest time that may pass between two reports, and that an allowance lasts. */
export const BEAT_MS: Milliseconds = milliseconds(60_000);

/** What the motor did with the last pulse that it was given. */
export type Motion = "turned" | "still" | "not-asked";

/** Records of the store that can be lost while the rest of it is whole. */
export type LostRecord = "program" | "constants" | "totals";

/** What the store found when it last looked. */
export type MemoryReport = {
  readonly repaired: boolean;
  readonly lost: readonly LostRecord[];
  readonly full: boolean;
  readonly failing: boolean;
};

/** The cell: what was drawn from it, in thousandths of its capacity, and its voltage under load. */
export type BatteryReport = { readonly spent: number; readonly loadMillivolts: number };

/** What the hardware says at an instant. */
export type Report = {
  /** Pulses that the sensor on the motor has counted since it was made. */
  readonly turns: Pulses;
  readonly motion: Motion;
  /** Whether something flows that was not asked for. */
  readonly freeFlow: boolean | null;
  /** Volume in the reservoir as it is measured. */
  readonly level: Nanolitres | null;
  /** Whether the pressure behind the motor is that of a closed line. */
  readonly occluded: boolean | null;
  readonly battery: BatteryReport | null;
  /** Whether the clock has run on since the last report. */
  readonly clock: "kept" | "lost";
  readonly sounder: "works" | "failed" | null;
  readonly vibrator: "works" | "failed" | null;
  readonly memory: MemoryReport | null;
  /** A self-test that has just been made: the parts that failed it. */
  readonly selfTest: readonly TestedPart[] | null;
  /** A start that has just happened: how many there were in the last ten minutes. */
  readonly starts: number | null;
  /** Whether the independent monitor holds the motor. */
  readonly inhibited: boolean;
};

/** A report with the moment at which it reaches the controller, on the pump's own clock. */
export type Observation = { readonly at: Milliseconds; readonly report: Report };

/** The report of a pump on which everything is as it should be. */
export const expectedReport = (pump: Pump): Report => ({
  turns: believedTurns(pump),
  motion: "turned",
  freeFlow: null,
  level: null,
  occluded: null,
  battery: null,
  clock: "kept",
  sounder: null,
  vibrator: null,
  memory: null,
  selfTest: null,
  starts: null,
  inhibited: false,
});
