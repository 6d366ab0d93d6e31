// SPDX-License-Identifier: Apache-2.0
/**
 * The envelope of an entry: what every entry of a record carries, whatever happened. A body comes
 * in from a station of the river; `chain` puts it into an envelope and seals it.
 */
import type { Canonical } from "./canonical.ts";

/** What a station reports: when, who, what, and its data. */
export type Body = {
  /** Milliseconds on the clock of the record; never before the entry that precedes it. */
  readonly at: number;
  /** Who acted: a station, a role or a person's id. */
  readonly actor: string;
  /** What happened, a past participle such as `bolus-granted`. */
  readonly kind: string;
  readonly data: Canonical;
};

/**
 * A sealed entry. The hash covers every other field, `previous` among them, so each entry fixes
 * all entries before it.
 */
export type Entry = Body & {
  /** Place in the log, from 0. */
  readonly seq: number;
  /** Version of the schema that the entry was written in; see `upgrades`. */
  readonly version: number;
  /** Hash of the entry before, or `GENESIS`. */
  readonly previous: string;
  readonly hash: string;
};

/** A record: entries in the order in which things happened. */
export type Log = readonly Entry[];

/** What stands in the first entry in place of a previous hash. */
export const GENESIS = "genesis";
