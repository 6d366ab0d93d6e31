// SPDX-License-Identifier: Apache-2.0
/**
 * Opening: what a flash holds, read after a start. Bytes flow in; a store that can be written, the
 * records of the last checkpoint, the journal since, and what is missing of either flow out. A
 * record that both copies have lost is named, and nothing else is kept from being read.
 * Source: REQ-018, REQ-057.
 */
import type { Programmed } from "../event.ts";
import type { LostRecord } from "../port.ts";
import type { Flash } from "./flash.ts";
import { type Layout, readBytes } from "./layout.ts";
import type { Records } from "./pump-layout.ts";
import {
  type CheckpointEntry,
  checkpointEntry,
  type HistoryEntry,
  historyEntry,
  type LogEntry,
  logEntry,
  type Seal,
} from "./records.ts";
import { openRing, turnRing } from "./ring.ts";
import type { Geometry, Store } from "./store.ts";

/** What was found. */
export type Found = {
  readonly store: Store;
  readonly records: Partial<Records>;
  readonly lost: readonly LostRecord[];
  /** Entries of the log that no checkpoint holds, in order. */
  readonly journal: readonly LogEntry[];
  /** Whether an entry of the journal is missing. */
  readonly gap: boolean;
  /** Whether something was left on one page of its pair only. */
  readonly masked: boolean;
  /** Everything that the log still holds, in order. */
  readonly log: readonly LogEntry[];
  /** Every program that the history of prescriptions holds, in order. */
  readonly programs: readonly Programmed[];
};

const allOf = <T>(layout: Layout<T>, bodies: readonly Uint8Array[]): readonly T[] =>
  bodies.flatMap((body) => readBytes(layout, body) ?? []);

const UNSEALED: Seal = { checkpoint: 0, number: 0, starts: [], blindUntil: null };

const lastSeal = (entries: readonly CheckpointEntry[]): Seal =>
  entries.findLast((each) => each.kind === "sealed")?.seal ?? UNSEALED;

const recordsOf = (entries: readonly CheckpointEntry[], checkpoint: number): Partial<Records> => {
  const records: { -readonly [R in LostRecord]?: Records[R] } = {};
  for (const entry of entries) {
    if (entry.kind === "sealed" || entry.checkpoint !== checkpoint) continue;
    Object.assign(records, { [entry.kind]: entry.record });
  }
  return records;
};

const RECORD_NAMES: readonly LostRecord[] = ["program", "constants", "totals"];

const byNumber = (entries: readonly LogEntry[]): readonly LogEntry[] =>
  [...new Map(entries.map((each) => [each.number, each])).values()].toSorted(
    (a, b) => a.number - b.number,
  );

/** Whether the numbers go on from one to the next without a gap, up to the last one known of. */
const hasGap = (numbers: readonly number[], from: number, upto: number): boolean =>
  numbers.some((number, index) => number !== from + index + 1) || from + numbers.length < upto;

const highest = (numbers: readonly number[]): number => Math.max(0, ...numbers);

const historyMarks = (entries: readonly HistoryEntry[]) => ({
  readUpto: highest(entries.map((each) => (each.kind === "read" ? each.upto : 0))),
  prescribed: highest(entries.map((each) => (each.kind === "prescribed" ? each.number : 0))),
});

/** What the rings of a flash hold. */
const ringsOf = (flash: Flash, { checkpoints, log, history }: Geometry) => {
  const apart = checkpoints + log + history;
  return {
    checkpoints: openRing(flash, { first: 0, pairs: checkpoints, apart }),
    log: openRing(flash, { first: checkpoints, pairs: log, apart }),
    history: openRing(flash, { first: checkpoints + log, pairs: history, apart }),
  };
};

/** Opens the store of a flash. `known` is the last entry that is known to have been written. */
export const openStore = (flash: Flash, geometry: Geometry, known: number): Found => {
  const rings = ringsOf(flash, geometry);
  const entries = allOf(checkpointEntry, rings.checkpoints.bodies);
  const log = byNumber(allOf(logEntry, rings.log.bodies));
  const history = allOf(historyEntry, rings.history.bodies);
  const seal = lastSeal(entries);
  const records = recordsOf(entries, seal.checkpoint);
  const journal = log.filter(({ number }) => number > seal.number);
  const numbers = journal.map(({ number }) => number);
  const unsealed = entries.map((each) => (each.kind === "sealed" ? 0 : each.checkpoint));
  for (const { ring } of Object.values(rings)) if (ring.sequence === 0) turnRing(ring);
  const store: Store = {
    flash,
    checkpoints: rings.checkpoints.ring,
    log: rings.log.ring,
    history: rings.history.ring,
    number: Math.max(seal.number, highest(numbers), known),
    covered: seal.number,
    checkpoint: Math.max(seal.checkpoint, highest(unsealed)),
    ...historyMarks(history),
    standing: { starts: seal.starts, blindUntil: seal.blindUntil },
    failing: false,
  };
  return {
    store,
    records,
    lost: RECORD_NAMES.filter((name) => records[name] === undefined),
    journal,
    gap: hasGap(numbers, seal.number, known),
    masked: Object.values(rings).some(({ masked }) => masked),
    log,
    programs: history.flatMap((each) => (each.kind === "prescribed" ? [each.event] : [])),
  };
};
