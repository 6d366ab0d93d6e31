// SPDX-License-Identifier: Apache-2.0
/** Mutated case files: exit status 0, 1 or 2 only, every refusal with its place. */
import { expect, test } from "vitest";
import { brokenPromise, exampleCases, survey } from "../../../tools/long/mutate-cases.ts";
import { mutant } from "../../../tools/long/mutation.ts";
import { FULL_CASE } from "./case-sample.ts";

const SAMPLES = [...exampleCases(), FULL_CASE];

test("2,000 mutants end in 0, 1 or 2 and every refusal names its place", async () => {
  const found = await survey({ samples: SAMPLES, cases: 2000, seed: 7 });
  expect(found.broken).toEqual([]);
  expect([...found.statuses.keys()].toSorted()).toEqual([0, 1, 2]);
  expect(found.kinds.size).toBeGreaterThan(30);
});

test("the same seed gives the same mutants", () => {
  for (const n of [0, 1, 99]) expect(mutant(SAMPLES, 5, n)).toBe(mutant(SAMPLES, 5, n));
  expect(mutant(SAMPLES, 5, 0)).not.toBe(mutant(SAMPLES, 6, 0));
});

test("a command that broke a promise is caught", () => {
  const placed = { kind: "no-flow", path: "prescription", line: 1, column: 1 };
  expect(brokenPromise(1, { refusals: [placed] }, "")).toBeNull();
  expect(brokenPromise(3, {}, "Broken invariant: x\n")).toBe("Broken invariant: x");
  expect(brokenPromise(1, {}, "")).toBe("status 1 without a refusal");
  expect(brokenPromise(0, { refusals: [placed] }, "")).toBe("status 0 with a refusal");
  expect(brokenPromise(2, { refusals: [{ ...placed, path: "" }] }, "")).toBe(
    "a no-flow without a place",
  );
  expect(brokenPromise(2, { refusals: [{ ...placed, line: 0 }] }, "")).toBe(
    "a no-flow without a place",
  );
});
