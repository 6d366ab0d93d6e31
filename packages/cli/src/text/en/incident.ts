// SPDX-License-Identifier: Apache-2.0
/** An incident as a page: what was published, what happened, what is done here, what was seen. */
import type { Sight } from "@cisterna/world";
import type { Told } from "../../incident/file.ts";

const WIDTH = 96;

/** Words in lines of a page's width, indented. */
const wrapped = (text: string, indent: string): string => {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== "" && line.length + word.length + 1 > WIDTH) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join("\n");
};

const part = (title: string, text: string): string => `${title}\n${wrapped(text, "  ")}`;

const sightText = ({ that, holds, found }: Sight): string =>
  holds ? wrapped(that, "  + ") : `${wrapped(that, "  ! ")}\n    found: ${found}`;

/** The page of an incident that was lived through. */
export const incidentText = ({ file }: Told, sights: readonly Sight[]): string => {
  const missed = sights.filter(({ holds }) => !holds).length;
  return [
    file.incident,
    `  hazards ${file.hazards.join(" ")}; requirements ${file.requirements.join(" ")}`,
    `  published in ${file.sources.join(", ")}`,
    "",
    part("Published", file.published),
    part("People", file.people),
    part("Here", file.here),
    "Seen",
    ...sights.map(sightText),
    "",
    missed === 0 ? "Everything was seen." : `${missed} of ${sights.length} were not seen.`,
    "",
  ].join("\n");
};
