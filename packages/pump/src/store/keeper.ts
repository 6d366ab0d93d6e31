// SPDX-License-Identifier: Apache-2.0
/**
 * The keeper: what happens to a pump is written down before it has an effect. Events flow in with
 * the pump they lead to; steps for the flash flow out. Whoever drives the pump does the steps
 * first, then goes on with the pump: a crash in between leaves the larger amount charged.
 *
 * Law: a power cut at any step leaves the state before or after the events, never a mixture.
 * Source: REQ-018, REQ-026, REQ-058, REQ-077.
 */
import type { Event, Log } from "../event.ts";
import type { Pump } from "../pump.ts";
import { checkpointWrites } from "./checkpoint.ts";
import type { Write } from "./flash.ts";
import { frameOf } from "./frame.ts";
import { appended, LOG_BYTES, LONGEST_FRAME, SECTOR_BYTES } from "./log.ts";
import type { Place } from "./place.ts";
import type { Value } from "./value.ts";

/** Steps to be done in this order, and where the store then stands. */
export type Kept = { readonly writes: readonly Write[]; readonly place: Place };

/** What clinicians did: kept until it was read, whatever else gives way. */
const ORDERS: ReadonlySet<Event["kind"]> = new Set<Event["kind"]>([
  "programmed",
  "refilled",
  "stopped",
  "resumed",
  "clock-set",
  "scan-begun",
  "scan-ended",
]);

/** A checkpoint comes before a quarter of the ring has gone by: the log since then is whole. */
const CHECKPOINT_EVERY = LOG_BYTES / 4;

/** The sectors that are still there when a new one is entered. */
const sectorsWith = (
  { sectors, entries: number }: Place,
  { at, end }: { readonly at: number; readonly end: number },
): Place["sectors"] => {
  const erased = Math.ceil(end / SECTOR_BYTES) * SECTOR_BYTES - LOG_BYTES;
  return [...sectors.filter((mark) => mark.at >= erased), { number, at }];
};

const withEvent = ({ writes, place }: Kept, event: Event): Kept => {
  const value = event as unknown as Value;
  const logged = appended("log", place.end, frameOf({ number: place.entries, value }));
  const sectors = logged.entered ? sectorsWith(place, logged) : place.sectors;
  const next = { ...place, entries: place.entries + 1, end: logged.end, sectors };
  if (!ORDERS.has(event.kind)) return { writes: [...writes, ...logged.writes], place: next };
  const { orders } = place;
  const ordered = appended("orders", orders.at, frameOf({ number: orders.number, value }));
  return {
    writes: [...writes, ...ordered.writes, ...logged.writes],
    place: { ...next, orders: { number: orders.number + 1, at: ordered.end } },
  };
};

/** The steps that make a checkpoint. */
export const checkpointed = (pump: Pump, place: Place): Kept => {
  const next = { ...place, generation: place.generation + 1, since: place.end };
  return { writes: checkpointWrites(pump, next, next.generation), place: next };
};

/**
 * The steps that write down what happened.
 * `pump` is the pump that the events lead to; it counts only once the steps are done.
 */
export const kept = (place: Place, events: Log, pump: Pump): Kept => {
  if (events.length === 0) return { writes: [], place };
  const logged = events.reduce(withEvent, { writes: [], place });
  if (logged.place.end - place.since < CHECKPOINT_EVERY) return logged;
  const checked = checkpointed(pump, logged.place);
  return { writes: [...logged.writes, ...checked.writes], place: checked.place };
};

/**
 * Whether the orders that nobody has read leave no room for another: then no program and no bolus
 * is taken until they are read. Source: REQ-077.
 */
export const isFull = ({ orders, unread }: Place): boolean =>
  orders.at - unread.at > LOG_BYTES - 2 * LONGEST_FRAME;

/** Everything up to now was read by a clinician. */
export const wasRead = (place: Place): Place => ({ ...place, unread: place.orders });
