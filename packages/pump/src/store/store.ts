// SPDX-License-Identifier: Apache-2.0
/**
 * The store: three rings on one flash. The log holds every event and is the journal of what came
 * after the last checkpoint; checkpoints hold the pump whole; the history of prescriptions holds
 * each program until it was read. The store is a value in place with one owner, the keeper.
 *
 * Law: after a power cut at any byte it holds what it held before, or what was being written.
 * Source: REQ-058, REQ-077.
 */
import type { Milliseconds } from "@cisterna/quantity";
import type { Event } from "../event.ts";
import type { Pump } from "../pump.ts";
import type { Flash } from "./flash.ts";
import type { Layout } from "./layout.ts";
import { readBytes } from "./layout.ts";
import {
  type CheckpointEntry,
  checkpointEntry,
  type HistoryEntry,
  historyEntry,
  isPrescription,
  type LogEntry,
  logEntry,
  type Seal,
} from "./records.ts";
import {
  beginEntry,
  begunLength,
  fits,
  longestEntry,
  nextToGo,
  type Ring,
  turnRing,
  writeEntry,
} from "./ring.ts";

/** How many pairs of pages each ring has. Three checkpoints' pairs at least, two of the others. */
export type Geometry = {
  readonly checkpoints: number;
  readonly log: number;
  readonly history: number;
};

/** Pages of a flash that a geometry needs. */
export const pagesOf = ({ checkpoints, log, history }: Geometry): number =>
  2 * (checkpoints + log + history);

/** What is kept beside the pump itself, and goes into the seal of every checkpoint. */
export type Standing = Pick<Seal, "starts" | "blindUntil">;

/** A store that is open. */
export type Store = {
  readonly flash: Flash;
  readonly checkpoints: Ring;
  readonly log: Ring;
  readonly history: Ring;
  /** Number of the last entry of the log; of the last that a checkpoint holds; of the last one. */
  number: number;
  covered: number;
  checkpoint: number;
  /** Up to which number the history of prescriptions was read, and the last that it holds. */
  readUpto: number;
  prescribed: number;
  standing: Standing;
  /** Whether the last entry could not be written. */
  failing: boolean;
};

/** What became of an entry. */
export type Written = "written" | "too-large" | "failed";

/** Writes what has been begun on the ring, on another page if this one fails. */
const writeSomewhere = (ring: Ring, put: () => void): Written => {
  for (let tries = 0; tries <= ring.pairs.length; tries += 1) {
    put();
    if (writeEntry(ring)) return "written";
    if (!turnRing(ring)) return "failed";
  }
  return "failed";
};

const append = <T>(ring: Ring, layout: Layout<T>, value: T): Written => {
  const put = (): void => layout.put(beginEntry(ring), value);
  put();
  return begunLength(ring) > longestEntry(ring) ? "too-large" : writeSomewhere(ring, put);
};

/**
 * Writes the totals with as many of the latest answers as a page holds. Forgetting the others is
 * safe: what was granted is besides remembered, and a program does not come twice.
 */
const writeShortened = (store: Store, totals: CheckpointEntry): Written => {
  let [entry, written] = [totals, append(store.checkpoints, checkpointEntry, totals)];
  while (written === "too-large" && entry.kind === "totals" && entry.record.answers.length > 0) {
    const { answers } = entry.record;
    const kept = answers.slice(Math.ceil(answers.length / 2));
    entry = { ...entry, record: { ...entry.record, answers: kept } };
    written = append(store.checkpoints, checkpointEntry, entry);
  }
  return written;
};

const recordsOf = (pump: Pump, checkpoint: number): readonly CheckpointEntry[] => {
  const { device, program, begun, clockFrom, transition, stop, fluid, primed, ...totals } = pump;
  const prescribed = { program, begun, clockFrom, transition, stop, fluid, primed };
  return [
    { kind: "constants", checkpoint, record: { device } },
    { kind: "program", checkpoint, record: prescribed },
    { kind: "totals", checkpoint, record: totals },
  ];
};

/**
 * Writes the pump whole: its records, then the seal that makes them count. The pump is the one
 * after the last entry of the log.
 */
export const writeCheckpoint = (store: Store, pump: Pump): boolean => {
  const checkpoint = store.checkpoint + 1;
  const seal: Seal = { checkpoint, number: store.number, ...store.standing };
  const entries = [...recordsOf(pump, checkpoint), { kind: "sealed", seal } as const];
  const isWritten = entries.every((entry) => writeShortened(store, entry) === "written");
  store.checkpoint = checkpoint;
  if (isWritten) store.covered = store.number;
  return isWritten;
};

const numbersIn = (bodies: readonly Uint8Array[]): readonly number[] =>
  bodies.flatMap((body) => readBytes(logEntry, body)?.number ?? []);

/**
 * Makes room in the log: what would be erased is in a checkpoint first, and that it was erased is
 * recorded first thing on the new page.
 */
const turnLog = (store: Store, pump: Pump): boolean => {
  if (store.covered < store.number && !writeCheckpoint(store, pump)) return false;
  const gone = numbersIn(nextToGo(store.log));
  if (!turnRing(store.log)) return false;
  const [from, upto] = [gone[0], gone.at(-1)];
  if (from === undefined || upto === undefined) return true;
  const number = store.number + 1;
  const entry: LogEntry = { kind: "overwritten", number, from, upto };
  const isWritten = append(store.log, logEntry, entry) === "written";
  if (isWritten) store.number = number;
  return isWritten;
};

/** Events for an entry of the log; `pump` is the one that a checkpoint may have to hold first. */
type Batch = { readonly pump: Pump; readonly events: readonly Event[] };

/** Writes an entry under the number that `next` gives it once there is room. */
const writeEvents = (store: Store, { pump, events }: Batch, next: () => number): Written => {
  const put = (): void =>
    logEntry.put(beginEntry(store.log), { kind: "happened", number: next(), events });
  put();
  const length = begunLength(store.log);
  if (length > longestEntry(store.log)) return "too-large";
  for (let tries = 0; tries <= store.log.pairs.length; tries += 1) {
    if (fits(store.log, length)) {
      put();
      if (writeEntry(store.log)) return "written";
    }
    if (!turnLog(store, pump)) return "failed";
  }
  return "failed";
};

/** Whether a program of so many bytes has room in the history, without loss of an unread one. */
const hasRoom = (store: Store, length: number): boolean =>
  fits(store.history, length) || unreadIn(store, nextToGo(store.history)).length === 0;

const unreadIn = (store: Store, bodies: readonly Uint8Array[]): readonly HistoryEntry[] =>
  bodies.flatMap((body) => {
    const entry = readBytes(historyEntry, body);
    return entry?.kind === "prescribed" && entry.number > store.readUpto ? [entry] : [];
  });

/** The most that a program with its frame is taken to need: a quarter of a page. */
const QUARTER = 4;

/** Whether the history of prescriptions has no room for another that nobody has read. */
export const isFull = (store: Store): boolean =>
  !hasRoom(store, Math.floor(store.flash.size / QUARTER));

/** Puts programs into their own history; the mark of what was read goes along to a new page. */
export const writeHistory = (store: Store, number: number, events: readonly Event[]): void => {
  for (const event of events.filter(isPrescription)) {
    const sequence = store.history.sequence;
    append(store.history, historyEntry, { kind: "prescribed", number, event });
    store.prescribed = number;
    if (store.history.sequence !== sequence) putMark(store);
  }
};

const putMark = (store: Store): Written =>
  append(store.history, historyEntry, { kind: "read", upto: store.readUpto });

/** Everything that the history of prescriptions holds has been read and may be overwritten. */
export const markRead = (store: Store): void => {
  if (store.readUpto === store.prescribed) return;
  store.readUpto = store.prescribed;
  putMark(store);
};

/**
 * Makes events durable, all of them or none. The pump is the one before them.
 * Refuses: what is larger than a page.
 */
export const appendEvents = (store: Store, batch: Batch): Written => {
  const written = writeEvents(store, batch, () => store.number + 1);
  if (written !== "too-large") store.failing = written === "failed";
  if (written !== "written") return written;
  store.number += 1;
  writeHistory(store, store.number, batch.events);
  return written;
};

/**
 * Makes a start durable: the pump after it in a checkpoint, which counts its entry as held, then
 * the entry. So what was found lost is not forgotten if power fails in between.
 */
export const writeStart = (store: Store, batch: Batch): void => {
  const number = store.number + 1;
  store.number = number;
  store.failing = !writeCheckpoint(store, batch.pump);
  if (writeEvents(store, batch, () => number) === "failed") store.failing = true;
};

/** The starts within ten minutes before an instant, that instant's own included. */
export const startsWith = (
  starts: readonly Milliseconds[],
  at: Milliseconds,
): readonly Milliseconds[] => [...starts.filter((each) => at - each < LOOP_MS), at];

/** Starts within this time count towards a loop. Source: REQ-022 †. */
const LOOP_MS = 10 * 60_000;
