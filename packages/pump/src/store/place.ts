// SPDX-License-Identifier: Apache-2.0
/** Where the store stands: the ends of its logs, and what it remembers of its starts. */
import type { Milliseconds } from "@cisterna/quantity";

/** An entry of a ring: its number, and its place from the first byte ever written. */
export type Mark = { readonly number: number; readonly at: number };

/** Kept in the controller's memory, and with every checkpoint. */
export type Place = {
  /** Of the newest checkpoint. */
  readonly generation: number;
  /** Number of the next entry of the log, and where it goes. */
  readonly entries: number;
  readonly end: number;
  /** Where the log ended at the newest checkpoint. */
  readonly since: number;
  /**
   * The first entry of each sector that the log still holds, oldest first: what was overwritten is
   * what comes before.
   */
  readonly sectors: readonly Mark[];
  /** The next of the clinicians' orders: its number, and where it goes. */
  readonly orders: Mark;
  /** The first of them that nobody has read. */
  readonly unread: Mark;
  /** When the controller started, in the last ten minutes. */
  readonly starts: readonly Milliseconds[];
};

/** A store that has written nothing. */
export const FIRST_PLACE: Place = {
  generation: 0,
  entries: 0,
  end: 0,
  since: 0,
  sectors: [],
  orders: { number: 0, at: 0 },
  unread: { number: 0, at: 0 },
  starts: [],
};
