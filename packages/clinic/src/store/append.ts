// SPDX-License-Identifier: Apache-2.0
/**
 * Appending: facts in, sealed events in the database out. The head of the chain is locked first, so
 * that the events of a clinic have one order however many servers write.
 */
import { assert } from "@cisterna/quantity";
import { sealed } from "@cisterna/record";
import { type Deed, dataOf, type Event, type Fact, rowOf, sha256 } from "./event.ts";
import { type Head, NO_HEAD } from "./follow.ts";
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

/** A place in the chain where the next event goes: the last event or head, and revisions so far. */
type Tip = {
  readonly head: Head;
  readonly revisionOf: (subject: string) => number;
};

/** One fact sealed behind a tip. A clock that runs backward is held at the last event's time. */
const sealOne = (tip: Tip, { fact, deed, at }: { fact: Fact; deed: Deed; at: number }): Event => {
  const { head } = tip;
  const data = dataOf(fact, tip.revisionOf(fact.subject) + 1, deed.why);
  const body = { at: Math.max(at, head.at), actor: deed.actor, kind: fact.kind, data };
  const last =
    head.seq < 0
      ? undefined
      : { ...body, seq: head.seq, version: 1, at: head.at, previous: "", hash: head.hash };
  const entry = sealed(last, body, sha256);
  assert(entry.ok, "a fact is canonical", entry.ok ? {} : { refusals: entry.refusals });
  return { ...entry.value, data };
};

/** Facts sealed behind a tip, in order, and the tip behind them. */
export const seal = (
  from: Tip,
  { facts, deed, at }: { facts: readonly Fact[]; deed: Deed; at: number },
): { readonly events: readonly Event[]; readonly tip: Tip } => {
  const events: Event[] = [];
  let tip = from;
  for (const fact of facts) {
    const event = sealOne(tip, { fact, deed, at });
    const { subject, revision } = event.data;
    const { revisionOf } = tip;
    events.push(event);
    tip = {
      head: { seq: event.seq, at: event.at, hash: event.hash },
      revisionOf: (name) => (name === subject ? revision : revisionOf(name)),
    };
  }
  return { events, tip };
};

/** Writes sealed events and moves the head behind the last. The head must be locked. */
export const write = async (
  scope: Scope,
  clinic: string,
  events: readonly Event[],
): Promise<void> => {
  const last = events.at(-1);
  if (last === undefined) return;
  await scope
    .insertInto("event")
    .values(events.map((event) => rowOf(clinic, event)))
    .execute();
  await scope
    .updateTable("chain")
    .set({ seq: last.seq, at: last.at, hash: last.hash })
    .where("clinic", "=", clinic)
    .execute();
};
