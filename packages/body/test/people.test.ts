// SPDX-License-Identifier: Apache-2.0
import { quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  type Giving,
  type Protocol,
  runPopulation,
  runProtocol,
  type Sampling,
  type SubjectAsked,
} from "../src/index.ts";

const time = (text: string) => quantity(text, "time");

const bolus: Giving = {
  kind: "bolus",
  dose: quantity("0.25 mg", "mass"),
  at: "L3",
  volume: quantity("2 mL", "volume"),
  over: time("1 min"),
};

const sampling = (site: string, more: Partial<Sampling> = {}): Sampling => ({
  site,
  at: [],
  series: { every: time("30 min"), until: time("6 h") },
  halfLife: null,
  arrival: null,
  ...more,
});

const adults = (members: number, seed = 7): SubjectAsked => ({
  kind: "population",
  population: "adult",
  seed,
  members,
});

const protocol = (change: Partial<Protocol>): Protocol => ({
  subject: adults(12),
  drug: "morphine",
  give: bolus,
  sample: [sampling("L3"), sampling("cisterna-magna", { arrival: quantity("2 %", "ratio") })],
  steady: false,
  ...change,
});

const courseOf = (change: Partial<Protocol>) => {
  const course = runPopulation(protocol(change));
  if (!course.ok) throw new Error(JSON.stringify(course.refusals));
  return course.value;
};

const refusalsOf = (change: Partial<Protocol>): readonly string[] => {
  const course = runPopulation(protocol(change));
  return course.ok ? [] : course.refusals.map(({ path, kind }) => `${path}: ${kind}`);
};

describe("a protocol in a population", () => {
  const course = courseOf({});

  test("gives ordered bands of everything that was asked for", () => {
    const [lumbar, cistern] = course.samples;
    expect(lumbar?.hours).toHaveLength(12);
    const bands = [...(lumbar?.concentrations ?? []), ...(cistern?.concentrations ?? [])];
    expect(bands).toHaveLength(24);
    for (const { p5, median, p95 } of bands) {
      expect(p5).toBeLessThan(median ?? 0);
      expect(median).toBeLessThan(p95 ?? 0);
    }
    expect(lumbar?.arrival).toBeUndefined();
    expect(cistern?.arrival?.median).toBeGreaterThan(0);
    expect(course.balanceError.p95).toBeLessThan(1e-10);
  });

  test("says the same twice, and something else by another seed", () => {
    expect(courseOf({})).toEqual(course);
    expect(courseOf({ subject: adults(12, 8) })).not.toEqual(course);
    expect(course.parameters).toMatch(/^adult@[0-9a-f]{16}$/);
  });

  test("tells how many members are done", () => {
    const seen: number[] = [];
    runPopulation(protocol({ subject: adults(3) }), (done) => seen.push(done));
    expect(seen).toEqual([1, 2, 3]);
  });

  test("has a steady state in every member", () => {
    const give: Giving = {
      kind: "infusion",
      rate: quantity("2 mg/d", "dose-rate"),
      at: "T10",
      flow: quantity("0.2 mL/d", "flow"),
      for: null,
    };
    const sample = [{ ...sampling("T10"), series: null }];
    const { samples } = courseOf({ give, sample, steady: true });
    expect(samples[0]?.hours).toEqual([]);
    expect(samples[0]?.concentrations).toHaveLength(1);
    expect(samples[0]?.concentrations[0]?.median).toBeGreaterThan(0);
  });
});

describe("a population is refused", () => {
  test.each<[string, Partial<Protocol>, string]>([
    ["without members", { subject: adults(0) }, "subject.members: members-out-of-range"],
    ["with half a member", { subject: adults(1.5) }, "subject.members: members-out-of-range"],
    ["with more than are drawn", { subject: adults(1e6) }, "subject.members: members-out-of-range"],
    ["by a negative seed", { subject: adults(3, -1) }, "subject.seed: seed-out-of-range"],
    [
      "of children",
      { subject: { kind: "population", population: "child", seed: 1, members: 1 } },
      "subject.population: population-not-offered",
    ],
    [
      "when a bolus does not fit into the smallest canal among them",
      { subject: adults(200), give: { ...bolus, volume: quantity("95 mL", "volume") } },
      "give.volume: volume-beyond-canal",
    ],
    [
      "when its numbers cannot be held",
      {
        subject: adults(100_000),
        sample: [sampling("L3", { series: { every: time("1 min"), until: time("24 h") } })],
      },
      "subject.members: too-many-samples",
    ],
  ])("%s", (_, change, expected) => {
    expect(refusalsOf(change)).toEqual([expected]);
  });

  test("where one person is meant", () => {
    expect(() => runProtocol(protocol({}))).toThrow("carried out by runPopulation");
  });
});
