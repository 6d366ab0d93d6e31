// SPDX-License-Identifier: Apache-2.0
/**
 * `trace [ID]`: hazards, requirements and the tests that hold and break them. Refuses, with every
 * gap, where they do not agree: so a build can ask it.
 */
import type { Result } from "@cisterna/quantity";
import { readSafety, type SafetyFile, type SafetyProblem } from "../safety/file.ts";
import { type Gap, gapsOf } from "../safety/gap.ts";
import { type Matrix, matrixOf } from "../safety/matrix.ts";
import { safetyTexts, testFiles } from "../safety/repository.ts";
import { tagsIn } from "../safety/tag.ts";
import { type CommandModule, done, type Outcome, operandOf } from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { gapSentence, hazardText, matrixText, requirementText } from "../text/en/safety.ts";
import { problemLine } from "../text/en.ts";

/** A trace that was made: the matrix and what does not agree in it. */
export type Trace = { readonly matrix: Matrix; readonly gaps: readonly Gap[] };

/** The trace of this repository as it lies on disk. */
export const traceOfRepository = (): Result<Trace, SafetyProblem> => {
  const reading = readSafety(safetyTexts());
  return reading.ok ? { ok: true, value: traceOf(reading.value) } : reading;
};

const traceOf = (file: SafetyFile): Trace => {
  const tags = tagsIn(testFiles());
  return { matrix: matrixOf(file, tags.tags), gaps: gapsOf(file, tags) };
};

const unread = (problems: readonly SafetyProblem[]): Outcome => ({
  status: 2,
  json: { refusals: problems.map(({ file, problem }) => ({ ...problem, file })) },
  text: `${problems.map(({ file, problem }) => problemLine(file, problem)).join("\n")}\n`,
});

const unknown = (read: string, { requirements, hazards }: Matrix): Outcome => {
  const ids = [...requirements, ...hazards].map(({ id }) => id);
  const near = nearest(read, ids);
  return refusedOutcome([
    {
      kind: "unknown-id",
      path: "ID",
      read,
      ...(near === undefined ? {} : { near }),
      accepted: "REQ-001 to REQ-100, H-01 to H-36",
    },
  ]);
};

const one = (id: string, matrix: Matrix): Outcome => {
  const requirement = matrix.requirements.find((each) => each.id === id);
  if (requirement !== undefined) return done(requirement, `${requirementText(requirement)}\n`);
  const hazard = matrix.hazards.find((each) => each.id === id);
  return hazard === undefined
    ? unknown(id, matrix)
    : done(hazard, `${hazardText(hazard, matrix)}\n`);
};

const whole = ({ matrix, gaps }: Trace): Outcome => {
  const sentences = gaps.map(gapSentence);
  const text = [matrixText(matrix), ...(gaps.length === 0 ? [] : ["", ...sentences]), ""];
  return { status: gaps.length === 0 ? 0 : 1, json: { ...matrix, gaps }, text: text.join("\n") };
};

/** `./cisterna trace`. */
export const command: CommandModule = {
  name: "trace",
  summary: "Hazards, requirements, and the tests that hold and break each",
  example: "trace REQ-015",
  operands: [{ name: "ID", about: "a requirement (REQ-015) or a hazard (H-05)", needed: false }],
  options: [],
  details: "safety/ holds the data, docs/safety.md the page; a gap between them ends with 1.",
  run: (request) => {
    const trace = traceOfRepository();
    if (!trace.ok) return unread(trace.refusals);
    const id = operandOf(request, 0);
    return id === undefined ? whole(trace.value) : one(id, trace.value.matrix);
  },
};
