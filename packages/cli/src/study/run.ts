// SPDX-License-Identifier: Apache-2.0
/** `study run STUDY`: carries out a study into a folder, or goes on with one that was ended. */
import { availableParallelism } from "node:os";
import { accepted, type Result, refused } from "@cisterna/quantity";
import { type FinishedStudy, runStudy } from "@cisterna/study";
import { openStudy } from "../case/study.ts";
import { problemsOutcome } from "../commands/plan.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { acceptedText, type WholeNumber, wholeNumberOf } from "../storm/number.ts";
import { finishedDocument, finishedText } from "./finished.ts";
import { studyRefused } from "./refusal.ts";

const WORKERS: WholeNumber = {
  name: "workers",
  least: 1,
  most: 256,
  otherwise: availableParallelism(),
};

/** `tip-level.study.yaml` → `out/tip-level`. */
const folderFor = (file: string): string => {
  const name = file.split("/").at(-1) ?? "";
  return `out/${name.replace(/\.(ya?ml|json)$/, "").replace(/\.study$/, "") || "study"}`;
};

const workersOf = (request: Request): Result<number, Refusal> => wholeNumberOf(request, WORKERS);

type Asked = { readonly file: string; readonly folder: string; readonly workers: number };

const askedOf = (request: Request): Result<Asked, Refusal> => {
  const workers = workersOf(request);
  if (!workers.ok) return refused(...workers.refusals);
  const file = operandOf(request, 0) ?? "-";
  const folder = optionOf(request, "out") ?? folderFor(file);
  return accepted({ file, folder, workers: workers.value });
};

/** Runs the text of a study file: what the command does, but for reading the file. */
const carriedOut = async (
  { file, folder, workers }: Asked,
  text: string,
  io: Io,
): Promise<Outcome> => {
  const reading = openStudy(text);
  if (!reading.ok) return problemsOutcome(file, reading.refusals);
  const { value: study, placeOf } = reading.value;
  const progress = (share: number): void => io.progress(share, "carrying out the study");
  const run = await runStudy({ study, text, folder, workers, progress });
  if (!run.ok) return studyRefused(file, run.refusals, placeOf);
  const finished: FinishedStudy = run.value;
  return done(finishedDocument(folder, finished), finishedText(folder, finished));
};

/** `./cisterna study run`. */
export const command: CommandModule = {
  name: "run",
  summary: "Carries out a study, or goes on with one that was ended",
  example: "study run examples/studies/tip-level.study.yaml --workers 2 --out out/tip-level",
  operands: [
    { name: "STUDY", about: "study file (YAML or JSON); - for standard input", needed: true },
  ],
  options: [
    {
      name: "workers",
      value: "N",
      about: `threads, ${acceptedText(WORKERS)}; all if left out; they never show in the results`,
    },
    { name: "out", value: "DIR", about: "folder for the results; out/NAME if left out" },
  ],
  details: [
    "Every dose is delivered as stated, without a pump; concentrations are in mcg/mL, times in h.",
    "Ended at any moment, it goes on when it is called again, and the files are the same bytes.",
    "The study file is described in docs/schema/study.schema.json.",
  ].join("\n"),
  check: (request) => {
    const workers = workersOf(request);
    return workers.ok ? [] : workers.refusals;
  },
  run: async (request, io) => {
    const asked = askedOf(request);
    if (!asked.ok) return refusedOutcome(asked.refusals);
    const text = await io.readText(asked.value.file);
    return text.ok ? carriedOut(asked.value, text.value, io) : refusedOutcome(text.refusals);
  },
};
