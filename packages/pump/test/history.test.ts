// SPDX-License-Identifier: Apache-2.0
/** The history charged: dense where something came unasked, untouched everywhere else. */
import { DAY_MS, milliseconds, pulses } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { charged } from "../src/history.ts";

const PIECES = [
  { from: 0, upto: 100, rate: 5 },
  { from: 200, upto: 300, rate: 7 },
  { from: 400, upto: 500, rate: 9 },
];
const charge = (at: number, count: number) =>
  charged(PIECES, { at: milliseconds(at), pulses: pulses(count) });

describe("pulses charged to a moment", () => {
  test("take a millisecond each before it, and one more", () => {
    expect(charge(600, 20)).toEqual([...PIECES, { from: 579, upto: 600, rate: DAY_MS }]);
  });

  test("cover what flowed there, and leave gaps and the rest as they were", () => {
    expect(charge(320, 40)).toEqual([
      { from: 0, upto: 100, rate: 5 },
      { from: 200, upto: 279, rate: 7 },
      { from: 279, upto: 300, rate: DAY_MS },
      { from: 300, upto: 320, rate: DAY_MS },
      { from: 400, upto: 500, rate: 9 },
    ]);
    expect(charge(250, 9)).toEqual([
      { from: 0, upto: 100, rate: 5 },
      { from: 200, upto: 240, rate: 7 },
      { from: 240, upto: 250, rate: DAY_MS },
      { from: 250, upto: 300, rate: 7 },
      { from: 400, upto: 500, rate: 9 },
    ]);
  });

  test("never reach back before the beginning", () => {
    expect(charge(3, 50)).toEqual([
      { from: 0, upto: 3, rate: DAY_MS },
      { from: 3, upto: 100, rate: 5 },
      ...PIECES.slice(1),
    ]);
  });

  test("that are none change nothing", () => {
    expect(charge(250, 0)).toBe(PIECES);
  });
});
