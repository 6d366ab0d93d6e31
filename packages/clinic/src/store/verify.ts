// SPDX-License-Identifier: Apache-2.0
/**
 * Verifying: every event of a clinic is read again, its hash made again from what is stored, and
 * its place in the chain checked; then the head against the last event.
 */
import { type ChainRefusal, canonicalText, type Entry, faultAfter } from "@cisterna/record";
import { type EventRow, eventOf, sha256 } from "./event.ts";
import { NO_HEAD } from "./follow.ts";
import type { Scope } from "./scope.ts";

/** Something that is not as it was written. `seq` is the place of the event. */
export type Flaw =
  | { readonly kind: "chain-broken"; readonly seq: number; readonly fault: ChainRefusal }
  | { readonly kind: "data-not-canonical"; readonly seq: number }
  | { readonly kind: "column-differs"; readonly seq: number; readonly column: string }
  | { readonly kind: "revision-out-of-order"; readonly seq: number; readonly subject: string }
  | { readonly kind: "head-differs"; readonly seq: number; readonly found: string }
  | { readonly kind: "no-chain"; readonly seq: number };

/** What a look through a whole record gives. */
type Verdict = {
  readonly clinic: string;
  readonly events: number;
  readonly head: string;
  readonly flaws: readonly Flaw[];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isCanonical = (text: string): boolean => {
  const again = canonicalText(parsed(text));
  return again.ok && again.value === text;
};

/** What is wrong with a row behind the entry before it; at most one flaw, the first. */
const flawOf = (
  row: EventRow,
  last: Entry | undefined,
  revisions: ReadonlyMap<string, number>,
): Flaw | null => {
  const { seq, subject, revision } = row;
  if (!isCanonical(row.data)) return { kind: "data-not-canonical", seq };
  const event = eventOf(row);
  const fault = faultAfter(last, event, sha256);
  if (fault !== null) return { kind: "chain-broken", seq, fault };
  if (event.data.subject !== subject) return { kind: "column-differs", seq, column: "subject" };
  if (event.data.revision !== revision) return { kind: "column-differs", seq, column: "revision" };
  return revision === (revisions.get(subject) ?? 0) + 1
    ? null
    : { kind: "revision-out-of-order", seq, subject };
};

/** Rows that are read at once. */
const PAGE = 2_000;

const rowsAfter = (scope: Scope, clinic: string, seq: number): Promise<EventRow[]> =>
  scope
    .selectFrom("event")
    .selectAll()
    .where("clinic", "=", clinic)
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(PAGE)
    .execute();

type Walk = {
  readonly flaws: Flaw[];
  readonly revisions: Map<string, number>;
  last: Entry | undefined;
};

const walkPage = (walk: Walk, rows: readonly EventRow[]): void => {
  for (const row of rows) {
    const flaw = flawOf(row, walk.last, walk.revisions);
    if (flaw !== null) walk.flaws.push(flaw);
    walk.revisions.set(row.subject, row.revision);
    // Behind a flaw the walk goes on from what is stored, so that each flaw is told once.
    const { clinic: _, subject: __, revision: ___, ...entry } = row;
    walk.last = { ...entry, data: null };
  }
};

const headFlaws = async (scope: Scope, clinic: string, last: Entry | undefined) => {
  const head = await scope
    .selectFrom("chain")
    .select(["seq", "at", "hash"])
    .where("clinic", "=", clinic)
    .executeTakeFirst();
  if (head === undefined) return [{ kind: "no-chain", seq: -1 } as const];
  const { seq, at, hash } = last ?? NO_HEAD;
  return head.seq === seq && head.at === at && head.hash === hash
    ? []
    : [{ kind: "head-differs", seq: head.seq, found: head.hash } as const];
};

/** Looks through the whole record of a clinic. */
export const verifyRecord = async (scope: Scope, clinic: string): Promise<Verdict> => {
  const walk: Walk = { flaws: [], revisions: new Map(), last: undefined };
  let events = 0;
  for (let rows = await rowsAfter(scope, clinic, -1); rows.length > 0; ) {
    walkPage(walk, rows);
    events += rows.length;
    rows = rows.length < PAGE ? [] : await rowsAfter(scope, clinic, walk.last?.seq ?? -1);
  }
  const flaws = [...walk.flaws, ...(await headFlaws(scope, clinic, walk.last))];
  return { clinic, events, head: (walk.last ?? NO_HEAD).hash, flaws };
};
