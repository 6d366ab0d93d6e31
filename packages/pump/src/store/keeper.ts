// SPDX-License-Identifier: Apache-2.0
/**
 * The keeper: a controller with a memory. What happens is made durable before it has an effect: a
 * pump that loses power finds in its store what it had done, and does none of it twice. The keeper
 * is a value in place with one owner; the pump in it is a value like any other.
 *
 * Law: as long as the memory holds, keeper and controller tell the same story.
 * Source: REQ-026, REQ-058, REQ-077.
 */
import { assert, DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Fault } from "../alarm/fault.ts";
import type { Command, Input } from "../command.ts";
import { CONTROLLER, type Controller, type Passed } from "../controller.ts";
import type { Device } from "../device.ts";
import type { Event, Log } from "../event.ts";
import type { MemoryReport, Observation } from "../port.ts";
import { initial, type Pump, type Start } from "../pump.ts";
import type { Flash } from "./flash.ts";
import { readBytes } from "./layout.ts";
import { openStore } from "./opening.ts";
import type { Mark, PowerOn } from "./power.ts";
import { logEntry } from "./records.ts";
import { recover, stoodAt } from "./recover.ts";
import { heldIn } from "./ring.ts";
import {
  appendEvents,
  type Geometry,
  isFull,
  markRead,
  pagesOf,
  type Standing,
  type Store,
  type Written,
  writeCheckpoint,
  writeHistory,
  writeStart,
} from "./store.ts";

/** A pump with its store. */
export type Keeper = {
  readonly controller: Controller;
  readonly store: Store;
  pump: Pump;
  /** What goes into the clock's registers: kept there through a reset. */
  mark: Mark;
};

/** What a keeper is made on. */
export type Board = {
  readonly flash: Flash;
  readonly geometry: Geometry;
  /** The device as it is made: in force where its own record is lost. */
  readonly made: Device;
  readonly controller?: Controller;
};

/** Room for thirty days of events and a thousand faults, with pages of 16 KiB. */
export const GEOMETRY: Geometry = { checkpoints: 3, log: 16, history: 2 };
/** Bytes in a page of such a store. */
export const PAGE_BYTES = 16_384;

const markOf = (pump: Pump, { number }: Store): Mark => ({ at: pump.now, entry: number });

const assertFits = ({ flash, geometry }: Board): void => {
  const needed = pagesOf(geometry);
  assert(flash.pages >= needed, "a store fits on its flash", { needed, pages: flash.pages });
};

/** A new pump on an erased flash, as it leaves the shelf. */
export const makeKeeper = (board: Board, start: Start): Keeper => {
  assertFits(board);
  const { store } = openStore(board.flash, board.geometry, 0);
  const pump = initial(board.made, start);
  writeCheckpoint(store, pump);
  const controller = board.controller ?? CONTROLLER;
  return { controller, store, pump, mark: markOf(pump, store) };
};

/** A keeper after a start, with what the start did. */
export type Booted = { readonly keeper: Keeper; readonly events: Log };

const blindAfter = (standing: Standing, events: Log): Milliseconds | null => {
  const blind = events.find((event) => event.kind === "recovered" && event.blind);
  return blind === undefined ? standing.blindUntil : milliseconds(blind.at + DAY_MS);
};

/**
 * A start: the store is read, the pump recovers, and a new checkpoint holds it. Power may fail at
 * any byte of this too.
 */
export const boot = (board: Board, power: PowerOn): Booted => {
  assertFits(board);
  const controller = board.controller ?? CONTROLLER;
  const found = openStore(board.flash, board.geometry, power.mark?.entry ?? 0);
  const { store } = found;
  const { pump, events, starts } = recover(found, power, { controller, made: board.made });
  for (const { kind, number, ...entry } of found.log) {
    if (number > store.prescribed && "events" in entry) writeHistory(store, number, entry.events);
  }
  store.standing = { starts, blindUntil: blindAfter(store.standing, events) };
  writeStart(store, { pump, events });
  return { keeper: { controller, store, pump, mark: markOf(pump, store) }, events };
};

/**
 * Takes a pump up again whose whole world stood still since a mark: no start, nothing was off.
 * Null: something of it was lost; then it has to boot.
 */
export const takeUp = (board: Board, mark: Mark): Keeper | null => {
  assertFits(board);
  const controller = board.controller ?? CONTROLLER;
  const found = openStore(board.flash, board.geometry, mark.entry);
  const pump = stoodAt(found, { controller, made: board.made }, mark.at);
  return pump === null ? null : { controller, store: found.store, pump, mark };
};

/** A part of the log: its events, and the number of the entry that it goes up to. */
export type Logged = { readonly log: Log; readonly upto: number };

/** What the log holds after an entry, oldest first; after 0: all that it still holds. */
export const loggedAfter = ({ store }: Keeper, after: number): Logged => {
  const entries = heldIn(store.log).flatMap((body) => readBytes(logEntry, body) ?? []);
  const later = entries.filter(({ number }) => number > after);
  const log = later.flatMap((entry) => (entry.kind === "happened" ? entry.events : []));
  return { log, upto: store.number };
};

/** What the store says of itself in the next report. */
export const memoryOf = ({ store, pump }: Keeper): MemoryReport => {
  const { blindUntil } = store.standing;
  return {
    repaired: false,
    lost: blindUntil !== null && pump.now < blindUntil ? ["totals"] : [],
    full: isFull(store),
    failing: store.failing,
  };
};

const settleOn = (keeper: Keeper, pump: Pump, events: Log): Log => {
  keeper.pump = pump;
  keeper.mark = markOf(pump, keeper.store);
  return events;
};

/** What happened whether it can be written or not: time, and what the hardware says. */
const keepAnyway = (keeper: Keeper, { pump, events }: Passed): Log => {
  if (events.length > 0) appendEvents(keeper.store, { pump: keeper.pump, events });
  return settleOn(keeper, pump, events);
};

/** Time goes by, and what falls due is written. */
export const keepPassing = (keeper: Keeper, upto: Milliseconds): Log =>
  keepAnyway(keeper, keeper.controller.pass(keeper.pump, upto));

/** A report of the hardware is taken in, and what it makes known is written. */
export const keepObserving = (keeper: Keeper, observation: Observation): Log =>
  keepAnyway(keeper, keeper.controller.observe(keeper.pump, observation));

/** Commands that ask for more drug or change what flows: done only if they are durable before. */
const WRITTEN_FIRST: readonly Command["kind"][] = [
  "program",
  "exchange",
  "request",
  "refill",
  "resume",
];

const forbidden = (pump: Pump, command: Command, fault: Fault): Event => ({
  kind: "refused",
  at: pump.now,
  command: command.id,
  asked: command.kind,
  refusals: [{ kind: "alarm-forbids", fault }],
});

const tooLarge = (pump: Pump, command: Command): Event => ({
  kind: "refused",
  at: pump.now,
  command: command.id,
  asked: command.kind,
  refusals: [{ kind: "malformed-program", path: "program", what: "fits on a page of the store" }],
});

const isProgramming = ({ kind }: Command): boolean => kind === "program" || kind === "exchange";

/** The refusal of what could not be made durable; it has no effect, and time still goes by. */
const refuseUnwritten = (keeper: Keeper, { at, command }: Input, written: Written): Log => {
  const passed = keepPassing(keeper, at);
  const { pump, store, controller } = keeper;
  const refused =
    written === "too-large"
      ? tooLarge(pump, command)
      : forbidden(pump, command, "log-write-failed");
  if (written === "too-large") appendEvents(store, { pump, events: [refused] });
  return settleOn(keeper, controller.evolve(pump, refused), [...passed, refused]);
};

const refuseFull = (keeper: Keeper, { at, command }: Input): Log => {
  const passed = keepPassing(keeper, at);
  const refused = forbidden(keeper.pump, command, "log-full");
  const pump = keeper.controller.evolve(keeper.pump, refused);
  return [...passed, ...keepAnyway(keeper, { pump, events: [refused] })];
};

/**
 * A command is answered, and the answer is written before it has an effect. What cannot be written
 * is refused if it would give drug or change the program; a stop is done all the same.
 */
export const keepCommand = (keeper: Keeper, input: Input): Log => {
  const { command } = input;
  const { store } = keeper;
  if (command.kind === "interrogate") markRead(store);
  if (isProgramming(command) && isFull(store)) return refuseFull(keeper, input);
  const { pump, events } = keeper.controller.step(keeper.pump, input);
  const written = appendEvents(store, { pump: keeper.pump, events });
  const undone = written !== "written" && WRITTEN_FIRST.includes(command.kind);
  return undone ? refuseUnwritten(keeper, input, written) : settleOn(keeper, pump, events);
};
