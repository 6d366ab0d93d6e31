// SPDX-License-Identifier: Apache-2.0
/**
 * The tables as queries see them; `migrations/` makes them. The clinic's id leads every key, so
 * that the rows of one clinic lie together and can be moved to a machine of their own.
 */
import type { Generated } from "kysely";

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

/** What an account proves itself with. Kept apart from the record, so that it can be forgotten. */
type CredentialTable = {
  readonly clinic: string;
  readonly account: string;
  /** argon2id, with its parameters and salt. */
  readonly password: string;
  /** Wrong passwords since the last right one, and until when none is looked at. */
  readonly failures: Generated<number>;
  readonly closed_until: Generated<number>;
  /** Secret of the second factor, where there is one; the step of its last code, and its use. */
  readonly factor: Generated<string | null>;
  readonly factor_step: Generated<number>;
  readonly factor_use: Generated<string | null>;
};

/** What changes with every use of a passkey; the key itself stands in the record. */
type PasskeyTable = {
  readonly clinic: string;
  readonly passkey: string;
  /** How often it was used, as it says itself; 0 where it does not count. */
  readonly counter: number;
  readonly used: number | null;
};

/** Random bytes that a passkey is to sign, once, and for one purpose. */
type ChallengeTable = {
  readonly clinic: string;
  readonly challenge: string;
  readonly purpose: string;
  /** Whose passkey has to answer; null: anybody's of the clinic. */
  readonly account: string | null;
  /** Hash of the request that the answer signs; null: it signs none. */
  readonly asked: string | null;
  readonly until: number;
};

/** Somebody signed in at some place. */
type SessionTable = {
  readonly clinic: string;
  /** Hash of the token that the cookie holds. */
  readonly token: string;
  readonly account: string;
  /** What a page has to show with every request that changes something. */
  readonly guard: string;
  readonly opened: number;
  readonly seen: number;
  /** When the person last gave the password. */
  readonly proven: number;
};

/** A patient's controller may use the air of the patient's own pump. */
type PassTable = {
  readonly clinic: string;
  /** Hash of the token that the cookie holds. */
  readonly token: string;
  readonly account: string;
  readonly made: number;
};

/** Who looked at what, or tried to. */
type AccessTable = {
  readonly clinic: string;
  readonly seq: Generated<number>;
  readonly at: number;
  readonly account: string;
  /** A view, or `sign-in`, `sign-out`. */
  readonly what: string;
  readonly subject: string;
  readonly result: string;
  /** The emergency under whose cover it was, if any. */
  readonly emergency: string | null;
};

/** What a clinic signs passports with; both halves as base64url. */
type PassportKeyTable = {
  readonly clinic: string;
  readonly public: string;
  readonly private: string;
};

/** A report that was printed at night; the same night's is kept once. */
type NightTable = {
  readonly clinic: string;
  /** The clinic's day on which it was made, such as 2026-11-27. */
  readonly night: string;
  /** Name of the report. */
  readonly name: string;
  readonly made: number;
  /** The state of the record that it shows, as it stands on the paper. */
  readonly revision: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/** All tables by name. */
export type Tables = {
  readonly clinic: ClinicTable;
  readonly chain: ChainTable;
  readonly event: EventTable;
  readonly answer: AnswerTable;
  readonly credential: CredentialTable;
  readonly passkey: PasskeyTable;
  readonly challenge: ChallengeTable;
  readonly session: SessionTable;
  readonly pass: PassTable;
  readonly access: AccessTable;
  readonly passport_key: PassportKeyTable;
  readonly night: NightTable;
};
