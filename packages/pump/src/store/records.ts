// SPDX-License-Identifier: Apache-2.0
/**
 * What the three rings of the store hold, as alternatives in one table each. Entries of the log are
 * numbered without a gap; everything else refers to those numbers.
 */
import type { Milliseconds } from "@cisterna/quantity";
import type { Event, Programmed } from "../event.ts";
import { eventLayout, programmedLayout } from "./event-layout.ts";
import { type Layout, listOf, orNull, recordOf, unionOf, whole } from "./layout.ts";
import { time } from "./program-layout.ts";
import { type Constants, type Prescribed, RECORDS, type Totals } from "./pump-layout.ts";

/** An entry of the log. All events of an entry happened together, or none of them did. */
export type LogEntry =
  | { readonly kind: "happened"; readonly number: number; readonly events: readonly Event[] }
  /** The oldest entries, from one number up to and with another, were erased for room. */
  | {
      readonly kind: "overwritten";
      readonly number: number;
      readonly from: number;
      readonly upto: number;
    };

/** How an entry of the log stands in bytes. */
export const logEntry: Layout<LogEntry> = unionOf<LogEntry>({
  happened: { number: whole, events: listOf(eventLayout) },
  overwritten: { number: whole, from: whole, upto: whole },
});

/** An entry of the history of prescriptions. */
export type HistoryEntry =
  /** A program came into force, in the entry of the log with this number. */
  | { readonly kind: "prescribed"; readonly number: number; readonly event: Programmed }
  /** Somebody has read the history up to and with this number. */
  | { readonly kind: "read"; readonly upto: number };

/** How an entry of the history of prescriptions stands in bytes. */
export const historyEntry: Layout<HistoryEntry> = unionOf<HistoryEntry>({
  prescribed: { number: whole, event: programmedLayout },
  read: { upto: whole },
});

/** What closes a checkpoint: without it the records before it do not count. */
export type Seal = {
  /** Number of the checkpoint. */
  readonly checkpoint: number;
  /** The last entry of the log that the records hold. */
  readonly number: number;
  /** The latest starts of the processor, oldest first. */
  readonly starts: readonly Milliseconds[];
  /** Until when the past of the windows is not known; null: it is. */
  readonly blindUntil: Milliseconds | null;
};

/** An entry of the ring of checkpoints. */
export type CheckpointEntry =
  | { readonly kind: "program"; readonly checkpoint: number; readonly record: Prescribed }
  | { readonly kind: "constants"; readonly checkpoint: number; readonly record: Constants }
  | { readonly kind: "totals"; readonly checkpoint: number; readonly record: Totals }
  | { readonly kind: "sealed"; readonly seal: Seal };

/** How an entry of the ring of checkpoints stands in bytes. */
export const checkpointEntry: Layout<CheckpointEntry> = unionOf<CheckpointEntry>({
  program: { checkpoint: whole, record: RECORDS.program },
  constants: { checkpoint: whole, record: RECORDS.constants },
  totals: { checkpoint: whole, record: RECORDS.totals },
  sealed: {
    seal: recordOf<Seal>({
      checkpoint: whole,
      number: whole,
      starts: listOf(time),
      blindUntil: orNull(time),
    }),
  },
});

/** Whether an event belongs into the history of prescriptions. */
export const isPrescription = (event: Event): event is Programmed => event.kind === "programmed";
