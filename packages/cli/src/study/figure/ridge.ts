// SPDX-License-Identifier: Apache-2.0
/**
 * Ridges: how a number is spread over people, a hill for each row, on one axis. Under each hill
 * stand what nine in ten lie between (thin), the middle half (thick) and the median; names and
 * numbers stand above it, so that nothing has to be looked up beside the drawing.
 */
import { quantileOf } from "@cisterna/body";
import { INK, LINES, lettering } from "../../report/figure/axis.ts";
import type { Chart, Sheet } from "../../report/figure/chart.ts";

/** One row: its name, what is said of it, and the values on the axis. */
export type Ridge = {
  readonly name: string;
  readonly said: string;
  readonly look: number;
  readonly values: Float64Array;
};

/** The axis under all hills. */
export type RidgeAxis = {
  readonly low: number;
  readonly high: number;
  readonly interval: number;
  readonly unit: string;
  readonly label: (value: number) => string;
  /** Where nothing would differ; drawn as a line. */
  readonly zero?: number;
};

/** Height of a row, and of what stands above and below all rows. */
const ROW = 74;
const FRAME = { top: 8, bottom: 46 };

/** Height of a figure with so many rows. */
export const ridgeHeight = (rows: number): number => ROW * rows + FRAME.top + FRAME.bottom;

const POINTS = 160;

/** Silverman's rule of thumb, by the smaller of deviation and middle half. */
const widthFor = (sorted: Float64Array): number => {
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  const variance = sorted.reduce((sum, each) => sum + (each - mean) ** 2, 0) / sorted.length;
  const half = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.349;
  const spread = Math.min(Math.sqrt(variance), half) || Math.sqrt(variance);
  return 0.9 * spread * sorted.length ** -0.2;
};

type Hill = readonly (readonly [x: number, share: number])[];

/** Counts of the values by a fine grid, smoothed; its highest point is 1. */
const hillOf = (sorted: Float64Array, { low, high }: RidgeAxis): Hill => {
  const step = (high - low) / (POINTS - 1);
  const width = Math.max(widthFor(sorted), step / 2);
  const counts = new Float64Array(POINTS);
  for (const value of sorted) {
    const at = Math.round((value - low) / step);
    if (at >= 0 && at < POINTS) counts[at] = (counts[at] ?? 0) + 1;
  }
  const reach = Math.ceil((3 * width) / step);
  const smooth = counts.map((_, at) => {
    let sum = 0;
    for (let by = -reach; by <= reach; by += 1)
      sum += (counts[at + by] ?? 0) * Math.exp(-(((by * step) / width) ** 2) / 2);
    return sum;
  });
  const top = smooth.reduce((most, each) => Math.max(most, each), 0) || 1;
  return [...smooth].map((each, at) => [low + at * step, each / top]);
};

type Api = { readonly coord: (point: readonly number[]) => readonly number[] };
type Item = { readonly dataIndex: number };

const rounded = (value: number): number => Math.round(value * 10) / 10;

const rule = (from: readonly number[], upto: readonly number[], style: object) => ({
  type: "line" as const,
  shape: { x1: rounded(from[0] ?? 0), y1: from[1], x2: rounded(upto[0] ?? 0), y2: upto[1] },
  style,
});

/** Letters over a hill stand on the paper's colour. */
const WORDS = {
  verticalAlign: "top" as const,
  fontFamily: "var(--sans)",
  fontSize: 12,
  stroke: INK.paper,
  lineWidth: 3,
};

const words = (text: string, at: { x: number; y: number }, style: object) => ({
  type: "text" as const,
  x: rounded(at.x),
  y: rounded(at.y),
  style: { text, ...WORDS, ...style },
});

/** The marks of one row, in pixels. */
const rowMarks = (
  { name, said, look, values }: Ridge,
  { axis, api, ground, sheet }: { axis: RidgeAxis; api: Api; ground: number; sheet: Sheet },
) => {
  const { color } = LINES[look % LINES.length] ?? LINES[0];
  const sorted = values.toSorted();
  const height = ROW - 34;
  const across = (value: number): number =>
    api.coord([Math.min(Math.max(value, axis.low), axis.high), 0])[0] ?? 0;
  const at = (share: number): readonly number[] => [across(quantileOf(sorted, share)), ground + 7];
  const hill = hillOf(sorted, axis).map(([x, share]) => [
    rounded(across(x)),
    rounded(ground - share * height),
  ]);
  const feet = [
    [across(axis.high), ground],
    [across(axis.low), ground],
  ];
  const right = across(axis.high);
  const top = ground - ROW + 16;
  return [
    {
      type: "polygon" as const,
      shape: { points: [...hill, ...feet] },
      style: { fill: color, opacity: 0.22 },
    },
    { type: "polyline" as const, shape: { points: hill }, style: { stroke: color, fill: "none" } },
    rule(at(0.05), at(0.95), { stroke: color, lineWidth: 1.5 }),
    rule(at(0.25), at(0.75), { stroke: color, lineWidth: 5 }),
    {
      type: "circle" as const,
      shape: { cx: rounded(at(0.5)[0] ?? 0), cy: ground + 7, r: 4.5 },
      style: { fill: INK.paper, stroke: color, lineWidth: 2 },
    },
    words(name, { x: across(axis.low), y: top }, { fill: color, fontWeight: 650 }),
    words(said, sheet.narrow ? { x: across(axis.low), y: top + 15 } : { x: right, y: top }, {
      fill: INK.muted,
      align: sheet.narrow ? "left" : "right",
    }),
  ];
};

/** The chart of some rows on one axis. */
export const ridgeChart =
  (rows: readonly Ridge[], axis: RidgeAxis): Chart =>
  (sheet) => {
    const ground = (row: number): number => {
      const height = (sheet.height - FRAME.top - FRAME.bottom) / rows.length;
      return FRAME.top + (row + 1) * height - 14;
    };
    return {
      grid: { left: 14, right: 22, ...FRAME },
      xAxis: {
        type: "value" as const,
        min: axis.low,
        max: axis.high,
        interval: sheet.narrow ? axis.interval * 2 : axis.interval,
        name: axis.unit,
        nameLocation: "middle" as const,
        nameGap: 26,
        nameTextStyle: lettering(INK.text),
        axisLine: { onZero: false, lineStyle: { color: INK.muted } },
        axisTick: { lineStyle: { color: INK.muted } },
        splitLine: { lineStyle: { color: INK.rule } },
        axisLabel: { ...lettering(), formatter: axis.label },
      },
      yAxis: { type: "value" as const, min: 0, max: 1, show: false },
      series: [
        {
          type: "custom" as const,
          silent: true,
          clip: false,
          data: rows.map((_, row) => [0, row]),
          renderItem: ({ dataIndex }: Item, api: Api) => {
            const ridge = rows[dataIndex];
            if (ridge === undefined) return null;
            const marks = rowMarks(ridge, { axis, api, ground: ground(dataIndex), sheet });
            return { type: "group" as const, children: marks };
          },
          ...zeroLine(axis),
        },
      ],
    };
  };

const zeroLine = ({ zero }: RidgeAxis) =>
  zero === undefined
    ? {}
    : {
        markLine: {
          silent: true,
          symbol: "none",
          data: [
            {
              xAxis: zero,
              lineStyle: { color: INK.text, type: [4, 3], width: 1 },
              label: { show: false },
            },
          ],
        },
      };
