// SPDX-License-Identifier: Apache-2.0
/** The hardware's truth: nothing is lost, and it does not matter where time is cut. */
import { BARE } from "@cisterna/pump";
import { DAY_MS, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionOf, SOUND } from "../src/hardware/condition.ts";
import { FAULT_KINDS, type Fault } from "../src/hardware/fault.ts";
import { elapsed, type Implant, newImplant, trueVolume } from "../src/hardware/implant.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? "2000");

const DEVICE = {
  pulse: nanolitres(100),
  least: pulsesPerDay(480),
  most: pulsesPerDay(240_000),
  capacity: nanolitres(20_000_000),
  ...BARE,
};

const made = (): Implant =>
  newImplant(
    { device: DEVICE, drive: "peristaltic", fitted: { level: true, pressure: true, flow: true } },
    DEVICE.capacity,
  );

const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constant("fault" as const),
  fault: fc.constantFrom(...FAULT_KINDS),
  lasts: fc.constant(0 as Fault["lasts"]),
  severity: fc.integer({ min: 1, max: 1_000 }),
});

const stretch = fc.record({
  span: fc.integer({ min: 1, max: 60_000 }),
  rate: fc.integer({ min: 0, max: 240_000 }),
  inhibited: fc.boolean(),
});

const after = (implant: Implant, faults: readonly Fault[], spans: readonly number[], rate = 0) =>
  spans.reduce(
    (here, span) =>
      elapsed(here, conditionOf(faults), { span, ordered: rate * span, inhibited: false }),
    implant,
  );

describe("The implant", () => {
  test("without a fault turns, tells, moves and delivers what was ordered", () => {
    const ordered = 480 * DAY_MS;
    const then = elapsed(made(), SOUND, { span: DAY_MS, ordered, inhibited: false });
    expect([then.turned.whole, then.told.whole, then.moved, then.atTip.whole]).toEqual([
      ordered,
      ordered,
      ordered,
      ordered,
    ]);
    expect(trueVolume(then)).toBe(20_000_000 - 48_000);
  });

  test("does not care where time is cut", () => {
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 3 }), stretch, fc.nat(), (faults, each, cut) => {
        const first = cut % each.span;
        const whole = after(made(), faults, [each.span], each.rate);
        expect(after(made(), faults, [first, each.span - first], each.rate)).toEqual(whole);
      }),
      { numRuns },
    );
  });

  test("loses from its stock what moved and what leaked, and never more than it had", () => {
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 3 }), stretch, (faults, each) => {
        const condition = conditionOf(faults);
        const ordered = each.rate * each.span;
        const then = elapsed(made(), condition, { ...each, ordered });
        const gone = made().stock - then.stock - then.moved * DEVICE.pulse;
        expect(gone).toBe(condition.leaking * each.span);
        expect(then.stock).toBeGreaterThanOrEqual(0);
        expect(then.atTip.whole).toBeLessThanOrEqual(then.moved);
      }),
      { numRuns },
    );
  });

  test("that is empty moves nothing, however much it turns", () => {
    const empty = newImplant(made(), nanolitres(0));
    const then = after(empty, [], [DAY_MS], 480);
    expect(then.turned.whole).toBe(480 * DAY_MS);
    expect(then.moved).toBe(0);
  });

  test("that runs away stops only when it is inhibited", () => {
    const condition = { ...SOUND, runaway: 1_000 };
    const free = elapsed(made(), condition, { span: 1_000, ordered: 0, inhibited: false });
    const held = elapsed(made(), condition, { span: 1_000, ordered: 0, inhibited: true });
    expect(free.moved).toBe(DEVICE.most * 1_000);
    expect(held.moved).toBe(0);
  });
});
