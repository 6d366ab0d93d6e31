// SPDX-License-Identifier: Apache-2.0
/**
 * The law of the outlook: however often the patient asks, the reservoir is neither low nor empty
 * before the plan's worst case says so. A forecast that forgets the boluses is caught.
 */
import { DAY_MS, HOUR_MS, inMilliseconds, milliseconds, quantity } from "@cisterna/quantity";
import { type Forecast, judge, type Plan } from "@cisterna/therapy";
import { deliver, deviceOf, infusionOf } from "@cisterna/world";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseOf } from "./case.ts";

const RUNS = { seed: 20_261_127, numRuns: 60 };

/** A small fill, so that days are enough; a patient who asks every so many minutes. */
type Use = {
  readonly basal: number;
  readonly bolus: number;
  readonly lockout: number;
  readonly perDay: number;
  readonly every: number;
};

const someUse: fc.Arbitrary<Use> = fc.record({
  basal: fc.integer({ min: 100, max: 400 }),
  bolus: fc.integer({ min: 5, max: 60 }),
  lockout: fc.integer({ min: 30, max: 300 }),
  perDay: fc.integer({ min: 1, max: 12 }),
  every: fc.integer({ min: 10, max: 240 }),
});

const planFor = ({ basal, bolus, lockout, perDay }: Use): Plan | null =>
  judge(
    caseOf({
      pump: "generic-20",
      reservoir: { volume: quantity("4 mL", "volume") },
      prescription: {
        basal: { kind: "continuous", dose: quantity(`${basal / 100} mg/d`, "dose-rate") },
        onDemand: {
          dose: quantity(`${bolus / 100} mg`, "mass"),
          over: quantity("15 min", "time"),
          lockout: quantity(`${lockout} min`, "time"),
          perDay,
        },
      },
    }),
  ).plan;

const UPTO = milliseconds(45 * DAY_MS);

/** When the reservoir was seen low and when it ran dry; infinite where it did not. */
const lived = (plan: Plan, { every }: Use) => {
  const infusion = infusionOf(plan, "programmed");
  const timing = {
    upto: UPTO,
    step: HOUR_MS,
    presses: { kind: "every", interval: milliseconds(every * 60_000) },
  } as const;
  const found = deliver(infusion, timing, { device: deviceOf(plan), digest: () => "" });
  if (!found.ok) throw new RangeError(JSON.stringify(found.refusals));
  const { ends, reservoir, events } = found.value;
  const low = reservoir.findIndex((volume) => volume <= infusion.reservoir.alarm);
  return {
    low: ends[low] ?? Number.POSITIVE_INFINITY,
    dry: events.find(({ kind }) => kind === "ran-dry")?.at ?? Number.POSITIVE_INFINITY,
  };
};

const neverTooLate = (forecastOf: (plan: Plan) => Forecast, met: { dry: number }) =>
  fc.property(someUse, (use) => {
    const plan = planFor(use);
    if (plan === null) return true;
    const { low, dry } = lived(plan, use);
    const { toAlarm, toEmpty } = forecastOf(plan);
    if (Number.isFinite(dry)) met.dry += 1;
    return low >= inMilliseconds(toAlarm, "down") && dry >= inMilliseconds(toEmpty, "down");
  });

describe("the outlook of a plan", () => {
  test("is never later than what a patient can do [REQ-039 holds]", () => {
    const met = { dry: 0 };
    fc.assert(
      neverTooLate((plan) => plan.refill.worst, met),
      RUNS,
    );
    expect(met.dry).toBeGreaterThan(RUNS.numRuns / 4);
  });

  test("from the planned flow alone, without boluses, is caught [REQ-039 breaks]", () => {
    const law = neverTooLate((plan) => plan.refill.nominal, { dry: 0 });
    expect(fc.check(law, RUNS).failed).toBe(true);
  });
});
