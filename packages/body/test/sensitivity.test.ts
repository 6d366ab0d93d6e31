// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  ACTING,
  crossed,
  indicesOf,
  personOf,
  TRAITS,
  type TraitName,
  type Traits,
} from "../src/index.ts";

const COUNT = 4096;
const people = crossed(COUNT, 7);

/** Where a value stands in its range, from 0 to 1. */
const place = (traits: Traits, name: TraitName): number => {
  const { low, high } = TRAITS[name].range;
  return (traits[name] - low) / (high - low);
};

const indices = (of: (traits: Traits) => number, name: TraitName) =>
  indicesOf({
    first: people.first.map(of),
    second: people.second.map(of),
    swapped: people.swapped[ACTING.indexOf(name)]?.map(of) ?? [],
  });

describe("a sensitivity analysis", () => {
  test("carries out people who are in every range", () => {
    const all = [people.first, people.second, ...people.swapped].flat();
    expect(all.every((traits) => personOf(traits).ok)).toBe(true);
  });

  test("finds the shares of a sum, of which the breath's rate is drawn evenly", () => {
    const of = (traits: Traits): number =>
      3 * place(traits, "breathRate") + 2 * Math.log(traits.mixing);
    const variances = [9 / 12, 4 * 0.47 ** 2];
    const expected = (variances[0] ?? 0) / ((variances[0] ?? 0) + (variances[1] ?? 0));
    const breath = indices(of, "breathRate");
    expect(breath.first).toBeCloseTo(expected, 1);
    expect(breath.total).toBeCloseTo(expected, 1);
    expect(breath.first + indices(of, "mixing").first).toBeCloseTo(1, 1);
  });

  test("finds what two traits do only together in the total, and not in the first", () => {
    const of = (traits: Traits): number =>
      (place(traits, "breathRate") - 0.5) * Math.log(traits.mixing);
    const { first, total } = indices(of, "breathRate");
    expect(Math.abs(first)).toBeLessThan(0.05);
    expect(total).toBeGreaterThan(0.9);
  });

  test("finds nothing in a trait that does nothing", () => {
    const { first, total } = indices((traits) => traits.age, "heartRate");
    expect([first, total]).toEqual([0, 0]);
  });
});
