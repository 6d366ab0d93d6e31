// SPDX-License-Identifier: Apache-2.0
/** `study report DIR`: the report of a finished study, as one HTML file. */
import { designOf, openResults, studyTextIn } from "@cisterna/study";
import { openStudy } from "../case/study.ts";
import { problemsOutcome } from "../commands/plan.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  optionOf,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { version } from "../shell/version.ts";
import { studyRefused } from "./refusal.ts";

const NOWHERE = () => ({ line: 1, column: 1 });

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const folder = operandOf(request, 0) ?? ".";
  const file = optionOf(request, "html") ?? `${folder}/report.html`;
  const text = studyTextIn(folder);
  if (!text.ok) return studyRefused(folder, text.refusals, NOWHERE);
  const reading = openStudy(text.value);
  if (!reading.ok) return problemsOutcome(`${folder}/study.json`, reading.refusals);
  const design = designOf(reading.value.value);
  if (!design.ok) return studyRefused(folder, design.refusals, reading.value.placeOf);
  const results = openResults(folder, design.value);
  if (!results.ok) return studyRefused(folder, results.refusals, reading.value.placeOf);
  const { writeStudyReport } = await import("./page.ts");
  const made = io.now();
  const page = writeStudyReport({ results: results.value, made, version: version() });
  const written = await io.writeText(file, page);
  if (!written.ok) return refusedOutcome(written.refusals);
  return done({ file }, `The report of "${design.value.study.title}" stands in ${file}.\n`);
};

/** `./cisterna study report`. */
export const command: CommandModule = {
  name: "report",
  summary: "Writes the report of a finished study as one HTML file",
  example: "study report out/tip-level",
  operands: [{ name: "DIR", about: "folder that study run filled", needed: true }],
  options: [
    { name: "html", value: "FILE", about: "file for the report; DIR/report.html if left out" },
  ],
  run,
};
