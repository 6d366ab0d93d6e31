// SPDX-License-Identifier: Apache-2.0
/** Recount: what quantities print is found right, and a slip of any of its numbers is found. */
import { massIn, minus, print, quantity, total } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMassOf, isSumOf } from "../src/index.ts";

const decimal = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => (digits / 10 ** places).toFixed(places));

const strength = fc
  .tuple(decimal, fc.constantFrom("mg/mL", "mcg/mL"))
  .map(([number, unit]) => `${number} ${unit}`);

const unitOf = (text: string): string => (text.endsWith("mcg/mL") ? "mcg" : "mg");

describe("a product", () => {
  test("of printed numbers is found right, and ten times of it wrong", () => {
    fc.assert(
      fc.property(strength, decimal, (c, v) => {
        const mass = massIn(quantity(`${v} mL`, "volume"), quantity(c, "concentration"));
        const [shown, unit] = [print(mass, unitOf(c)), unitOf(c)];
        expect(isMassOf(c, `${v} mL`, shown)).toBe(true);
        const [number = ""] = shown.replace("≈ ", "").split(" ");
        for (const wrong of [Number(number) * 10, Number(number) / 10]) {
          expect(isMassOf(c, `${v} mL`, `≈ ${wrong.toFixed(9)} ${unit}`)).toBe(false);
        }
        expect(isMassOf(c, `${v} mL`, `${number} ${unit === "mg" ? "mcg" : "mg"}`)).toBe(false);
      }),
    );
  });

  test("is exact where nothing was rounded", () => {
    expect(isMassOf("10 mg/mL", "20 mL", "200 mg")).toBe(true);
    expect(isMassOf("10 mg/mL", "20 mL", "200.001 mg")).toBe(false);
    expect(isMassOf("3 mg/mL", "≈ 6.66667 mL", "20 mg")).toBe(true);
    expect(isMassOf("3 mg/mL", "≈ 6.67 mL", "20 mg")).toBe(false);
  });

  test("of what cannot be read is never right", () => {
    for (const [c, v, m] of [
      ["10", "20 mL", "200 mg"],
      ["10 mg/mL", "20 ml", "200 mg"],
      ["10 mg/mL", "20 mL", "2e2 mg"],
      ["10 mg/mL", "20 mL", ""],
    ] as const) {
      expect(isMassOf(c, v, m)).toBe(false);
    }
  });
});

/** A volume that a syringe shows. */
const part = fc.integer({ min: 1, max: 9999 }).map((digits) => (digits / 100).toFixed(2));

describe("a sum", () => {
  test("of printed parts is found right, and a part left out is found", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), part, (parts, rest) => {
        const volumes = [...parts, rest].map((each) => quantity(`${each} mL`, "volume"));
        const whole = total(volumes);
        const shown = volumes.map((each) => print(each, "mL"));
        expect(isSumOf(shown, print(whole, "mL"))).toBe(true);
        expect(isSumOf(shown.slice(1), print(whole, "mL"))).toBe(false);
        expect(isSumOf(shown, print(minus(whole, quantity("1 mL", "volume")), "mL"))).toBe(false);
      }),
    );
  });
});
