// SPDX-License-Identifier: Apache-2.0
/**
 * Energy: what the radio may take from the cell. Work is counted in units of one received frame; a
 * day has an allowance, and what therapy needs is not in it. Through the coil the programmer pays.
 * The numbers are proposals until there is a radio.
 */
import { DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";

/** What costs something. */
export type Work = "listen" | "mark" | "agree" | "sign" | "verify" | "open" | "send";

/** Units of each work. */
export const COSTS: Readonly<Record<Work, number>> = {
  ...{ listen: 1, mark: 1, open: 2, send: 4, sign: 60, verify: 120, agree: 60 },
};

/** Units that a day allows by radio. An interrogation and a program change cost a few hundred. */
export const DAILY = 50_000;

/** What was spent in the day that began at `from`, and since the pump was made. */
export type Account = {
  readonly from: Milliseconds;
  readonly spent: number;
  readonly ever: number;
};

/** An account at the beginning. */
export const openAccount = (at: Milliseconds): Account => ({ from: at, spent: 0, ever: 0 });

const today = (account: Account, at: Milliseconds): Account => {
  const past = Math.floor((at - account.from) / DAY_MS);
  if (past === 0) return account;
  return { ...account, from: milliseconds(account.from + past * DAY_MS), spent: 0 };
};

/** The account after some work; null if the day's allowance does not hold it. */
export const spend = (
  account: Account,
  at: Milliseconds,
  works: readonly Work[],
): Account | null => {
  const current = today(account, at);
  const cost = works.reduce((sum, work) => sum + COSTS[work], 0);
  if (current.spent + cost > DAILY) return null;
  return { ...current, spent: current.spent + cost, ever: current.ever + cost };
};
