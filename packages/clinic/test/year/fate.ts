// SPDX-License-Identifier: Apache-2.0
/** What befalls a clinic in a simulated year. */

/** Shares of the year's misfortunes. */
export type Fate = {
  readonly patients: number;
  readonly days: number;
  readonly seed: number;
  /** Share of appointments that an ordinary and an unreliable patient misses. */
  readonly missed: { readonly usual: number; readonly often: number };
  /** Share of orders that come late, and share that never come. */
  readonly late: number;
  readonly never: number;
  /** Whether somebody looks at the radar: the year without is there to be caught. */
  readonly watched: boolean;
  /** Working days on which the clinic is closed without warning, as a share. */
  readonly closed: number;
};

export const FATE: Fate = {
  patients: 1000,
  days: 365,
  seed: 1,
  missed: { usual: 0.05, often: 0.35 },
  late: 0.1,
  never: 0.03,
  closed: 0.02,
  watched: true,
};
