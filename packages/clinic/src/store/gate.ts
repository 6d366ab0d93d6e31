// SPDX-License-Identifier: Apache-2.0
/** One at a time: who comes later waits until the one before has left. */

/** Lets the caller in when nobody else is inside; gives the way out, to be called once. */
type Gate = () => Promise<() => void>;

/** A gate, open. */
export const gate = (): Gate => {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
};
