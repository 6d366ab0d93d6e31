// SPDX-License-Identifier: Apache-2.0
/** The repository on disk as sources: everything but what .gitignore names by folder, and .git. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Source, source } from "./source.ts";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const BINARY = /\.(png|jpe?g|gif|pdf|woff2?|ico|gz|zip)$/;

const ignoredFolders = (): ReadonlySet<string> => {
  const lines = readFileSync(`${ROOT}.gitignore`, "utf8").split("\n");
  const folders = lines.filter((line) => line.endsWith("/")).map((line) => line.slice(0, -1));
  return new Set([".git", ...folders]);
};

const pathsUnder = (folder: string, ignored: ReadonlySet<string>): readonly string[] =>
  readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    if (entry.isFile()) return [folder + entry.name];
    if (!entry.isDirectory()) return [];
    return pathsUnder(`${folder}${entry.name}/`, ignored);
  });

const read = (path: string): string => (BINARY.test(path) ? "" : readFileSync(ROOT + path, "utf8"));

/** Every file of the repository, parsed where it is TypeScript. */
export const readTree = (): readonly Source[] =>
  pathsUnder("", ignoredFolders()).map((path) => source(path, read(path)));
