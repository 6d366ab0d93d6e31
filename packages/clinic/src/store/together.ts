// SPDX-License-Identifier: Apache-2.0
/**
 * Together: readings that wait while another is done are done in one transaction, on one look at
 * the record that is younger than each of them; so what each of them writes down about who reads is
 * waited for once. One that breaks is done again alone, and fails alone.
 */
import type { Database } from "./database.ts";
import { inClinic, type Scope } from "./scope.ts";

/** Does some work in a transaction, with what the record has come to. */
export type Together<S> = <A>(work: (scope: Scope, seen: S) => Promise<A>) => Promise<A>;

type Waiting<S> = {
  readonly work: (scope: Scope, seen: S) => Promise<void>;
  readonly answer: () => void;
  readonly fail: (error: unknown) => void;
};

/** Works that are taken into one transaction. */
const MOST_AT_ONCE = 64;

type Place<S> = {
  readonly db: Database;
  readonly clinic: string;
  readonly look: (scope: Scope) => Promise<S>;
};

/** Opens the way to work together in one clinic. */
export const openTogether = <S>({ db, clinic, look }: Place<S>): Together<S> => {
  let queue: Waiting<S>[] = [];
  let running = false;

  const doAll = (some: readonly Waiting<S>[]): Promise<void> =>
    inClinic(db, clinic, async (scope) => {
      const seen = await look(scope);
      for (const { work } of some) await work(scope, seen);
    });

  const settle = async (some: readonly Waiting<S>[]): Promise<void> => {
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
        work: async (scope, seen) => {
          const value = await work(scope, seen);
          answer = () => resolve(value);
        },
        answer: () => answer(),
        fail: reject,
      });
      void run();
    });
};
