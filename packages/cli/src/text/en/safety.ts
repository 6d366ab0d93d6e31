// SPDX-License-Identifier: Apache-2.0
/** What the safety file says: gaps as sentences, the matrix and its rows as lines. */
import type { Gap } from "../../safety/gap.ts";
import type { Matrix, TracedHazard, TracedRequirement } from "../../safety/matrix.ts";
import type { Tag } from "../../safety/tag.ts";

/** Why the safety file is not as it has to be, in one sentence. */
export const gapSentence = (gap: Gap): string => {
  switch (gap.kind) {
    case "no-holding-test":
      return `${gap.id} is called met and no test holds it.`;
    case "no-breaking-test":
      return `${gap.id} is called met and no test shows that its opposite is caught.`;
    case "one-title-for-both":
      return `${gap.id} is held and broken by one test: ${gap.title}.`;
    case "met-and-awaiting":
      return `${gap.id} is called met and awaits ${gap.awaits}.`;
    case "part-without-rest":
      return `${gap.id} is met in part and does not say which part, or who will meet the rest.`;
    case "hazard-unlinked":
      return `No requirement answers hazard ${gap.id}.`;
    case "hazard-unknown":
      return `${gap.id} answers ${gap.hazard}, which is no hazard of the file.`;
    case "source-unknown":
      return `${gap.id} comes from ${gap.source}, which is no source of the file.`;
    case "source-unused":
      return `No requirement comes from source ${gap.id}.`;
    case "proposal-not-in-text":
      return `${gap.id} calls "${gap.proposal}" our proposal, and its text does not say so.`;
    case "id-repeated":
      return `${gap.id} stands twice.`;
    case "id-missing":
      return `${gap.id} is missing: what is open stands as open and is not dropped.`;
    case "tag-orphan":
      return `${gap.file}:${gap.line} names ${gap.id}, which is no requirement of the file.`;
    case "tag-malformed":
      return `${gap.file}:${gap.line} [${gap.id}] is no tag: [REQ-NNN holds] or [REQ-NNN breaks].`;
  }
};

/** Who will meet what is open of a requirement; null when it is met. */
export const awaited = ({ status, awaits, by }: TracedRequirement): string | null =>
  status === "met" ? null : (awaits ?? by);

const standing = (each: TracedRequirement): string => {
  const who = awaited(each);
  return who === null ? "met" : `${each.status}, ${who}`;
};

/** Width of a cell and the space behind it. */
const cell = (text: string, width: number): string => text.padEnd(width);

const row = (each: TracedRequirement): string =>
  [
    cell(each.id, 9),
    cell(standing(each), 14),
    cell(`${each.holds.length} hold`, 9),
    cell(`${each.breaks.length} break`, 10),
    each.hazards.join(" "),
  ]
    .join("")
    .trimEnd();

const counts = ({ requirements }: Matrix): string =>
  (["met", "part", "open"] as const)
    .map((status) => `${requirements.filter((each) => each.status === status).length} ${status}`)
    .join(", ");

/** The matrix as lines: one for each requirement. */
export const matrixText = (matrix: Matrix): string =>
  [
    ...matrix.requirements.map(row),
    "",
    `${matrix.requirements.length} requirements: ${counts(matrix)}.`,
    `${matrix.hazards.length} hazards.`,
    "./cisterna trace REQ-015 shows a requirement and its tests, trace H-05 a hazard.",
  ].join("\n");

const tagLine = ({ file, line, title }: Tag): string => `  ${file}:${line}  ${title}`;

const testsText = (what: string, tags: readonly Tag[]): readonly string[] =>
  tags.length === 0 ? [`${what}: no test`] : [`${what}:`, ...tags.map(tagLine)];

/** One requirement with everything that is known about it. */
export const requirementText = (each: TracedRequirement): string => {
  const { id, text, proposals = [], sources = [], tests, hazards, by, note } = each;
  return [
    `${id}  ${standing(each)} (held by ${by})`,
    text,
    ...(note === undefined ? [] : [note]),
    ...(proposals.length === 0 ? [] : [`our proposal, read in no source: ${proposals.join("; ")}`]),
    `sources: ${sources.join(", ") || "our own proposal"}`,
    `tested by: ${tests.join(", ")}`,
    `answers: ${hazards.join(", ")}`,
    ...testsText("holds", each.holds),
    ...testsText("breaks", each.breaks),
  ].join("\n");
};

/** How bad a hazard is: `5`, `4 to 5`, or a dash. */
export const severityText = ({ severity }: Pick<TracedHazard, "severity">): string => {
  if (severity === undefined) return "–";
  return typeof severity === "number" ? `${severity}` : `${severity.least} to ${severity.most}`;
};

/** One hazard with the requirements that answer it. */
export const hazardText = (hazard: TracedHazard, matrix: Matrix): string =>
  [
    `${hazard.id}  ${hazard.harm} (severity ${severityText(hazard)})`,
    hazard.cause,
    `shown by: ${hazard.verification}`,
    "answered by:",
    ...matrix.requirements
      .filter(({ id }) => hazard.requirements.includes(id))
      .map((each) => `  ${row(each)}`),
  ].join("\n");
