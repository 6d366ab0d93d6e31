// SPDX-License-Identifier: Apache-2.0
/** Numbers as people read them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountText, momentOf, numberText, spanText, volumeText } from "../src/format/number.ts";

const DAY = 86_400_000;

describe("a shown number", () => {
  test("has a leading zero, no trailing zero, its unit beside it, and its language's sign", () => {
    expect(amountText(0.05, "mL", "en")).toBe("0.05\u202fmL");
    expect(amountText(0.05, "mL", "es")).toBe("0,05\u202fmL");
    expect(numberText(2, "en")).toBe("2");
    expect(volumeText(37_125_000, "en")).toBe("37.13\u202fmL");
  });
  test("is never off by more than half of its last digit, whatever it is", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (value) => {
        const text = numberText(value, "en");
        const read = Number(text.replaceAll(",", ""));
        expect(text).toMatch(/^[0-9]/);
        expect(text).not.toMatch(/\.[0-9]*0$/);
        expect(Math.abs(read - value) / value).toBeLessThanOrEqual(0.5e-3);
      }),
    );
  });
});

test("spans are told in their two largest units", () => {
  expect(spanText(3 * DAY + 4 * 3_600_000)).toBe("3\u202fd 4\u202fh");
  expect(spanText(3_600_000)).toBe("1\u202fh");
  expect(spanText(12_345)).toBe("12\u202fs");
});

test("the first day is day 1", () => {
  expect(momentOf(0)).toEqual({ day: 1, time: "00:00" });
  expect(momentOf(1.5 * DAY)).toEqual({ day: 2, time: "12:00" });
});
