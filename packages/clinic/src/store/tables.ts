// SPDX-License-Identifier: Apache-2.0
/**
 * The tables as queries see them; `migrations/` makes them. The clinic's id leads every key, so
 * that the rows of one clinic lie together and can be moved to a machine of their own.
 */

/** One clinic. Holds nothing about a patient: it is readable before anybody has signed in. */
type ClinicTable = {
  readonly clinic: string;
  readonly name: string;
  /** IANA name of the zone that the clinic lives in; times are stored in UTC. */
  readonly zone: string;
};

/** Head of a clinic's chain: whoever appends locks this row first. */
type ChainTable = {
  readonly clinic: string;
  /** Place of the last event, −1 before the first. */
  readonly seq: number;
  readonly at: number;
  readonly hash: string;
};

/** One event of the record. Every column but `subject` and `revision` is under the hash. */
type EventTable = {
  readonly clinic: string;
  readonly seq: number;
  readonly version: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly actor: string;
  readonly kind: string;
  /** Canonical JSON, as it was hashed. */
  readonly data: string;
  readonly previous: string;
  readonly hash: string;
  /** Copies from `data`, for the index; `verify` compares them. */
  readonly subject: string;
  readonly revision: number;
};

/** The answer that a request with a key once got: the same key gets it again. */
type AnswerTable = {
  readonly clinic: string;
  readonly key: string;
  /** Who asked, and the hash of what was asked: a key is no skeleton key. */
  readonly asked: string;
  readonly answer: string;
  readonly at: number;
};

/** All tables by name. */
export type Tables = {
  readonly clinic: ClinicTable;
  readonly chain: ChainTable;
  readonly event: EventTable;
  readonly answer: AnswerTable;
};
