// SPDX-License-Identifier: Apache-2.0
/**
 * What is due: completions that the passage of time brings, each at its exact millisecond. `flow`
 * stops where one is due; `pass` takes it into the state and the log, then time goes on.
 */
import { DAY_MS, HOUR_MS } from "@cisterna/quantity";
import type { Fault } from "./alarm/fault.ts";
import { bolusForbiddenBy, endsBoluses, restraintOf } from "./alarm/restraint.ts";
import { bolusEnd, bolusLeft } from "./bolus.ts";
import type { BolusCancelled, CancelReason, Event } from "./event.ts";
import { type Pump, pulsesLeft } from "./pump.ts";
import { isActive, restSince } from "./reading.ts";
import { flowingClockBolus } from "./schedule.ts";
import { tallyOf } from "./tally.ts";

const NEVER = Number.POSITIVE_INFINITY;

/** The next instant at which something is due whatever flows; infinite if nothing is. */
export const deadline = (pump: Pump): number => {
  let earliest = Number.POSITIVE_INFINITY;
  for (const bolus of pump.boluses) earliest = Math.min(earliest, bolusEnd(bolus));
  const { stop, scan } = pump;
  if (stop !== null && !stop.expired) earliest = Math.min(earliest, stop.at + stop.maximum);
  if (scan !== null && !isActive(pump, "mri-open")) earliest = Math.min(earliest, scan.until);
  return Math.min(earliest, testDue(pump), longRest(pump));
};

/** When a self-test counts as missed: an hour after it should have been made. */
const testDue = (pump: Pump): number => {
  const { testEvery } = pump.device;
  const none = pump.tested === null || testEvery === null || isActive(pump, "self-test-missed");
  return none ? NEVER : pump.tested + testEvery + HOUR_MS;
};

/** So much rest in all makes a motor wear. Source: REQ-052. */
const LONG_REST_MS = 2 * DAY_MS;

const longRest = (pump: Pump): number => {
  const since = restSince(pump);
  if (since === null || isActive(pump, "rested-long")) return NEVER;
  return since + Math.max(0, LONG_REST_MS - pump.rested);
};

/**
 * The single bolus with which a program begins, at the moment it does: granted, or dropped where an
 * alarm forbids it.
 */
export const singleOf = (pump: Pump, command: string | null): readonly Event[] => {
  const { program, now: at } = pump;
  if (program === null || program.single === null) return [];
  const { pulses, over } = program.single;
  const id = `single-${program.version}`;
  const source = "single";
  if (bolusForbiddenBy(pump) === null) {
    return [{ kind: "bolus-granted", at, command, bolus: { id, source, from: at, pulses, over } }];
  }
  const left = { pulses, quanta: 0 };
  return [{ kind: "bolus-cancelled", at, command, reason: "alarm", bolus: id, source, left }];
};

/** Who ends boluses, and why. */
type Ending = { readonly command: string | null; readonly reason: CancelReason };

/** The end of every bolus that is flowing, the one on the clock included. */
export const endBoluses = (pump: Pump, ending: Ending): readonly BolusCancelled[] => {
  const { now, program, begun, clockFrom } = pump;
  const ended = (
    bolus: Pick<BolusCancelled, "bolus" | "source">,
    left: number,
  ): BolusCancelled => ({
    kind: "bolus-cancelled",
    at: now,
    ...ending,
    ...bolus,
    left: tallyOf(left),
  });
  const granted = pump.boluses.map(({ id, source, ...bolus }) =>
    ended({ bolus: id, source }, bolusLeft(bolus, now - bolus.from)),
  );
  const still = pump.stop !== null || pump.dry || restraintOf(pump) !== "none";
  const idle = program === null || begun === null || still;
  const clocked = idle ? null : flowingClockBolus({ program, clockFrom }, now);
  if (clocked === null) return granted;
  const left = bolusLeft(clocked.order, now - clocked.from);
  return [...granted, ended({ bolus: `periodic-${clocked.from}`, source: "periodic" }, left)];
};

/** Nothing is due nearly always, and asked for at every step: one empty list serves. */
const NOTHING_DUE: readonly Event[] = [];

const settledTransition = (pump: Pump): readonly Event[] => {
  const { now, transition } = pump;
  if (transition === null || transition.left > 0) return NOTHING_DUE;
  const { kind, pulses } = transition;
  return [
    { kind: "transition-settled", at: now, transition: kind, pulses },
    ...singleOf(pump, null),
  ];
};

const settledBoluses = (pump: Pump): readonly Event[] =>
  pump.boluses
    .filter((bolus) => bolusEnd(bolus) <= pump.now)
    .map(({ id, source, pulses }) => ({
      kind: "bolus-settled",
      at: pump.now,
      bolus: id,
      source,
      pulses,
    }));

const emptied = (pump: Pump): readonly Event[] =>
  pump.dry || pulsesLeft(pump) > 0
    ? NOTHING_DUE
    : [
        { kind: "ran-dry", at: pump.now },
        ...endBoluses(pump, { command: null, reason: "ran-dry" }),
        ...foundOf(pump, ["reservoir-empty"]),
      ];

const expiredStop = ({ stop, now }: Pump): readonly Event[] =>
  stop === null || stop.expired || now < stop.at + stop.maximum
    ? NOTHING_DUE
    : [{ kind: "stop-expired", at: now, since: stop.at }];

const foundOf = (pump: Pump, faults: readonly Fault[]): readonly Event[] =>
  faults
    .filter((fault) => !isActive(pump, fault))
    .map((fault) => ({ kind: "fault-found", at: pump.now, fault }));

/**
 * Faults that were found, with the end of every bolus if one of them forbids it to go on.
 * Source: REQ-030.
 */
export const foundEvents = (pump: Pump, faults: readonly Fault[]): readonly Event[] => {
  const ends = faults.some((fault) => endsBoluses(pump, fault));
  const ended = ends ? endBoluses(pump, { command: null, reason: "alarm" }) : [];
  return [...ended, ...foundOf(pump, faults)];
};

const isLow = ({ reservoir, device: { pulse, low } }: Pump): boolean =>
  low >= pulse && Math.floor(reservoir / pulse) <= Math.floor(low / pulse);

/** What time itself can find wrong, and when it is so. */
const FOUND_BY_TIME: readonly (readonly [Fault, (pump: Pump) => boolean])[] = [
  ["reservoir-low", isLow],
  ["stopped-too-long", ({ stop }) => stop?.expired === true],
  ["rested-long", (pump) => longRest(pump) <= pump.now],
  ["self-test-missed", (pump) => testDue(pump) <= pump.now],
  ["mri-open", ({ scan, now }) => scan !== null && scan.until <= now],
];

/** What time itself finds wrong: each fault that has become true and is not there yet. */
const foundByTime = (pump: Pump): readonly Event[] => {
  const found = FOUND_BY_TIME.filter(([fault, is]) => is(pump) && !isActive(pump, fault));
  return found.length === 0
    ? NOTHING_DUE
    : foundEvents(
        pump,
        found.map(([fault]) => fault),
      );
};

const FINDERS = [settledTransition, settledBoluses, emptied, expiredStop, foundByTime] as const;

/**
 * What is due at this instant, or nothing. One kind at a time: the end of a transition, of boluses,
 * of the reservoir, of a stop, a fault; what follows from it is due after it has been taken in.
 */
export const due = (pump: Pump): readonly Event[] => {
  for (const find of FINDERS) {
    const events = find(pump);
    if (events.length > 0) return events;
  }
  return NOTHING_DUE;
};
