// SPDX-License-Identifier: Apache-2.0
/**
 * Following a record: what a clinic's events have come to, kept in memory and brought up to date
 * from the database whenever it is asked for. It is derived and can be thrown away at any time;
 * any number of servers follow the same record.
 */
import { GENESIS } from "@cisterna/record";
import { type Event, eventOf, type Fact, factOf } from "./event.ts";
import type { Scope } from "./scope.ts";

/** How facts become a state: the domain, as the store sees it. Both must be pure. */
export type Fold<State> = {
  readonly start: State;
  readonly evolve: (state: State, fact: Fact, event: Event) => State;
};

/** The last event's place, time and hash. */
export type Head = { readonly seq: number; readonly at: number; readonly hash: string };

/** Before the first event. */
export const NO_HEAD: Head = { seq: -1, at: 0, hash: GENESIS };

/** What a record has come to: a moment of it. */
export type Standing<State> = {
  readonly head: Head;
  readonly state: State;
  /** Events so far, by subject. */
  readonly revisionOf: (subject: string) => number;
};

/** What this process knows of one clinic's record. */
export type Following<State> = {
  readonly standing: () => Standing<State>;
  /** Reads what was added since; nothing, if the chain's head is the one that is known. */
  readonly catchUp: (scope: Scope, head?: Head) => Promise<Standing<State>>;
  /**
   * Takes events that were just committed, with the state that whoever wrote them has folded
   * already; those out of turn are left to `catchUp`.
   */
  readonly take: (events: readonly Event[], folded: State) => void;
};

/** Rows that are read at once; a chain has no gaps, so a page says where it ends. */
const PAGE = 5_000;

const readPage = async (scope: Scope, clinic: string, after: number): Promise<readonly Event[]> => {
  const rows = await scope
    .selectFrom("event")
    .selectAll()
    .where("clinic", "=", clinic)
    .where("seq", ">", after)
    .where("seq", "<=", after + PAGE)
    .orderBy("seq")
    .limit(PAGE)
    .execute();
  return rows.map(eventOf);
};

/** Begins to follow the record of a clinic. */
export const follow = <State>(clinic: string, fold: Fold<State>): Following<State> => {
  const revisions = new Map<string, number>();
  let head = NO_HEAD;
  let state = fold.start;
  const note = ({ seq, at, hash, data }: Event): void => {
    revisions.set(data.subject, data.revision);
    head = { seq, at, hash };
  };
  const read = (events: readonly Event[]): void => {
    for (const event of events) {
      if (event.seq !== head.seq + 1) continue;
      state = fold.evolve(state, factOf(event), event);
      note(event);
    }
  };
  const take = (events: readonly Event[], folded: State): void => {
    if (events[0]?.seq !== head.seq + 1) return;
    state = folded;
    for (const event of events) note(event);
  };
  const standing = (): Standing<State> => ({
    head,
    state,
    revisionOf: (subject) => revisions.get(subject) ?? 0,
  });
  const isHead = (other: Head): boolean => other.seq === head.seq && other.hash === head.hash;
  const catchUp = async (scope: Scope, known?: Head): Promise<Standing<State>> => {
    if (known !== undefined && isHead(known)) return standing();
    for (let page = await readPage(scope, clinic, head.seq); page.length > 0; ) {
      read(page);
      page = page.length < PAGE ? [] : await readPage(scope, clinic, head.seq);
    }
    return standing();
  };
  return { standing, catchUp, take };
};
