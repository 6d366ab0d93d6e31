// SPDX-License-Identifier: Apache-2.0
/**
 * What `body` prints: the samples of an experiment in the order asked, as the document of the
 * contract and as a page.
 */
import type { Assumption, Course, Protocol, SampledSite } from "@cisterna/body";
import { assumptionText } from "./assumption.ts";
import { columns, figure, measured, shown } from "./figure.ts";
import type { BodyOutput } from "./output.ts";

/** Minutes in an hour. */
export const MINUTES = 60;

const minutes = (hours: number | null) =>
  hours === null ? null : measured(hours * MINUTES, "min");

const sampleDocument = ({
  site,
  hours,
  concentrations,
  ...read
}: SampledSite): BodyOutput["samples"][number] => ({
  site,
  unit: { t: "h", c: "ug/mL" },
  t: hours.map(figure),
  c: concentrations.map(figure),
  ...(read.peak === undefined
    ? {}
    : {
        peak: measured(read.peak.concentration, "ug/mL"),
        t_peak: measured(read.peak.hours * MINUTES, "min"),
      }),
  ...(read.halfLife === undefined ? {} : { half_life: minutes(read.halfLife) }),
  ...(read.arrival === undefined ? {} : { arrival: minutes(read.arrival) }),
});

/** What `body --json` prints. A reading that was asked for and is not there is null. */
export const experimentDocument = (course: Course): BodyOutput => ({
  samples: course.samples.map(sampleDocument),
  mass: { balance_error: figure(course.balanceError) },
  parameters: course.parameters,
  assumptions: [...course.assumptions],
});

/** Samples of one site that a page lists; of more, every so many. */
const LISTED = 13;

/** Which of so many samples a page lists: the first, the last, and some between. */
export const isListed = (index: number, count: number): boolean =>
  index % Math.ceil(Math.max(1, count - 1) / (LISTED - 1)) === 0 || index === count - 1;

/** Says how many samples are not listed. */
export const thinnedText = (count: number): string =>
  count > LISTED ? ` (${count} samples, some of them)` : "";

const listed = ({ hours, concentrations }: SampledSite): readonly (readonly string[])[] => {
  const kept = hours
    .map((at, index) => [`${shown(at)} h`, `${shown(concentrations[index] ?? 0)} mcg/mL`])
    .filter((_, index) => isListed(index, hours.length));
  return hours.length === 0 ? [["any time", `${shown(concentrations[0] ?? 0)} mcg/mL`]] : kept;
};

const time = (hours: number | null, none: string): string => {
  if (hours === null) return none;
  return hours < 2 ? `${shown(hours * MINUTES)} min` : `${shown(hours)} h`;
};

const readings = ({ peak, halfLife, arrival }: SampledSite): readonly string[] => [
  ...(peak === undefined
    ? []
    : [`  Highest sample ${shown(peak.concentration)} mcg/mL after ${time(peak.hours, "")}`]),
  ...(halfLife === undefined
    ? []
    : [`  Half-life in the window asked: ${time(halfLife, "none, it does not fall there")}`]),
  ...(arrival === undefined
    ? []
    : [`  Arrival: ${time(arrival, "not reached while it was sampled")}`]),
];

const sitePage = (sample: SampledSite): readonly string[] => {
  const heading = `${sample.site}${thinnedText(sample.hours.length)}`;
  return ["", heading, ...columns(listed(sample)), ...readings(sample)];
};

/** What is given and where, for a heading. */
export const givenText = ({ drug, give }: Protocol): string => {
  const form = give.kind === "bolus" ? "bolus" : "infusion";
  return `${drug}, ${form} at ${give.at}`;
};

/** What the model takes for granted, as lines of a page. */
export const assumptionLines = (list: readonly Assumption[]): readonly string[] =>
  list.length === 0
    ? []
    : ["", "Taken for granted", ...list.map((each) => `  ${assumptionText(each)}`)];

/** The page of an experiment. */
export const experimentText = (protocol: Protocol, course: Course): string =>
  `${[
    `Experiment: ${givenText(protocol)}${protocol.steady ? ", steady state" : ""}`,
    ...course.samples.flatMap(sitePage),
    "",
    `Mass balance: ${course.balanceError.toExponential(1)} of what was given is unaccounted for`,
    `Parameters: ${course.parameters}`,
    ...assumptionLines(course.assumptions),
  ].join("\n")}\n`;
