// SPDX-License-Identifier: Apache-2.0
/**
 * The refill timeline: what the run left in the reservoir, and both projections of the plan to the
 * end: as planned, and with every allowed bolus and the pump fast by its stated error.
 */
import { type Duration, later, printDay, toNumber } from "@cisterna/quantity";
import type { Forecast } from "@cisterna/therapy";
import type { Story } from "../story.ts";
import { amountAxis, gridOf, INK, timeAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { curve, type Moment, marks, named } from "./line.ts";
import { envelope, type Point } from "./thin.ts";

const STRETCHES = 160;

/** Nobody plans visits beyond this; a slow pump's projection is cut there, and says so. */
const MOST_DAYS = 730;

const fallTo = (story: Story, { toEmpty }: Forecast): readonly Point[] => [
  [0, toNumber(story.plan.of.reservoir.volume)],
  [toNumber(toEmpty), toNumber(story.plan.constants.residual)],
];

/** How far the timeline goes. */
const uptoOf = ({ plan, days }: Story): number => {
  const cap = plan.refill.cap === null ? 0 : toNumber(plan.refill.cap.days);
  const ends = [toNumber(plan.refill.nominal.toEmpty), cap, days];
  return Math.min(MOST_DAYS, Math.ceil(Math.max(...ends) * 1.04));
};

const cut = ([one, other]: readonly [Point, Point], upto: number): readonly Point[] => {
  if (other[0] <= upto) return [one, other];
  return [one, [upto, one[1] + ((other[1] - one[1]) * upto) / other[0]]];
};

/** The point so far along a straight line. */
const along = (points: readonly Point[], share: number): Point => {
  const [one = [0, 0], other = one] = points;
  return [one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share];
};

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

const chartOf =
  (story: Story): Chart =>
  (sheet) => {
    const { plan } = story;
    const upto = uptoOf(story);
    const { nominal, worst } = plan.refill;
    const alarm = toNumber(plan.constants.lowReservoir);
    const projected = (forecast: Forecast): readonly Point[] => {
      const [one = [0, 0], other = [0, 0]] = fallTo(story, forecast);
      return cut([one, other], upto);
    };
    const run: readonly Point[] = [
      [0, toNumber(plan.of.reservoir.volume)],
      ...envelope({ ends: story.ends, values: story.reservoir }, STRETCHES),
    ];
    return {
      grid: gridOf(sheet, 48),
      xAxis: timeAxis({ start: story.start, upto }, sheet),
      yAxis: amountAxis("mL in the reservoir"),
      series: [
        {
          ...curve({ name: "", points: projected(nominal), look: 1 }),
          ...marks([{ at: alarm, name: "alarm" }], placed(momentsOf(story), upto)),
        },
        curve({ name: "", points: projected(worst), look: 2 }),
        named("as planned", along(projected(nominal), 0.45), 1),
        ...(sheet.narrow ? [] : [named("worst case", along(projected(worst), 0.6), 2)]),
        { ...curve({ name: "", points: run, filled: true }), z: 5 },
      ],
    };
  };

const dayOf = (story: Story, time: Duration): string =>
  printDay(later(story.plan.of.reservoir.filled, time));

/** The figure of the reservoir. */
export const reservoirFigure = (story: Story): Figure => {
  const { refill } = story.plan;
  const title = `Refill by ${printDay(refill.due)}; empty on ${printDay(refill.emptyAtWorst)} at the earliest, on ${dayOf(story, refill.nominal.toEmpty)} as planned`;
  const long = toNumber(refill.nominal.toEmpty) > MOST_DAYS;
  return {
    name: "reservoir",
    title,
    spoken: `Reservoir volume over time, with the alarm volume and both projections. ${title}.`,
    chart: chartOf(story),
    height: 300,
    caption: `Solid: this run. Long dashes: as planned. Dots: worst case, every allowed bolus and the pump fast by its stated error.${long ? ` Drawn to day ${MOST_DAYS}.` : ""}`,
  };
};
