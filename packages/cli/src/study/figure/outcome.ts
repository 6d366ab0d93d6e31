// SPDX-License-Identifier: Apache-2.0
/** An outcome over people: its distribution by regimen, and what each regimen changes in each. */
import { bandOf, quantileOf } from "@cisterna/body";
import type { Figure } from "../../report/figure/figure.ts";
import type { Markup } from "../../report/page/markup.ts";
import { capital } from "../../report/page/said.ts";
import { tableMarkup } from "../../report/page/table.ts";
import { shown } from "../../run/figure.ts";
import { prose } from "../../text/en.ts";
import type { OutcomeStory, Spread } from "../story.ts";
import { amountsTo, ratioScale } from "./axis.ts";
import { type Ridge, ridgeChart, ridgeHeight } from "./ridge.ts";

const three = (value: number): string => shown(Number(value.toPrecision(3)));

const spreadText = ({ band }: Spread, unit: string): string =>
  `${three(band.median)} ${unit} (${three(band.p5)} to ${three(band.p95)})`;

const variationOf = (values: Float64Array): number => {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
  return (100 * Math.sqrt(variance)) / mean;
};

/** Share of the people that the axis has to hold; the rest lies beyond its end. */
const HELD = 0.995;

const highestIn = (spreads: readonly Spread[]): number =>
  Math.max(...spreads.map(({ values }) => quantileOf(values.toSorted(), HELD)));

const CAPTION = prose`Each hill is the share of people at a concentration. Below it: median
  (ring), the middle half (thick), what nine in ten lie between (thin).`;

const distributionTable = ({ name, unit, spreads }: OutcomeStory): Markup =>
  tableMarkup({
    caption: `${capital(name)}, ${unit}`,
    compact: true,
    columns: [
      { head: "Regimen" },
      { head: "Median", amount: true },
      { head: "5 %", amount: true },
      { head: "95 %", amount: true },
      { head: "Variation between people", amount: true },
    ],
    rows: spreads.map(({ regimen, values, band }) => [
      regimen,
      three(band.median),
      three(band.p5),
      three(band.p95),
      `${Math.round(variationOf(values))} %`,
    ]),
  });

const titleOf = ({ name, unit, spreads }: OutcomeStory): string => {
  const ranked = spreads.toSorted((a, b) => a.band.median - b.band.median);
  const [low, high] = [ranked[0], ranked.at(-1)];
  if (low === undefined || high === undefined || low === high)
    return `${capital(name)}: ${three(low?.band.median ?? 0)} ${unit} in the middle`;
  return prose`${capital(name)}: from ${three(low.band.median)} (${low.regimen}) to
    ${three(high.band.median)} ${unit} (${high.regimen})`;
};

/** The distribution of an outcome by regimen. */
export const distributionFigure = (outcome: OutcomeStory, at: number): Figure => {
  const { unit, spreads } = outcome;
  const ridges = spreads.map(
    (spread, look): Ridge => ({
      name: spread.regimen,
      said: spreadText(spread, unit),
      look,
      values: spread.values,
    }),
  );
  const title = titleOf(outcome);
  return {
    name: `outcome-${at}`,
    title,
    spoken: `Distribution over people, one hill for each regimen. ${title}.`,
    chart: ridgeChart(ridges, amountsTo(highestIn(spreads), unit)),
    height: ridgeHeight(ridges.length),
    caption: CAPTION,
    table: distributionTable(outcome),
  };
};

/** A regimen against the first one, member by member. */
type Pairing = { readonly spread: Spread; readonly look: number; readonly ratios: Float64Array };

const pairingsOf = ({ spreads }: OutcomeStory): readonly Pairing[] => {
  const first = spreads[0]?.values ?? new Float64Array();
  return spreads.slice(1).map((spread, index) => ({
    spread,
    look: index + 1,
    ratios: spread.values.map((value, member) => value / (first[member] ?? Number.NaN)),
  }));
};

const ratioText = (ratio: number): string => `× ${three(ratio)}`;

/** Ten times what the model's accuracy makes of two equal regimens. */
const HIGHER = 1.01;

const pairedTable = (name: string, against: string, pairings: readonly Pairing[]): Markup =>
  tableMarkup({
    caption: `${capital(name)}: each person's own value over that under ${against}`,
    compact: true,
    columns: [
      { head: "Regimen" },
      { head: "Median", amount: true },
      { head: "5 %", amount: true },
      { head: "95 %", amount: true },
      { head: "Over 1 % higher in", amount: true },
    ],
    rows: pairings.map(({ spread, ratios }) => {
      const { median, p5, p95 } = bandOf(ratios);
      const higher = ratios.filter((ratio) => ratio > HIGHER).length / ratios.length;
      const said = [median, p5, p95].map((each) => ratioText(each ?? Number.NaN));
      return [spread.regimen, ...said, `${three(100 * higher)} % of people`];
    }),
  });

const pairedTitle = (name: string, against: string, pairings: readonly Pairing[]): string => {
  const parts = pairings.map(({ spread, ratios }) => {
    return `${spread.regimen} ${ratioText(bandOf(ratios).median ?? Number.NaN)}`;
  });
  return `${capital(name)}, against ${against}: ${parts.join(", ")}`;
};

/** What each regimen changes in each person, against the first regimen; none for one regimen. */
export const pairedFigure = (outcome: OutcomeStory, at: number): readonly Figure[] => {
  const pairings = pairingsOf(outcome);
  const against = outcome.spreads[0]?.regimen ?? "";
  if (pairings.length === 0) return [];
  const sorted = pairings.map(({ ratios }) => ratios.toSorted());
  const scale = ratioScale(
    Math.min(...sorted.map((each) => quantileOf(each, 1 - HELD))),
    Math.max(...sorted.map((each) => quantileOf(each, HELD))),
  );
  const ridges = pairings.map(({ spread, look, ratios }): Ridge => {
    const { median, p5, p95 } = bandOf(ratios);
    const [middle, low, high] = [median, p5, p95].map((each) => ratioText(each ?? Number.NaN));
    const values = ratios.map(scale.placeOf);
    return { name: spread.regimen, said: `${middle} (${low} to ${high})`, look, values };
  });
  const title = pairedTitle(outcome.name, against, pairings);
  return [
    {
      name: `paired-${at}`,
      title,
      spoken: `Ratios over people, one hill for each regimen. ${title}.`,
      chart: ridgeChart(ridges, scale.axis),
      height: ridgeHeight(ridges.length),
      caption: prose`The same person under both regimens, so differences between people drop out.
        Right of the dashed line a person has more than under ${against}.`,
      table: pairedTable(outcome.name, against, pairings),
    },
  ];
};
