// SPDX-License-Identifier: Apache-2.0
/** The storm: it is the same storm every time, it breaks no law, and planted defects are found. */
import { CONTROLLER, type Controller } from "@cisterna/pump";
import { describe, expect, test } from "vitest";
import {
  explore,
  LAWS,
  lifeOf,
  live,
  replayed,
  type Storm,
  scenarioOf,
  squall,
  stormOf,
} from "../src/index.ts";
import { DEFECTS } from "./defects.ts";

const ridden = (seed: number, lives: number, controller: Controller = CONTROLLER): Storm =>
  stormOf([squall({ seed, from: 0, upto: lives, mode: "both" }, controller)]);

const NEVER = { enough: () => false };

/** The first violation of a controller: by a storm of some lives, or else by a walk. */
const firstFound = (controller: Controller): string | undefined => {
  for (let place = 0; place < 400; place += 1) {
    const { broken } = squall({ seed: 1, from: place, upto: place + 1, mode: "both" }, controller);
    const [first] = broken;
    if (first !== undefined) return first.violations[0]?.law;
  }
  return explore({ depth: 3, controller, ...NEVER }).broken[0]?.violations[0]?.law;
};

describe("A storm", () => {
  test("is the same when it is ridden again [REQ-100 holds]", () => {
    expect(ridden(7, 6)).toEqual(ridden(7, 6));
    expect(ridden(7, 6).hash).not.toBe(ridden(8, 6).hash);
  });

  test("does not show how it was divided, nor in which order [REQ-100 holds]", () => {
    const part = (from: number, upto: number) =>
      squall({ seed: 7, from, upto, mode: "both" }, CONTROLLER);
    expect(stormOf([part(4, 6), part(0, 1), part(1, 4)])).toEqual(ridden(7, 6));
  });

  test("with a controller that acts otherwise has another hash [REQ-100 breaks]", () => {
    const other = DEFECTS.find(({ title }) => title === "a command done twice")?.controller;
    expect(ridden(1, 6, other).hash).not.toBe(ridden(1, 6).hash);
  });

  test.each([1, 2, 3, 4])("of seed %i breaks no law", (seed) => {
    expect(ridden(seed, 24).broken).toEqual([]);
  });
});

describe("A planted defect is found", () => {
  test.each(DEFECTS.map(({ title, controller }) => [title, controller] as const))(
    "%s",
    (_, controller) => {
      expect(LAWS).toContain(firstFound(controller));
    },
  );
});

describe("A violation", () => {
  const forgetful = DEFECTS[0]?.controller ?? CONTROLLER;
  const { broken } = ridden(1, 12, forgetful);
  const [first] = broken;
  const violation = first?.violations[0];

  test("is shortened to a scenario that still breaks the law, and only with the defect", () => {
    if (first === undefined || violation === undefined) throw new Error("none was found");
    const life = lifeOf(1, first.place);
    const where = { seed: 1, place: first.place, mode: "both", controller: forgetful } as const;
    const scenario = scenarioOf(life, violation, where);
    expect(scenario.life.turns.length).toBeLessThan(6);
    const laws = replayed(scenario, forgetful).violations.map(({ law }) => law);
    expect(laws).toContain(violation.law);
    expect(replayed(scenario, CONTROLLER).violations).toEqual([]);
  });
});

describe("A walk", () => {
  test("through every history of three acts breaks no law", () => {
    const walked = explore({ depth: 3, controller: CONTROLLER, ...NEVER });
    expect(walked.broken).toEqual([]);
    expect(walked.whole).toBe(true);
  });

  test("ends when it is enough", () => {
    const walked = explore({ depth: 4, controller: CONTROLLER, enough: () => true });
    expect(walked.whole).toBe(false);
  });
});

test("a life that is cut has the same hash as one that is not", () => {
  const life = lifeOf(3, 5);
  const whole = live(life, CONTROLLER, { mode: "safety", cuts: 0 });
  expect(live(life, CONTROLLER, { mode: "safety", cuts: 2 }).hash).toBe(whole.hash);
});
