// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/safety.md` from the safety file: what it is and is not, hazards with what answers
 * them, requirements with their standing, and what is open by the package that will meet it.
 */
import { writeFileSync } from "node:fs";
import { readSafety, requirementsOf, type SafetyFile } from "../../packages/cli/src/safety/file.ts";
import { matrixOf, type TracedRequirement } from "../../packages/cli/src/safety/matrix.ts";
import { safetyTexts, testFiles } from "../../packages/cli/src/safety/repository.ts";
import { tagsIn } from "../../packages/cli/src/safety/tag.ts";
import type { RequirementGroup } from "../../packages/cli/src/schema/safety.ts";
import { awaited, severityText } from "../../packages/cli/src/text/en/safety.ts";

const INTRODUCTION = `# Safety

Written by \`node tools/documents/safety.ts\` from [safety/](../safety/) and the titles of the
tests; a test sees that it is up to date.

## What this is, and what it is not

It is the list of the ways in which this therapy has harmed people or could, and of what the
software has to do about each. Every requirement that is called met names tests: some that
**hold** it, and some that **break** it, which means that they run a broken variant and show that
it is caught. A requirement without both fails the build, and so does a hazard that nothing
answers or a test that names a requirement nobody wrote.

It is not a risk analysis of a product. There is no device here: no hardware was assessed, no
clinician has reviewed severities or responses, nobody has judged residual risk, and no conformity
with ISO 14971, ISO 14708-4, IEC 60601-1-8, IEC 60601-2-24, IEC 62304 or any other standard is
claimed. The standards' own texts could mostly not be read; where their ideas are used they come
from the sources named below. Numbers marked † are our own proposals, read in no source.

The list was seeded from published recalls, advisories and research, worded anew, with ids that
stay: nothing is dropped, what is open stands as open with the package that will meet it. In part
means that what these packages can hold is held, and the rest waits for the package named.

\`./cisterna trace\` prints the matrix with the tests, \`./cisterna trace REQ-015\` one
requirement, \`./cisterna trace H-05\` one hazard.
`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The text of a requirement with our own proposals marked. */
const marked = ({ text, proposals = [] }: TracedRequirement): string =>
  proposals.reduce((said, proposal) => said.replace(proposal, `${proposal} †`), text);

const standing = (each: TracedRequirement): string => {
  const who = awaited(each);
  const note = each.note === undefined ? "" : ` ${each.note}`;
  if (who === null) return `met in \`${each.by}\`.`;
  return each.status === "part"
    ? `in part in \`${each.by}\`, the rest in \`${who}\`.${note}`
    : `open: \`${who}\`.`;
};

const groupText = (
  { group, title }: RequirementGroup,
  requirements: readonly TracedRequirement[],
): string => {
  const rows = requirements
    .filter((each) => each.group === group)
    .map((each) => [
      each.id,
      marked(each),
      each.hazards.join(" "),
      each.sources?.map((id) => `\`${id}\``).join(" ") ?? "†",
      standing(each),
    ]);
  const head = ["id", "what has to be so", "hazards", "from", "standing"];
  return `### ${group}. ${title}\n\n${table(head, rows)}`;
};

const openText = (requirements: readonly TracedRequirement[]): string => {
  const holders = [...new Set(requirements.flatMap((each) => awaited(each) ?? []))].toSorted();
  return table(
    ["awaits", "open", "in part"],
    holders.map((holder) => {
      const own = requirements.filter((each) => awaited(each) === holder);
      const ids = (status: string) =>
        own
          .filter((each) => each.status === status)
          .map(({ id }) => id)
          .join(" ");
      return [`\`${holder}\``, ids("open"), ids("part")];
    }),
  );
};

const pageOf = (file: SafetyFile): string => {
  const { requirements, hazards } = matrixOf(file, tagsIn(testFiles()).tags);
  const met = requirements.filter(({ status }) => status === "met").length;
  const part = requirements.filter(({ status }) => status === "part").length;
  return [
    INTRODUCTION,
    "## Hazards",
    "Severity runs from 1 (discomfort) to 5 (death or lasting harm), as we see it.",
    table(
      ["id", "harm", "cause", "severity", "answered by"],
      hazards.map((each) => [
        each.id,
        each.harm,
        each.cause,
        severityText(each),
        each.requirements.join(" "),
      ]),
    ),
    "## Requirements",
    `${requirementsOf(file).length} requirements: ${met} met, ${part} met in part.`,
    ...file.groups.map((group) => groupText(group, requirements)),
    "## What is open",
    openText(requirements),
    "## Sources",
    table(
      ["id", "what", "where", "standing"],
      file.sources.map(({ id, what, where, standing: how }) => [`\`${id}\``, what, where, how]),
    ),
    "",
  ].join("\n\n");
};

/** The text of `docs/safety.md`. Breaks if: the safety file cannot be read. */
export const safetyDocument = (): string => {
  const reading = readSafety(safetyTexts());
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals, null, 2));
  return pageOf(reading.value).replace(/\n+$/, "\n").replaceAll("\n\n\n", "\n\n");
};

if (import.meta.main) {
  writeFileSync(new URL("../../docs/safety.md", import.meta.url), safetyDocument());
}
