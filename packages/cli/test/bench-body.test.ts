// SPDX-License-Identifier: Apache-2.0
/** What the contestants of `bench body` are measured by: the error has to find an error. */
import { batch, plainKernel } from "@cisterna/body";
import { expect, test } from "vitest";
import {
  byTime,
  errorOf,
  fileOf,
  HOURS,
  highest,
  membersOf,
  reference,
  sizeOf,
  trialOf,
} from "../src/bench/body/problem.ts";

const members = membersOf(2);
const [first, second] = members;
if (first === undefined || second === undefined) throw new RangeError("two bodies");
const wanted = reference(first);

test("our kernel is right to a thousandth at the tolerance of a hundredth", () => {
  const [outcome] = batch([first], trialOf(members, 1e-2), plainKernel);
  expect(errorOf(byTime(outcome), wanted, first[0])).toBeLessThan(1e-3);
});

test("another body's answer is wrong by more than a hundredth", () => {
  const [outcome] = batch([second], trialOf(members, 1e-2), plainKernel);
  expect(errorOf(byTime(outcome), wanted, first[0])).toBeGreaterThan(1e-2);
});

test("the file for the peers holds every number once", () => {
  const size = sizeOf(first[0]);
  const file = fileOf(members, highest(wanted, first[0]));
  const [fluid, plasma, count, eras, ways, intervals, hours] = file;
  expect([fluid, plasma, count, eras]).toEqual([first[0].tree.size, size - (fluid ?? 0), 2, 2]);
  const bodies = 2 * 2 * 4 * size;
  const shares = 2 * 2 * (ways ?? 0) * (fluid ?? 0);
  const spells = (intervals ?? 0) * (4 + 2 * (ways ?? 0));
  expect(hours).toBe(HOURS.length);
  expect(file.length).toBe(7 + size + bodies + shares + spells + HOURS.length + 2);
  expect(file.every(Number.isFinite)).toBe(true);
});
