// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  ceiling,
  compare,
  digitsOf,
  divide,
  equal,
  floor,
  multiply,
  type Rational,
  rational,
  readDecimal,
  round,
  subtract,
} from "../src/index.ts";

const RUNS = { seed: 7, numRuns: 2000 };
const fraction = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
  )
  .map(([n, d]) => rational(n, d));

describe("rationals", () => {
  test("Law: addition and multiplication are exact and undo themselves", () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(equal(subtract(add(a, b), b), a)).toBe(true);
        if (b.n !== 0n) expect(equal(divide(multiply(a, b), b), a)).toBe(true);
      }),
      RUNS,
    );
  });

  test("Law: floor ≤ value ≤ ceiling, and round is within a half", () => {
    fc.assert(
      fc.property(fraction, (a) => {
        expect(compare(rational(floor(a)), a)).toBeLessThanOrEqual(0);
        expect(compare(rational(ceiling(a)), a)).toBeGreaterThanOrEqual(0);
        const gap = subtract(rational(round(a)), a);
        expect(compare(multiply(gap, gap), rational(1n, 4n))).toBeLessThanOrEqual(0);
      }),
      RUNS,
    );
  });

  test("Law: what was printed in full reads back as the same number", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }),
        fc.integer({ min: 0, max: 9 }),
        (n, places) => {
          const value = rational(n, 10n ** BigInt(places));
          const digits = digitsOf(value);
          expect(digits.exact).toBe(true);
          expect(equal(readDecimal(digits.text) as Rational, value)).toBe(true);
          expect(digits.text).not.toMatch(/\.\d*0$/);
        },
      ),
      RUNS,
    );
  });

  test("a printer that cuts digits instead of rounding would be caught", () => {
    const cut = (value: Rational): string => digitsOf(value, 3).text.slice(0, -1);
    expect(equal(readDecimal(cut(rational(125n, 100n))) as Rational, rational(125n, 100n))).toBe(
      false,
    );
  });
});
