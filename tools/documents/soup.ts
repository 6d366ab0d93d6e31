// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/soup.md` from the lock file and the last review of what is known to be wrong.
 *
 *   node tools/documents/soup.ts
 */
import { writeFileSync } from "node:fs";
import {
  askedToRun,
  broughtAlong,
  type Review,
  readLock,
  readManifests,
  readReview,
  type Soup,
  soupOf,
  unlooked,
} from "../soup.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const foundTable = (found: Review["packages"]): string =>
  table(
    ["package", "version", "what was found"],
    found.map((each) => [each.package, each.version, each.found.trim().replaceAll("\n", " ")]),
  );

const reviewText = (review: Review, along: readonly Soup[]): string =>
  [
    `Reviewed on ${review.reviewed}. What was asked:`,
    review.asked.map((each) => `- ${each}`).join("\n"),
    "### Packages that we ask for",
    foundTable(review.packages),
    "### Packages that they bring along",
    `${along.length - unlooked(review, along).length} of ${along.length} were looked for by their
names. A name that ends in \`-*\` stands for the builds of one package, each for one kind of
machine. None found means that nothing was found where it was looked, and no more than that.`,
    foundTable(review.brought),
  ].join("\n\n");

const rows = (all: readonly Soup[]): readonly (readonly string[])[] =>
  all.map(({ name, version, licence }) => [name, version, licence]);

const HEAD = ["package", "version", "licence"];

/** The same with who wants it, and the hash that it was installed by. */
const runningRows = (
  all: readonly Soup[],
  asked: ReadonlyMap<string, string>,
): readonly (readonly string[])[] =>
  all.map((each) => [
    ...[each.name, each.version, each.licence],
    ...[asked.has(each.name) ? "asked for" : "brought along", `\`${each.integrity}\``],
  ]);

/** The page. */
export const soupDocument = (): string => {
  const all = soupOf(readLock());
  const running = all.filter(({ building }) => !building);
  const building = all.filter((each) => each.building);
  const asked = askedToRun(readManifests());
  return [
    "# Software of unknown provenance",
    `Written by \`node tools/documents/soup.ts\` from \`package-lock.json\` and
[safety/soup.yaml](../safety/soup.yaml); a test sees that it is up to date. Why each package that
we ask for is there, and how we would leave it, stands in the [dependencies](dependencies.md).
\`node tools/sbom.ts\` writes the same list as CycloneDX 1.6, with hashes; \`./test\` writes it to
\`out/sbom.json\`.`,
    "## What is known to be wrong with it",
    reviewText(readReview(), broughtAlong(all, asked)),
    "## In the running program",
    `${asked.size} packages are asked for, ${running.length} come.`,
    table([...HEAD, "why", "integrity"], runningRows(running, asked)),
    "## To build and test",
    `${building.length} packages.`,
    table(HEAD, rows(building)),
    "",
  ].join("\n\n");
};

if (import.meta.main) {
  writeFileSync(new URL("../../docs/soup.md", import.meta.url), soupDocument());
}
