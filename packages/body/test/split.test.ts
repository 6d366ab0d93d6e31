// SPDX-License-Identifier: Apache-2.0
/** The split that was written down before the fit: every measurement is placed, none twice. */
import { expect, test } from "vitest";
import { MEASUREMENTS, paperOf, SIDES } from "../src/index.ts";

const of = (side: string, tier?: string) =>
  MEASUREMENTS.filter(
    (each) =>
      SIDES[paperOf(each.id) ?? ""]?.side === side && (tier === undefined || each.tier === tier),
  );

test("every measurement has one id and stands on one side", () => {
  expect(new Set(MEASUREMENTS.map(({ id }) => id)).size).toBe(MEASUREMENTS.length);
  expect(MEASUREMENTS.filter(({ id }) => paperOf(id) === null)).toEqual([]);
});

test("every paper of the split has a measurement", () => {
  const used = new Set(MEASUREMENTS.map(({ id }) => paperOf(id)));
  expect(Object.keys(SIDES).filter((paper) => !used.has(paper))).toEqual([]);
});

test("no paper is on both sides", () => {
  const sources = (side: string) => new Set(of(side).map(({ source }) => source));
  expect([...sources("training")].filter((each) => sources("held-out").has(each))).toEqual([]);
});

test("at least a third is held out, of all and of what is quantitative", () => {
  const share = (tier?: string) =>
    of("held-out", tier).length / (of("held-out", tier).length + of("training", tier).length);
  expect(share()).toBeGreaterThanOrEqual(1 / 3);
  expect(share("quantitative")).toBeGreaterThanOrEqual(1 / 3);
});
