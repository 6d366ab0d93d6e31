// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Climb, climb, type Stepper } from "../src/batch/ladder.ts";

/** A course of decaying parts: what is quick has less left when a step begins later. */
type Part = { readonly rate: number; readonly size: number };

type Walked = { readonly climb: Climb; readonly kept: readonly number[]; readonly asked: number };

const HOURS = 6;
const ALLOWED = 1e-3;

const walked = (parts: readonly Part[], begin: number, before: Climb | null = null): Walked => {
  const kept: number[] = [];
  let [now, asked] = [0, 0];
  const stepper: Stepper = {
    attempt: () => {},
    strain: (step) => {
      asked += 1;
      return parts.reduce(
        (sum, { rate, size }) => sum + size * Math.min(rate * step, 1) ** 3 * Math.exp(-rate * now),
        0,
      );
    },
    keep: (step) => {
      kept.push(step);
      now += step;
    },
  };
  return { climb: climb(stepper, HOURS, { allowed: ALLOWED, begin, before }), kept, asked };
};

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

const part = (rate: number): fc.Arbitrary<Part> =>
  fc.double({ min: 1e-3, max: 3, noNaN: true }).map((size) => ({ rate, size }));
const courses = fc.tuple(part(0.2), part(2), part(40));
const begins = fc.integer({ min: 0, max: 12 });
const seeded = { seed: 20271, numRuns: 300 };

/** The rung that the next climb over such an interval begins on. */
const next = ({ climb: { strides } }: Walked): number => strides[0]?.answer ?? Number.NaN;

describe("a climb", () => {
  test("meets the end of its interval to the bit", () => {
    fc.assert(
      fc.property(courses, begins, (course, begin) => {
        expect(sum(walked(course, begin).kept)).toBe(HOURS);
      }),
      seeded,
    );
  });

  test("that follows takes the same steps and asks three times at most", () => {
    fc.assert(
      fc.property(courses, begins, (course, begin) => {
        const first = walked(course, begin);
        const second = walked(course, next(first));
        const third = walked(course, next(first), second.climb);
        expect(third.kept).toEqual(second.kept);
        expect(third.climb).toBe(second.climb);
        expect(third.asked).toBeLessThanOrEqual(3);
      }),
      seeded,
    );
  });

  test.each([
    ["quick", 2],
    ["slow", 0],
  ])("leaves its leader where something %s is a thousand times as large", (_, place) => {
    const course = [
      { rate: 0.2, size: 0.01 },
      { rate: 2, size: 0.01 },
      { rate: 40, size: 0.01 },
    ];
    const calm = walked(course, next(walked(course, 6)));
    const rough = course.map((each, at) => (at === place ? { ...each, size: 10 } : each));
    const left = walked(rough, next(calm), calm.climb);
    expect(left.climb).not.toBe(calm.climb);
    expect(sum(left.kept)).toBe(HOURS);
    expect(left.kept.length).toBeGreaterThan(calm.kept.length);
  });

  test("whose strain is no number is no climb", () => {
    const course = [{ rate: 1, size: Number.NaN }];
    expect(() => walked(course, 6)).toThrow(/strain of a step/);
  });
});
