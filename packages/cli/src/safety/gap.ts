// SPDX-License-Identifier: Apache-2.0
/**
 * Gaps: where hazards, requirements and tests do not agree. The safety file and the tags flow in;
 * an empty list flows out, or the build fails.
 */
import type { Requirement } from "../schema/safety.ts";
import { requirementsOf, type SafetyFile } from "./file.ts";
import { type Matrix, matrixOf, type TracedRequirement } from "./matrix.ts";
import type { Tags } from "./tag.ts";

/** Something that is not linked as it has to be. `id` is a requirement, a hazard or a source. */
export type Gap =
  | { readonly kind: "no-holding-test"; readonly id: string }
  | { readonly kind: "no-breaking-test"; readonly id: string }
  | { readonly kind: "one-title-for-both"; readonly id: string; readonly title: string }
  | { readonly kind: "met-and-awaiting"; readonly id: string; readonly awaits: string }
  | { readonly kind: "part-without-rest"; readonly id: string }
  | { readonly kind: "hazard-unlinked"; readonly id: string }
  | { readonly kind: "hazard-unknown"; readonly id: string; readonly hazard: string }
  | { readonly kind: "source-unknown"; readonly id: string; readonly source: string }
  | { readonly kind: "source-unused"; readonly id: string }
  | { readonly kind: "proposal-not-in-text"; readonly id: string; readonly proposal: string }
  | { readonly kind: "id-repeated"; readonly id: string }
  | { readonly kind: "id-missing"; readonly id: string }
  | { readonly kind: "tag-orphan"; readonly id: string; readonly file: string; line: number }
  | { readonly kind: "tag-malformed"; readonly id: string; readonly file: string; line: number };

/** What a requirement that claims to be met, wholly or in part, has to show. */
const untested = ({ id, status, holds, breaks }: TracedRequirement): readonly Gap[] => {
  if (status === "open") return [];
  const both = holds.find(({ title }) => breaks.some((each) => each.title === title));
  return [
    ...(holds.length === 0 ? [{ kind: "no-holding-test", id } as const] : []),
    ...(breaks.length === 0 ? [{ kind: "no-breaking-test", id } as const] : []),
    ...(both === undefined ? [] : [{ kind: "one-title-for-both", id, title: both.title } as const]),
  ];
};

/** A part says which it is and who meets the rest; what is met awaits nobody. */
const unplaced = ({ id, status, awaits, note }: Requirement): readonly Gap[] => {
  const whole = awaits === undefined || note === undefined;
  switch (status) {
    case "met":
      return awaits === undefined ? [] : [{ kind: "met-and-awaiting", id, awaits }];
    case "part":
      return whole ? [{ kind: "part-without-rest", id }] : [];
    case "open":
      return [];
  }
};

const misproposed = ({ id, text, proposals = [] }: Requirement): readonly Gap[] =>
  proposals
    .filter((proposal) => !text.includes(proposal))
    .map((proposal) => ({ kind: "proposal-not-in-text", id, proposal }));

const unlinked = (file: SafetyFile, { hazards }: Matrix): readonly Gap[] => {
  const knownHazards = new Set(file.hazards.map(({ id }) => id));
  const knownSources = new Set(file.sources.map(({ id }) => id));
  const used = new Set(requirementsOf(file).flatMap(({ sources = [] }) => sources));
  const links = requirementsOf(file).flatMap(({ id, hazards: own, sources = [] }): Gap[] => [
    ...own
      .filter((hazard) => !knownHazards.has(hazard))
      .map((hazard): Gap => ({ kind: "hazard-unknown", id, hazard })),
    ...sources
      .filter((source) => !knownSources.has(source))
      .map((source): Gap => ({ kind: "source-unknown", id, source })),
  ]);
  return [
    ...links,
    ...hazards
      .filter(({ requirements }) => requirements.length === 0)
      .map(({ id }): Gap => ({ kind: "hazard-unlinked", id })),
    ...[...knownSources]
      .filter((id) => !used.has(id))
      .map((id): Gap => ({ kind: "source-unused", id })),
  ];
};

const numbered = (prefix: string, digits: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => prefix + String(index + 1).padStart(digits, "0"));

/** Ids never go away: a gap in the numbers is one in the file. The first sets were counted. */
const EXPECTED = [...numbered("REQ-", 3, 100), ...numbered("H-", 2, 36)];

const misnumbered = (file: SafetyFile): readonly Gap[] => {
  const ids = [...requirementsOf(file), ...file.hazards, ...file.sources].map(({ id }) => id);
  const known = new Set(ids);
  return [
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id): Gap => ({ kind: "id-repeated", id })),
    ...EXPECTED.filter((id) => !known.has(id)).map((id): Gap => ({ kind: "id-missing", id })),
  ];
};

const mistagged = (file: SafetyFile, { tags, strays }: Tags): readonly Gap[] => {
  const known = new Set(requirementsOf(file).map(({ id }) => id));
  const orphans = tags.filter(({ requirement }) => !known.has(requirement));
  return [
    ...orphans.map(
      ({ requirement, file: path, line }): Gap => ({
        kind: "tag-orphan",
        id: requirement,
        file: path,
        line,
      }),
    ),
    ...strays.map(
      ({ read, file: path, line }): Gap => ({ kind: "tag-malformed", id: read, file: path, line }),
    ),
  ];
};

/** Every gap between hazards, requirements and tests. */
export const gapsOf = (file: SafetyFile, tags: Tags): readonly Gap[] => {
  const matrix = matrixOf(file, tags.tags);
  return [
    ...misnumbered(file),
    ...unlinked(file, matrix),
    ...matrix.requirements.flatMap((each) => [
      ...untested(each),
      ...unplaced(each),
      ...misproposed(each),
    ]),
    ...mistagged(file, tags),
  ];
};
