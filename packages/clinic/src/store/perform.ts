// SPDX-License-Identifier: Apache-2.0
/**
 * Performing: a request in, its effect in the record or the reason why there is none. Requests that
 * wait are taken together into one transaction, each deciding on what the one before it left; so a
 * disk that has to be waited for is waited for once. Nobody is answered before it is on the disk.
 */

import { lockHead, type Sealed, seal, write } from "./append.ts";
import type { Database } from "./database.ts";
import type { Deed, Event, Fact, Written } from "./event.ts";
import { factOf } from "./event.ts";
import { type Fold, type Following, follow, type Standing } from "./follow.ts";
import { inClinic, type Scope } from "./scope.ts";

/** What a decision comes to: what has happened, and what is to be written beside it; or why not. */
export type Decision<Refusal> =
  | {
      readonly ok: true;
      readonly facts: readonly Fact[];
      /** Facts about the events that these facts became, such as signatures under their hashes. */
      readonly under?: (events: readonly Event[]) => readonly Fact[];
      readonly beside?: (scope: Scope) => Promise<void>;
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Somebody wants something to happen. */
export type Request<State, Refusal> = {
  readonly deed: Deed;
  readonly at: number;
  /** The same key gets the same answer and has no second effect; null: every time is a new one. */
  readonly key: string | null;
  /** Hash of who asks for what: a key that comes back with another is refused. */
  readonly asked: string;
  /** What the caller has seen of a subject; null: it does not matter. */
  readonly expected: { readonly subject: string; readonly revision: number } | null;
  readonly decide: (standing: Standing<State>) => Decision<Refusal>;
};

/** An event as its cause is told of it. */
type Receipt = {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly revision: number;
};

/** What became of a request. */
export type Outcome<Refusal> =
  | { readonly kind: "done"; readonly events: readonly Receipt[]; readonly again: boolean }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "stale"; readonly subject: string; readonly revision: number }
  | { readonly kind: "key-taken" }
  | { readonly kind: "no-clinic" };

type Waiting<State, Refusal> = {
  readonly request: Request<State, Refusal>;
  readonly answer: (outcome: Outcome<Refusal>) => void;
  readonly fail: (error: unknown) => void;
};

/** Requests that are taken into one transaction. */
const MOST_AT_ONCE = 64;

const receiptOf = ({ seq, kind, data: { subject, revision } }: Event): Receipt => ({
  seq,
  kind,
  subject,
  revision,
});

type Given = { readonly asked: string; readonly events: readonly Receipt[] };

const answersGiven = async (
  scope: Scope,
  clinic: string,
  keys: readonly string[],
): Promise<Map<string, Given>> => {
  if (keys.length === 0) return new Map();
  const rows = await scope
    .selectFrom("answer")
    .select(["key", "asked", "answer"])
    .where("clinic", "=", clinic)
    .where("key", "in", keys)
    .execute();
  return new Map(
    rows.map(({ key, asked, answer }) => [
      key,
      { asked, events: JSON.parse(answer) as readonly Receipt[] },
    ]),
  );
};

/** The work of one transaction as it grows. */
type Batch<State> = {
  standing: Standing<State>;
  readonly given: Map<string, Given>;
  /** Revisions that subjects have come to in it. */
  readonly revisions: Map<string, number>;
  readonly all: Written[];
  readonly beside: ((scope: Scope) => Promise<void>)[];
};

const batchOf = <State>(from: Standing<State>, given: Map<string, Given>): Batch<State> => {
  const revisions = new Map<string, number>();
  const revisionOf = (subject: string) => revisions.get(subject) ?? from.revisionOf(subject);
  return { standing: { ...from, revisionOf }, given, revisions, all: [], beside: [] };
};

/** Takes what was sealed into a batch; gives its events. */
const grow = <State>(
  batch: Batch<State>,
  parts: readonly Sealed[],
  { evolve }: Fold<State>,
): readonly Event[] => {
  const events = parts.flatMap(({ all }) => all.map(({ event }) => event));
  const { revisionOf, ...before } = batch.standing;
  const state = events.reduce((each, event) => evolve(each, factOf(event), event), before.state);
  batch.standing = { head: parts.at(-1)?.head ?? before.head, state, revisionOf };
  for (const { all, revisions } of parts) {
    batch.all.push(...all);
    for (const [subject, revision] of revisions) batch.revisions.set(subject, revision);
  }
  return events;
};

const decideOne = <State, Refusal>(
  batch: Batch<State>,
  request: Request<State, Refusal>,
  fold: Fold<State>,
): Outcome<Refusal> => {
  const { deed, at, key, asked, expected } = request;
  const given = key === null ? undefined : batch.given.get(key);
  if (given !== undefined) {
    return given.asked === asked
      ? { kind: "done", events: given.events, again: true }
      : { kind: "key-taken" };
  }
  const revision = expected === null ? 0 : batch.standing.revisionOf(expected.subject);
  if (expected !== null && expected.revision !== revision) {
    return { kind: "stale", subject: expected.subject, revision };
  }
  const decision = request.decide(batch.standing);
  if (!decision.ok) return { kind: "refused", refusals: decision.refusals };
  const first = seal(batch.standing, { facts: decision.facts, deed, at });
  const under = decision.under?.(first.all.map(({ event }) => event)) ?? [];
  const revisionOf = (subject: string): number =>
    first.revisions.get(subject) ?? batch.standing.revisionOf(subject);
  const second = seal({ head: first.head, revisionOf }, { facts: under, deed, at });
  const events = grow(batch, [first, second], fold).map(receiptOf);
  if (decision.beside !== undefined) batch.beside.push(decision.beside);
  if (key !== null) batch.given.set(key, { asked, events });
  return { kind: "done", events, again: false };
};

const writeAnswers = async (
  scope: Scope,
  clinic: string,
  fresh: readonly { readonly key: string; readonly at: number; readonly given: Given }[],
): Promise<void> => {
  if (fresh.length === 0) return;
  await scope
    .insertInto("answer")
    .values(
      fresh.map(({ key, at, given: { asked, events } }) => ({
        clinic,
        key,
        asked,
        answer: JSON.stringify(events),
        at,
      })),
    )
    .execute();
};

const freshIn = <State, Refusal>(
  batch: Batch<State>,
  settled: readonly Settled<State, Refusal>[],
) =>
  settled.flatMap(({ waiting: { request }, outcome }) => {
    const { key, at } = request;
    const isFresh = outcome.kind === "done" && !outcome.again && key !== null;
    const given = isFresh ? batch.given.get(key) : undefined;
    return isFresh && given !== undefined ? [{ key, at, given }] : [];
  });

type Settled<State, Refusal> = {
  readonly waiting: Waiting<State, Refusal>;
  readonly outcome: Outcome<Refusal>;
};

/** Each waiting request decided in turn; one that breaks fails alone. */
const decideAll = <State, Refusal>(
  batch: Batch<State>,
  all: readonly Waiting<State, Refusal>[],
  fold: Fold<State>,
): readonly Settled<State, Refusal>[] =>
  all.flatMap((waiting) => {
    try {
      return [{ waiting, outcome: decideOne(batch, waiting.request, fold) }];
    } catch (error) {
      waiting.fail(error);
      return [];
    }
  });

/** One clinic's record, as this process follows it and adds to it. */
export type Record<State, Refusal> = {
  readonly clinic: string;
  readonly perform: (request: Request<State, Refusal>) => Promise<Outcome<Refusal>>;
  /** What the record has come to now, read from the database. */
  readonly look: () => Promise<Standing<State>>;
  /** The same inside a transaction of the caller's. */
  readonly lookIn: (scope: Scope) => Promise<Standing<State>>;
};

/** What a record needs. `heard` is called with every batch of events once it is on the disk. */
type Keeping<State> = {
  readonly db: Database;
  readonly clinic: string;
  readonly fold: Fold<State>;
  readonly heard?: (events: readonly Event[]) => void;
};

/** What a transaction came to, and the state behind its events. */
type Performed<State, Refusal> = {
  readonly settled: readonly Settled<State, Refusal>[];
  readonly events: readonly Event[];
  readonly state: State;
};

const performBatch = async <State, Refusal>(
  { db, clinic, fold }: Keeping<State>,
  following: Following<State>,
  all: readonly Waiting<State, Refusal>[],
): Promise<Performed<State, Refusal>> =>
  inClinic(db, clinic, async (scope) => {
    const head = await lockHead(scope, clinic);
    if (head === null) {
      const outcome = { kind: "no-clinic" } as const;
      const settled = all.map((waiting) => ({ waiting, outcome }));
      return { settled, events: [], state: fold.start };
    }
    const keys = all.flatMap(({ request: { key } }) => key ?? []);
    const given = await answersGiven(scope, clinic, keys);
    const batch = batchOf(await following.catchUp(scope, head), given);
    const settled = decideAll(batch, all, fold);
    await write(scope, clinic, batch.all);
    for (const beside of batch.beside) await beside(scope);
    await writeAnswers(scope, clinic, freshIn(batch, settled));
    const events = batch.all.map(({ event }) => event);
    return { settled, events, state: batch.standing.state };
  });

/** Opens the record of a clinic in this process. */
export const openRecord = <State, Refusal>(keeping: Keeping<State>): Record<State, Refusal> => {
  const { db, clinic, fold, heard } = keeping;
  const following = follow(clinic, fold);
  let queue: Waiting<State, Refusal>[] = [];
  let running = false;

  const runBatch = async (all: readonly Waiting<State, Refusal>[]): Promise<void> => {
    try {
      const { settled, events, state } = await performBatch(keeping, following, all);
      following.take(events, state);
      for (const { waiting, outcome } of settled) waiting.answer(outcome);
      if (events.length > 0) heard?.(events);
    } catch (error) {
      for (const { fail } of all) fail(error);
    }
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (queue.length > 0) {
      const all = queue.slice(0, MOST_AT_ONCE);
      queue = queue.slice(MOST_AT_ONCE);
      await runBatch(all);
    }
    running = false;
  };

  return {
    clinic,
    perform: (request) =>
      new Promise((answer, fail) => {
        queue.push({ request, answer, fail });
        void run();
      }),
    look: () => inClinic(db, clinic, (scope) => following.catchUp(scope)),
    lookIn: (scope) => following.catchUp(scope),
  };
};
