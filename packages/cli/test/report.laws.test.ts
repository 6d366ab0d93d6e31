// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { expect, test } from "vitest";
import { BANDS, bandOf, bandsFor } from "../src/report/figure/scale.ts";
import {
  envelope,
  highestOf,
  type Point,
  rangesOf,
  ratesOf,
  type Samples,
} from "../src/report/figure/thin.ts";
import { cssString, html } from "../src/report/page/markup.ts";
import { paletteOf } from "../src/report/page/palette.ts";

const MS_PER_DAY = 86_400_000;
const RUNS = { seed: 20260302, numRuns: 500 };

const samples = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 400 })
  .map(
    (values): Samples => ({
      values: Float64Array.from(values),
      ends: Float64Array.from(values, (_, index) => (index + 1) * 600_000),
    }),
  );
const stretches = fc.integer({ min: 1, max: 60 });

type Thin = (samples: Samples, stretches: number) => readonly Point[];

/** The highest and the lowest value are still there, at a time at which they were. */
const keepsPeaks = (thin: Thin) =>
  fc.property(samples, stretches, (series, count) => {
    const points = thin(series, count);
    const values = [...series.values];
    const has = (value: number): boolean =>
      points.some(
        ([days, each]) =>
          each === value && values[Math.round((days * MS_PER_DAY) / 600_000) - 1] === value,
      );
    expect(has(Math.max(...values)) && has(Math.min(...values))).toBe(true);
    expect(points.length).toBeLessThanOrEqual(2 * count + 1);
  });

test("Law: the highest and the lowest value survive thinning, at their own times", () => {
  fc.assert(keepsPeaks(envelope), RUNS);
});

test("a thinning that takes every so manieth sample is caught", () => {
  const everyNth: Thin = ({ ends, values }, count) => {
    const size = Math.ceil(values.length / count);
    return [...values].flatMap((value, index): Point[] =>
      index % size === 0 ? [[(ends[index] ?? 0) / MS_PER_DAY, value]] : [],
    );
  };
  expect(fc.check(keepsPeaks(everyNth), RUNS).failed).toBe(true);
});

test("Law: times ascend in a thinned series", () => {
  fc.assert(
    fc.property(samples, stretches, (series, count) => {
      const times = envelope(series, count).map(([days]) => days);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
    RUNS,
  );
});

test("Law: the highest of all stretches is the highest value", () => {
  fc.assert(
    fc.property(samples, stretches, (series, count) => {
      const most = Math.max(...series.values);
      const ranges = rangesOf(series, count);
      expect(Math.max(...highestOf(series.values, count))).toBe(most);
      expect(Math.max(...ranges.map(({ high }) => high))).toBe(most);
      expect(Math.min(...ranges.map(({ low }) => low))).toBe(Math.min(...series.values));
    }),
    RUNS,
  );
});

type Rates = typeof ratesOf;

const keepsMass = (rates: Rates) =>
  fc.property(samples, fc.integer({ min: 1, max: 50 }), (series, steps) => {
    const given = series.values.reduce((sum, each) => sum + each, 0);
    const drawn = rates(series, steps).reduce(
      (sum, { from, upto, perDay }) => sum + perDay * (upto - from),
      0,
    );
    expect(Math.abs(drawn - given)).toBeLessThanOrEqual(1e-9 * Math.max(1, given));
  });

test("Law: the area under the curve of the dose is the dose given", () => {
  fc.assert(keepsMass(ratesOf), RUNS);
});

test("rates that forget the last stretch are caught", () => {
  const short: Rates = (series, steps) => ratesOf(series, steps).slice(0, -1);
  expect(fc.check(keepsMass(short), RUNS).failed).toBe(true);
});

test("Law: bands are as many as colours, ends ascend, the highest value is in the last", () => {
  const high = fc.double({ min: 1e-4, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(high, fc.double({ min: 0, max: 1, noNaN: true }), (top, share) => {
      const { ends } = bandsFor({ low: top * share, high: top });
      expect(ends).toHaveLength(BANDS - 1);
      expect(ends).toEqual([...new Set(ends)].toSorted((a, b) => a - b));
      expect(bandOf(ends, top)).toBe(BANDS - 1);
      expect(bandOf(ends, 0)).toBe(0);
    }),
    RUNS,
  );
});

const linear = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** OKLab of a colour: lightness and the two opponent axes. */
const labOf = (hex: string): readonly [number, number, number] => {
  const [r, g, b] = [linear(hex, 1), linear(hex, 3), linear(hex, 5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

/** Every step of a palette is darker than the one before, and all steps look alike. */
const isUniform = (palette: readonly string[]): boolean => {
  const labs = palette.map(labOf);
  const steps = labs.slice(1).map((lab, index) => {
    const before = labs[index] ?? lab;
    return {
      fall: before[0] - lab[0],
      size: Math.hypot(...lab.map((x, i) => x - (before[i] ?? 0))),
    };
  });
  const sizes = steps.map(({ size }) => size);
  return steps.every(({ fall }) => fall > 0) && Math.max(...sizes) < 1.5 * Math.min(...sizes);
};

test("Law: neighbours of the palette lie equally far apart, each the darker one", () => {
  expect(isUniform(paletteOf(BANDS))).toBe(true);
});

test("a rainbow is caught", () => {
  const rainbow = ["#0000ff", "#00ffff", "#00ff00", "#ffff00", "#ff0000"];
  expect(isUniform(rainbow)).toBe(false);
});

test("Law: no text put into a template becomes a tag or ends an attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const { markup } = html`<p>${text}</p>`;
      const inner = markup.slice(3, -4).replaceAll(/<span class=date>|<\/span>/g, "");
      expect(inner).not.toMatch(/[<>"']/);
    }),
    RUNS,
  );
});

test("Law: no text leaves a CSS string", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const written = cssString(text);
      expect(written.slice(1, -1)).not.toMatch(/["'<>\n\r;{}]/);
      expect(written.at(0)).toBe('"');
      expect(written.at(-1)).toBe('"');
    }),
    RUNS,
  );
});
