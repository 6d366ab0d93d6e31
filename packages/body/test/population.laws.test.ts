// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bandOf,
  canalVolume,
  drugIn,
  memberAt,
  personOf,
  REFERENCE_TRAITS,
  referenceAdult,
  TRAIT_NAMES,
  TRAITS,
  type TraitName,
  type Traits,
} from "../src/index.ts";
import { shareAt, threefry } from "../src/population/generator.ts";
import { scoreOf } from "../src/population/normal.ts";
import { drugCalled } from "./canal.ts";

const MEMBERS = 4000;
const drawn = (seed: number, members: number): readonly Traits[] =>
  Array.from({ length: members }, (_, place) => memberAt(seed, place));
const sample = drawn(7, MEMBERS);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
const centred = (values: readonly number[]): readonly number[] => {
  const middle = mean(values);
  return values.map((each) => each - middle);
};
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(centred(values).map((each) => each ** 2)));
const correlation = (one: readonly number[], other: readonly number[]): number => {
  const against = centred(other);
  const together = mean(centred(one).map((each, at) => each * (against[at] ?? 0)));
  return together / (deviation(one) * deviation(other));
};
const of = (name: TraitName): readonly number[] => sample.map((traits) => traits[name]);

/** Share of a normal population below a score, by adding up the curve: slow, and another way. */
const shareBelow = (score: number): number => {
  const steps = 20_000;
  const width = (score + 12) / steps;
  const curve = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Array.from({ length: steps }, (_, at) => curve(-12 + (at + 0.5) * width)).reduce(
    (sum, each) => sum + each * width,
    0,
  );
};

describe("chance", () => {
  test("gives the published answers to the published keys and counters", () => {
    const ones = 0xffffffff;
    expect(threefry([0, 0], [0, 0])).toEqual([0x6b200159, 0x99ba4efe]);
    expect(threefry([ones, ones], [ones, ones])).toEqual([0x1cb996fc, 0xbb002be7]);
    expect(threefry([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3])).toEqual([
      0xc4923a9c, 0x483df7a0,
    ]);
  });

  test("fills the shares between 0 and 1 evenly", () => {
    const shares = Array.from({ length: 20_000 }, (_, at) => shareAt([1, 2], [at, 3]));
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
    expect(mean(shares)).toBeCloseTo(0.5, 2);
    expect(deviation(shares)).toBeCloseTo(Math.sqrt(1 / 12), 2);
  });

  test.each([0.001, 0.02, 0.0243, 0.3, 0.5, 0.9, 0.98, 0.9999])(
    "the score of %d has that share below it",
    (share) => {
      expect(shareBelow(scoreOf(share))).toBeCloseTo(share, 7);
      expect(scoreOf(share) + scoreOf(1 - share)).toBeCloseTo(0, 9);
    },
  );
});

describe("a member", () => {
  test("depends on the seed and its place alone", () => {
    expect(drawn(11, 40).toReversed()).toEqual(
      Array.from({ length: 40 }, (_, at) => memberAt(11, 39 - at)),
    );
    expect(memberAt(11, 3)).not.toEqual(memberAt(12, 3));
    expect(memberAt(11, 3)).not.toEqual(memberAt(11, 4));
  });

  test("is the same person for ever", () => {
    const { age, lumbosacralVolume, strokeVolume } = memberAt(7, 0);
    expect([age, lumbosacralVolume, strokeVolume].map((each) => each.toPrecision(8))).toEqual([
      "35.118655",
      "47.793386",
      "3.2058275",
    ]);
  });

  test("has every trait in its range, and none at the edge", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1), (seed, place) => {
        const traits = memberAt(seed, place);
        return TRAIT_NAMES.every((name) => {
          const { low, high } = TRAITS[name].range;
          return traits[name] > low && traits[name] < high;
        });
      }),
      { numRuns: 2000, seed: 20267 },
    );
  });
});

/** Traits that are factors on what the reference adult has. */
const FACTORS = TRAIT_NAMES.filter((name) => TRAITS[name].unit === "1");

describe("the adults", () => {
  test.each<[TraitName, number, number]>([
    ["age", 45.8, 14.4],
    ["bodyMassIndex", 28.4, 5.8],
    ["lumbosacralVolume", 49.9, 12.1],
    ["strokeVolume", 2.1, 0.7],
    ["heartRate", 65.5, 7.7],
  ])("have the %s of the source: %d ± %d, but for what its range cuts off", (name, m, sd) => {
    expect(Math.abs(mean(of(name)) / m - 1)).toBeLessThan(0.03);
    expect(deviation(of(name)) / sd).toBeGreaterThan(0.85);
    expect(deviation(of(name)) / sd).toBeLessThan(1.03);
  });

  test("vary in mixing and clearance about the reference adult", () => {
    for (const name of FACTORS) {
      expect(bandOf(of(name)).median).toBeCloseTo(1, 1);
    }
  });

  test("have less lumbosacral fluid the heavier they are, and nothing else in common", () => {
    expect(correlation(of("bodyMassIndex"), of("lumbosacralVolume"))).toBeCloseTo(-0.276, 1);
    expect(Math.abs(correlation(of("age"), of("strokeVolume")))).toBeLessThan(0.05);
    expect(Math.abs(correlation(of("mixing"), of("spinalClearance")))).toBeLessThan(0.05);
  });
});

const personWith = (change: Partial<Traits>) => {
  const person = personOf({ ...REFERENCE_TRAITS, ...change });
  if (!person.ok) throw new Error(JSON.stringify(person.refusals));
  return person.value;
};

describe("a person", () => {
  const close = (one: unknown, other: unknown): void =>
    expect(JSON.parse(JSON.stringify(one), rounded)).toEqual(
      JSON.parse(JSON.stringify(other), rounded),
    );
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === "number" ? Number(value.toPrecision(10)) : value;

  test("with the traits of the reference adult is the reference adult", () => {
    close({ ...personWith({}), name: "" }, { ...referenceAdult, name: "" });
    close(drugIn(drugCalled("morphine"), REFERENCE_TRAITS), drugCalled("morphine"));
  });

  test("has the lumbosacral volume that was drawn, and the canal above as it was", () => {
    const wide = personWith({ lumbosacralVolume: 1.5 * 49.9 });
    const more = canalVolume(wide) - canalVolume(referenceAdult);
    const below = more / 0.5;
    expect(below).toBeGreaterThan(45);
    expect(below).toBeLessThan(60);
    close(wide.canal.knots.slice(-4), referenceAdult.canal.knots.slice(-4));
  });

  test("has 3 mL more in the head each year of age", () => {
    const head = (age: number): number =>
      personWith({ age }).cranium.reduce((sum, { volume }) => sum + volume, 0);
    const reference = referenceAdult.cranium.reduce((sum, { volume }) => sum + volume, 0);
    expect(head(75) / head(25)).toBeCloseTo((265 + 150) / 265, 9);
    expect(head(45)).toBeCloseTo(reference, 9);
  });

  test("has strokes of the heart and of the breath of their own", () => {
    const [heart, breath] = personWith({ strokeVolume: 3.15, breathRate: 20 }).canal.strokes;
    const [heart1, breath1] = referenceAdult.canal.strokes;
    expect((heart?.volume ?? 0) / (heart1?.volume ?? 1)).toBeCloseTo(1.5, 12);
    expect(heart?.rate).toBe(heart1?.rate);
    expect(breath?.volume).toBe(breath1?.volume);
    expect((breath?.rate ?? 0) / (breath1?.rate ?? 1)).toBeCloseTo(4 / 3, 12);
  });

  test("clears the fluid more slowly with age, and plasma by its own factor", () => {
    const drug = drugCalled("morphine");
    const old = drugIn(drug, { ...REFERENCE_TRAITS, age: 75, plasmaClearance: 2 });
    expect(old.spinalLoss.value / drug.spinalLoss.value).toBeCloseTo(Math.exp(-0.0055 * 30), 12);
    expect((old.plasma?.value.clearance ?? 0) / (drug.plasma?.value.clearance ?? 1)).toBe(2);
  });

  test("outside a range is refused with every trait that is", () => {
    const refusal = personOf({ ...REFERENCE_TRAITS, age: 12, strokeVolume: Number.NaN });
    expect(refusal).toMatchObject({
      ok: false,
      refusals: [
        { kind: "trait-out-of-range", trait: "age", asked: 12, low: 20, high: 79 },
        { kind: "trait-out-of-range", trait: "strokeVolume" },
      ],
    });
  });
});

describe("a band", () => {
  test("has the median and the quantiles, whatever the order", () => {
    const values = Array.from({ length: 101 }, (_, at) => at);
    expect(bandOf(values)).toEqual({ median: 50, p5: 5, p95: 95 });
    expect(bandOf(values.toReversed())).toEqual(bandOf(values));
    expect(bandOf([3])).toEqual({ median: 3, p5: 3, p95: 3 });
  });

  test("counts whoever has no number as last", () => {
    expect(bandOf([1, null, 2, null, 3])).toEqual({ median: 3, p5: 1.2, p95: null });
  });
});
