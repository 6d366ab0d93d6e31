// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { fuzzDecoder, fuzzImages, fuzzSession } from "./fuzz.ts";

const RUNS = Number(process.env["CISTERNA_RUNS"] ?? 20_000);

test("[REQ-080 holds] spoiled bytes at the decoder: nothing thrown, one form for each", () => {
  const { refused, understood } = fuzzDecoder(RUNS * 20, 1);
  expect(refused).toBeGreaterThan(understood);
});

test("[REQ-080 holds] [REQ-087 holds] spoiled frames in sessions: no effect, no growth", () => {
  const { runs } = fuzzSession(RUNS, 2);
  expect(runs).toBe(RUNS);
});

test("[REQ-087 holds] spoiled contents at the self-test: no break, no effect", () => {
  const { refused, understood } = fuzzImages(RUNS, 3);
  expect(understood).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});
