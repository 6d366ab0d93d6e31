// SPDX-License-Identifier: Apache-2.0
/**
 * What `body` prints: the samples of an experiment in the order asked, as the document of the
 * contract and as a page.
 */
import type {
  Assumption,
  Experiment,
  LossEnds,
  NearTip,
  Protocol,
  SampledSite,
} from "@cisterna/body";
import { prose } from "../text/en/word.ts";
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

const nearTipDocument = ({ distance, low, high }: NearTip) => ({
  distance: measured(distance, "cm"),
  low: measured(low, "ug/mL"),
  high: measured(high, "ug/mL"),
});

/** What `body --json` prints. A reading that was asked for and is not there is null. */
export const experimentDocument = (course: Experiment): BodyOutput => ({
  samples: course.samples.map(sampleDocument),
  mass: { balance_error: figure(course.balanceError) },
  parameters: course.parameters,
  assumptions: [...course.assumptions],
  ...(course.ends === null
    ? {}
    : {
        ends: {
          slow: course.ends.slow.map(sampleDocument),
          fast: course.ends.fast.map(sampleDocument),
        },
      }),
  ...(course.nearTip === null ? {} : { near_tip: nearTipDocument(course.nearTip) }),
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

/** The last sample and the half-life of a site at both ends of a loss that nobody measured. */
const endsLine = (slow: SampledSite, fast: SampledSite): string => {
  const last = [slow, fast].map(({ concentrations }) => shown(concentrations.at(-1) ?? 0));
  const times = [slow, fast].map(({ halfLife }) => time(halfLife ?? null, "none"));
  const falling = slow.halfLife === undefined ? "" : `; half-life ${times.join(" to ")}`;
  return `  ${slow.site}: last sample ${last.join(" to ")} mcg/mL${falling}`;
};

const endsLines = (ends: LossEnds | null): readonly string[] =>
  ends === null
    ? []
    : [
        "",
        "Its loss from the spinal fluid is known only as a range; from the slowest to the fastest",
        ...ends.slow.map((slow, index) => endsLine(slow, ends.fast[index] ?? slow)),
      ];

const tipLines = (near: NearTip | null): readonly string[] =>
  near === null
    ? []
    : [
        "",
        prose`${shown(near.distance * 10)} mm from the tip the fluid holds ${shown(near.low)} to
          ${shown(near.high)} mcg/mL more than these, by how well it is stirred`,
      ];

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
export const experimentText = (protocol: Protocol, course: Experiment): string =>
  `${[
    `Experiment: ${givenText(protocol)}${protocol.steady ? ", steady state" : ""}`,
    ...course.samples.flatMap(sitePage),
    ...endsLines(course.ends),
    ...tipLines(course.nearTip),
    "",
    `Mass balance: ${course.balanceError.toExponential(1)} of what was given is unaccounted for`,
    `Parameters: ${course.parameters}`,
    ...assumptionLines(course.assumptions),
  ].join("\n")}\n`;
