// SPDX-License-Identifier: Apache-2.0
/**
 * Results: what stands in a finished folder, read a column at a time. A study of a hundred
 * thousand people is larger than memory should be; one outcome, or the course at one site, is not.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { type Band, bandOf } from "@cisterna/body";
import { accepted, type Result, refused } from "@cisterna/quantity";
import {
  balanceSlice,
  CHUNK,
  chunksOf,
  courseSlice,
  type Extent,
  extentOf,
  outcomeSlice,
} from "./chunk.ts";
import type { Design } from "./design.ts";
import { chunkFile, type FolderRefusal, wholeIn } from "./folder.ts";

/** Results of a study. */
export type Results = {
  readonly design: Design;
  /** An outcome of a regimen, by member. */
  readonly outcome: (arm: number, aim: number) => Float64Array;
  /** The course of a regimen at a site of the course, as a band at each of its times. */
  readonly course: (arm: number, site: number) => readonly Band[];
  /** The worst imbalance of mass over all members and regimens, as a share of the dose. */
  readonly worstBalance: () => number;
};

type Slice = { readonly from: number; readonly bytes: number };

/** A slice of each chunk's file, in order of the chunks. */
const slicesOf = (
  folder: string,
  design: Design,
  sliceIn: (extent: Extent) => Slice,
): readonly { readonly chunk: number; readonly extent: Extent; readonly bytes: ArrayBuffer }[] =>
  Array.from({ length: chunksOf(design) }, (_, chunk) => {
    const extent = extentOf(design, chunk);
    const { from, bytes } = sliceIn(extent);
    const into = new ArrayBuffer(bytes);
    const file = openSync(chunkFile(folder, chunk), "r");
    try {
      readSync(file, new Uint8Array(into), 0, bytes, from);
    } finally {
      closeSync(file);
    }
    return { chunk, extent, bytes: into };
  });

const outcomeIn = (
  folder: string,
  design: Design,
  which: { readonly arm: number; readonly aim: number },
): Float64Array => {
  const values = new Float64Array(design.study.population.members);
  for (const { chunk, bytes } of slicesOf(folder, design, (extent) => outcomeSlice(extent, which)))
    values.set(new Float64Array(bytes), chunk * CHUNK);
  return values;
};

const courseIn = (
  folder: string,
  design: Design,
  which: { readonly arm: number; readonly site: number },
): readonly Band[] => {
  const times = design.course.times.length;
  const slices = slicesOf(folder, design, (extent) => courseSlice(extent, which));
  const courses = slices.map(({ bytes }) => new Float32Array(bytes));
  const column = new Float64Array(design.study.population.members);
  return Array.from({ length: times }, (_, time) => {
    courses.forEach((values, chunk) => {
      const members = values.length / times;
      for (let member = 0; member < members; member += 1)
        column[chunk * CHUNK + member] = values[member * times + time] ?? 0;
    });
    return bandOf(column);
  });
};

const worstIn = (folder: string, design: Design): number =>
  slicesOf(folder, design, balanceSlice).reduce(
    (worst, { bytes }) =>
      new Float64Array(bytes).reduce((most, each) => Math.max(most, each), worst),
    0,
  );

/** The results in a folder. Refuses: results of another study, and results not all there. */
export const openResults = (folder: string, design: Design): Result<Results, FolderRefusal> => {
  const [first, ...rest] = wholeIn(folder, design);
  if (first !== undefined) return refused(first, ...rest);
  return accepted({
    design,
    outcome: (arm, aim) => outcomeIn(folder, design, { arm, aim }),
    course: (arm, site) => courseIn(folder, design, { arm, site }),
    worstBalance: () => worstIn(folder, design),
  });
};
