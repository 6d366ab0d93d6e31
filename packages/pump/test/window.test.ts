// SPDX-License-Identifier: Apache-2.0
/** What the eras demand: the largest limits since each switch, the latest part by its own. */
import { DAY_MS, HOUR_MS, milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import type { Era } from "../src/index.ts";
import { type Constraint, constraintsOf } from "../src/window.ts";

const era = (from: number, hour: number, day: number): Era => ({
  from: milliseconds(from),
  limits: { rate: pulsesPerDay(1), hour: pulses(hour), day: pulses(day) },
});

const hourly = (since: number, limit: number): Constraint => ({
  window: "hour",
  width: HOUR_MS,
  since,
  limit: pulses(limit),
});
const daily = (since: number, limit: number): Constraint => ({
  window: "day",
  width: DAY_MS,
  since,
  limit: pulses(limit),
});

describe("constraints", () => {
  test("of one era are its own", () => {
    expect(constraintsOf([era(5, 40, 600)])).toEqual([hourly(5, 40), daily(5, 600)]);
    expect(constraintsOf([])).toEqual([]);
  });

  test("reach back over an earlier era with the larger limit of the two, each by itself", () => {
    expect(constraintsOf([era(5, 100, 500), era(9, 40, 600)])).toEqual([
      hourly(9, 40),
      daily(5, 600),
      hourly(5, 100),
    ]);
    expect(constraintsOf([era(5, 30, 700), era(9, 40, 600)])).toEqual([
      hourly(5, 40),
      daily(9, 600),
      daily(5, 700),
    ]);
  });

  test("of the hour and of the day are apart, even where their limits are the same", () => {
    expect(constraintsOf([era(5, 600, 600), era(9, 40, 600)])).toEqual([
      hourly(9, 40),
      daily(5, 600),
      hourly(5, 600),
    ]);
  });

  test("never shrink again further back", () => {
    expect(constraintsOf([era(1, 10, 10), era(5, 100, 700), era(9, 40, 600)])).toEqual([
      hourly(9, 40),
      daily(9, 600),
      hourly(1, 100),
      daily(1, 700),
    ]);
  });
});
