// SPDX-License-Identifier: Apache-2.0
/**
 * Together: readings that wait while another is done are done in one transaction, on one look at
 * the record that is younger than each of them; so what each of them writes down about who reads is
 * waited for once. One that breaks is done again alone, and fails alone.
 */
import type { Database } from "./database.ts";
import { inClinic, type Scope } from "./scope.ts";

/**
 * Work in a transaction, with what the record has come to. What it notes is written down at the end
 * of the transaction, in one go with what the others note, and before anybody is answered.
 */
type Work<S, N, A> = (scope: Scope, seen: S, note: (line: N) => void) => Promise<A>;

/** Does some work together with others. */
export type Together<S, N> = <A>(work: Work<S, N, A>) => Promise<A>;

type Waiting<S, N> = {
  readonly work: Work<S, N, void>;
  readonly answer: () => void;
  readonly fail: (error: unknown) => void;
};

/** Works that are taken into one transaction. */
const MOST_AT_ONCE = 64;

type Place<S, N> = {
  readonly db: Database;
  readonly clinic: string;
  readonly look: (scope: Scope) => Promise<S>;
  readonly write: (scope: Scope, lines: readonly N[]) => Promise<void>;
};

/** Opens the way to work together in one clinic. */
export const openTogether = <S, N>({ db, clinic, look, write }: Place<S, N>): Together<S, N> => {
  let queue: Waiting<S, N>[] = [];
  let running = false;

  const doAll = (some: readonly Waiting<S, N>[]): Promise<void> =>
    inClinic(db, clinic, async (scope) => {
      const seen = await look(scope);
      const lines: N[] = [];
      for (const { work } of some) await work(scope, seen, (line) => lines.push(line));
      await write(scope, lines);
    });

  const settle = async (some: readonly Waiting<S, N>[]): Promise<void> => {
    try {
      await doAll(some);
      for (const { answer } of some) answer();
    } catch (error) {
      if (some.length > 1) for (const each of some) await settle([each]);
      else for (const { fail } of some) fail(error);
    }
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (queue.length > 0) {
      const some = queue.slice(0, MOST_AT_ONCE);
      queue = queue.slice(MOST_AT_ONCE);
      await settle(some);
    }
    running = false;
  };

  return (work) =>
    new Promise((resolve, reject) => {
      let answer = (): void => undefined;
      queue.push({
        work: async (scope, seen, note) => {
          const value = await work(scope, seen, note);
          answer = () => resolve(value);
        },
        answer: () => answer(),
        fail: reject,
      });
      void run();
    });
};
