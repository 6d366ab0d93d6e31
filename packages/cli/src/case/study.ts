// SPDX-License-Identifier: Apache-2.0
/** The reader of study files: text in, a study out, or every problem at once. */
import { accepted, type Result } from "@cisterna/quantity";
import type { DailyStep, RegimenAsked, Study } from "@cisterna/study";
import { type StudyFile, studyFile } from "../schema/study.ts";
import type { Tree } from "./document.ts";
import { type Found, type Read, readBy, valueAt } from "./grammar.ts";
import type { Problem } from "./problem.ts";

const FORMS = "a rate or a pattern, a bolus, or one of the first two and a bolus";

const formsIn = (tree: Tree, at: number): readonly Found[] => {
  const has = (key: string): boolean => valueAt(tree, ["regimens", at, key]) !== undefined;
  const path = (key: string) => ["regimens", at, key];
  if (has("rate") && has("pattern"))
    return [{ kind: "both-given", path: path("pattern"), atKey: true, accepted: FORMS }];
  const none = !has("rate") && !has("pattern") && !has("bolus");
  return none ? [{ kind: "missing-key", path: path("rate"), accepted: FORMS }] : [];
};

const crossing = (tree: Tree): readonly Found[] => {
  const regimens = valueAt(tree, ["regimens"]);
  return Array.isArray(regimens) ? regimens.flatMap((_, at) => formsIn(tree, at)) : [];
};

type RegimenFile = StudyFile["regimens"][number];

const basalOf = ({ rate, pattern }: RegimenFile): readonly DailyStep[] => {
  if (pattern !== undefined)
    return pattern.map(({ from, rate: of }) => ({ minute: from, rate: of }));
  return rate === undefined ? [] : [{ minute: 0, rate }];
};

const regimenOf = (file: RegimenFile): RegimenAsked => ({
  name: file.name,
  drug: file.drug,
  at: file.at,
  concentration: file.concentration,
  basal: basalOf(file),
  bolus: file.bolus ?? null,
});

const studyOf = (file: StudyFile): Study => ({
  title: file.title,
  population: file.subject,
  for: file.for,
  regimens: file.regimens.map(regimenOf),
  course: file.course,
  outcomes: file.outcomes,
});

/**
 * The study that a file states (YAML or JSON), with the way back to its places for what the study
 * refuses. Refuses: every problem of the file at once.
 */
export const openStudy = (text: string): Result<Read<Study>, Problem> => {
  const reading = readBy(text, studyFile, crossing);
  if (!reading.ok) return reading;
  return accepted({ ...reading.value, value: studyOf(reading.value.value) });
};
