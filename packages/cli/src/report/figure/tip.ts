// SPDX-License-Identifier: Apache-2.0
/**
 * The dose that leaves the catheter's tip: what was pumped, after the line has delayed it. One
 * figure a drug over the whole run, and one of the beginning where the fluid in the line changes.
 */

import { durationFor, print, toNumber, volumeOf } from "@cisterna/quantity";
import { lineVolume, type Plan } from "@cisterna/therapy";
import { prose } from "../../text/en.ts";
import { axisUnit, capital, estimate, spokenMinutes, spokenTime } from "../page/said.ts";
import { type DrugStory, inUnit, type Story } from "../story.ts";
import { amountAxis, gridOf, timeAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { curve, type Level, marks, named, shaded } from "./line.ts";
import { cornersOf, type Point, type Rate, ratesOf } from "./thin.ts";

const MOST_STRETCHES = 380;
const NICE_MINUTES = [10, 20, 30, 60, 120, 180, 240, 360, 720, 1440];

/** A stretch of fewer pulses would show the pump's single pulses as ups and downs of the dose. */
const LEAST_PULSES = 40;
/** A close look keeps this many stretches, however few pulses fall into one. */
const LEAST_STRETCHES = 24;

/** Minutes in which the mean flow gives enough pulses. */
const calmMinutes = ({ plan }: Story): number =>
  (LEAST_PULSES * 1440) / Math.max(1, toNumber(plan.flow) / toNumber(volumeOf(plan.pulse)));

/** Steps of a stretch that is a round span of time and keeps the drawing short and calm. */
const stepsFor = (story: Story, days: number): number => {
  const calm = Math.min(calmMinutes(story), (days * 1440) / LEAST_STRETCHES);
  const least = Math.max(calm, (days * 1440) / MOST_STRETCHES);
  const minutes = NICE_MINUTES.find((each) => each >= least && each >= story.stepMinutes) ?? 1440;
  return Math.max(1, Math.round(minutes / story.stepMinutes));
};

/** Dose per day in the drug's unit, up to a day of the run. */
const ratesUpto = (story: Story, of: DrugStory, days: number): readonly Rate[] => {
  const count = story.ends.filter((end) => end <= days * 86_400_000 + 1).length;
  const values = of.perStep.subarray(0, count).map((mass) => inUnit(mass, of.unit));
  return ratesOf({ ends: story.ends, values }, stepsFor(story, days));
};

const planned = (plan: Plan, of: DrugStory): Level[] => {
  const row = plan.doses.find(({ drug }) => drug === of.drug);
  if (row === undefined) return [];
  return [{ at: inUnit(toNumber(row.asked) * 1000, of.unit), name: "asked" }];
};

/** What the old fluid would have given at the new flow. */
const withoutBridge = (plan: Plan, of: DrugStory): readonly Point[] => {
  const { transition } = plan;
  const isOld = plan.of.before?.prescription.doseOf === of.drug;
  if (transition.kind !== "bridge" || !isOld) return [];
  const dose = inUnit(toNumber(transition.unbridgedDose) * 1000, of.unit);
  const clear = toNumber(durationFor(transition.volume.low, transition.newFlow));
  const row = plan.doses.find(({ drug }) => drug === of.drug);
  const after = row === undefined ? 0 : inUnit(toNumber(row.asked) * 1000, of.unit);
  return [
    [0, dose],
    [clear, dose],
    [clear, after],
  ];
};

/** Days until what was programmed as a transition has been given; 0 without one. */
const transitionDays = ({ transition }: Plan): number =>
  transition.kind === "none" ? 0 : toNumber(durationFor(transition.programmed, transition.rate));

/** Days in which the line becomes what it will stay; 0 where nothing changes. */
const settlingDays = ({ plan, lineStart }: Story): number => {
  if (plan.transition.kind === "none" && lineStart === "reservoir") return 0;
  const cleared = toNumber(durationFor(lineVolume(plan.line).high, plan.flow));
  const until = transitionDays(plan);
  return plan.transition.kind === "none" ? cleared : Math.max(until, cleared / 4);
};

/** Days of the close look at the beginning; 0 where there is nothing to see. */
const zoomDays = (story: Story): number => {
  const settling = settlingDays(story);
  const wanted = Math.max(1 / 4, Math.ceil(settling * 2 * 4) / 4);
  return settling === 0 || wanted * 3 > story.days ? 0 : wanted;
};

/** The curve without a bridge and its name. */
const withoutSeries = (points: readonly Point[], days: number) => {
  const [from, clear] = points;
  if (from === undefined || clear === undefined) return [];
  const place: Point = [Math.min(clear[0], days) * 0.35, from[1]];
  return [curve({ name: "", points, faint: true }), named("without the bridge", place)];
};

/** The share of a drawing below which a stretch is too narrow for its name. */
const NAMED_SHARE = 0.12;

const ground = (plan: Plan, days: number) => {
  const upto = Math.min(transitionDays(plan), days);
  if (upto === 0) return {};
  return shaded({ from: 0, upto, name: upto < days * NAMED_SHARE ? "" : plan.transition.kind });
};

const chartOf =
  (story: Story, of: DrugStory, days: number): Chart =>
  (sheet) => ({
    grid: gridOf(sheet, 58),
    xAxis: timeAxis({ start: story.start, upto: days }, sheet),
    yAxis: amountAxis(axisUnit(`${of.unit}/d`)),
    series: [
      {
        ...curve({ name: "", points: cornersOf(ratesUpto(story, of, days)), filled: true }),
        ...marks(planned(story.plan, of), []),
        ...ground(story.plan, days),
      },
      ...withoutSeries(withoutBridge(story.plan, of), days),
    ],
  });

/** Mean dose per day between two days of the run. */
const meanBetween = (
  story: Story,
  of: DrugStory,
  [from, upto]: readonly [number, number],
): number => {
  let sum = 0;
  story.ends.forEach((end, index) => {
    if (end > from * 86_400_000 + 1 && end <= upto * 86_400_000 + 1) sum += of.perStep[index] ?? 0;
  });
  return inUnit(sum, of.unit) / (upto - from);
};

const dose = (value: number, of: DrugStory): string => estimate(value, `${of.unit}/d`);

const titleOf = (story: Story, of: DrugStory): string => {
  const span = Math.min(1, story.days);
  const first = dose(meanBetween(story, of, [0, span]), of);
  const last = dose(meanBetween(story, of, [story.days - span, story.days]), of);
  const name = capital(of.drug);
  if (story.days <= 1) return `${name}: ${first} left the tip on this day`;
  if (first === last) return `${name}: ${first} left the tip on the first day and on the last`;
  return `${name}: ${first} left the tip on the first day, ${last} on the last`;
};

const stretchText = (story: Story, days: number): string =>
  spokenMinutes(stepsFor(story, days) * story.stepMinutes);

const method = (story: Story, days: number): string =>
  prose`Each step of the curve is what left the tip in ${stretchText(story, days)}, as a dose per
    day: the area under it is the dose given.`;

const askedText = ({ plan }: Story, of: DrugStory): string => {
  const row = plan.doses.find(({ drug }) => drug === of.drug);
  return row === undefined ? "" : ` Asked, as a mean: ${print(row.asked, `${of.unit}/d`)}.`;
};

const wholeFigure = (story: Story, of: DrugStory): Figure => ({
  name: `tip-${of.drug}`,
  title: titleOf(story, of),
  spoken: prose`Step curve of the dose per day of ${of.drug} at the catheter's tip over
    ${story.days} d. ${titleOf(story, of)}.`,
  chart: chartOf(story, of, story.days),
  height: 250,
  caption: prose`In ${story.days} d ${print(of.balance.atTip, of.unit)} left the
    tip.${askedText(story, of)} ${method(story, story.days)}`,
});

const zoomTitle = ({ plan, lineStart }: Story): string => {
  const until = spokenTime(
    plan.transition.kind === "none"
      ? durationFor(lineVolume(plan.line).high, plan.flow)
      : durationFor(plan.transition.programmed, plan.transition.rate),
  );
  if (plan.transition.kind !== "none") return `the ${plan.transition.kind} ends after ${until}`;
  return lineStart === "before"
    ? `the old fluid needs up to ${until} to clear the line`
    : `the drug needs up to ${until} to reach the tip`;
};

const withoutText = ({ plan }: Story, of: DrugStory): string =>
  withoutBridge(plan, of).length === 0
    ? ""
    : " Dashed: what the old fluid would give at the new flow, if no bridge were programmed.";

const shadedText = ({ plan }: Story): string =>
  plan.transition.kind === "none" ? "" : ` Shaded: the ${plan.transition.kind}.`;

const zoomFigure = (story: Story, of: DrugStory, days: number): Figure => ({
  name: `tip-${of.drug}-start`,
  title: `${capital(of.drug)}, the beginning: ${zoomTitle(story)}`,
  spoken: `Close look at the dose of ${of.drug} at the tip in the first ${spokenHours(days)}.`,
  chart: chartOf(story, of, days),
  height: 250,
  caption: `${method(story, days)}${shadedText(story)}${withoutText(story, of)}`,
});

const spokenHours = (days: number): string => `${Math.round(days * 24)} h`;

/** The figures of the dose at the tip. */
export const tipFigures = (story: Story): readonly Figure[] => {
  const zoom = zoomDays(story);
  return story.drugs.flatMap((of) =>
    zoom === 0 ? [wholeFigure(story, of)] : [zoomFigure(story, of, zoom), wholeFigure(story, of)],
  );
};
