// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/soup.md` from the lock file and the last review of what is known to be wrong.
 *
 *   node tools/documents/soup.ts
 */
import { writeFileSync } from "node:fs";
import {
  askedToRun,
  type Review,
  readLock,
  readManifests,
  readReview,
  type Soup,
  soupOf,
} from "../soup.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const reviewText = ({ reviewed, asked, packages }: Review): string =>
  [
    `Reviewed on ${reviewed}. What was asked:`,
    asked.map((each) => `- ${each}`).join("\n"),
    table(
      ["package", "version", "what was found"],
      packages.map((each) => [each.package, each.version, each.found.trim().replaceAll("\n", " ")]),
    ),
  ].join("\n\n");

const rows = (all: readonly Soup[]): readonly (readonly string[])[] =>
  all.map(({ name, version, licence }) => [name, version, licence]);

const HEAD = ["package", "version", "licence"];

/** The page. */
export const soupDocument = (): string => {
  const all = soupOf(readLock());
  const running = all.filter(({ building }) => !building);
  const building = all.filter((each) => each.building);
  const direct = askedToRun(readManifests()).size;
  return [
    "# Software of unknown provenance",
    `Written by \`node tools/documents/soup.ts\` from \`package-lock.json\` and
[safety/soup.yaml](../safety/soup.yaml); a test sees that it is up to date. Why each package that
we ask for is there, and how we would leave it, stands in the [dependencies](dependencies.md).
\`node tools/sbom.ts\` writes the same list as CycloneDX 1.6, with hashes; \`./test\` writes it to
\`out/sbom.json\`.`,
    "## What is known to be wrong with it",
    reviewText(readReview()),
    "## In the running program",
    `${direct} packages are asked for, ${running.length} come.`,
    table(HEAD, rows(running)),
    "## To build and test",
    `${building.length} packages.`,
    table(HEAD, rows(building)),
    "",
  ].join("\n\n");
};

if (import.meta.main) {
  writeFileSync(new URL("../../docs/soup.md", import.meta.url), soupDocument());
}
