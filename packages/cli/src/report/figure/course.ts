// SPDX-License-Identifier: Apache-2.0
/** Concentration over time at a few places, and in plasma, each with its figures in a table. */

import type { Site } from "@cisterna/body";
import { durationOf, milliseconds } from "@cisterna/quantity";
import { prose } from "../../text/en.ts";
import type { Markup } from "../page/markup.ts";
import { axisUnit, capital, estimate, spokenMinutes, spokenTime } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { DrugStory, Spread, Story } from "../story.ts";
import { amountAxis, gridOf, timeAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { curve, ground } from "./line.ts";
import { chosenPlaces, highestIn, placeName, placeShort, tipOf } from "./place.ts";
import { type ConcentrationUnit, unitFor } from "./scale.ts";
import { type Point, rangesOf } from "./thin.ts";

const STRETCHES = 180;

/** One place and its concentrations, mcg/mL at the ends of the steps. */
type Place = { readonly site: Site; readonly name: string; readonly values: Float64Array };

const placesOf = (spread: Spread, sites: readonly Site[], tip: Site): readonly Place[] =>
  sites.flatMap((site) => {
    const values = spread.concentrations.get(site);
    const name = site === tip ? `${placeShort(site)} tip` : placeShort(site);
    return values === undefined ? [] : [{ site, name, values }];
  });

const highest = (values: Float64Array): number =>
  values.reduce((most, each) => Math.max(most, each), 0);

/** Places drawn and told together, all in one unit. */
type Group = { readonly places: readonly Place[]; readonly scale: ConcentrationUnit };

const chartOf =
  (story: Story, { places, scale }: Group, tip: Site): Chart =>
  (sheet) => {
    const ranked = places.toSorted((a, b) => Number(b.site === tip) - Number(a.site === tip));
    return {
      grid: gridOf(sheet, 84),
      xAxis: timeAxis({ start: story.start, upto: story.days }, sheet),
      yAxis: amountAxis(axisUnit(scale.unit)),
      series: ranked.flatMap(({ name, values }, look) => {
        const scaled = values.map((value) => value * scale.perMicrogram);
        const stretches = sheet.narrow ? STRETCHES / 2 : STRETCHES;
        const ranges = rangesOf({ ends: story.ends, values: scaled }, stretches);
        const points = ranges.map(({ at, mean }): Point => [at, mean]);
        return [...ground(ranges, look, name), curve({ name, look, points })];
      }),
    };
  };

/** A curve that has become flat has reached its highest value, whatever its last digits do. */
const ALL_BUT = 0.999;

const when = (story: Story, values: Float64Array): string => {
  const most = highest(values);
  const reached = values.findIndex((value) => value >= most * ALL_BUT);
  return spokenTime(durationOf(milliseconds(story.ends[reached] ?? 0)));
};

/** Lowest, mean and highest of the last day (or of the run, if it is shorter). */
const lastDay = (story: Story, values: Float64Array) => {
  const from = story.ends.findIndex((end) => end > (story.days - 1) * 86_400_000);
  const part = values.subarray(Math.max(0, from));
  return {
    low: part.reduce((least, each) => Math.min(least, each), Infinity),
    mean: part.reduce((sum, each) => sum + each, 0) / part.length,
    high: highest(part),
  };
};

const tableOf = (story: Story, { places, scale }: Group, caption: string): Markup =>
  tableMarkup({
    caption,
    compact: true,
    columns: [
      { head: "Place" },
      { head: "Mean, last day", amount: true },
      { head: "Lowest, last day", amount: true },
      { head: "Highest, last day", amount: true },
      { head: "Highest of the run", amount: true },
      { head: "reached after", amount: true },
    ],
    rows: places.map(({ site, name, values }) => {
      const said = (value: number): string => estimate(value * scale.perMicrogram, scale.unit);
      const { low, mean, high } = lastDay(story, values);
      const label = name.endsWith(" tip") ? `${placeName(site)} (tip)` : placeName(site);
      return [label, said(mean), said(low), said(high), said(highest(values)), when(story, values)];
    }),
  });

const method = (story: Story): string => {
  const steps = Math.ceil(story.ends.length / STRETCHES);
  const ends = prose`Estimate of the model at the end of every step of
    ${spokenMinutes(story.stepMinutes)}.`;
  if (steps <= 1) return ends;
  return prose`${ends} Lines are means of stretches of
    ${spokenMinutes(steps * story.stepMinutes)}; the ground behind a line reaches from the lowest
    to the highest value of each stretch, so no peak among them is lost.`;
};

const spinalFigure = (story: Story, of: DrugStory, spread: Spread): Figure => {
  const tip = tipOf(story.plan);
  const places = placesOf(spread, chosenPlaces(tip), tip);
  const atTip = places.find((place) => place.site === tip);
  const scale = unitFor(highestIn(spread));
  const mean = atTip === undefined ? 0 : lastDay(story, atTip.values).mean * scale.perMicrogram;
  const title = prose`${capital(of.drug)} in the spinal fluid: ${estimate(mean, scale.unit)} at the
    tip on the last day`;
  const group = { places, scale };
  return {
    name: `levels-${of.drug}`,
    title,
    spoken: prose`Concentration of ${of.drug} over time at
      ${places.map((place) => placeName(place.site)).join(", ")}. ${title}.`,
    chart: chartOf(story, group, tip),
    height: 300,
    caption: method(story),
    table: tableOf(story, group, `${capital(of.drug)} in the spinal fluid, estimates`),
  };
};

const plasmaFigure = (story: Story, of: DrugStory, spread: Spread): readonly Figure[] => {
  const places = placesOf(spread, ["plasma"], tipOf(story.plan));
  const [plasma] = places;
  if (plasma === undefined) return [];
  const scale = unitFor(highest(plasma.values));
  const mean = lastDay(story, plasma.values).mean * scale.perMicrogram;
  const group = { places, scale };
  return [
    {
      name: `plasma-${of.drug}`,
      title: `${capital(of.drug)} in plasma: ${estimate(mean, scale.unit)} on the last day`,
      spoken: `Concentration of ${of.drug} in plasma over ${story.days} d.`,
      chart: chartOf(story, group, tipOf(story.plan)),
      height: 190,
      caption: method(story),
      table: tableOf(story, group, `${capital(of.drug)} in plasma, estimates`),
    },
  ];
};

/** The figures of concentration over time. */
export const courseFigures = (story: Story): readonly Figure[] =>
  story.drugs.flatMap((of) =>
    of.spread === null
      ? []
      : [spinalFigure(story, of, of.spread), ...plasmaFigure(story, of, of.spread)],
  );
