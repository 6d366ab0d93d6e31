// SPDX-License-Identifier: Apache-2.0
/**
 * Chunks: some members, all regimens, all numbers; what a thread works on at a time and what one
 * file holds. Members are always cut at the same places, so a chunk is the same bytes whoever made
 * it. On disk: the outcomes, the balances, the course, and a hash over all of them.
 */
import { createHash } from "node:crypto";
import {
  batch,
  drugIn,
  type Kernel,
  type Member,
  memberAt,
  neuraxis,
  type Outcome,
  personOf,
  REFERENCE_GRID,
} from "@cisterna/body";
import { assert } from "@cisterna/quantity";
import type { Aim, Arm, Design } from "./design.ts";
import { readingOf } from "./reading.ts";

/** Members of a chunk; the last one of a study may have fewer. A multiple of the kernel's four. */
export const CHUNK = 64;

/** How many numbers a chunk has of each kind. */
export type Extent = {
  readonly members: number;
  readonly arms: number;
  readonly aims: number;
  readonly sites: number;
  readonly times: number;
};

/** The numbers of a chunk. */
type Chunk = {
  /** By regimen, outcome, member. */
  readonly outcomes: Float64Array;
  /** What is missing or too much of the dose, by regimen, member. */
  readonly balances: Float64Array;
  /** mcg/mL by regimen, site, member, time; single precision is far finer than the tolerance. */
  readonly course: Float32Array;
};

/** Chunks of a study. */
export const chunksOf = ({ study }: Design): number => Math.ceil(study.population.members / CHUNK);

/** The extent of a chunk. */
export const extentOf = (design: Design, chunk: number): Extent => ({
  members: Math.min(CHUNK, design.study.population.members - chunk * CHUNK),
  arms: design.arms.length,
  aims: design.aims.length,
  sites: design.course.sites.length,
  times: design.course.times.length,
});

const HASH_BYTES = 32;

/** Numbers of a chunk by kind. */
const countsOf = ({ members, arms, aims, sites, times }: Extent) => ({
  outcomes: arms * aims * members,
  balances: arms * members,
  course: arms * sites * members * times,
});

/** Bytes of a chunk's file. */
export const bytesOf = (extent: Extent): number => {
  const { outcomes, balances, course } = countsOf(extent);
  return 8 * (outcomes + balances) + 4 * course + HASH_BYTES;
};

/** Where the course of a regimen at a site begins in the file, and its length in bytes. */
export const courseSlice = (
  extent: Extent,
  { arm, site }: { readonly arm: number; readonly site: number },
): { readonly from: number; readonly bytes: number } => {
  const { outcomes, balances } = countsOf(extent);
  const bytes = 4 * extent.members * extent.times;
  return { from: 8 * (outcomes + balances) + bytes * (arm * extent.sites + site), bytes };
};

/** Where the outcomes of a regimen begin in the file, and the length of one of them in bytes. */
export const outcomeSlice = (
  extent: Extent,
  { arm, aim }: { readonly arm: number; readonly aim: number },
): { readonly from: number; readonly bytes: number } => {
  const bytes = 8 * extent.members;
  return { from: bytes * (arm * extent.aims + aim), bytes };
};

/** Where the balances of all regimens lie in the file. */
export const balanceSlice = (extent: Extent): { readonly from: number; readonly bytes: number } => {
  const { outcomes, balances } = countsOf(extent);
  return { from: 8 * outcomes, bytes: 8 * balances };
};

/** Carries out a chunk. */
export const chunkOf = (design: Design, place: number, kernel: Kernel): Uint8Array => {
  const extent = extentOf(design, place);
  const counts = countsOf(extent);
  const chunk: Chunk = {
    outcomes: new Float64Array(counts.outcomes),
    balances: new Float64Array(counts.balances),
    course: new Float32Array(counts.course),
  };
  design.arms.forEach((arm, at) => {
    const members = peopleIn(design, arm, { from: place * CHUNK, count: extent.members });
    batch(members, arm.trial, kernel).forEach((found, member) => {
      keep(design, chunk, { extent, arm: at, member, found });
    });
  });
  return sealed(chunk);
};

const peopleIn = (
  { study }: Design,
  { drug, inflow }: Arm,
  { from, count }: { readonly from: number; readonly count: number },
): readonly Member[] =>
  Array.from({ length: count }, (_, at): Member => {
    const traits = memberAt(study.population.seed, from + at);
    const person = personOf(traits);
    assert(person.ok, "a member that was drawn is a person", { member: from + at });
    return [neuraxis(person.value, drugIn(drug, traits), { ...REFERENCE_GRID, inflow })];
  });

type Kept = {
  readonly extent: Extent;
  readonly arm: number;
  readonly member: number;
  readonly found: Outcome;
};

const keep = (design: Design, chunk: Chunk, { extent, arm, member, found }: Kept): void => {
  const { members, aims, sites, times } = extent;
  const { concentrations, balanceError } = found;
  design.aims.forEach((aim, at) => {
    chunk.outcomes[(arm * aims + at) * members + member] = outcomeIn(design, aim, concentrations);
  });
  chunk.balances[arm * members + member] = balanceError;
  design.course.sites.forEach((site, at) => {
    const into = ((arm * sites + at) * members + member) * times;
    design.course.times.forEach((time, index) => {
      chunk.course[into + index] = concentrations[site * design.hours.length + time] ?? 0;
    });
  });
};

const outcomeIn = ({ hours }: Design, aim: Aim, concentrations: Float64Array): number =>
  readingOf(
    aim.reading,
    aim.times.map((time) => hours[time] ?? 0),
    aim.times.map((time) => concentrations[aim.site * hours.length + time] ?? 0),
  );

const bytesIn = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const hashOf = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

const sealed = ({ outcomes, balances, course }: Chunk): Uint8Array => {
  const parts = [outcomes, balances, course].map(bytesIn);
  return new Uint8Array(Buffer.concat([...parts, hashOf(parts)]));
};

/** Whether bytes are a whole chunk of this extent, as it was sealed. */
export const isWhole = (bytes: Uint8Array, extent: Extent): boolean => {
  if (bytes.length !== bytesOf(extent)) return false;
  const body = bytes.subarray(0, -HASH_BYTES);
  return Buffer.compare(hashOf([body]), bytes.subarray(-HASH_BYTES)) === 0;
};
