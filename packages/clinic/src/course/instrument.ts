// SPDX-License-Identifier: Apache-2.0
/**
 * Scoring rules of the outcome instruments. A score that the rule does not give is null, never
 * guessed; where a rule is ours and was read in no source, it says so.
 */
import {
  canonical,
  divide,
  print,
  type Rational,
  rational,
  toSignificant,
  ZERO,
} from "@cisterna/quantity";
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

/** The scale of an instrument: its ends, and in which unit its scores are told. */
type Scale = {
  readonly least: number;
  readonly most: number;
  readonly unit: "points" | "%";
};

/** Most points of the instruments that state one scale from 0; the entries' own ranges. */
const FROM_ZERO = { nrs: 10, ashworth: 4, "penn-spasm": 4 } as const;

/** Ends of the global impression: 1 very much improved, 7 very much worse. */
const PGIC = { least: 1, most: 7, unit: "points" } as const;

/** The scale on which an instrument's scores lie; null: none is stated here. */
export const scaleOf = ({ instrument }: AssessmentEntry): Scale | null => {
  switch (instrument) {
    case "nrs":
    case "ashworth":
    case "penn-spasm":
      return { least: 0, most: FROM_ZERO[instrument], unit: "points" };
    case "odi":
      return { least: 0, most: 100, unit: "%" };
    case "pgic":
      return PGIC;
    case "modified-ashworth":
    case "total":
      return null;
  }
};

/** A score as it is told: a number, and whether it is points or per cent. */
export const scoreText = (entry: AssessmentEntry): string | null => {
  if (entry.instrument === "total") return entry.score;
  const score = scoreOf(entry);
  if (score === null) return null;
  return score.unit === "share"
    ? print<"ratio">(canonical(score.value), "%")
    : String(toSignificant(score.value));
};
