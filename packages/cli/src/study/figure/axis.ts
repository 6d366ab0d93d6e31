// SPDX-License-Identifier: Apache-2.0
/** Axes of a study: days since its start, round amounts from zero, and ratios by doublings. */
import { INK, lettering } from "../../report/figure/axis.ts";
import type { Sheet } from "../../report/figure/chart.ts";
import type { RidgeAxis } from "./ridge.ts";

const DAYS = [1 / 4, 1 / 2, 1, 2, 5, 7, 14, 28, 56, 91, 182, 364];

/** Whole days where there are some of them. */
const stepOf = (upto: number, most: number): number =>
  DAYS.find((step) => upto / step <= most && (step >= 1 || upto < 3)) ?? upto;

/** Days since the start of the study, from one to another. */
export const daysAxis = ({ from, upto }: { from: number; upto: number }, { narrow }: Sheet) => ({
  type: "value" as const,
  min: from,
  max: upto,
  interval: stepOf(upto - from, narrow ? 4 : 8),
  axisLine: { lineStyle: { color: INK.muted } },
  axisTick: { lineStyle: { color: INK.muted } },
  splitLine: { show: false },
  axisLabel: { ...lettering(), formatter: (days: number) => `day ${Number(days.toFixed(2))}` },
});

const ROUND = [1, 2, 2.5, 5, 10];

/** The round step that cuts a span into at most so many parts. */
const roundStep = (span: number, most: number): number => {
  const decade = 10 ** Math.floor(Math.log10(span / most));
  const factor = ROUND.find((each) => span / (each * decade) <= most) ?? 10;
  return factor * decade;
};

const plain = (value: number): string => String(Number(value.toPrecision(6)));

/** Amounts from zero to a round number at or above the highest, in at most so many parts. */
export const amountsTo = (highest: number, unit: string, most = 8): RidgeAxis => {
  const interval = roundStep(highest || 1, most);
  const parts = Math.max(1, Math.ceil(highest / interval - 1e-9));
  const high = Number((parts * interval).toPrecision(6));
  return { low: 0, high, interval, unit, label: plain };
};

const percent = (ratio: number): string => `${ratio > 0 ? "+" : ""}${plain(ratio)} %`;

const times = (doublings: number): string => `× ${Number((2 ** doublings).toPrecision(2))}`;

/** Ratios farther from one than this are shown by doublings, nearer ones in per cent. */
const NEAR = 1.5;

/** A scale on which ratios are drawn, and the axis that names it. */
type RatioScale = { readonly axis: RidgeAxis; readonly placeOf: (ratio: number) => number };

/** The scale for ratios between two ends; what lies outside is drawn at its end. */
export const ratioScale = (low: number, high: number): RatioScale => {
  const far = Math.max(high, 1 / low, 1.01);
  const unit = "member by member, against the first regimen";
  if (far > NEAR) {
    const [least, most] = [Math.min(Math.log2(low), -0.25), Math.max(Math.log2(high), 0.25)];
    const interval = most - least > 4 ? 1 : 0.5;
    const [from, upto] = [Math.floor(least / interval), Math.ceil(most / interval)];
    const ends = { low: from * interval, high: upto * interval };
    return { axis: { ...ends, interval, unit, label: times, zero: 0 }, placeOf: Math.log2 };
  }
  const interval = roundStep(200 * (far - 1), 8);
  const reach = Math.ceil((100 * (far - 1)) / interval) * interval;
  const axis = { low: -reach, high: reach, interval, unit, label: percent, zero: 0 };
  return { axis, placeOf: (ratio) => 100 * (ratio - 1) };
};
