// SPDX-License-Identifier: Apache-2.0
/** Concentration over time at a few places, and in plasma, each with its figures in a table. */
import type { Site } from "@cisterna/body";
import type { Markup } from "../page/markup.ts";
import { axisUnit, capital, estimate, spokenMinutes } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { DrugStory, Spread, Story } from "../story.ts";
import { amountAxis, gridOf, timeAxis } from "./axis.ts";
import type { Chart } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { curve, ground } from "./line.ts";
import { chosenPlaces, placeName, placeShort, tipOf } from "./place.ts";
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

const unitOf = (places: readonly Place[]): ConcentrationUnit =>
  unitFor(Math.max(0, ...places.map((place) => highest(place.values))));

const chartOf =
  (story: Story, places: readonly Place[], tip: Site): Chart =>
  (sheet) => {
    const scale = unitOf(places);
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

const when = (story: Story, values: Float64Array): string => {
  const most = highest(values);
  const hours = (story.ends[values.indexOf(most)] ?? 0) / 3_600_000;
  return hours < 48 ? `${Math.round(hours)} h` : `day ${Math.round(hours / 24)}`;
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

const tableOf = (story: Story, places: readonly Place[], caption: string): Markup =>
  tableMarkup({
    caption,
    compact: true,
    columns: [
      { head: "Place" },
      { head: "Mean, last day", amount: true },
      { head: "Lowest, last day", amount: true },
      { head: "Highest, last day", amount: true },
      { head: "Highest of the run", amount: true },
      { head: "at", amount: true },
    ],
    rows: places.map(({ site, name, values }) => {
      const { unit, perMicrogram } = unitFor(highest(values));
      const said = (value: number): string => estimate(value * perMicrogram, unit);
      const { low, mean, high } = lastDay(story, values);
      const label = name.endsWith(" tip") ? `${placeName(site)} (tip)` : placeName(site);
      return [label, said(mean), said(low), said(high), said(highest(values)), when(story, values)];
    }),
  });

const method = (story: Story): string => {
  const steps = Math.ceil(story.ends.length / STRETCHES);
  if (steps <= 1) return "Estimate of the model, every step drawn.";
  return `Estimate of the model. Lines are means of stretches of ${spokenMinutes(steps * story.stepMinutes)}; the ground behind a line reaches from the lowest to the highest value of each stretch, so no peak is lost.`;
};

const spinalFigure = (story: Story, of: DrugStory, spread: Spread): Figure => {
  const tip = tipOf(story.plan);
  const places = placesOf(spread, chosenPlaces(tip), tip);
  const atTip = places.find((place) => place.site === tip);
  const { unit, perMicrogram } = unitFor(atTip === undefined ? 0 : highest(atTip.values));
  const mean = atTip === undefined ? 0 : lastDay(story, atTip.values).mean * perMicrogram;
  const title = `${capital(of.drug)} in the spinal fluid: ${estimate(mean, unit)} at the tip on the last day`;
  return {
    name: `levels-${of.drug}`,
    title,
    spoken: `Concentration of ${of.drug} over time at ${places.map((place) => placeName(place.site)).join(", ")}. ${title}.`,
    chart: chartOf(story, places, tip),
    height: 300,
    caption: method(story),
    table: tableOf(story, places, `${capital(of.drug)} in the spinal fluid, estimates`),
  };
};

const plasmaFigure = (story: Story, of: DrugStory, spread: Spread): readonly Figure[] => {
  const places = placesOf(spread, ["plasma"], tipOf(story.plan));
  const [plasma] = places;
  if (plasma === undefined) return [];
  const { unit, perMicrogram } = unitOf(places);
  const mean = lastDay(story, plasma.values).mean * perMicrogram;
  return [
    {
      name: `plasma-${of.drug}`,
      title: `${capital(of.drug)} in plasma: ${estimate(mean, unit)} on the last day`,
      spoken: `Concentration of ${of.drug} in plasma over ${story.days} d.`,
      chart: chartOf(story, places, tipOf(story.plan)),
      height: 190,
      caption: method(story),
      table: tableOf(story, places, `${capital(of.drug)} in plasma, estimates`),
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
