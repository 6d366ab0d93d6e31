// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/incidents.md` from `scenarios/`: every published incident with what happened to
 * people, what a virtual implant does instead, and what was seen of it.
 *
 *   node tools/documents/incidents.ts
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { sightsOf } from "@cisterna/world";
import { readIncident } from "../../packages/cli/src/incident/file.ts";

const FOLDER = new URL("../../scenarios/", import.meta.url);

const INTRODUCTION = `# Published incidents

Written by \`node tools/documents/incidents.ts\` from [scenarios/](../scenarios/); a test sees
that it is up to date and lives through every one of them.

Each file tells what was published about a pump and what happened to people, in our words and
with its source in [safety.md](safety.md). Then a virtual implant lives through the same, and
what must be seen of it is looked for: \`./cisterna replay scenarios/unfinished-update.yaml\`. A
pump that makes the mistake of a story does not pass it. These are stories about software;
nothing here says that a real pump would behave so.
`;

/** The section of one file. Breaks if: it cannot be read, or something is not seen. */
const sectionOf = (name: string): string => {
  const reading = readIncident(readFileSync(new URL(name, FOLDER), "utf8"));
  if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.refusals, null, 2)}`);
  const { file, incident } = reading.value;
  const sights = sightsOf(incident).map(
    ({ that, holds, found }) => `- ${holds ? "" : "**not seen:** "}${that} *(${found})*`,
  );
  return [
    `## ${file.incident}`,
    [
      `[${name}](../scenarios/${name}) · hazards ${file.hazards.join(", ")}`,
      `requirements ${file.requirements.join(", ")}`,
      `sources ${file.sources.map((id) => `\`${id}\``).join(", ")}`,
    ].join(" · "),
    file.published,
    file.people,
    file.here,
    `Seen:\n\n${sights.join("\n")}`,
  ].join("\n\n");
};

/** The text of `docs/incidents.md`. */
export const incidentsDocument = (): string => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));
  return `${[INTRODUCTION.trim(), ...names.toSorted().map(sectionOf)].join("\n\n")}\n`;
};

if (import.meta.main) {
  writeFileSync(new URL("../../docs/incidents.md", import.meta.url), incidentsDocument());
}
