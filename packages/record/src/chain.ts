// SPDX-License-Identifier: Apache-2.0
/**
 * The chain: bodies flow in and are sealed, each with the hash of the one before, so that nothing
 * in the middle of a record can be taken out, changed, moved or put in without being seen.
 * The digest is passed in; this package knows no cryptography.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { memberText, type NotCanonical } from "./canonical.ts";
import { type Body, type Entry, GENESIS, type Log } from "./envelope.ts";
import { CURRENT_VERSION } from "./upgrades.ts";

/** A cryptographic hash of a text, as text: for example SHA-256 in hexadecimal. */
export type Digest = (text: string) => string;

/** Why a body cannot become an entry. */
export type EntryRefusal =
  | NotCanonical
  | { readonly kind: "time-runs-backward"; readonly at: number; readonly last: number };

/** What is wrong with an entry of a record, by its place in the log (not by what it claims). */
export type ChainRefusal = { readonly index: number } & (
  | { readonly kind: "seq-differs"; readonly expected: number; readonly found: number }
  | { readonly kind: "previous-differs"; readonly expected: string; readonly found: string }
  | { readonly kind: "hash-differs"; readonly expected: string; readonly found: string }
  | { readonly kind: "entry-before-its-time"; readonly at: number; readonly last: number }
  | { readonly kind: "entry-not-canonical"; readonly wrong: readonly NotCanonical[] }
  | { readonly kind: "head-differs"; readonly expected: string; readonly found: string }
);

/** Hash of the last entry: whoever keeps it elsewhere can tell that a tail was cut off. */
export const headOf = (log: Log): string => log.at(-1)?.hash ?? GENESIS;

/** What a hash is taken over: the canonical text of every member but the hash, by its name. */
const MEMBERS = ["actor", "at", "data", "kind", "previous", "seq", "version"] as const;

type Bare = Omit<Entry, "hash">;

/** The text of an entry, and within it that of its data. */
type BareText = { readonly whole: string; readonly data: string };

const bareText = (entry: Bare): Result<BareText, NotCanonical> => {
  const wrong: NotCanonical[] = [];
  let data = "";
  const parts = MEMBERS.map((name) => {
    const text = memberText(name, entry[name]);
    if (!text.ok) wrong.push(...text.refusals);
    const value = text.ok ? text.value : "";
    if (name === "data") data = value;
    return `"${name}":${value}`;
  });
  const [first, ...rest] = wrong;
  return first === undefined
    ? accepted({ whole: `{${parts.join(",")}}`, data })
    : refused(first, ...rest);
};

/** A sealed entry, and the canonical text of its data, for whoever keeps it as text. */
export type Written = { readonly entry: Entry; readonly text: string };

/** The next entry after `last`, with the text of its data. Refuses: what `sealed` refuses. */
export const written = (
  last: Entry | undefined,
  body: Body,
  digest: Digest,
): Result<Written, EntryRefusal> => {
  if (last !== undefined && body.at < last.at) {
    return refused({ kind: "time-runs-backward", at: body.at, last: last.at });
  }
  const bare = {
    ...body,
    seq: last === undefined ? 0 : last.seq + 1,
    version: CURRENT_VERSION,
    previous: last === undefined ? GENESIS : last.hash,
  };
  const text = bareText(bare);
  return text.ok
    ? accepted({ entry: { ...bare, hash: digest(text.value.whole) }, text: text.value.data })
    : text;
};

/**
 * The next entry after `last` (undefined at the beginning).
 * Refuses: data that has no canonical text; a time before the last entry's.
 */
export const sealed = (
  last: Entry | undefined,
  body: Body,
  digest: Digest,
): Result<Entry, EntryRefusal> => {
  const next = written(last, body, digest);
  return next.ok ? accepted(next.value.entry) : next;
};

/** The log with one more entry. Refuses: what `sealed` refuses. */
export const append = (log: Log, body: Body, digest: Digest): Result<Log, EntryRefusal> => {
  const entry = sealed(log.at(-1), body, digest);
  return entry.ok ? accepted([...log, entry.value]) : entry;
};

/** The log with many more entries; all of them or none. Law: the same as `append` one by one. */
export const appendAll = (
  log: Log,
  bodies: readonly Body[],
  digest: Digest,
): Result<Log, EntryRefusal> => {
  const longer = [...log];
  for (const body of bodies) {
    const entry = sealed(longer.at(-1), body, digest);
    if (!entry.ok) return entry;
    longer.push(entry.value);
  }
  return accepted(longer);
};

/**
 * What is wrong with an entry that should follow `last` (undefined at the beginning); null if it
 * fits. For records too long to be held whole: `verify` is this for every entry in turn.
 */
export const faultAfter = (
  last: Entry | undefined,
  entry: Entry,
  digest: Digest,
): ChainRefusal | null => {
  const index = last === undefined ? 0 : last.seq + 1;
  if (entry.seq !== index) {
    return { kind: "seq-differs", index, expected: index, found: entry.seq };
  }
  const previous = last === undefined ? GENESIS : last.hash;
  if (entry.previous !== previous) {
    return { kind: "previous-differs", index, expected: previous, found: entry.previous };
  }
  if (last !== undefined && entry.at < last.at) {
    return { kind: "entry-before-its-time", index, at: entry.at, last: last.at };
  }
  return hashFault(entry, index, digest);
};

const hashFault = (entry: Entry, index: number, digest: Digest): ChainRefusal | null => {
  const text = bareText(entry);
  if (!text.ok) return { kind: "entry-not-canonical", index, wrong: text.refusals };
  const expected = digest(text.value.whole);
  return entry.hash === expected
    ? null
    : { kind: "hash-differs", index, expected, found: entry.hash };
};

/**
 * Whether a log is as it was written; gives its head.
 *
 * Names the first entry that is wrong, and why. A tail that was cut off leaves a shorter log that
 * is whole in itself, and somebody who rewrites every entry after an edit leaves one too: both are
 * seen only against a head kept elsewhere, so give it where one exists.
 * Law: removing, editing, moving or repeating any entry is detected.
 */
export const verify = (log: Log, digest: Digest, head?: string): Result<string, ChainRefusal> => {
  for (const [index, entry] of log.entries()) {
    const fault = faultAfter(log[index - 1], entry, digest);
    if (fault !== null) return refused(fault);
  }
  const found = headOf(log);
  return head === undefined || head === found
    ? accepted(found)
    : refused({ kind: "head-differs", index: log.length, expected: head, found });
};
