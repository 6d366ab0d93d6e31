// SPDX-License-Identifier: Apache-2.0
/**
 * Folders: where a study's results stand. A manifest says which study with which parameters;
 * chunks stand beside it, each written whole or not at all (to another name, then renamed). So
 * whatever ends a run, what stands there is right, and the next run goes on from it.
 */
import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { accepted, type Result, refused } from "@cisterna/quantity";
import { bytesOf, CHUNK, chunksOf, extentOf, isWhole } from "./chunk.ts";
import type { Design } from "./design.ts";
import type { Study } from "./study.ts";

/** What a folder says of itself. */
type Manifest = {
  readonly format: 1;
  /** Hash of the study, comments and lay-out of its file left out. */
  readonly study: string;
  readonly parameters: string;
  readonly members: number;
  readonly chunk: number;
  /** The file as it was written, for the report. */
  readonly text: string;
};

/** Why results cannot be written to a folder, or read from it. `path` is the folder. */
export type FolderRefusal = { readonly path: string } & (
  | { readonly kind: "folder-not-empty" | "no-study-there" }
  | {
      readonly kind: "study-changed" | "parameters-changed";
      readonly asked: string;
      readonly found: string;
    }
  | { readonly kind: "disk-too-small"; readonly asked: number; readonly limit: number }
  | { readonly kind: "study-unfinished"; readonly asked: number; readonly found: number }
);

const MANIFEST = "study.json";
const CHUNKS = "chunks";

const written = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? String(value) : value;

/** Hash of a study: the same for the same study, however its file is laid out. */
const hashOf = (study: Study): string =>
  createHash("sha256").update(JSON.stringify(study, written)).digest("hex").slice(0, 32);

const manifestOf = (design: Design, text: string): Manifest => ({
  format: 1,
  study: hashOf(design.study),
  parameters: design.parameters,
  members: design.study.population.members,
  chunk: CHUNK,
  text,
});

/** Writes a file whole or not at all. */
export const writeWhole = (path: string, content: Uint8Array | string): void => {
  const draft = `${path}.part`;
  writeFileSync(draft, content);
  renameSync(draft, path);
};

/** The manifest of a folder, or null if it has none. */
const manifestIn = (folder: string): Manifest | null => {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")) as Manifest;
  } catch {
    return null;
  }
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** The file of a chunk. */
export const chunkFile = (folder: string, chunk: number): string =>
  join(folder, CHUNKS, `${String(chunk).padStart(6, "0")}.bin`);

const isThere = (design: Design, folder: string, chunk: number): boolean => {
  try {
    return isWhole(readFileSync(chunkFile(folder, chunk)), extentOf(design, chunk));
  } catch {
    return false;
  }
};

/** Chunks that are still to be carried out, in order. */
const missingIn = (design: Design, folder: string): readonly number[] =>
  Array.from({ length: chunksOf(design) }, (_, chunk) => chunk).filter(
    (chunk) => !isThere(design, folder, chunk),
  );

/** Bytes that a study's tables may take beside its chunks: text is three times its numbers. */
const TABLES = 3;

/** Bytes that these chunks and the tables will take. */
const bytesFor = (design: Design, chunks: readonly number[]): number => {
  const { members } = design.study.population;
  const numbers = members * (design.arms.length * (design.aims.length + 3) + 10);
  return (
    chunks.reduce((sum, chunk) => sum + bytesOf(extentOf(design, chunk)), 0) + 8 * TABLES * numbers
  );
};

/** Free bytes where a folder stands or will stand. */
const freeAt = (folder: string): number => {
  let place = resolve(folder);
  while (namesIn(dirname(place)).length > 0 && namesIn(place).length === 0) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize;
};

/** What has to stand in the folder: nothing, or this study's results. */
const standing = (folder: string, manifest: Manifest): readonly FolderRefusal[] => {
  const found = manifestIn(folder);
  const path = folder;
  if (found === null)
    return namesIn(folder).length === 0 ? [] : [{ kind: "folder-not-empty", path }];
  if (found.study !== manifest.study)
    return [{ kind: "study-changed", path, asked: manifest.study, found: found.study }];
  const { parameters: asked } = manifest;
  return found.parameters === asked
    ? []
    : [{ kind: "parameters-changed", path, asked, found: found.parameters }];
};

/**
 * Makes a folder ready for a study and says which chunks are still missing.
 * Refuses: a folder with something else in it, another study's results, and less space than the
 * results will take; then nothing has been written.
 */
export const openFolder = (
  folder: string,
  design: Design,
  text: string,
): Result<readonly number[], FolderRefusal> => {
  const manifest = manifestOf(design, text);
  const [wrong] = standing(folder, manifest);
  if (wrong !== undefined) return refused(wrong);
  const missing = missingIn(design, folder);
  const [asked, limit] = [bytesFor(design, missing), freeAt(folder)];
  if (asked > limit) return refused({ kind: "disk-too-small", path: folder, asked, limit });
  mkdirSync(join(folder, CHUNKS), { recursive: true });
  for (const name of namesIn(join(folder, CHUNKS))) {
    if (name.endsWith(".part")) rmSync(join(folder, CHUNKS, name));
  }
  if (manifestIn(folder) === null) {
    writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  }
  return accepted(missing);
};

/** The text of the study whose results stand in a folder. Refuses: where there is none. */
export const studyTextIn = (folder: string): Result<string, FolderRefusal> => {
  const found = manifestIn(folder);
  return found === null ? refused({ kind: "no-study-there", path: folder }) : accepted(found.text);
};

/** Refuses: results of another study or parameters, and results that are not all there. */
export const wholeIn = (folder: string, design: Design): readonly FolderRefusal[] => {
  const [first] = standing(folder, manifestOf(design, ""));
  if (first !== undefined) return [first];
  const asked = chunksOf(design);
  const found = asked - missingIn(design, folder).length;
  return found === asked ? [] : [{ kind: "study-unfinished", path: folder, asked, found }];
};
