// SPDX-License-Identifier: Apache-2.0
/** English: the sentences of everything that Cisterna has to say, from kind and data. */
import type { Check } from "@cisterna/therapy";
import type { Problem } from "../case/problem.ts";
import { CHECK_SENTENCES } from "./en/check.ts";
import { PROBLEM_SENTENCES } from "./en/problem.ts";

export { CHECK_SENTENCES } from "./en/check.ts";
export { PROBLEM_SENTENCES } from "./en/problem.ts";
export { describePumpRefusal } from "./en/pump.ts";
export * from "./en/word.ts";

/** What a check says, in one or two sentences, without its source. */
export const describe = (check: Check): string => CHECK_SENTENCES[check.kind](check);

/** What is wrong with a place of a file, in one or two sentences. */
export const describeProblem = (problem: Problem): string =>
  PROBLEM_SENTENCES[problem.kind](problem);

/** A problem as a line: `case.yaml:12:3 prescription.basal: …`. */
export const problemLine = (file: string, problem: Problem): string => {
  const place = `${file}:${problem.line}:${problem.column}`;
  const path = problem.path === "" ? "" : ` ${problem.path}`;
  return `${place}${path}: ${describeProblem(problem)}`;
};
