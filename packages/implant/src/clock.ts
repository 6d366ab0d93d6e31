// SPDX-License-Identifier: Apache-2.0
/** The host's clock: passed in, so that tests say when it is. */

/** A clock that only runs forward, in ms, and wakes whoever asks for it. */
export type Clock = {
  readonly now: () => number;
  /** Does something again and again; the result ends it. */
  readonly every: (span: number, work: () => void) => () => void;
  /** Does something later; at once, where nothing is to be waited for. */
  readonly after: (span: number, work: () => void) => void;
};

/** The clock of this machine. */
export const wallClock: Clock = {
  now: () => performance.now(),
  every: (span, work) => {
    const timer = setInterval(work, span);
    return () => clearInterval(timer);
  },
  after: (span, work) => {
    if (span <= 0) work();
    else setTimeout(work, span).unref();
  },
};
