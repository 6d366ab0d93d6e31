// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of counts and of the door to mass, each with a broken variant that it catches: doses are
 * exact, what becomes whole errs to the stated side, and no count ever leaves its range quietly.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Broken,
  canonical,
  doseOf,
  equal,
  inMilliseconds,
  inNanolitres,
  inPulses,
  inPulsesPerDay,
  type Mass,
  massIn,
  milliseconds,
  type Nanolitres,
  nanolitres,
  type Pulses,
  pulses,
  pulsesPerDay,
  rational,
  type Volume,
  volumeOf,
  volumeOfPulses,
} from "../src/index.ts";

const RUNS = { seed: 20_261_127, numRuns: Number(process.env["CISTERNA_RUNS"] ?? "2000") };

/** Up to 40 mL and up to 50 mg/mL, both in the smallest units anybody states. */
const someNanolitres = fc.integer({ min: 0, max: 40_000_000 });
const someNanograms = fc.integer({ min: 1, max: 50_000_000 });

type Dose = (volume: number, perMillilitre: number) => Mass;

const ours: Dose = (volume, perMillilitre) =>
  massIn(volumeOf(nanolitres(volume)), canonical(rational(BigInt(perMillilitre), 1_000_000n)));

/** Femtograms counted by hand: 1 nL of 1 ng/mL holds one. */
const femtograms = (volume: number, perMillilitre: number): bigint =>
  BigInt(volume) * BigInt(perMillilitre);

const isExact = (dose: Dose) =>
  fc.property(someNanolitres, someNanograms, (volume, perMillilitre) =>
    equal(dose(volume, perMillilitre), rational(femtograms(volume, perMillilitre), 10n ** 12n)),
  );

/** Ways in which a volume becomes whole. */
type Whole = (volume: Volume, side: "down" | "up") => number;

const someVolume = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]): Volume => canonical(rational(n, d * 1_000_000n)));

/** Down is never more and up never less than the amount, and both by less than one. */
const errsToItsSide = (whole: Whole) =>
  fc.property(someVolume, (volume) => {
    const [down, up] = [whole(volume, "down"), whole(volume, "up")];
    const parts = { n: volume.n * 1_000_000n, d: volume.d };
    const over = (count: number) => BigInt(count) * parts.d;
    return (
      over(down) <= parts.n &&
      over(down + 1) > parts.n &&
      over(up) >= parts.n &&
      (up === 0 || over(up - 1) < parts.n)
    );
  });

describe("doses and counts", () => {
  test("a dose is volume times concentration, exactly [REQ-002 holds]", () => {
    fc.assert(isExact(ours), RUNS);
  });

  test("a dose multiplied in floating point is caught [REQ-002 breaks]", () => {
    const floating: Dose = (volume, perMillilitre) => {
      const product = (volume / 1e6) * (perMillilitre / 1e6);
      return canonical(rational(BigInt(Math.round(product * 1e15)), 10n ** 15n));
    };
    expect(fc.check(isExact(floating), RUNS).failed).toBe(true);
  });

  test("the dose of so many pulses is that of their volume", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 2500 }), (count, pulse) => {
        const concentration = canonical<"concentration">(rational(1n, 2n));
        const [all, each]: [Pulses, Nanolitres] = [pulses(count), nanolitres(pulse)];
        const mass = doseOf(all, each, concentration);
        return equal(mass, massIn(volumeOfPulses(all, each), concentration));
      }),
      RUNS,
    );
  });

  test("a bound rounds down and a charge up, by less than one [REQ-002 holds]", () => {
    fc.assert(errsToItsSide(inNanolitres), RUNS);
  });

  test("rounding to the nearest on both sides is caught [REQ-002 breaks]", () => {
    const nearest: Whole = (volume) => inNanolitres(volume, "nearest");
    expect(fc.check(errsToItsSide(nearest), RUNS).failed).toBe(true);
  });
});

/** A way to make a count of a number. */
type Make = (value: number) => number;

const MAKERS: readonly (readonly [string, Make])[] = [
  ["nanolitres", nanolitres],
  ["milliseconds", milliseconds],
  ["pulses", pulses],
  ["pulses per day", pulsesPerDay],
];

const outside = fc.oneof(
  fc.integer({ max: -1 }),
  fc.integer({ min: 1, max: 1000 }).map((more) => Number.MAX_SAFE_INTEGER + more),
  fc.double({ min: 0.001, max: 1e9, noInteger: true, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

/** Everything outside the range breaks, and is a value of no count. */
const breaksOutside = (make: Make) =>
  fc.property(outside, (value) => {
    try {
      make(value);
      return false;
    } catch (thrown) {
      return thrown instanceof Broken;
    }
  });

/** From a value, so many steps down and further: never a value above it. */
const neverWraps = (make: Make) =>
  fc.property(fc.nat(1000), fc.integer({ min: 1, max: 2000 }), (value, steps) => {
    try {
      return make(value - steps) <= value;
    } catch {
      return value < steps;
    }
  });

describe("the range of a count", () => {
  test.each(MAKERS)("%s beyond it are a broken invariant [REQ-003 holds]", (_, make) => {
    fc.assert(breaksOutside(make), RUNS);
  });

  test.each<readonly [string, Make]>([
    ["wraps round", (value) => ((value % 2 ** 32) + 2 ** 32) % 2 ** 32],
    ["stays at its end", (value) => Math.min(Math.max(value, 0), Number.MAX_SAFE_INTEGER)],
    ["is any double", (value) => value],
  ])("a count that %s is caught [REQ-003 breaks]", (_, make) => {
    expect(fc.check(breaksOutside(make), RUNS).failed).toBe(true);
  });

  test.each(MAKERS)("%s counted down never come out at the top [REQ-006 holds]", (_, make) => {
    fc.assert(neverWraps(make), RUNS);
  });

  test("a picker that goes from least to largest is caught [REQ-006 breaks]", () => {
    const round: Make = (value) => ((value % 1001) + 1001) % 1001;
    expect(fc.check(neverWraps(round), RUNS).failed).toBe(true);
  });

  test("an amount that no pump can count breaks instead of being cut [REQ-003 holds]", () => {
    const vast = canonical<"volume">(rational(10n ** 40n));
    const long = canonical<"time">(rational(10n ** 40n));
    const fast = canonical<"flow">(rational(10n ** 40n));
    for (const count of [
      () => inNanolitres(vast, "down"),
      () => inPulses(vast, nanolitres(100), "down"),
      () => inMilliseconds(long, "down"),
      () => inPulsesPerDay(fast, nanolitres(100), "down"),
    ]) {
      expect(count).toThrow(Broken);
    }
  });
});
