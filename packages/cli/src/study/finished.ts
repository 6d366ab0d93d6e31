// SPDX-License-Identifier: Apache-2.0
/** What `study run` prints: the bands of every outcome by regimen, as a document and as a page. */
import { type Band, bandOf } from "@cisterna/body";
import type { FinishedStudy, Results } from "@cisterna/study";
import { columns, figure, shown } from "../run/figure.ts";
import type { StudyOutput } from "./output.ts";

const rounded = ({ median, p5, p95 }: Band): StudyOutput["outcomes"][number]["value"] => ({
  median: median === null ? null : figure(median),
  p5: p5 === null ? null : figure(p5),
  p95: p95 === null ? null : figure(p95),
});

/** The band of each outcome of each regimen. */
const bandsIn = ({ design, outcome }: Results) =>
  design.aims.flatMap(({ name }, aim) =>
    design.arms.map((arm, at) => ({
      outcome: name,
      regimen: arm.name,
      band: bandOf(outcome(at, aim)),
    })),
  );

/** What `study run --json` prints. */
export const finishedDocument = (
  folder: string,
  { results, files, chunks, resumed }: FinishedStudy,
): StudyOutput => {
  const { study, parameters } = results.design;
  const { population, seed, members } = study.population;
  return {
    title: study.title,
    population: { name: population, seed, members },
    outcomes: bandsIn(results).map(({ outcome, regimen, band }) => ({
      outcome,
      regimen,
      unit: "ug/mL",
      value: rounded(band),
    })),
    mass: { balance_error: figure(results.worstBalance()) },
    parameters,
    folder,
    files: [...files],
    parts: { all: chunks, resumed },
  };
};

const said = (value: number | null): string => (value === null ? "none" : shown(value));

const tableOf = (results: Results): readonly string[] =>
  results.design.aims.flatMap(({ name }, aim) => [
    "",
    name,
    ...columns([
      ["", "median", "p5", "p95 mcg/mL"],
      ...results.design.arms.map((arm, at) => {
        const { median, p5, p95 } = bandOf(results.outcome(at, aim));
        return [arm.name, said(median), said(p5), said(p95)];
      }),
    ]),
  ]);

const resumedText = ({ resumed, chunks }: FinishedStudy): string =>
  resumed === 0 ? "" : `; ${resumed} of ${chunks} parts stood there from before`;

/** The page of a finished study. */
export const finishedText = (folder: string, finished: FinishedStudy): string => {
  const { results, files } = finished;
  const { study, parameters } = results.design;
  const { population, seed, members } = study.population;
  return `${[
    `Study: ${study.title}`,
    `Population: ${population}, ${members} members, seed ${seed}; medians, with what nine in ten`,
    "members lie between",
    ...tableOf(results),
    "",
    `Mass balance: at most ${results.worstBalance().toExponential(1)} of a dose unaccounted for`,
    `Parameters: ${parameters}`,
    `Written to ${folder}: ${files.join(", ")}${resumedText(finished)}`,
    `The report: ./cisterna study report ${folder}`,
  ].join("\n")}\n`;
};
