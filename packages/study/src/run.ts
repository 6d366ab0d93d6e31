// SPDX-License-Identifier: Apache-2.0
/**
 * Running: a study carried out into a folder. In: a study, its text, a folder. Out: the folder
 * filled, or every reason why not. A run that was ended goes on where it was; the files are the
 * same bytes whether it was ended, how often, and by how many threads it was carried out.
 */
import { accepted, type Result } from "@cisterna/quantity";
import { chunksOf } from "./chunk.ts";
import { workOff } from "./crew.ts";
import { type Design, designOf } from "./design.ts";
import { chunkFile, type FolderRefusal, openFolder, writeWhole } from "./folder.ts";
import { openResults, type Results } from "./results.ts";
import type { Study, StudyRefusal } from "./study.ts";
import { writeTables } from "./table.ts";

/** What is run, and where to. */
type StudyRun = {
  readonly study: Study;
  /** The file it was read from, kept for the report. */
  readonly text: string;
  readonly folder: string;
  readonly workers: number;
  /** Hears how far it is, as a share. */
  readonly progress: (share: number) => void;
};

/** What a run left in its folder. */
export type FinishedStudy = {
  readonly results: Results;
  /** Chunks that stood there before. */
  readonly resumed: number;
  readonly chunks: number;
  readonly files: readonly string[];
};

/**
 * Runs a study.
 * Law: a run that was ended at any moment and run again leaves the same bytes as one that was not.
 * Refuses: what cannot be carried out, and a folder that cannot take it; then nothing has run.
 */
export const runStudy = async (
  run: StudyRun,
): Promise<Result<FinishedStudy, StudyRefusal | FolderRefusal>> => {
  const design = designOf(run.study);
  if (!design.ok) return design;
  const missing = openFolder(run.folder, design.value, run.text);
  if (!missing.ok) return missing;
  await carryOut(run, design.value, missing.value);
  const results = openResults(run.folder, design.value);
  if (!results.ok) return results;
  const chunks = chunksOf(design.value);
  return accepted({
    results: results.value,
    resumed: chunks - missing.value.length,
    chunks,
    files: writeTables(run.folder, results.value),
  });
};

const carryOut = (
  { folder, workers, progress }: StudyRun,
  design: Design,
  chunks: readonly number[],
): Promise<void> => {
  const all = chunksOf(design);
  let done = all - chunks.length;
  return workOff({
    design,
    chunks,
    workers,
    took: ({ chunk, bytes }) => {
      writeWhole(chunkFile(folder, chunk), bytes);
      done += 1;
      progress(done / all);
    },
  });
};
