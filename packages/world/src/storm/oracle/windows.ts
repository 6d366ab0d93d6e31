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
export type Windows = {
  stretches: Stretch[];
  reigns: Reign[];
  total: number;
  /** What came unasked, at the moment at which that was found. */
  lumps: Lump[];
};

/** Quanta that came at one moment. */
type Lump = { readonly at: number; readonly quanta: number };

/** Windows in which nothing has flowed. */
export const emptyWindows = (): Windows => ({
  stretches: [],
  reigns: [],
  total: 0,
  lumps: [],
});

/** A window that held more than it may. */
type Excess = {
  readonly window: "hour" | "day";
  readonly until: number;
  readonly held: number;
  readonly limit: number;
};

/** Something came unasked; windows hold it as if it had come when it was found. */
export const lump = (windows: Windows, at: number, quanta: number): void => {
  windows.lumps = [...windows.lumps.filter((each) => each.at > at - DAY_MS), { at, quanta }];
};

/** New limits are in force from an instant on. */
export const reign = (windows: Windows, from: number, limits: HardLimits): void => {
  windows.reigns = windows.reigns.filter(
    (_, index, all) => (all[index + 1]?.from ?? from) > from - DAY_MS,
  );
  windows.reigns.push({ from, before: windows.total, limits });
};

/** Place of the first stretch that ends at or after an instant. */
const placeOf = (stretches: readonly Stretch[], at: number): number => {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.upto ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What had flowed by an instant. */
const flowedBy = ({ stretches, total }: Windows, at: number): number => {
  const here = stretches[placeOf(stretches, at)];
  if (here === undefined) return total;
  const rate = here.quanta / (here.upto - here.from);
  return here.before + rate * Math.max(0, at - here.from);
};

type Width = { readonly window: "hour" | "day"; readonly width: number };

const WIDTHS: readonly Width[] = [
  { window: "hour", width: HOUR_MS },
  { window: "day", width: DAY_MS },
];

type Between = { readonly from: number; readonly upto: number };

/** Ends of windows after an instant and up to another at which one of a width may be fullest. */
const endsOf = ({ stretches }: Windows, width: number, { from, upto }: Between): number[] => {
  const ends = [upto];
  for (let place = placeOf(stretches, from); place < stretches.length; place += 1) {
    ends.push(stretches[place]?.upto ?? upto);
  }
  for (let place = placeOf(stretches, from - width); place < stretches.length; place += 1) {
    const tail = (stretches[place]?.from ?? upto) + width;
    if (tail > upto) break;
    if (tail > from) ends.push(tail);
  }
  return ends;
};

/** The end of a window, and by when what came unasked was known. */
type End = Width & { readonly until: number; readonly known: number };

/** What came unasked within a window; it may leave as early as its pulses can have come. */
const lumpsIn = ({ lumps }: Windows, from: number, known: number): number => {
  let sum = 0;
  for (const { at, quanta } of lumps) {
    const earliest = at - Math.ceil(quanta / DAY_MS) - 2;
    if (earliest > from && at <= known) sum += quanta;
  }
  return sum;
};

/** What a window holds of the time since some limits were taken over. */
const heldBy = (windows: Windows, { from, before }: Reign, end: End): number => {
  const begin = end.until - end.width;
  const flow = flowedBy(windows, end.until) - Math.max(flowedBy(windows, begin), before);
  return flow + lumpsIn(windows, Math.max(begin, from), end.known);
};

/** Whether a window that is too full was still being filled by what was asked for. */
const isFilling = (windows: Windows, reign: Reign, end: End): boolean =>
  windows.lumps.length === 0 ||
  (end.known < end.until &&
    heldBy(windows, reign, end) > heldBy(windows, reign, { ...end, until: end.known }));

const excessAt = (windows: Windows, { window, width }: Width, until: number): Excess | null => {
  const known = windows.stretches[placeOf(windows.stretches, until)]?.from ?? until;
  const end = { window, width, until, known };
  let limit = 0;
  for (let place = windows.reigns.length - 1; place >= 0; place -= 1) {
    const reign = windows.reigns[place];
    if (reign === undefined) break;
    limit = Math.max(limit, reign.limits[window] * DAY_MS);
    const held = heldBy(windows, reign, end);
    if (held > limit && isFilling(windows, reign, end)) return { window, until, held, limit };
    if (until - width >= reign.from) break;
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
  between: Between,
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
  for (const width of WIDTHS) {
    for (const until of endsOf(windows, width.width, between)) {
      const excess = excessAt(windows, width, until);
      if (excess !== null) return excess;
    }
  }
  return null;
};
