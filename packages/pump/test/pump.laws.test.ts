// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of the pump over random histories, and for each law controllers that break it.
 * `CISTERNA_RUNS` sets the number of histories.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { CONTROLLER, type Controller } from "../src/index.ts";
import { ADMITTING, HARD_MISTAKES, MISTAKES, UNGUARDED } from "./broken.ts";
import { hardLives } from "./hardships.ts";
import { histories } from "./histories.ts";
import {
  beatFreedom,
  conservation,
  droppedBoluses,
  forgiveness,
  forwardTime,
  guarded,
  idempotence,
  type Law,
  liveness,
  monotoneLimits,
  replaying,
  tickFreedom,
  totality,
  withholding,
} from "./laws.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? "2000");
const SEED = 20_260_301;

/** A law says nothing about time; many lives take minutes. */
const ENDLESS_MS = 1_800_000;

const holds = (law: Law, controller: Controller, lives = histories) =>
  fc.property(lives, (history) => {
    const broken = law(controller, history);
    if (broken !== null) throw new Error(broken);
  });

type Laws = readonly (readonly [string, Law])[];

/**
 * A pump's lives, each lived once and judged by all laws. A law that was broken is held to the same
 * lives again alone, so that its history comes out small.
 */
const judge = (laws: Laws, controller: Controller, { lives = histories, runs = numRuns } = {}) => {
  const broken = new Map<Law, string>();
  beforeAll(() => {
    const judged = fc.property(lives, (history) => {
      for (const [, law] of laws) {
        const found = broken.has(law) ? null : law(controller, history);
        if (found !== null) broken.set(law, found);
      }
    });
    fc.assert(judged, { seed: SEED, numRuns: runs });
  }, ENDLESS_MS);
  test.each(laws)("%s", (_, law) => {
    const found = broken.get(law);
    if (found !== undefined)
      fc.assert(holds(law, controller, lives), { seed: SEED, numRuns: runs });
    expect(found).toBeUndefined();
  });
};

const LAWS: Laws = [
  ["1 tick freedom: it does not matter where time is cut", tickFreedom],
  ["2 conservation: delivered and owed are the integral of the rate [REQ-036 holds]", conservation],
  ["3 replay: folding the log gives the state [REQ-078 holds]", replaying],
  ["4 guard: no window exceeds its limit, nothing admitted is withheld [REQ-015 holds]", guarded],
  ["5 totality: every command gets an answer and nothing throws", totality],
  ["6 no backward time", forwardTime],
  ["7 forgiveness: what was not given is never caught up", forgiveness],
  ["8 monotone limits: a tighter limit never raises a rate [REQ-014 holds]", monotoneLimits],
  ["9 idempotence: the same command twice is one [REQ-027 holds]", idempotence],
];

/** What else holds where hardware fails. */
const HARD_LAWS: Laws = [
  ...LAWS,
  ["10 beat freedom: the expected report says nothing", beatFreedom],
  ["11 liveness: what is sound again delivers again", liveness],
  ["12 an alarm that holds back leaves no bolus [REQ-030 holds]", droppedBoluses],
];

describe("laws of the pump under hardship", () => {
  judge(HARD_LAWS, CONTROLLER, { lives: hardLives, runs: Math.ceil(numRuns / 4) });
});

describe("laws of the pump", () => {
  judge(LAWS, CONTROLLER);
});

describe("without admission the guard before the motor still keeps", () => {
  const kept: Laws = [
    ["tick freedom", tickFreedom],
    ["conservation with what was withheld", conservation],
    ["replay", replaying],
    ["every window", withholding],
  ];
  judge(kept, ADMITTING);
});

describe("a broken controller is caught", () => {
  test.each(MISTAKES.map((mistake) => [mistake.title, mistake] as const))("%s", (_, mistake) => {
    const result = fc.check(holds(mistake.law, mistake.controller), {
      seed: SEED,
      numRuns: 2000,
      endOnFailure: true,
    });
    expect(result.failed).toBe(true);
  });

  test.each(HARD_MISTAKES.map((each) => [each.title, each] as const))("%s", (_, mistake) => {
    const result = fc.check(holds(mistake.law, mistake.controller, hardLives), {
      seed: SEED,
      numRuns: 2000,
      endOnFailure: true,
    });
    expect(result.failed).toBe(true);
  });

  test("windows overflow when neither admission nor guard looks at them [REQ-015 breaks]", () => {
    const result = fc.check(holds(withholding, UNGUARDED), {
      seed: SEED,
      numRuns: 2000,
      endOnFailure: true,
    });
    expect(result.failed).toBe(true);
  });
});
