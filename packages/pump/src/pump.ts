// SPDX-License-Identifier: Apache-2.0
/**
 * The pump: everything the controller knows, as one value of integers. Time changes it in `flow`,
 * events change it in `evolve`, nothing else does; two pumps with equal values behave alike.
 */
import {
  assert,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  type Pulses,
  type PulsesPerDay,
  pulses,
} from "@cisterna/quantity";
import type { HardLimits, Program } from "@cisterna/therapy";
import type { ActiveFault } from "./alarm/fault.ts";
import type { Grant, RunningBolus } from "./bolus.ts";
import { assertExact, type Device } from "./device.ts";
import type { Event } from "./event.ts";
import type { Scan } from "./magnet.ts";
import type { Stop } from "./stop.ts";
import { NOTHING, type Quanta, type Tally } from "./tally.ts";

/** The transition under way: instead of basal and of every bolus, until nothing is left of it. */
export type Transition = {
  readonly kind: "prime" | "bridge";
  readonly pulses: Pulses;
  readonly rate: PulsesPerDay;
  readonly left: Quanta;
};

/** A constant flow on a stretch of time. `rate` in pulses a day, never zero in a history. */
export type Piece = { readonly from: number; readonly upto: number; readonly rate: number };

/** The time since a program was accepted, with the limits that hold in it. */
export type Era = { readonly from: Milliseconds; readonly limits: HardLimits };

/** What a command was answered: kept so that the same command again gets the same answer. */
export type Answer = { readonly command: string; readonly events: readonly Event[] };

/** The state of a pump. */
export type Pump = {
  readonly device: Device;
  /** The pump's own monotonic clock. */
  readonly now: Milliseconds;
  /** Everything that has left the pump. `delivered.quanta` is owed: less than one pulse. */
  readonly delivered: Tally;
  /** What the guard held back. Never caught up. */
  readonly withheld: Tally;
  /** Volume in the reservoir, computed. Falls by whole pulses, rises only by a refill. */
  readonly reservoir: Nanolitres;
  /** Whether less than one pulse is left and this has been reported. */
  readonly dry: boolean;
  /** Id of the fluid in the reservoir, or null when none has been stated. */
  readonly fluid: string | null;
  readonly program: Program | null;
  /** When the program proper began; null before: in a transition, or accepted while stopped. */
  readonly begun: Milliseconds | null;
  /** A bolus on the clock counts only if it starts at or after this. */
  readonly clockFrom: Milliseconds;
  readonly transition: Transition | null;
  readonly boluses: readonly RunningBolus[];
  readonly grants: readonly Grant[];
  readonly stop: Stop | null;
  /** What flowed in the last 24 hours, transitions left out; ascending, neighbours differ. */
  readonly history: readonly Piece[];
  /** Programs in force in the last 24 hours, oldest first. */
  readonly eras: readonly Era[];
  /** What is wrong, in the order in which it was found. */
  readonly faults: readonly ActiveFault[];
  /** Pulses that were asked for and are known not to have come, since the pump was made. */
  readonly missed: Pulses;
  /** Pulses that came and were not asked for. */
  readonly surplus: Pulses;
  /** Pulses delivered when the turns were last counted against them. */
  readonly counted: Pulses;
  /** When a self-test was last made; null: not since the start, and nothing flows before it. */
  readonly tested: Milliseconds | null;
  readonly scan: Scan | null;
  /** Volume after the last fill. */
  readonly filled: Nanolitres;
  /** Time spent stopped or stalled until the last such rest began. */
  readonly rested: Milliseconds;
  /** The catheter, by its id, that was primed last; null: none. */
  readonly primed: string | null;
  /** Answers given, oldest first; at most `ANSWERS_KEPT`. */
  readonly answers: readonly Answer[];
};

/** What a pump holds when it leaves the shelf. */
export type Start = {
  readonly at: Milliseconds;
  readonly reservoir: Nanolitres;
  readonly fluid: string | null;
};

/**
 * A pump without a program: nothing flows until one is accepted.
 * Breaks if: the device's integers would not stay exact, or the reservoir holds more than it can.
 */
export const initial = (device: Device, start: Start): Pump => {
  assertExact(device);
  assert(start.reservoir <= device.capacity, "a reservoir holds what fits", { ...start });
  return {
    device,
    now: start.at,
    delivered: NOTHING,
    withheld: NOTHING,
    reservoir: start.reservoir,
    dry: start.reservoir < device.pulse,
    fluid: start.fluid,
    program: null,
    begun: null,
    clockFrom: start.at,
    transition: null,
    boluses: [],
    grants: [],
    stop: null,
    history: [],
    eras: [],
    faults: [],
    missed: pulses(0),
    surplus: pulses(0),
    counted: pulses(0),
    tested: start.at,
    scan: null,
    filled: start.reservoir,
    rested: milliseconds(0),
    primed: null,
    answers: [],
  };
};

/** Whole pulses that the reservoir still holds. */
export const pulsesLeft = (pump: Pick<Pump, "reservoir" | "device">): Pulses =>
  pulses(Math.floor(pump.reservoir / pump.device.pulse));
