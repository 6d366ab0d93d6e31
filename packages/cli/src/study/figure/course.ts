// SPDX-License-Identifier: Apache-2.0
/** Concentration over time at each site, and along the canal at the end, by regimen. */
import { type CanalSite, isCanalSite, positionOf, siteNamed } from "@cisterna/body";
import { amountAxis, gridOf, INK, lettering } from "../../report/figure/axis.ts";
import type { Chart } from "../../report/figure/chart.ts";
import type { Figure } from "../../report/figure/figure.ts";
import { curve, ground } from "../../report/figure/line.ts";
import { placeName, placeShort } from "../../report/figure/place.ts";
import { unitFor } from "../../report/figure/scale.ts";
import type { Point } from "../../report/figure/thin.ts";
import { html, type Markup } from "../../report/page/markup.ts";
import { axisUnit, capital } from "../../report/page/said.ts";
import { tableMarkup } from "../../report/page/table.ts";
import { shown } from "../../run/figure.ts";
import { prose } from "../../text/en.ts";
import type { SiteStory, StudyStory } from "../story.ts";
import { amountsTo, daysAxis } from "./axis.ts";
import { legend } from "./legend.ts";

const three = (value: number): string => shown(Number(value.toPrecision(3)));

const nameOf = (site: string): string => {
  const known = siteNamed(site);
  return known === null ? site : placeName(known);
};

/** Room for the names of the regimens at the right, by their length. */
const roomFor = (names: readonly string[]): number =>
  Math.min(190, 16 + 6.6 * Math.max(...names.map((name) => name.length)));

const highestOf = ({ courses }: SiteStory): number =>
  Math.max(...courses.flatMap(({ bands }) => bands.map(({ p95 }) => p95)));

/** What a figure shows of the course: all of it, or from a day on. */
const courseChart =
  (story: StudyStory, of: SiteStory, from: number): Chart =>
  (sheet) => {
    const upto = story.days.at(-1) ?? 1;
    const names = of.courses.map(({ regimen }) => regimen);
    const { high, interval } = amountsTo(highestOf(of), "", 5);
    return {
      grid: gridOf(sheet, sheet.narrow ? 16 : roomFor(names)),
      xAxis: daysAxis({ from, upto }, sheet),
      yAxis: amountAxis(axisUnit(of.scale.unit), { max: high, interval }),
      series: of.courses.flatMap(({ regimen, bands }, look) => {
        const ranges = bands
          .map(({ p5, median, p95 }, at) => ({
            at: story.days[at] ?? 0,
            low: p5,
            mean: median,
            high: p95,
          }))
          .filter(({ at }) => at >= from);
        const points = ranges.map(({ at, mean }): Point => [at, mean]);
        const name = sheet.narrow ? "" : regimen;
        return [...ground(ranges, look, regimen), curve({ name, look, points })];
      }),
    };
  };

const lastOf = (of: SiteStory) =>
  of.courses.map(({ regimen, bands }) => ({ regimen, band: bands.at(-1) }));

const endTable = (of: SiteStory, days: number): Markup =>
  tableMarkup({
    caption: `${capital(nameOf(of.site))} at the end, day ${days}, ${of.scale.unit}`,
    compact: true,
    columns: [
      { head: "Regimen" },
      { head: "Median", amount: true },
      { head: "5 %", amount: true },
      { head: "95 %", amount: true },
    ],
    rows: lastOf(of).map(({ regimen, band }) => [
      regimen,
      ...[band?.median, band?.p5, band?.p95].map((value) => three(value ?? 0)),
    ]),
  });

const courseTitle = (of: SiteStory, days: number): string => {
  const ranked = lastOf(of)
    .map(({ band }) => band?.median ?? 0)
    .toSorted((a, b) => a - b);
  const [low, high] = [three(ranked[0] ?? 0), three(ranked.at(-1) ?? 0)];
  const span = low === high ? low : `${low} to ${high}`;
  const middle = `${span} ${of.scale.unit} in the middle`;
  return `${capital(nameOf(of.site))}: ${middle} on day ${shown(days)}`;
};

/** From so many days on a rhythm is hard to see, and the last days are drawn again. */
const LONG = 8;
const LAST = 3;

/** The figures of one site over time: the whole course, and of a long one its last days again. */
export const courseFigures = (story: StudyStory, of: SiteStory, at: number): readonly Figure[] => {
  const days = story.days.at(-1) ?? 0;
  const whole = wholeFigure(story, of, at);
  if (days <= LONG) return [{ ...whole, table: endTable(of, days) }];
  return [whole, lastFigure(story, of, at)];
};

const lastFigure = (story: StudyStory, of: SiteStory, at: number): Figure => {
  const days = story.days.at(-1) ?? 0;
  const title = `${capital(nameOf(of.site))}: the last ${LAST} d`;
  return {
    name: `course-${at}-last`,
    title,
    spoken: `${title}, the median and a band for each regimen.`,
    chart: courseChart(story, of, days - LAST),
    height: 240,
    caption: legend(of.courses.map(({ regimen }) => regimen)),
    table: endTable(of, days),
  };
};

const wholeFigure = (story: StudyStory, of: SiteStory, at: number): Figure => {
  const days = story.days.at(-1) ?? 0;
  const every = 24 * ((story.days[1] ?? 0) - (story.days[0] ?? 0));
  const title = courseTitle(of, days);
  return {
    name: `course-${at}`,
    title,
    spoken: `${title}, the median and a band for each regimen.`,
    chart: courseChart(story, of, 0),
    height: 280,
    caption: html`${legend(of.courses.map(({ regimen }) => regimen))}${prose`Lines are medians,
      the ground holds nine in ten people. Kept every ${shown(every)} h; what a bolus does in
      between is in the outcomes.`}`,
  };
};

type Placed = { readonly of: SiteStory; readonly site: CanalSite };

const inCanal = ({ sites }: StudyStory): readonly Placed[] =>
  sites
    .flatMap((of): readonly Placed[] => {
      const site = siteNamed(of.site);
      return site !== null && isCanalSite(site) ? [{ of, site }] : [];
    })
    .toSorted((a, b) => positionOf(a.site) - positionOf(b.site));

/** The band of a regimen at a site at the end, in mcg/mL. */
const endAt = ({ of }: Placed, arm: number) => {
  const band = of.courses[arm]?.bands.at(-1) ?? { median: 0, p5: 0, p95: 0 };
  const by = 1 / of.scale.perMicrogram;
  return { median: band.median * by, p5: band.p5 * by, p95: band.p95 * by };
};

const levelAxis = (places: readonly Placed[]) => ({
  type: "category" as const,
  boundaryGap: false,
  data: places.map(({ site }) => placeShort(site)),
  axisLine: { lineStyle: { color: INK.muted } },
  axisTick: { lineStyle: { color: INK.muted } },
  axisLabel: lettering(),
});

const levelChart =
  (story: StudyStory, places: readonly Placed[], scale: ReturnType<typeof unitFor>): Chart =>
  (sheet) => {
    const { arms } = story.results.design;
    const by = scale.perMicrogram;
    const highest = Math.max(
      ...places.flatMap((place) => arms.map((_, arm) => endAt(place, arm).p95 * by)),
    );
    const { high, interval } = amountsTo(highest, "", 5);
    const room = roomFor(arms.map(({ name }) => name));
    return {
      grid: gridOf(sheet, sheet.narrow ? 24 : room),
      xAxis: levelAxis(places),
      yAxis: amountAxis(axisUnit(scale.unit), { max: high, interval }),
      series: arms.flatMap(({ name }, arm) => {
        const ranges = places.map((place, at) => {
          const { median, p5, p95 } = endAt(place, arm);
          return { at, low: p5 * by, mean: median * by, high: p95 * by };
        });
        const points = ranges.map(({ at, mean }): Point => [at, mean]);
        return [
          ...ground(ranges, arm, name),
          curve({ name: sheet.narrow ? "" : name, look: arm, points }),
        ];
      }),
    };
  };

/** Concentration by level at the end; none where fewer than three levels are kept. */
export const levelFigure = (story: StudyStory): readonly Figure[] => {
  const places = inCanal(story);
  if (places.length < 3) return [];
  const medians = places.flatMap((place) =>
    story.results.design.arms.map((_, arm) => endAt(place, arm).median),
  );
  const scale = unitFor(Math.max(...medians));
  const [low, high] = [places[0], places.at(-1)];
  const title = prose`From ${nameOf(low?.site ?? "")} to the ${nameOf(high?.site ?? "")}: how far
    each regimen reaches`;
  return [
    {
      name: "levels",
      title,
      spoken: `Concentration along the canal at the end, for each regimen. ${title}.`,
      chart: levelChart(story, places, scale),
      height: 320,
      caption: html`${legend(story.results.design.arms.map(({ name }) => name))}${prose`At the
        last moment of the study, from the lowest level on the left to the head on the right; of a
        regimen with a rhythm this is one moment. Lines are medians, the ground holds nine in ten
        people.`}`,
    },
  ];
};
