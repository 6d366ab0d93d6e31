// SPDX-License-Identifier: Apache-2.0
/**
 * The safety file and the tests of the repository that this command line belongs to, as they lie on
 * disk. The only file of the trace that reads anything.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SafetyText, SafetyTexts } from "./file.ts";
import type { TestFile } from "./tag.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

const textAt = (path: string): SafetyText => ({ path, text: readFileSync(ROOT + path, "utf8") });

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(ROOT + folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => `${entry.parentPath.slice(ROOT.length)}/${entry.name}`.replaceAll("\\", "/"))
    .toSorted();

/** The texts of `safety/`. */
export const safetyTexts = (): SafetyTexts => ({
  hazards: textAt("safety/hazards.yaml"),
  sources: textAt("safety/sources.yaml"),
  groups: filesUnder("safety/requirements").map(textAt),
});

/** Where tests lie, and which files there may carry tags: tests and the tables of their titles. */
const TESTS: readonly (readonly [folder: string, file: RegExp])[] = [
  ["packages", /^packages\/\w+\/test\/.*\.ts$/],
  ["apps", /^apps\/\w+\/test\/.*\.ts$/],
  ["tools", /\.test\.ts$/],
  ["examples", /\.test\.ts$/],
];

/** Every file of the repository that may carry tags. */
export const testFiles = (): readonly TestFile[] =>
  TESTS.flatMap(([folder, file]) => filesUnder(folder).filter((path) => file.test(path))).map(
    textAt,
  );
