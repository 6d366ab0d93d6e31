// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { FATE } from "./fate.ts";
import { liveYear } from "./year.ts";

const FEW = { ...FATE, patients: 16, days: 250 };
/** Half of all appointments are missed, a third of all orders fails. */
const ROUGH = { ...FEW, missed: { usual: 0.5, often: 0.8 }, late: 0.25, never: 0.1, closed: 0.1 };

describe("in a simulated year", () => {
  test("nobody runs low without a task that was raised in time", () => {
    const year = liveYear(FEW);
    expect(year.lowWithoutTask).toEqual([]);
    expect(year.refills).toBeGreaterThan(2 * FEW.patients);
    expect(year.missed).toBeGreaterThan(0);
    // What is open is of now: nothing is left behind by every refill of the year.
    expect(year.tasksOpen).toBeLessThan(FEW.patients);
    expect(year.tasks).toBeGreaterThan(year.refills);
  });
  test("of every misfortune some run low, each with a task that was raised in time", () => {
    const year = liveYear(ROUGH);
    expect(year.low).toBeGreaterThan(0);
    expect(year.lowWithoutTask).toEqual([]);
    expect(year.shortestNotice).toBeGreaterThanOrEqual(5);
  });
  test("in which nobody looks at the radar, everybody runs low without a task", () => {
    const year = liveYear({ ...FEW, patients: 6, watched: false });
    expect(year.lowWithoutTask.length).toBe(6);
  });
  test("the same fate is the same year", () => {
    const fate = { ...FEW, patients: 4, days: 120 };
    expect(liveYear(fate)).toEqual(liveYear(fate));
  });
});
