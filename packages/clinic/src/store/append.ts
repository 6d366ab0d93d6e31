// SPDX-License-Identifier: Apache-2.0
/**
 * Appending: facts in, sealed events in the database out. The head of the chain is locked first, so
 * that the events of a clinic have one order however many servers write.
 */
import { assert } from "@cisterna/quantity";
import { written } from "@cisterna/record";
import { type Deed, dataOf, type Fact, rowOf, sha256, type Written } from "./event.ts";
import { type Head, NO_HEAD } from "./follow.ts";
import { insertRows } from "./rows.ts";
import type { Scope } from "./scope.ts";

/** Founds the chain of a clinic, if it has none, and its row in the list of clinics. */
export const found = async (
  scope: Scope,
  { clinic, name, zone }: { readonly clinic: string; readonly name: string; readonly zone: string },
): Promise<void> => {
  await scope
    .insertInto("clinic")
    .values({ clinic, name, zone })
    .onConflict((conflict) => conflict.column("clinic").doNothing())
    .execute();
  await scope
    .insertInto("chain")
    .values({ clinic, ...NO_HEAD })
    .onConflict((conflict) => conflict.column("clinic").doNothing())
    .execute();
};

/** Locks the chain of a clinic until the end of the transaction; null: there is no such clinic. */
export const lockHead = async (scope: Scope, clinic: string): Promise<Head | null> => {
  const row = await scope
    .selectFrom("chain")
    .select(["seq", "at", "hash"])
    .where("clinic", "=", clinic)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
};

/** The end of a chain: the last event or head, and how many events a subject has. */
type Tip = {
  readonly head: Head;
  readonly revisionOf: (subject: string) => number;
};

/** One fact sealed behind a tip. A clock that runs backward is held at the last event's time. */
const sealOne = (tip: Tip, { fact, deed, at }: { fact: Fact; deed: Deed; at: number }): Written => {
  const { head } = tip;
  const data = dataOf(fact, tip.revisionOf(fact.subject) + 1, deed.why);
  const body = { at: Math.max(at, head.at), actor: deed.actor, kind: fact.kind, data };
  const last =
    head.seq < 0
      ? undefined
      : { ...body, seq: head.seq, version: 1, at: head.at, previous: "", hash: head.hash };
  const next = written(last, body, sha256);
  assert(next.ok, "a fact is canonical", next.ok ? {} : { refusals: next.refusals });
  const { entry, text } = next.value;
  return { event: { ...entry, data }, text };
};

/** What was sealed: events in order, the head behind them, the revisions that they came to. */
export type Sealed = {
  readonly all: readonly Written[];
  readonly head: Head;
  readonly revisions: ReadonlyMap<string, number>;
};

/** Facts sealed behind a tip, in order. The tip stays as it is. */
export const seal = (
  tip: Tip,
  { facts, deed, at }: { facts: readonly Fact[]; deed: Deed; at: number },
): Sealed => {
  const revisions = new Map<string, number>();
  const revisionOf = (subject: string): number => revisions.get(subject) ?? tip.revisionOf(subject);
  let { head } = tip;
  const all = facts.map((fact) => {
    const next = sealOne({ head, revisionOf }, { fact, deed, at });
    const { seq, hash, data, at: when } = next.event;
    head = { seq, at: when, hash };
    revisions.set(data.subject, data.revision);
    return next;
  });
  return { all, head, revisions };
};

/** Writes sealed events and moves the head behind the last. The head must be locked. */
export const write = async (
  scope: Scope,
  clinic: string,
  all: readonly Written[],
): Promise<void> => {
  const last = all.at(-1)?.event;
  if (last === undefined) return;
  const rows = all.map((each) => rowOf(clinic, each));
  await insertRows(scope, "event", rows);
  await scope
    .updateTable("chain")
    .set({ seq: last.seq, at: last.at, hash: last.hash })
    .where("clinic", "=", clinic)
    .execute();
};
