// SPDX-License-Identifier: Apache-2.0
/** What `body` prints for a population: bands in place of numbers, as a document and as a page. */
import type { Band, BandedSite, PopulationCourse, Protocol } from "@cisterna/body";
import { assumptionLines, givenText, isListed, MINUTES, thinnedText } from "./experiment.ts";
import { columns, figure, shown } from "./figure.ts";
import type { PopulationOutput } from "./population-output.ts";

const scaled = ({ median, p5, p95 }: Band, by = 1): Band => {
  const one = (value: number | null): number | null => (value === null ? null : figure(value * by));
  return { median: one(median), p5: one(p5), p95: one(p95) };
};

const minutes = (band: Band) => ({ value: scaled(band, MINUTES), unit: "min" });

const sampleDocument = (found: BandedSite): PopulationOutput["samples"][number] => {
  const { site, hours, concentrations, peak, halfLife, arrival } = found;
  return {
    site,
    unit: { t: "h", c: "ug/mL" },
    t: hours.map(figure),
    c: concentrations.map((band) => scaled(band)),
    ...(peak === undefined
      ? {}
      : {
          peak: { value: scaled(peak.concentration), unit: "ug/mL" },
          t_peak: minutes(peak.hours),
        }),
    ...(halfLife === undefined ? {} : { half_life: minutes(halfLife) }),
    ...(arrival === undefined ? {} : { arrival: minutes(arrival) }),
  };
};

/** What `body --json` prints for a population. */
export const populationDocument = (course: PopulationCourse): PopulationOutput => {
  const { population, seed, members } = course.population;
  return {
    population: { name: population, seed, members },
    samples: course.samples.map(sampleDocument),
    mass: { balance_error: scaled(course.balanceError) },
    parameters: course.parameters,
    assumptions: [...course.assumptions],
  };
};

const NONE = "none";
const said = (value: number | null): string => (value === null ? NONE : shown(value));

/** `12 (5 to 40) min`: the median, and what nine in ten members lie between. */
const bandText = ({ median, p5, p95 }: Band, unit: string): string =>
  `${said(median)} (${said(p5)} to ${said(p95)}) ${unit}`;

const listed = ({ hours, concentrations }: BandedSite): readonly (readonly string[])[] => [
  ["after", "median", "p5", "p95 mcg/mL"],
  ...concentrations
    .map(({ median, p5, p95 }, at) => [
      hours.length === 0 ? "any time" : `${shown(hours[at] ?? 0)} h`,
      ...[median, p5, p95].map(said),
    ])
    .filter((_, at) => isListed(at, concentrations.length)),
];

const readings = ({ peak, halfLife, arrival }: BandedSite): readonly string[] => {
  const inMinutes = (band: Band): string => bandText(scaled(band, MINUTES), "min");
  return [
    ...(peak === undefined
      ? []
      : [
          `  Highest sample ${bandText(peak.concentration, "mcg/mL")}`,
          `  after ${inMinutes(peak.hours)}`,
        ]),
    ...(halfLife === undefined ? [] : [`  Half-life in the window asked: ${inMinutes(halfLife)}`]),
    ...(arrival === undefined ? [] : [`  Arrival: ${inMinutes(arrival)}`]),
  ];
};

const sitePage = (found: BandedSite): readonly string[] => [
  "",
  `${found.site}${thinnedText(found.hours.length)}`,
  ...columns(listed(found)),
  ...readings(found),
];

const countText = (members: number): string => (members === 1 ? "1 member" : `${members} members`);

/** The page of an experiment in a population. */
export const populationText = (protocol: Protocol, course: PopulationCourse): string => {
  const { population, seed, members } = course.population;
  const worst = course.balanceError.p95 ?? 0;
  return `${[
    `Experiment: ${givenText(protocol)}${protocol.steady ? ", steady state" : ""}`,
    `Population: ${population}, ${countText(members)}, seed ${seed}; medians, with what nine in`,
    "ten members lie between",
    ...course.samples.flatMap(sitePage),
    "",
    `Mass balance: at most ${worst.toExponential(1)} of what was given is unaccounted for in 95 %`,
    `Parameters: ${course.parameters}`,
    ...assumptionLines(course.assumptions),
  ].join("\n")}\n`;
};
