// SPDX-License-Identifier: Apache-2.0
/**
 * Recovery: from what the flash holds to a pump that may be let run. The checkpoint, then the log
 * on top of it; then the time that nobody counted. What may have flowed in it is charged, a bolus
 * that was not finished counts as given, and nothing flows before the self-test has passed.
 *
 * Law: nothing is dosed twice, and no window counts less than what flowed.
 * Source: REQ-016, REQ-018, REQ-022, REQ-026, REQ-042, REQ-055, REQ-057.
 */
import {
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  type Pulses,
  pulses,
} from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { CONTROLLER, type Controller } from "../controller.ts";
import type { Device } from "../device.ts";
import { endBoluses } from "../due.ts";
import type { Event, Log } from "../event.ts";
import { BEAT_MS, type MemoryReport } from "../port.ts";
import { initial, type Pump } from "../pump.ts";
import { type Checkpoint, readCheckpoint } from "./checkpoint.ts";
import type { Flash, Write } from "./flash.ts";
import { checkpointed, isFull, kept } from "./keeper.ts";
import { isBroken, readRing } from "./log.ts";
import { FIRST_PLACE, type Mark, type Place } from "./place.ts";

/** What a controller has when it starts: its flash and what two counters say. */
export type PowerOn = {
  readonly flash: Flash;
  /** The constants that came with the hardware: used where the record of them is lost. */
  readonly device: Device;
  /** What the clock says; null: it stood still. */
  readonly clock: Milliseconds | null;
  /** The last beat that was counted, at most a beat ago when the controller died; null: lost. */
  readonly beat: Milliseconds | null;
};

/** A pump that has started: what it is, what it says of its memory, and steps to be done first. */
export type Started = {
  readonly pump: Pump;
  readonly place: Place;
  readonly events: Log;
  readonly writes: readonly Write[];
  readonly memory: MemoryReport;
  /** Starts in the last ten minutes, this one among them. */
  readonly starts: number;
};

/** What was read, before time is reckoned. */
type Read = {
  readonly pump: Pump;
  readonly place: Place;
  readonly memory: MemoryReport;
};

const NO_FINDINGS: MemoryReport = { repaired: false, lost: [], full: false, failing: false };

const lostIn = ({ constants, program, totals }: Checkpoint): MemoryReport["lost"] => [
  ...(constants === null ? (["constants"] as const) : []),
  ...(program === null ? (["program"] as const) : []),
  ...(totals === null ? (["totals"] as const) : []),
];

/** A pump of which only the program is known: it has run since some time, its past is not known. */
const bare = ({ device, clock, beat }: PowerOn, program: Program | null): Pump => {
  const at = clock ?? beat ?? milliseconds(0);
  const pump = initial(device, { at, reservoir: device.capacity, fluid: program?.fluid ?? null });
  const from = milliseconds(Math.max(0, at - 2 * DAY_MS));
  const eras = program === null ? [] : [{ from, limits: program.limits }];
  return { ...pump, program, begun: program === null ? null : at, eras };
};

/** The state that a checkpoint holds. */
const stateOf = (start: PowerOn, { constants, program, totals }: Checkpoint): Pump => {
  const device = constants ?? start.device;
  const running = program?.program ?? null;
  if (totals === null) return bare(start, running);
  const { place: _, ...rest } = totals;
  return { ...rest, device, program: running };
};

/** The events of the log on top of a state. */
const replayed = (controller: Controller, pump: Pump, events: readonly Event[]): Pump =>
  events.reduce(
    (state, event) => controller.evolve(controller.passTime(state, event.at), event),
    pump,
  );

const readFlash = (controller: Controller, start: PowerOn): Read => {
  const checkpoint = readCheckpoint(start.flash);
  if (checkpoint === null) {
    return { pump: bare(start, null), place: FIRST_PLACE, memory: NO_FINDINGS };
  }
  const place = checkpoint.totals?.place ?? {
    ...FIRST_PLACE,
    generation: checkpoint.generation,
  };
  const lost = lostIn(checkpoint);
  const from: Mark = { number: place.entries, at: place.end };
  const log = lost.length === 0 ? readRing(start.flash, "log", from) : null;
  const orders = readRing(start.flash, "orders", place.orders).end;
  const end = log?.end ?? from;
  const torn = isBroken(start.flash, end);
  const memory = {
    ...NO_FINDINGS,
    repaired: checkpoint.repaired || log?.repaired === true,
    lost: torn && !lost.includes("totals") ? [...lost, "totals" as const] : lost,
  };
  const events = (log?.values ?? []) as unknown as readonly Event[];
  return {
    pump: replayed(controller, stateOf(start, checkpoint), events),
    place: { ...place, entries: end.number, end: end.at, orders },
    memory,
  };
};

/** The most that may have left in a time that nobody counted: what the limits let through. */
const unknownIn = ({ program }: Pump, width: "hour" | "day"): Pulses => {
  if (program === null) return pulses(0);
  const span = width === "hour" ? HOUR_MS : DAY_MS;
  const basal = Math.max(...program.week.map(({ rate }) => rate));
  return pulses(Math.max(0, program.limits[width] - Math.ceil((basal * span) / DAY_MS) - 1));
};

/**
 * Without totals the past is not known. What the windows have beyond basal is charged in full, so
 * that no bolus passes them for a day, while basal flows on.
 */
const chargesFor = (pump: Pump, { lost }: MemoryReport): Charges =>
  lost.includes("totals")
    ? { hour: unknownIn(pump, "hour"), day: unknownIn(pump, "day") }
    : { hour: pulses(0), day: pulses(0) };

type Charges = { readonly hour: Pulses; readonly day: Pulses };

/**
 * Time up to the present of the clock. What may have flowed until a beat after the last one counts
 * as delivered; after that the motor had no allowance.
 */
const caughtUp = (controller: Controller, pump: Pump, { clock, beat }: PowerOn) => {
  const last = beat === null || beat < pump.now ? pump.now : beat;
  const upto = milliseconds(Math.min(clock ?? Number.POSITIVE_INFINITY, last + BEAT_MS));
  return controller.pass(pump, upto < pump.now ? pump.now : upto);
};

const TEN_MINUTES = 10 * 60_000;

const startsIn = (place: Place, now: Milliseconds): readonly Milliseconds[] => [
  ...place.starts.filter((at) => at > now - TEN_MINUTES && at <= now),
  now,
];

/**
 * The pump that a controller finds when it starts. A flash that never held one gives a pump without
 * a program; whatever else is bad is said in `memory`, and leaves reading, stopping and programming
 * possible.
 */
export const recoverWith =
  (controller: Controller) =>
  (start: PowerOn): Started => {
    const { pump: read, place, memory } = readFlash(controller, start);
    const counted = caughtUp(controller, read, start);
    const { now } = counted.pump;
    const cause = start.clock === null ? "clock-stood" : "clock-kept";
    const made: readonly Event[] = [
      ...endBoluses(counted.pump, { command: null, reason: "reset" }),
      { kind: "recovered", at: now, cause, charged: chargesFor(read, memory) },
    ];
    const still = made.reduce(controller.evolve, counted.pump);
    const later = controller.pass(
      still,
      start.clock !== null && start.clock > now ? start.clock : now,
    );
    const events = [...counted.events, ...made, ...later.events];
    const starts = startsIn(place, later.pump.now);
    const logged = kept(place, events, later.pump);
    const checked = checkpointed(later.pump, { ...logged.place, starts });
    return {
      pump: later.pump,
      place: checked.place,
      events,
      writes: [...logged.writes, ...checked.writes],
      memory: { ...memory, full: isFull(checked.place) },
      starts: starts.length,
    };
  };

/** The start of every pump. */
export const recover = recoverWith(CONTROLLER);
