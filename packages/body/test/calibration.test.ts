// SPDX-License-Identifier: Apache-2.0
/** The fit's own parts: its bounds, its simplex, what it may see, and that it has been run. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BOUNDS,
  CALIBRATED,
  descend,
  FREE_NAMES,
  fitFrom,
  inside,
  objectiveOf,
  paperOf,
  placeOf,
  residualsOf,
  SIDES,
  startAt,
  TRAINING,
} from "../src/index.ts";

describe("the fit", () => {
  test("sees training measurements and nothing else", () => {
    expect(TRAINING.every(({ id }) => SIDES[paperOf(id) ?? ""]?.side === "training")).toBe(true);
    expect(new Set(residualsOf(CALIBRATED).map(({ id }) => id))).toEqual(
      new Set(TRAINING.map(({ id }) => id)),
    );
  });

  test("stays inside its bounds wherever it walks", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FREE_NAMES),
        fc.double({ min: -30, max: 30, noNaN: true }),
        (name, place) => {
          const value = inside(name, place);
          expect(value).toBeGreaterThanOrEqual(BOUNDS[name].low);
          expect(value).toBeLessThanOrEqual(BOUNDS[name].high);
          if (Math.abs(place) < 8) expect(placeOf(name, value)).toBeCloseTo(place, 4);
        },
      ),
      { seed: 20265, numRuns: 300 },
    );
  });

  test("starts at places that differ", () => {
    const starts = Array.from({ length: 16 }, (_, index) => startAt(index, CALIBRATED));
    expect(new Set(starts.map((start) => JSON.stringify(start))).size).toBe(16);
  });

  test("found values that no small step along one parameter improves much", () => {
    const here = objectiveOf(CALIBRATED);
    for (const name of FREE_NAMES) {
      for (const factor of [0.9, 1.1]) {
        const { low, high } = BOUNDS[name];
        const value = Math.min(Math.max(CALIBRATED[name] * factor, low), high);
        expect(objectiveOf({ ...CALIBRATED, [name]: value })).toBeGreaterThan(here - 0.005);
      }
    }
  });

  test("from somewhere else goes downhill", () => {
    const start = { ...CALIBRATED, mixingEfficiency: CALIBRATED.mixingEfficiency * 3 };
    const { objective } = fitFrom(start, ["mixingEfficiency"], 12);
    expect(objective).toBeLessThan(objectiveOf(start));
  });
});

test("the simplex finds the bottom of a bent valley", () => {
  const valley = ([x = 0, y = 0]: readonly number[]): number =>
    (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  const { place } = descend(valley, { start: [-1.2, 1], edge: 0.5, rounds: 400 });
  expect(place[0]).toBeCloseTo(1, 4);
  expect(place[1]).toBeCloseTo(1, 4);
});
