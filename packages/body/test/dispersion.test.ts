// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  blur,
  type Lumen,
  massOfSeries,
  perSecond,
  spreadIn,
  type TipSeries,
} from "../src/index.ts";

/** The worked example of physics §2: a 1 m line at 20 µL/h. */
const example: Lumen = {
  innerRadius: 0.0265,
  length: 100,
  flow: 0.02,
  diffusivity: perSecond(6e-6),
};

const momentsOf = (series: TipSeries) => {
  const total = series.rates.reduce((sum, rate) => sum + rate, 0);
  const at = (index: number) => series.from + (index + 0.5) * series.step;
  const mean = series.rates.reduce((sum, rate, index) => sum + rate * at(index), 0) / total;
  const variance =
    series.rates.reduce((sum, rate, index) => sum + rate * (at(index) - mean) ** 2, 0) / total;
  return { mean, variance };
};

describe("Taylor–Aris spread, physics §7.5", () => {
  test("gives the reference's worked example: Péclet 11, 11 h, 8.6 min", () => {
    const spread = spreadIn(example);
    expect(spread.ok).toBe(true);
    if (!spread.ok) return;
    expect(spread.value.peclet).toBeCloseTo(11.1, 1);
    expect(spread.value.residence).toBeCloseTo(11, 1);
    expect(spread.value.dispersion / 3600).toBeCloseTo(2.1e-5, 6);
    expect(Math.sqrt(spread.value.variance) * 60).toBeCloseTo(8.6, 1);
  });

  test("is refused where the flow is too fast for it", () => {
    const fast = spreadIn({ ...example, flow: 6 });
    expect(fast.ok).toBe(false);
    if (fast.ok) return;
    expect(fast.refusals[0]).toMatchObject({ kind: "taylor-aris-not-valid", least: 10 });
  });

  test.each(["innerRadius", "length", "flow", "diffusivity"] as const)(
    "is refused for a %s that is not positive",
    (key) => {
      const spread = spreadIn({ ...example, [key]: 0 });
      expect(spread).toMatchObject({ ok: false, refusals: [{ kind: "lumen-not-positive" }] });
    },
  );

  test("conserves mass and adds its variance to a pulse's", () => {
    const pulse = { from: 11, step: 1 / 60, rates: Float64Array.from([0, 0, 120, 0, 0]) };
    const spread = blur(pulse, (8.6 / 60) ** 2);
    expect(massOfSeries(spread)).toBeCloseTo(massOfSeries(pulse), 12);
    expect(momentsOf(spread).mean).toBeCloseTo(momentsOf(pulse).mean, 10);
    expect(Math.sqrt(momentsOf(spread).variance) * 60).toBeCloseTo(8.6, 3);
    expect(spread.rates.every((rate) => rate >= 0)).toBe(true);
  });

  test("without variance leaves the series as it is", () => {
    const series = { from: 0, step: 1, rates: Float64Array.from([1, 2, 3]) };
    expect(blur(series, 0)).toEqual(series);
  });

  test("keeps a constant rate constant away from its ends", () => {
    const plateau = { from: 0, step: 1 / 60, rates: new Float64Array(400).fill(80) };
    const spread = blur(plateau, (8.6 / 60) ** 2);
    expect(spread.rates[Math.floor(spread.rates.length / 2)]).toBeCloseTo(80, 10);
  });
});
