// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { LEVELS, positionOf, SITES, siteNamed } from "../src/index.ts";

describe("levels", () => {
  test("stand where the calibration puts them", () => {
    expect(positionOf("S2")).toBe(0);
    expect(positionOf("L3")).toBe(14);
    expect(positionOf("T12")).toBe(25);
    expect(positionOf("T2")).toBe(45);
    expect(positionOf("cisterna-magna")).toBe(58);
  });

  test("ascend from the sac end to the cisterna magna", () => {
    const positions = [...LEVELS, "cisterna-magna" as const].map(positionOf);
    const steps = positions.slice(1).map((x, at) => x - (positions[at] ?? 0));
    expect(steps.every((step) => step > 1 && step < 4)).toBe(true);
  });

  test("are found by name, and nothing else is", () => {
    expect(SITES.map(siteNamed)).toEqual(SITES);
    expect(["L6", "l3", "T13", "", "cisterna magna"].map(siteNamed)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
