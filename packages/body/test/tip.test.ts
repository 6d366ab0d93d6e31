// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { laminarShare, nearTip, neuraxis, referenceAdult } from "../src/index.ts";
import { drugCalled } from "./canal.ts";

const model = neuraxis(referenceAdult, drugCalled("morphine"));
const infusion = { at: "T10", rate: 2000 / 24, flow: 0.2 / 24 } as const;

describe("close to the tip", () => {
  test("the fluid holds more than the mean across the canal, by a band", () => {
    const { low, high } = nearTip(model, infusion);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(low);
  });

  test("never more than the infusate, and less with the distance", () => {
    expect(nearTip(model, infusion, 1e-9).high).toBe(10_000);
    expect(nearTip(model, infusion, 1).high).toBeLessThan(nearTip(model, infusion, 0.1).high);
  });

  test("is rate over 4π × diffusivity × distance", () => {
    const still = { at: "T10", rate: 1, flow: 1e-6 } as const;
    const { high } = nearTip(model, still, 0.5);
    expect(high).toBeCloseTo(1 / (4 * Math.PI * model.drug.diffusivity.value * 0.5), 10);
  });
});

describe("a front in a lumen too fast to mix across, physics §7.5", () => {
  test("begins to leave after half the residence and goes on for ever", () => {
    expect(laminarShare(1, 0.5)).toBe(0);
    expect(laminarShare(1, 1)).toBe(0.75);
    expect(laminarShare(1, 100)).toBeGreaterThan(0.9999);
  });

  test("leaves after the residence in the mean", () => {
    const steps = 400_000;
    const step = 1000 / steps;
    const waiting = Array.from(
      { length: steps },
      (_, at) => step * (1 - laminarShare(1, (at + 0.5) * step)),
    );
    expect(waiting.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 3);
  });
});
