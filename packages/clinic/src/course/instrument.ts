// SPDX-License-Identifier: Apache-2.0
/**
 * Scoring rules of the outcome instruments. A score that the rule does not give is null, never
 * guessed; where a rule is ours and was read in no source, it says so.
 */
import { divide, type Rational, rational, ZERO } from "@cisterna/quantity";
import { type AssessmentEntry, ODI_MOST } from "./entry/assessment.ts";

/** A score, exact, with the most it can be; `share` is a per cent score. */
type Score = { readonly value: Rational; readonly unit: "points" | "share" };

const points = (value: number): Score => ({ value: rational(BigInt(value)), unit: "points" });

/**
 * Sum of the answered sections over the most they could have come to. That no index is given where
 * more than one section was left out is ours, read in no source.
 * Source: a digest of the scoring, idcafe.net (secondary).
 */
const odiScore = (sections: readonly (number | "not-answered")[]): Score | null => {
  const answered = sections.filter((each) => each !== "not-answered");
  if (sections.length - answered.length > 1) return null;
  const sum = answered.reduce((total, each) => total + each, 0);
  return {
    value: divide(rational(BigInt(sum)), rational(BigInt(answered.length * ODI_MOST))),
    unit: "share",
  };
};

/** The mean over the muscles looked at: a summary of ours, read in no source. */
const meanGrade = (grades: readonly number[]): Score => ({
  value:
    grades.length === 0
      ? ZERO
      : rational(BigInt(grades.reduce((sum, each) => sum + each, 0)), BigInt(grades.length)),
  unit: "points",
});

/**
 * The score of an assessment. The modified Ashworth scale is ordinal with a grade between 1 and 2:
 * it has no mean and gives null, as does an ODI with more than one section left out.
 */
export const scoreOf = (entry: AssessmentEntry): Score | null => {
  switch (entry.instrument) {
    case "nrs":
    case "pgic":
    case "penn-spasm":
      return points(entry.score);
    case "odi":
      return odiScore(entry.sections);
    case "ashworth":
      return meanGrade(entry.muscles.map(({ grade }) => grade));
    case "modified-ashworth":
    case "total":
      return null;
  }
};
