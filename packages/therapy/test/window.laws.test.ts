// SPDX-License-Identifier: Apache-2.0
import {
  DAY_MS,
  HOUR_MS,
  milliseconds,
  nanolitres,
  pulses,
  pulsesPerDay,
  toNumber,
} from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Deliverable, ledger, type Program, type Week, worstWindow } from "../src/index.ts";

const RUNS = { seed: 11, numRuns: 300 };
const MINUTE = 60_000;
const WEEK_MINUTES = 7 * 1440;
const PULSE = nanolitres(100);

const week: fc.Arbitrary<Week> = fc
  .tuple(
    fc.nat(5000),
    fc.uniqueArray(
      fc.record({ at: fc.integer({ min: 1, max: WEEK_MINUTES - 1 }), rate: fc.nat(5000) }),
      {
        maxLength: 6,
        selector: (each) => each.at,
      },
    ),
  )
  .map(([first, rest]) => [
    { from: milliseconds(0), rate: pulsesPerDay(first) },
    ...rest
      .toSorted((a, b) => a.at - b.at)
      .map((each) => ({ from: milliseconds(each.at * MINUTE), rate: pulsesPerDay(each.rate) })),
  ]);

const bolus = fc.record({
  pulses: fc.integer({ min: 1, max: 200 }).map(pulses),
  over: fc.integer({ min: 1, max: 60 }).map((m) => milliseconds(m * MINUTE)),
});

const deliverable: fc.Arbitrary<Deliverable> = fc.record({
  clock: fc.nat(WEEK_MINUTES - 1).map((m) => milliseconds(m * MINUTE)),
  week,
  titration: fc
    .option(fc.record({ at: fc.integer({ min: 1, max: 5 * 1440 }), week }), { nil: null })
    .map((step) =>
      step === null ? [] : [{ at: milliseconds(step.at * MINUTE), week: step.week }],
    ),
  periodic: fc.option(
    fc
      .tuple(bolus, fc.integer({ min: 60, max: 1440 }), fc.nat(600))
      .map(([each, every, first]) => ({
        ...each,
        every: milliseconds(every * MINUTE),
        first: milliseconds(first * MINUTE),
      })),
    { nil: null },
  ),
  onDemand: fc.constant(null),
  single: fc.option(bolus, { nil: null }),
});

const whole = (part: Deliverable): Program => ({
  ...part,
  version: 1,
  transition: null,
  minimum: pulsesPerDay(0),
  onFault: "hold",
  fluid: "saline",
  drugClass: "other",
  limits: { rate: pulsesPerDay(240_000), hour: pulses(0), day: pulses(0) },
});

const nanolitresUpto = (program: Program, upto: number): number =>
  toNumber(ledger(program, PULSE, { upto: milliseconds(upto), grants: [] })) * 1e6;

/** The largest window found by walking: a slow look at the same thing, in nL. */
const walked = (program: Program, width: number): number => {
  let worst = 0;
  for (let end = width; end <= 8 * DAY_MS; end += 30 * MINUTE) {
    worst = Math.max(worst, nanolitresUpto(program, end) - nanolitresUpto(program, end - width));
  }
  return worst;
};

describe("the worst window", () => {
  test("Law: no window of the program holds more", () => {
    fc.assert(
      fc.property(deliverable, (part) => {
        for (const width of [HOUR_MS, DAY_MS]) {
          expect(walked(whole(part), width)).toBeLessThanOrEqual(
            worstWindow(part, width) * 100 + 1e-3,
          );
        }
      }),
      RUNS,
    );
  });

  test("is tight for a continuous flow", () => {
    const part: Deliverable = {
      ...{ clock: milliseconds(0), titration: [], periodic: null, onDemand: null, single: null },
      week: [{ from: milliseconds(0), rate: pulsesPerDay(2400) }],
    };
    expect([worstWindow(part, HOUR_MS), worstWindow(part, DAY_MS)]).toEqual([100, 2400]);
  });

  test("counts the boluses a patient may ask for, up to the cap", () => {
    const onDemand = {
      ...{ pulses: pulses(10), over: milliseconds(10 * MINUTE), perDay: 6 },
      ...{ lockout: milliseconds(120 * MINUTE), validity: milliseconds(1) },
    };
    const part: Deliverable = {
      ...{ clock: milliseconds(0), titration: [], periodic: null, onDemand, single: null },
      week: [{ from: milliseconds(0), rate: pulsesPerDay(2400) }],
    };
    expect(worstWindow(part, DAY_MS)).toBe(2460);
  });

  test("a window that forgot the change of weeks would be caught", () => {
    const step = {
      at: milliseconds(12 * HOUR_MS),
      week: [{ from: milliseconds(0), rate: pulsesPerDay(4800) }],
    };
    const part: Deliverable = {
      ...{
        clock: milliseconds(0),
        titration: [step],
        periodic: null,
        onDemand: null,
        single: null,
      },
      week: [{ from: milliseconds(0), rate: pulsesPerDay(2400) }],
    };
    const forgetful = worstWindow({ ...part, titration: [] }, DAY_MS);
    expect(walked(whole(part), DAY_MS)).toBeGreaterThan(forgetful * 100);
  });
});
