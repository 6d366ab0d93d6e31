// SPDX-License-Identifier: Apache-2.0
/**
 * The heat map: concentration in the spinal fluid by vertebral level and time. Each colour is a
 * band; neighbours of one colour are drawn as one shape, which keeps the drawing small, and sharp
 * at any size.
 */

import type { Site } from "@cisterna/body";
import { prose } from "../../text/en.ts";
import { html, type Markup, plain } from "../page/markup.ts";
import { paletteOf } from "../page/palette.ts";
import { capital, estimate, spokenMinutes } from "../page/said.ts";
import type { DrugStory, Spread, Story } from "../story.ts";
import { INK, lettering, timeAxis } from "./axis.ts";
import type { Chart, Sheet } from "./chart.ts";
import type { Figure } from "./figure.ts";
import { CANAL, highestIn, placeName, placeShort, tipOf } from "./place.ts";
import { BANDS, type Bands, bandOf, bandsFor, type ConcentrationUnit, unitFor } from "./scale.ts";
import { highestOf } from "./thin.ts";

const COLOURS = paletteOf(BANDS);
const GRID = { left: 58, right: 24, top: 12, bottom: 46 };
const WIDE_COLUMNS = 240;
const NARROW_COLUMNS = 120;

/** What is drawn: rows from the sac upwards, their values in the unit of the scale. */
type Field = {
  readonly rows: readonly Float64Array[];
  readonly steps: Bands;
  readonly scale: ConcentrationUnit;
};

const seriesOf = ({ concentrations }: Spread, site: Site): Float64Array =>
  concentrations.get(site) ?? new Float64Array();

/**
 * The lowest value that the bands have to tell apart: of the whole run where the body began steady,
 * so that a lean phase is seen; of its end where the body began free of the drug.
 */
const lowestOf = (rows: readonly Float64Array[], bodyStart: Story["bodyStart"]): number =>
  bodyStart === "steady-before"
    ? Math.min(...rows.map((row) => row.reduce((least, each) => Math.min(least, each), Infinity)))
    : Math.min(...rows.map((row) => row.at(-1) ?? 0));

const fieldOf = (spread: Spread, bodyStart: Story["bodyStart"]): Field => {
  const rows = CANAL.map((site) => seriesOf(spread, site));
  const highest = highestIn(spread);
  const lowest = lowestOf(rows, bodyStart);
  const scale = unitFor(highest);
  const span = { high: highest * scale.perMicrogram, low: lowest * scale.perMicrogram };
  return { rows, scale, steps: bandsFor(span) };
};

/** A run of columns of one band in one row. */
type Bar = {
  readonly band: number;
  readonly row: number;
  readonly from: number;
  readonly upto: number;
};

/** Where a row of bands is at a band or above it. */
const barsAt = (bands: readonly number[], row: number, band: number): readonly Bar[] => {
  const inside = (at: number): boolean => (bands[at] ?? -1) >= band;
  const edges = (starts: boolean): readonly number[] =>
    bands.flatMap((_, at) => (inside(at) && !inside(starts ? at - 1 : at + 1) ? [at] : []));
  const ends = edges(false);
  return edges(true).map((from, index) => ({ band, row, from, upto: (ends[index] ?? from) + 1 }));
};

const barsOf = (bands: readonly number[], row: number): readonly Bar[] => {
  const lowest = Math.min(...bands);
  const present = [...new Set(bands)].filter((band) => band > lowest);
  return [lowest, ...present].flatMap((band) => barsAt(bands, row, band));
};

/** Bars of every row, as shares of the drawing's width. */
const allBars = ({ rows, steps, scale }: Field, columns: number) =>
  rows.flatMap((row, index) => {
    const values = [...highestOf(row, columns)];
    const bands = values.map((value) => bandOf(steps.ends, value * scale.perMicrogram));
    return barsOf(bands, index).map((bar) => ({
      ...bar,
      from: bar.from / values.length,
      upto: bar.upto / values.length,
    }));
  });

/** One path a band. Every band is painted over the one below it, so that no seam is left open. */
const pathsOf = (
  field: Field,
  sheet: Sheet,
): readonly (readonly [band: number, path: string])[] => {
  const width = sheet.width - GRID.left - GRID.right;
  const row = (sheet.height - GRID.top - GRID.bottom) / field.rows.length;
  const boxOf = (bar: Bar): string => {
    const [x, right] = [GRID.left + bar.from * width, GRID.left + bar.upto * width];
    const y = GRID.top + (field.rows.length - 1 - bar.row) * row;
    const [left, to, top, bottom] = [x, right, y, y + row].map((each) => each.toFixed(1));
    return `M${left} ${top}H${to}V${bottom}H${left}Z`;
  };
  const bars = allBars(field, sheet.narrow ? NARROW_COLUMNS : WIDE_COLUMNS);
  return COLOURS.map((_, band) => [
    band,
    bars
      .filter((bar) => bar.band === band)
      .map(boxOf)
      .join(""),
  ]);
};

/** Paths as one series: nothing is measured by the library, only drawn. */
const bandSeries = (paths: readonly (readonly [number, string])[]) => ({
  type: "custom" as const,
  silent: true,
  clip: false,
  data: paths.filter(([, path]) => path !== "").map(([band]) => [0, 0, band]),
  renderItem: (_: unknown, api: { value: (dimension: number) => unknown }) => {
    const band = Number(api.value(2));
    return {
      type: "path" as const,
      shape: { pathData: paths[band]?.[1] ?? "" },
      style: { fill: COLOURS[band] ?? INK.muted },
    };
  },
});

const levelAxis = (tip: Site, narrow: boolean) => ({
  type: "category" as const,
  data: CANAL.map((site) => (site === tip ? `${site} ◂ tip` : placeShort(site))),
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: {
    ...lettering(INK.muted, narrow ? 9 : 10.5),
    interval: (index: number) =>
      CANAL[index] === tip || (isNamed(CANAL[index]) && !isBeside(index, tip)),
    formatter: (name: string) => name.replace(" ◂ tip", "▸"),
    color: (name?: string | number) => (String(name).includes("tip") ? INK.text : INK.muted),
  },
});

const NAMED = ["S2", "L5", "L3", "L1", "T11", "T9", "T7", "T5", "T3", "T1", "C6", "C4", "C2"];
const isNamed = (site: Site | undefined): boolean =>
  site === "cisterna-magna" || NAMED.includes(site ?? "");

/** Its neighbours make room for the name of the tip. */
const isBeside = (index: number, tip: Site): boolean => Math.abs(index - CANAL.indexOf(tip)) === 1;

const chartOf =
  (story: Story, field: Field): Chart =>
  (sheet) => ({
    grid: GRID,
    xAxis: timeAxis({ start: story.start, upto: story.days }, sheet),
    yAxis: levelAxis(tipOf(story.plan), sheet.narrow),
    series: [bandSeries(pathsOf(field, sheet))],
  });

const SWATCH = 24;

/** The ends that are written under the scale: 1, 2, 5 and their multiples, more on a short one. */
const written = (ends: readonly number[]): readonly number[] => {
  const digits = (end: number): string =>
    String(end)
      .replace(".", "")
      .replace(/^0+|0+$/g, "");
  const few = ends.filter((end) => ["1", "2", "5"].includes(digits(end)));
  const more = ["1", "15", "2", "3", "4", "5", "6", "8"];
  return few.length > 3 ? few : ends.filter((end) => more.includes(digits(end)));
};

const LEFT = 20;
const place = (index: number): number => LEFT + index * SWATCH;

const mark = (end: number, index: number): Markup => html`
<path d="M${place(index + 1)} 16v5" stroke="var(--muted)"/>
<text x="${place(index + 1)}" y="37" text-anchor="middle">${end}</text>`;

const swatch = (colour: string, band: number): Markup =>
  html`<rect x="${place(band)}" y="2" width="${SWATCH}" height="14" fill="${colour}"/>`;

const legendText = ({ steps: { ends }, scale }: Field): string =>
  `Colour scale from below ${ends[0] ?? 0} to above ${ends.at(-1) ?? 0} ${scale.unit}`;

/** The scale: one swatch a band, round numbers under it. */
const legend = (field: Field): Markup => {
  const { ends } = field.steps;
  const shown = written(ends);
  const frame = html`x="${LEFT}" y="2" width="${BANDS * SWATCH}" height="14"`;
  return html`
<svg class="scale" viewBox="0 0 ${BANDS * SWATCH + 100} 48" role="img"
aria-label="${plain(legendText(field))}">
${COLOURS.map(swatch)}
<rect ${frame} fill="none" stroke="var(--muted)" stroke-width=".5"/>
${ends.map((end, index) => (shown.includes(end) ? mark(end, index) : null))}
<text x="${place(BANDS) + 10}" y="14">${field.scale.unit}</text>
</svg>`;
};

/** The place with the highest value at the end of the run. */
const highestPlace = (spread: Spread): { readonly site: Site; readonly value: number } =>
  CANAL.map((site) => ({ site, value: seriesOf(spread, site).at(-1) ?? 0 })).reduce((best, each) =>
    each.value > best.value ? each : best,
  );

const titleOf = (of: DrugStory, spread: Spread, { scale }: Field): string => {
  const top = highestPlace(spread);
  const cistern = seriesOf(spread, "cisterna-magna").at(-1) ?? 0;
  const said = (value: number): string => estimate(value * scale.perMicrogram, scale.unit);
  return prose`${capital(of.drug)} at the end of the run: highest at ${placeName(top.site)}
    (${said(top.value)}); cisterna magna ${said(cistern)}`;
};

const captionOf = (story: Story, { steps: { growth } }: Field): string => {
  const steps = Math.max(1, Math.ceil(story.ends.length / WIDE_COLUMNS));
  const span = spokenMinutes(steps * story.stepMinutes);
  return prose`Estimate of the model. Each colour step is about ${growth} % more than the one
    before; everything below the scale has the palest colour. Each column is ${span} and shows the
    highest value in it. The tip is marked ▸ at ${placeName(tipOf(story.plan))}.`;
};

/** The heat maps of the run: one for every drug whose kinetics are known. */
export const heatFigures = (story: Story): readonly Figure[] =>
  story.drugs.flatMap((of) => {
    if (of.spread === null) return [];
    const field = fieldOf(of.spread, story.bodyStart);
    const title = titleOf(of, of.spread, field);
    return [
      {
        name: `heat-${of.drug}`,
        title,
        spoken: prose`Heat map of the concentration of ${of.drug} in the spinal fluid by vertebral
          level over ${story.days} d. ${title}.`,
        chart: chartOf(story, field),
        height: 340,
        caption: [legend(field), captionOf(story, field)],
      },
    ];
  });
