// SPDX-License-Identifier: Apache-2.0
/** `plan CASE`: judges a case file. Out flows the plan, or every reason why there is none. */
import { accepted, type Result } from "@cisterna/quantity";
import { FORMULARY, type Formulary, judge } from "@cisterna/therapy";
import { openCase } from "../case/case.ts";
import { planDocument } from "../case/judged.ts";
import { readLocal } from "../case/local.ts";
import { type Problem, statusOf } from "../case/problem.ts";
import type { ProblemsOutput } from "../schema/plan.ts";
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
import { planText } from "../text/en/plan.ts";
import { problemLine } from "../text/en.ts";

/** A file's text and the name it is called by. */
type Named = { readonly file: string; readonly text: string };

const readFile = async (io: Io, file: string): Promise<Result<Named, Refusal>> => {
  const reading = await io.readText(file);
  return reading.ok ? accepted({ file, text: reading.value }) : reading;
};

const problemsDocument = (file: string, problems: readonly Problem[]): ProblemsOutput => ({
  refusals: problems.map((each) => (each.path === "" ? { ...each, path: file } : each)),
});

/** The outcome of a file that could not be read: every problem, each with its place. */
export const problemsOutcome = (file: string, problems: readonly Problem[]): Outcome => ({
  status: statusOf(problems),
  json: problemsDocument(file, problems),
  text: `${problems.map((each) => problemLine(file, each)).join("\n")}\n`,
});

/** Judges the text of a case file: what the command does, without a file system. */
export const planOutcome = ({ file, text }: Named, formulary: Formulary): Outcome => {
  const reading = openCase(text);
  if (!reading.ok) return problemsOutcome(file, reading.refusals);
  const { of, placeOf } = reading.value;
  const judged = { judgement: judge(of, formulary), formulary, placeOf };
  const json = planDocument(judged);
  const page = planText(of, judged);
  return json.status === "refused" ? { status: 1, json, text: page } : done(json, page);
};

/** The formulary to judge by: our own, or with the clinic's laid over it by `--formulary`. */
export const localFormulary = async (request: Request, io: Io): Promise<Formulary | Outcome> => {
  const file = optionOf(request, "formulary");
  if (file === undefined) return FORMULARY;
  const local = await readFile(io, file);
  if (!local.ok) return refusedOutcome(local.refusals);
  const reading = readLocal(local.value.text, FORMULARY);
  return reading.ok ? reading.value : problemsOutcome(file, reading.refusals);
};

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const formulary = await localFormulary(request, io);
  if ("status" in formulary) return formulary;
  const named = await readFile(io, operandOf(request, 0) ?? "-");
  return named.ok ? planOutcome(named.value, formulary) : refusedOutcome(named.refusals);
};

/** `./cisterna plan`. */
export const command: CommandModule = {
  name: "plan",
  summary: "Judges a case file: the plan, or every reason why not",
  example: "plan examples/02-morphine-steady.yaml",
  operands: [
    { name: "CASE", about: "case file (YAML or JSON); - for standard input", needed: true },
  ],
  options: [
    {
      name: "formulary",
      value: "FILE",
      about: "the clinic's local formulary: numbers it confirmed against its own sources",
    },
  ],
  details:
    "docs/schema/case.schema.json describes the case file, plan.schema.json what --json prints.",
  run,
};
