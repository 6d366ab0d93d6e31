// SPDX-License-Identifier: Apache-2.0
/**
 * The safety file: the texts of `safety/` flow in, hazards, requirements and sources flow out, or
 * every problem with its file and place.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { z } from "zod";
import { readBy } from "../case/grammar.ts";
import type { Problem } from "../case/problem.ts";
import {
  type Hazard,
  hazardsFile,
  type Requirement,
  type RequirementGroup,
  requirementsFile,
  type SafetySource,
  safetySourcesFile,
} from "../schema/safety.ts";

/** A text of the safety file by its path from the root. */
export type SafetyText = { readonly path: string; readonly text: string };

/** What lies in `safety/`. */
export type SafetyTexts = {
  readonly hazards: SafetyText;
  readonly sources: SafetyText;
  readonly groups: readonly SafetyText[];
};

/** The safety file as it was read, groups in the order of their letters. */
export type SafetyFile = {
  readonly hazards: readonly Hazard[];
  readonly groups: readonly RequirementGroup[];
  readonly sources: readonly SafetySource[];
};

/** A problem of the safety file with the file it stands in. */
export type SafetyProblem = { readonly file: string; readonly problem: Problem };

const read = <T>({ path, text }: SafetyText, definition: z.ZodType<T>) => {
  const reading = readBy(text, definition);
  return reading.ok
    ? { value: reading.value.value, problems: [] }
    : { value: null, problems: reading.refusals.map((problem) => ({ file: path, problem })) };
};

/** Reads the safety file. Refuses: every problem of every text at once. */
export const readSafety = (texts: SafetyTexts): Result<SafetyFile, SafetyProblem> => {
  const hazards = read(texts.hazards, hazardsFile);
  const sources = read(texts.sources, safetySourcesFile);
  const groups = texts.groups.map((text) => read(text, requirementsFile));
  const problems = [hazards, sources, ...groups].flatMap((each) => each.problems);
  const [first, ...rest] = problems;
  if (first !== undefined) return refused(first, ...rest);
  return accepted({
    hazards: hazards.value?.hazards ?? [],
    sources: sources.value?.sources ?? [],
    groups: groups
      .flatMap(({ value }) => value ?? [])
      .toSorted((a, b) => (a.group < b.group ? -1 : 1)),
  });
};

/** Every requirement, in the order of the groups. */
export const requirementsOf = ({ groups }: SafetyFile): readonly Requirement[] =>
  groups.flatMap(({ requirements }) => requirements);
