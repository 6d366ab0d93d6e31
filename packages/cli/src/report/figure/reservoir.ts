// SPDX-License-Identifier: Apache-2.0
/**
 * The refill timeline: what the run left in the reservoir, and both projections of the plan to the
 * end: as planned, and with every allowed bolus and the pump fast by its stated error.
 */

import { type Duration, later, toNumber } from "@cisterna/quantity";
import type { Forecast } from "@cisterna/therapy";
import { prose } from "../../text/en.ts";
import { dayText } from "../page/said.ts";
import type { Story } from "../story.ts";
import { amountAxis, gridOf, INK, timeAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { curve, type Moment, marks, named } from "./line.ts";
import { envelope, type Point } from "./thin.ts";

const STRETCHES = 160;

/** Nobody plans visits beyond this; a slow pump's projection is cut there, and says so. */
const MOST_DAYS = 730;

/** A straight line. */
type Line = readonly [from: Point, upto: Point];

const fallTo = (story: Story, { toEmpty }: Forecast): Line => [
  [0, toNumber(story.plan.of.reservoir.volume)],
  [toNumber(toEmpty), toNumber(story.plan.constants.residual)],
];

/** How far the timeline goes. */
const uptoOf = ({ plan, days }: Story): number => {
  const cap = plan.refill.cap === null ? 0 : toNumber(plan.refill.cap.days);
  const ends = [toNumber(plan.refill.nominal.toEmpty), cap, days];
  return Math.min(MOST_DAYS, Math.ceil(Math.max(...ends) * 1.04));
};

const cut = ([one, other]: Line, upto: number): Line => {
  if (other[0] <= upto) return [one, other];
  return [one, [upto, one[1] + ((other[1] - one[1]) * upto) / other[0]]];
};

/** The point so far along a straight line. */
const along = ([one, other]: Line, share: number): Point => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
];

const momentsOf = ({ plan }: Story): readonly Moment[] => {
  const { worst, cap } = plan.refill;
  const due = { at: toNumber(worst.due), name: "refill due", color: INK.accent, row: 0 };
  const empty = {
    at: toNumber(worst.toEmpty),
    name: "empty at the earliest",
    color: INK.stop,
    row: 1,
  };
  const stable = cap === null ? [] : [{ at: toNumber(cap.days), name: "stability ends", row: 2 }];
  return [due, empty, ...stable];
};

const placed = (moments: readonly Moment[], upto: number): readonly Moment[] =>
  moments
    .filter((moment) => moment.at <= upto)
    .map((moment) => ({ ...moment, side: moment.at < upto / 3 ? "right" : "left" }));

/** Both projections of the plan, with their names. */
const projections = (story: Story, upto: number, narrow: boolean) => {
  const { nominal, worst } = story.plan.refill;
  const [planned, fast] = [nominal, worst].map((each) => cut(fallTo(story, each), upto));
  if (planned === undefined || fast === undefined) return [];
  return [
    curve({ name: "", points: planned, look: 1 }),
    curve({ name: "", points: fast, look: 2 }),
    named("as planned", along(planned, 0.45), 1),
    ...(narrow ? [] : [named("worst case", along(fast, 0.6), 2)]),
  ];
};

/** The run itself, with the alarm volume and the moments to know. */
const runCurve = (story: Story, upto: number) => {
  const start: Point = [0, toNumber(story.plan.of.reservoir.volume)];
  const run = envelope({ ends: story.ends, values: story.reservoir }, STRETCHES);
  const alarm = toNumber(story.plan.constants.lowReservoir);
  return {
    ...curve({ name: "", points: [start, ...run], filled: true }),
    ...marks([{ at: alarm, name: "alarm" }], placed(momentsOf(story), upto)),
  };
};

const chartOf =
  (story: Story): Chart =>
  (sheet) => {
    const upto = uptoOf(story);
    return {
      grid: gridOf(sheet, 48),
      xAxis: timeAxis({ start: story.start, upto }, sheet),
      yAxis: amountAxis("mL in the reservoir"),
      series: [...projections(story, upto, sheet.narrow), runCurve(story, upto)],
    };
  };

const dayOf = (story: Story, time: Duration): string =>
  dayText(later(story.plan.of.reservoir.filled, time));

/** The figure of the reservoir. */
export const reservoirFigure = (story: Story): Figure => {
  const { refill } = story.plan;
  const title = prose`Refill by ${dayText(refill.due)}; empty on ${dayText(refill.emptyAtWorst)}
    at the earliest, on ${dayOf(story, refill.nominal.toEmpty)} as planned`;
  const taken = story.plan.onDemand === null ? "" : "every allowed bolus and ";
  const long = toNumber(refill.nominal.toEmpty) > MOST_DAYS;
  return {
    name: "reservoir",
    title,
    spoken: `Reservoir volume over time, with the alarm volume and both projections. ${title}.`,
    chart: chartOf(story),
    height: 300,
    caption: prose`Solid: this run. Long dashes: as planned. Dots: worst case, ${taken}the pump
      fast by its stated error.${long ? ` Drawn to day ${MOST_DAYS}.` : ""}`,
  };
};
