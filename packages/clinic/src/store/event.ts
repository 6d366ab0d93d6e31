// SPDX-License-Identifier: Apache-2.0
/**
 * An event: a fact with who, when and why, sealed into the chain of its clinic. Facts come in from
 * the domain, which this folder does not know; rows of the database go out.
 */
import { hash as digestOf } from "node:crypto";
import { type Canonical, canonicalText, type Digest, type Entry } from "@cisterna/record";
import type { Selectable } from "kysely";
import type { Tables } from "./tables.ts";

/** What the domain says has happened. `subject` is whom it is about, such as `patient/7`. */
export type Fact = {
  readonly kind: string;
  /** Version of the schema of this kind. */
  readonly version: number;
  readonly subject: string;
  readonly payload: Canonical;
};

/** Who does something, and why if it has to be said. */
export type Deed = { readonly actor: string; readonly why: string | null };

/** What stands in the data of an entry of a clinic. */
type Data = {
  readonly subject: string;
  /** How many events the subject has with this one: what an expected version is compared with. */
  readonly revision: number;
  readonly fact: number;
  readonly why: string | null;
  readonly payload: Canonical;
};

/** A sealed entry whose data is known to be a fact's. */
export type Event = Entry & { readonly data: Data };

/** A row of the table of events. */
export type EventRow = Selectable<Tables["event"]>;

/** The chain's hash. */
export const sha256: Digest = (text) => digestOf("sha256", text, "hex");

/** Whether an event, wherever it was recorded, is as it was when its hash was made. */
export const hashFits = (event: Omit<Entry, "data"> & { readonly data: unknown }): boolean => {
  const { seq, version, at, actor, kind, data, previous } = event;
  const text = canonicalText({ seq, version, at, actor, kind, data, previous });
  return text.ok && sha256(text.value) === event.hash;
};

/** The data of a fact's entry. */
export const dataOf = (fact: Fact, revision: number, why: string | null): Data => ({
  subject: fact.subject,
  revision,
  fact: fact.version,
  why,
  payload: fact.payload,
});

/** The fact of an event. */
export const factOf = ({ kind, data }: Event): Fact => ({
  kind,
  version: data.fact,
  subject: data.subject,
  payload: data.payload,
});

/** An event, and the canonical text of its data as it was hashed. */
export type Written = { readonly event: Event; readonly text: string };

/** The row of an event. */
export const rowOf = (clinic: string, { event, text }: Written): EventRow => {
  const { seq, version, at, actor, kind, previous, hash, data } = event;
  const { subject, revision } = data;
  return { clinic, seq, version, at, actor, kind, data: text, previous, hash, subject, revision };
};

/** The event of a row. Throws for data that is no JSON: `verify` says where. */
export const eventOf = (row: EventRow): Event => ({
  seq: row.seq,
  version: row.version,
  at: row.at,
  actor: row.actor,
  kind: row.kind,
  data: JSON.parse(row.data) as Data,
  previous: row.previous,
  hash: row.hash,
});
