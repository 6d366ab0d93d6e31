// SPDX-License-Identifier: Apache-2.0
/**
 * The flow over the day, from the program: basal steps with the boluses of the clock on top. A
 * week is drawn where the days differ. What a patient may ask for is not in it.
 */

import { DAY_MS, flowOfPulses, print, pulsesPerDay, toNumber } from "@cisterna/quantity";
import type { Plan, Program } from "@cisterna/therapy";
import { prose } from "../../text/en.ts";
import { clock } from "../page/said.ts";
import { amountAxis, gridOf, INK, lettering } from "./axis.ts";
import type { Chart } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { curve, marks } from "./line.ts";
import type { Point } from "./thin.ts";

const WEEK_MS = 7 * DAY_MS;

/** A constant flow (pulses a day) on a stretch of the week (ms). */
type Piece = { readonly from: number; readonly upto: number; readonly rate: number };

const basalOf = ({ week }: Program): readonly Piece[] =>
  week.map(({ from, rate }, index) => ({ from, rate, upto: week[index + 1]?.from ?? WEEK_MS }));

/** Starts of the boluses of the clock in one week. */
const startsOf = ({ periodic }: Program): readonly number[] => {
  if (periodic === null) return [];
  const first = periodic.first % periodic.every;
  const count = Math.ceil((WEEK_MS - first) / periodic.every);
  return Array.from({ length: count }, (_, index) => first + index * periodic.every);
};

const bolusesOf = (program: Program): readonly Piece[] => {
  const { periodic } = program;
  if (periodic === null || periodic.over === 0) return [];
  const rate = (periodic.pulses * DAY_MS) / periodic.over;
  return startsOf(program).flatMap((from) => wrapped({ from, upto: from + periodic.over, rate }));
};

/** A bolus that runs over the end of the week goes on at its beginning. */
const wrapped = (piece: Piece): readonly Piece[] =>
  piece.upto <= WEEK_MS
    ? [piece]
    : [
        { ...piece, upto: WEEK_MS },
        { ...piece, from: 0, upto: piece.upto - WEEK_MS },
      ];

/** The flow of the week: constant pieces, in order. */
const weekFlow = (program: Program): readonly Piece[] => {
  const pieces = [...basalOf(program), ...bolusesOf(program)];
  const edges = [...new Set(pieces.flatMap(({ from, upto }) => [from, upto]))].toSorted(
    (a, b) => a - b,
  );
  return edges.slice(1).map((upto, index) => {
    const from = edges[index] ?? 0;
    const rate = pieces
      .filter((piece) => piece.from <= from && piece.upto >= upto)
      .reduce((sum, piece) => sum + piece.rate, 0);
    return { from, upto, rate };
  });
};

const within = (pieces: readonly Piece[], from: number): readonly Piece[] =>
  pieces
    .filter((piece) => piece.upto > from && piece.from < from + DAY_MS)
    .map((piece) => ({
      rate: piece.rate,
      from: Math.max(piece.from, from) - from,
      upto: Math.min(piece.upto, from + DAY_MS) - from,
    }));

/** Whether every day of the week is like the first. */
const daily = (pieces: readonly Piece[]): boolean => {
  const first = JSON.stringify(within(pieces, 0));
  return [1, 2, 3, 4, 5, 6].every((day) => JSON.stringify(within(pieces, day * DAY_MS)) === first);
};

type Drawn = { readonly pieces: readonly Piece[]; readonly days: 1 | 7 };

const drawnOf = (program: Program): Drawn => {
  const pieces = weekFlow(program);
  return daily(pieces) ? { pieces: within(pieces, 0), days: 1 } : { pieces, days: 7 };
};

const cornersOf = ({ pieces }: Drawn, millilitres: (rate: number) => number): readonly Point[] =>
  pieces.flatMap(({ from, upto, rate }): Point[] => [
    [from / DAY_MS, millilitres(rate)],
    [upto / DAY_MS, millilitres(rate)],
  ]);

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const wallAxis = (days: 1 | 7, narrow: boolean) => ({
  type: "value" as const,
  min: 0,
  max: days,
  interval: days === 7 ? 1 : narrow ? 1 / 4 : 1 / 8,
  splitLine: { show: days === 7, lineStyle: { color: INK.rule } },
  axisLine: { lineStyle: { color: INK.muted } },
  axisTick: { lineStyle: { color: INK.muted } },
  axisLabel: {
    ...lettering(),
    formatter: (value: number) =>
      days === 1 ? clock(Math.round(value * 1440)) : (WEEKDAYS[value] ?? ""),
    align: days === 1 ? "center" : "left",
  },
});

const chartOf =
  (points: readonly Point[], days: 1 | 7): Chart =>
  (sheet) => ({
    grid: { ...gridOf(sheet, 24), bottom: 30 },
    xAxis: wallAxis(days, sheet.narrow),
    yAxis: amountAxis("mL per day"),
    series: [{ ...curve({ name: "", points, filled: true }), ...marks([], []) }],
  });

const printed = (plan: Plan, rate: number): string =>
  print(flowOfPulses(pulsesPerDay(Math.round(rate)), plan.pulse), "mL/d");

const titleOf = (plan: Plan, { pieces, days }: Drawn): string => {
  const rates = pieces.map((piece) => piece.rate);
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  if (low === high) return `The pump runs at ${printed(plan, low)} all day, every day`;
  const span = `between ${printed(plan, low)} and ${printed(plan, high)}`;
  return days === 1 ? `Every day the flow moves ${span}` : `Over the week the flow moves ${span}`;
};

const captionOf = (plan: Plan, { days }: Drawn): string => {
  const { periodic, onDemand, titration } = plan.program;
  return [
    prose`Wall-clock time of the clinic${days === 7 ? ", Monday to Sunday" : ""}. Mean over the
      week, boluses of the clock included: ${print(plan.flow, "mL/d")}.`,
    periodic !== null && WEEK_MS % periodic.every !== 0
      ? prose`The interval of the boluses does not divide a week: their times shift from week to
        week; the first week is drawn.`
      : "",
    periodic?.over === 0 ? "Boluses given at once have no width and are not drawn." : "",
    onDemand === null ? "" : "Boluses that the patient may ask for are not drawn.",
    titration.length === 0 ? "" : "Dated steps of the titration follow later; see the plan above.",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
};

/** The figure of the flow. */
export const flowFigure = (plan: Plan): Figure => {
  const shown = drawnOf(plan.program);
  const pulse = toNumber({ n: BigInt(plan.pulse), d: 1_000_000n });
  const title = titleOf(plan, shown);
  return {
    name: "flow-over-day",
    title,
    spoken: `Step curve of the programmed flow. ${title}.`,
    chart: chartOf(
      cornersOf(shown, (rate) => rate * pulse),
      shown.days,
    ),
    height: 230,
    caption: captionOf(plan, shown),
  };
};
