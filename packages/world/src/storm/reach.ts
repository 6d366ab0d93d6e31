// SPDX-License-Identifier: Apache-2.0
/**
 * Reach: how often a storm came to each thing that it should come to. A generator that never
 * reaches a refusal proves nothing about it; so everything that could be reached is listed, and a
 * zero is shown.
 */
import {
  type Command,
  type Event,
  FAULTS,
  type Mode,
  RESTRAINTS,
  type Refusal,
} from "@cisterna/pump";
import { FAULT_KINDS, type FaultKind, faultsOf } from "../hardware/fault.ts";
import { MECHANISMS } from "../hardware/mechanism.ts";
import { SLIPS } from "../people/slip.ts";

/** How often each thing of each sort was reached: `refusal`, `locked-out`. */
export type Reach = Map<string, Map<string, number>>;

type Every<Kind extends string> = Readonly<Record<Kind, true>>;

const EVENTS: Every<Event["kind"]> = {
  programmed: true,
  "transition-settled": true,
  "transition-cancelled": true,
  "bolus-granted": true,
  "bolus-settled": true,
  "bolus-cancelled": true,
  refilled: true,
  "ran-dry": true,
  stopped: true,
  "stop-expired": true,
  resumed: true,
  interrogated: true,
  refused: true,
  repeated: true,
  "fault-found": true,
  "fault-cleared": true,
  "turns-reconciled": true,
  "self-tested": true,
  acknowledged: true,
  silenced: true,
  "alarm-tested": true,
  "clock-set": true,
  "scan-begun": true,
  "scan-ended": true,
  recovered: true,
};

const REFUSALS: Every<Refusal["kind"]> = {
  "malformed-program": true,
  "stale-version": true,
  "rate-above-limit": true,
  "rate-below-minimum": true,
  "window-full": true,
  "locked-out": true,
  "daily-count-reached": true,
  "request-expired": true,
  "asked-in-future": true,
  "already-granted": true,
  "not-permitted": true,
  "transition-running": true,
  stopped: true,
  "not-stopped": true,
  "reservoir-empty": true,
  "reservoir-too-low": true,
  overfill: true,
  "no-program": true,
  "no-bolus": true,
  "fluid-differs": true,
  "aspirated-too-much": true,
  "catheter-not-stated": true,
  "already-primed": true,
  "alarm-forbids": true,
  "no-alarm": true,
  "malformed-volume": true,
  "malformed-time": true,
  "scan-running": true,
  "no-scan": true,
  "motor-still": true,
};

const MODES: Every<Mode> = {
  idle: true,
  transition: true,
  running: true,
  stopped: true,
  dry: true,
};

const COMMANDS: Every<Command["kind"]> = {
  program: true,
  request: true,
  refill: true,
  stop: true,
  resume: true,
  "cancel-bolus": true,
  exchange: true,
  acknowledge: true,
  silence: true,
  "test-alarm": true,
  "set-clock": true,
  "begin-scan": true,
  "end-scan": true,
  interrogate: true,
};

const named = (what: string, kinds: readonly string[]): readonly string[] =>
  kinds.map((kind) => `${what} ${kind}`);

/** The name of two faults at once, whichever came first. */
export const pairName = (one: FaultKind, other: FaultKind): string => {
  const [first, second] =
    FAULT_KINDS.indexOf(one) <= FAULT_KINDS.indexOf(other) ? [one, other] : [other, one];
  return `${first} and ${second}`;
};

const PAIRS: readonly string[] = [
  ...new Set(
    MECHANISMS.flatMap(({ drive }) => {
      const kinds = faultsOf(drive);
      return kinds.flatMap((one) => kinds.map((other) => pairName(one, other)));
    }),
  ),
].toSorted();

/** Everything that a storm should reach. */
const REACHABLE: readonly string[] = [
  ...named("event", Object.keys(EVENTS)),
  ...named("refusal", Object.keys(REFUSALS)),
  ...named("mode", Object.keys(MODES)),
  ...named("command", Object.keys(COMMANDS)),
  ...named("alarm", FAULTS),
  ...named("restraint", RESTRAINTS),
  ...named("slip", SLIPS),
  ...named("fault", FAULT_KINDS),
  ...named("pair", PAIRS),
];

/** One more of a sort of thing. */
export const reached = (reach: Reach, sort: string, thing: string): void => {
  let counts = reach.get(sort);
  if (counts === undefined) {
    counts = new Map();
    reach.set(sort, counts);
  }
  counts.set(thing, (counts.get(thing) ?? 0) + 1);
};

/** Counts by name, `refusal locked-out`, as they cross threads. */
export type Counts = readonly (readonly [name: string, count: number])[];

/** Every count of a reach. */
export const reachCounts = (reach: Reach): Counts =>
  [...reach].flatMap(([sort, counts]) =>
    [...counts].map(([thing, count]) => [`${sort} ${thing}`, count] as const),
  );

/** Counts added to others. */
export const addCounts = (into: Map<string, number>, more: Counts): void => {
  for (const [name, count] of more) into.set(name, (into.get(name) ?? 0) + count);
};

/** Every reachable thing with its count, zeros shown, in their order; then what else was met. */
export const reachTable = (
  counts: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> => {
  const listed = new Set(REACHABLE);
  const others = [...counts.keys()].filter((name) => !listed.has(name)).toSorted();
  return Object.fromEntries([...REACHABLE, ...others].map((name) => [name, counts.get(name) ?? 0]));
};
