// SPDX-License-Identifier: Apache-2.0
/** The validation's own promises. What it finds is in docs/validation.md, which a test keeps. */
import { describe, expect, test } from "vitest";
import {
  BESIDE,
  type Expected,
  judged,
  judgedBeside,
  MEASUREMENTS,
  MISSES,
  referenceSetting,
  SIDES,
  STUDIES,
  scoreOf,
  settingName,
  validate,
} from "../src/index.ts";

const verdicts = validate();
const met = (expected: Expected, answer: number): boolean => judged(expected, answer).met;

describe("the validation", () => {
  test("has every measurement, in order, and drops none", () => {
    expect(verdicts.map(({ measurement }) => measurement)).toEqual(MEASUREMENTS);
    for (const { values, side, measurement } of verdicts) {
      expect(values.length).toBe(side.side === "outside" ? 0 : measurement.expected.length);
    }
  });

  test("carries out every paper of the split but those that say why not", () => {
    const inside = Object.entries(SIDES).filter(([, { side }]) => side !== "outside");
    expect(Object.keys(STUDIES).toSorted()).toEqual(inside.map(([paper]) => paper).toSorted());
  });

  test("gets every order right", () => {
    expect(scoreOf(verdicts, "held-out", "ordering")).toEqual({ met: 4, of: 4 });
  });

  test("meets every number that it was fitted to", () => {
    const { met: kept, of } = scoreOf(verdicts, "training", "quantitative");
    expect(kept).toBe(of);
  });

  test("has a word for every miss, and for nothing else", () => {
    const missed = verdicts.filter((each) => each.met === false && each.side.side !== "input");
    expect(Object.keys(MISSES).toSorted()).toEqual(
      missed.map(({ measurement }) => measurement.id).toSorted(),
    );
  });

  test("gives back its inputs within a twentieth, where it models them", () => {
    const inputs = verdicts.filter(({ side }) => side.side === "input");
    const ratios = inputs.flatMap(({ measurement: { id }, values }) =>
      id === "duraclon-csf" ? [] : values.flatMap(({ ratio }) => ratio ?? []),
    );
    expect(ratios.length).toBeGreaterThan(9);
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });

  test("shows what stands beside the collection, and counts it on no side", () => {
    const ids = new Set(MEASUREMENTS.map(({ id }) => id));
    const shown = judgedBeside();
    expect(shown.map(({ measurement }) => measurement)).toEqual(BESIDE);
    expect(BESIDE.filter(({ id }) => ids.has(id))).toEqual([]);
    expect(shown.every(({ values }) => values.every(({ answer }) => answer !== null))).toBe(true);
  });

  test("names its numbers", () => {
    expect(settingName(referenceSetting)).toMatch(/^adult-reference@[0-9a-f]{16}$/);
  });
});

describe("a value is met", () => {
  test("within a factor of 1.5 either way, and not beyond", () => {
    const number = { value: 10, unit: "min" };
    expect([6.6, 6.7, 15, 15.1].map((answer) => met(number, answer))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("inside the spread that its source prints", () => {
    expect(met({ value: 10, unit: "h", scatter: { kind: "SD", of: 9 } }, 1.5)).toBe(true);
    expect(met({ value: 10, unit: "h", scatter: { kind: "range", of: [2, 90] } }, 85)).toBe(true);
    expect(met({ value: 10, unit: "h", scatter: { kind: "range", of: [2, 90] } }, 91)).toBe(false);
  });

  test("inside a range, at its ends, on its side of a bound, near an order of magnitude", () => {
    expect(met({ value: [4, 5], unit: "h" }, 4)).toBe(true);
    expect(met({ value: [4, 5], unit: "h" }, 5.01)).toBe(false);
    expect(met({ value: 1, unit: "h", bound: "below" }, 0.01)).toBe(true);
    expect(met({ value: 1, unit: "h", bound: "above" }, 0.99)).toBe(false);
    expect(met({ value: 1000, unit: "ratio", magnitude: true }, 320)).toBe(true);
    expect(met({ value: 1000, unit: "ratio", magnitude: true }, 310)).toBe(false);
  });

  test("not if what was waited for never came", () => {
    expect(judged({ value: 10, unit: "min" }, null)).toMatchObject({ met: false, ratio: null });
  });

  test("if an order is as found", () => {
    const order = { value: "a > b", unit: "ordering" };
    expect(judged(order, { found: "a > b", holds: true }).met).toBe(true);
    expect(judged(order, { found: "b > a", holds: false }).met).toBe(false);
  });
});
