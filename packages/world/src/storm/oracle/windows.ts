// SPDX-License-Identifier: Apache-2.0
/**
 * True windows: the fullest hour and the fullest day that really flowed, against the limits that
 * were in force. It keeps a cumulative curve and looks it up at both ends of a window; the guard
 * keeps headroom and moves it along. The two share nothing but the limits.
 */
import { DAY_MS, HOUR_MS } from "@cisterna/quantity";
import type { HardLimits } from "@cisterna/therapy";
import type { Amount } from "./story.ts";

/** A stretch on which flow was even; `before` is what had flowed when it began. */
type Stretch = Amount & { readonly before: number };

/** The limits since an instant, and what had flowed by then. */
type Reign = { readonly from: number; readonly before: number; readonly limits: HardLimits };

/** What has flowed in the last day, and the limits of that time. Changed in place. */
export type Windows = { stretches: Stretch[]; reigns: Reign[]; total: number };

/** Windows in which nothing has flowed. */
export const emptyWindows = (): Windows => ({ stretches: [], reigns: [], total: 0 });

/** A window that held more than it may. */
type Excess = {
  readonly window: "hour" | "day";
  readonly until: number;
  readonly held: number;
  readonly limit: number;
};

/** New limits are in force from an instant on. */
export const reign = (windows: Windows, from: number, limits: HardLimits): void => {
  windows.reigns = windows.reigns.filter(
    (_, index, all) => (all[index + 1]?.from ?? from) > from - DAY_MS,
  );
  windows.reigns.push({ from, before: windows.total, limits });
};

/** What had flowed by an instant, looked up in stretches that ascend. */
const curveOf = (stretches: readonly Stretch[]) => {
  let index = 0;
  return (at: number): number => {
    while (index < stretches.length && (stretches[index]?.upto ?? 0) < at) index += 1;
    const here = stretches[index];
    if (here === undefined) {
      const last = stretches.at(-1);
      return last === undefined ? 0 : last.before + last.quanta;
    }
    const rate = here.quanta / (here.upto - here.from);
    return here.before + rate * Math.max(0, at - here.from);
  };
};

type Width = { readonly window: "hour" | "day"; readonly width: number };

const WIDTHS: readonly Width[] = [
  { window: "hour", width: HOUR_MS },
  { window: "day", width: DAY_MS },
];

/** Ends of windows at which one of a width may be fullest, after an instant and up to another. */
const endsOf = (stretches: readonly Stretch[], width: number, between: Amount): number[] => {
  const heads = stretches.map(({ upto }) => upto);
  const tails = stretches.map(({ from }) => from + width);
  return [...heads, ...tails]
    .filter((end) => end > between.from && end <= between.upto)
    .sort((a, b) => a - b);
};

const excessIn = (windows: Windows, { window, width }: Width, ends: number[]): Excess | null => {
  const [head, tail] = [curveOf(windows.stretches), curveOf(windows.stretches)];
  for (const until of ends) {
    const [now, then] = [head(until), tail(until - width)];
    let limit = 0;
    for (const { before, limits } of windows.reigns.toReversed()) {
      limit = Math.max(limit, limits[window] * DAY_MS);
      const held = now - Math.max(then, before);
      if (held > limit) return { window, until, held, limit };
      if (then >= before) break;
    }
  }
  return null;
};

/**
 * More has flowed: the first window that now ended too full, or null. Amounts ascend and follow on
 * what was there before; `between` is the whole time that has gone by.
 */
export const flowed = (
  windows: Windows,
  amounts: readonly Amount[],
  between: { readonly from: number; readonly upto: number },
): Excess | null => {
  const old = between.from - DAY_MS;
  if ((windows.stretches[0]?.upto ?? old) < old) {
    windows.stretches = windows.stretches.filter(({ upto }) => upto >= old);
  }
  for (const amount of amounts) {
    if (amount.quanta === 0) continue;
    windows.stretches.push({ ...amount, before: windows.total });
    windows.total += amount.quanta;
  }
  const all = { ...between, quanta: 0 };
  for (const width of WIDTHS) {
    const ends = endsOf(windows.stretches, width.width, all);
    const excess = excessIn(windows, width, ends);
    if (excess !== null) return excess;
  }
  return null;
};
