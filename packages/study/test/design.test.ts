// SPDX-License-Identifier: Apache-2.0
import { quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { dailyDoseOf, designOf, type RegimenAsked, type Study } from "../src/index.ts";
import { readingOf } from "../src/reading.ts";
import { boluses, nightly, sample, steady } from "./sample.ts";

const time = (text: string) => quantity(text, "time");

const design = (change: Partial<Study> = {}) => {
  const found = designOf(sample(change));
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
  return found.value;
};

const refusalsOf = (change: Partial<Study>): readonly string[] => {
  const found = designOf(sample(change));
  return found.ok ? [] : found.refusals.map(({ path, kind }) => `${path}: ${kind}`);
};

describe("a design", () => {
  test("looks at every time once, in order, and knows where each outcome's times are", () => {
    const { hours, aims, course } = design();
    expect(hours).toEqual(Array.from({ length: 25 }, (_, hour) => hour));
    expect(course.times).toEqual([0, 6, 12, 18, 24]);
    expect(aims[0]?.times).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });

  test.each<[string, RegimenAsked, number]>([
    ["a rate", steady("a", "T10"), 1000],
    ["boluses", boluses, 1000],
    ["a pattern", nightly, 1000],
    ["a rate and boluses", { ...boluses, basal: steady("a", "T10").basal }, 2000],
  ])("gives %s to the last microgram", (_, regimen, perDay) => {
    const days = 3;
    const { arms } = design({ regimens: [regimen], for: time(`${days} d`) });
    const doses = arms[0]?.trial.regimen.spells.map(({ dose }) => dose) ?? [];
    const given = doses.reduce((sum, dose) => sum + dose, 0);
    expect(given).toBeCloseTo(days * perDay, 9);
    expect(dailyDoseOf(regimen)).toBeCloseTo(perDay, 9);
  });

  test("goes on with the last step of the day before until the first of the day", () => {
    const { arms } = design({ regimens: [nightly], for: time("1 d") });
    expect(arms[0]?.trial.regimen.spells.map(({ from, upto }) => [from, upto])).toEqual([
      [0, 6],
      [6, 22],
      [22, 24],
    ]);
  });

  test("takes the fluid of the drug as its mean over the day", () => {
    expect(design().arms.map(({ inflow }) => inflow?.flow)).toEqual([0.1 / 24, 0.1 / 24]);
  });
});

describe("a study is refused", () => {
  const outcome = sample().outcomes[0];
  if (outcome === undefined) throw new Error("the sample has outcomes");

  test.each<[string, Partial<Study>, readonly string[]]>([
    [
      "in a population that is not offered",
      { population: { population: "child", seed: 1, members: 1 } },
      ["subject.population: population-not-offered"],
    ],
    [
      "with a member out of range",
      { population: { population: "adult", seed: 1, members: 0 } },
      ["subject.members: members-out-of-range"],
    ],
    [
      "with an unknown drug and a tip outside the canal, at once",
      { regimens: [{ ...steady("a", "plasma"), drug: "aspirin" }] },
      ["regimens[0].drug: drug-without-kinetics", "regimens[0].at: tip-outside-canal"],
    ],
    ["with an unknown tip", { regimens: [steady("a", "L6")] }, ["regimens[0].at: unknown-site"]],
    [
      "with two regimens of one name",
      { regimens: [steady("a", "L2"), steady("a", "T10")] },
      ["regimens[1].name: name-twice"],
    ],
    [
      "with steps out of order",
      { regimens: [{ ...nightly, basal: nightly.basal.toReversed() }] },
      ["regimens[0].pattern[1].from: steps-out-of-order"],
    ],
    [
      "with a bolus that lasts longer than its interval",
      {
        regimens: [
          { ...boluses, bolus: boluses.bolus && { ...boluses.bolus, over: time("13 h") } },
        ],
      },
      ["regimens[0].bolus.over: bolus-longer-than-interval"],
    ],
    [
      "with a bolus larger than somebody's canal",
      { regimens: [{ ...boluses, concentration: quantity("5 mcg/mL", "concentration") }] },
      ["regimens[0].bolus.dose: volume-beyond-canal"],
    ],
    [
      "with a window beyond its end",
      { outcomes: [{ ...outcome, until: time("25 h") }] },
      ["outcomes[0].until: window-outside-study"],
    ],
    [
      "with a window that holds nothing",
      { outcomes: [{ ...outcome, from: time("24 h") }] },
      ["outcomes[0].from: window-without-points"],
    ],
    [
      "with an unknown site",
      { course: { sites: ["L6"], every: time("1 h") } },
      ["course.sites[0]: unknown-site"],
    ],
    [
      "with plasma of a drug whose kinetics are not known",
      {
        regimens: [{ ...steady("a", "L2"), drug: "hydromorphone" }],
        outcomes: [{ ...outcome, site: "plasma" }],
      },
      ["course.sites[3]: plasma-kinetics-unknown", "outcomes[0].site: plasma-kinetics-unknown"],
    ],
    [
      "with more samples than anybody looks at",
      { course: { sites: ["L2"], every: time("1 s") } },
      ["course.every: too-many-samples"],
    ],
    ["for longer than ten years", { for: time("3661 d") }, ["for: course-too-long"]],
  ])("%s", (_, change, expected) => {
    expect(refusalsOf(change)).toEqual(expected);
  });
});

test("readings are the mean by straight lines, the ends, and the last", () => {
  const [hours, values] = [
    [0, 1, 3],
    [1, 3, 2],
  ];
  expect(readingOf("mean", hours, values)).toBeCloseTo((2 + 2 * 2.5) / 3, 12);
  expect(readingOf("highest", hours, values)).toBe(3);
  expect(readingOf("lowest", hours, values)).toBe(1);
  expect(readingOf("last", hours, values)).toBe(2);
});
