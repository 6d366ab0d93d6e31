// SPDX-License-Identifier: Apache-2.0
/** The battery, as reports tell of it: marks of what was spent, and of the voltage under load. */
import { DAY_MS, milliseconds, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { datesOf, expectedReport, type Fault, initial, observe, type Pump } from "../src/index.ts";
import { restrainedTransition, wantedAt } from "../src/schedule.ts";
import { bridge, fresh, halt, hours, minutes, running, SAMPLE, steady, told } from "./sample.ts";

const MARKS = { replace: 900, end: 990, weak: 2_400, least: 2_000 };
const start = { at: minutes(0), reservoir: SAMPLE.capacity, fluid: "morphine" };
const pump = initial({ ...SAMPLE, battery: MARKS }, start);

const seen = (of: Pump, spent: number, loadMillivolts: number): Pump =>
  observe(of, {
    at: of.now,
    report: { ...expectedReport(of), battery: { spent, loadMillivolts } },
  }).pump;

const faultsOf = ({ faults }: Pump): readonly Fault[] => faults.map(({ fault }) => fault);

describe("a battery", () => {
  test.each([
    [899, 2_400, []],
    [900, 2_400, ["battery-replace"]],
    [0, 2_399, ["battery-weak"]],
    [0, 2_000, ["battery-weak"]],
    [0, 1_999, ["battery-weak", "battery-end"]],
    [989, 3_000, ["battery-replace"]],
    [990, 3_000, ["battery-replace", "battery-end"]],
  ])("spent to %i of 1000, at %i mV: %j [REQ-054 holds]", (spent, load, expected) => {
    expect(faultsOf(seen(pump, spent, load))).toEqual(expected);
  });

  test("not known is not judged, and a sound report clears nothing [REQ-054 breaks]", () => {
    expect(faultsOf(seen(fresh, 1_000, 0))).toEqual([]);
    expect(faultsOf(seen(seen(pump, 900, 3_000), 0, 3_000))).toEqual(["battery-replace"]);
  });

  test("is to be replaced 90 days after its first sign, or when it ends [REQ-056 holds]", () => {
    const old = seen(pump, 900, 3_000);
    expect(datesOf(old).replaceBy).toBe(90 * DAY_MS);
    const older = seen({ ...old, now: milliseconds(10 * DAY_MS) }, 900, 2_300);
    expect(datesOf(older).replaceBy).toBe(90 * DAY_MS);
    const ended = seen({ ...older, now: milliseconds(20 * DAY_MS) }, 990, 2_300);
    expect(datesOf(ended).replaceBy).toBe(20 * DAY_MS);
    const weak = seen({ ...seen(pump, 0, 2_300), now: milliseconds(10 * DAY_MS) }, 900, 2_300);
    expect(datesOf(weak).replaceBy).toBe(90 * DAY_MS);
  });
});

describe("what an alarm leaves of the flow", () => {
  const withFault = (of: Pump, fault: Fault): Pump => ({
    ...of,
    faults: [{ fault, since: of.now, acknowledged: false, silentUntil: of.now }],
  });
  const bridging = running({ ...steady, onFault: "minimum", transition: bridge });

  test.each([
    ["none", bridging, 1_200],
    ["the program's minimum", withFault(bridging, "reset-loop"), 48],
    ["nothing", withFault(bridging, "free-flow"), 0],
    ["the least step", withFault(bridging, "clock-lost"), 1_200],
    ["no self-test", { ...bridging, tested: null }, 0],
    ["no transition", running(steady), 0],
    ["no program", fresh, 0],
  ])("of a transition: %s", (_, of, rate) => {
    expect(restrainedTransition(of)).toBe(rate);
  });

  test("a rate below the minimum stays as it is", () => {
    const slow = { ...bridge, rate: pulsesPerDay(20) };
    const slower = { ...bridging, transition: { ...slow, left: 1 } };
    expect(restrainedTransition(withFault(slower, "reset-loop"))).toBe(20);
  });

  test.each([
    ["no program", fresh],
    ["a transition", bridging],
    ["a stop", told(running(steady), hours(1), halt)],
  ])("of basal: nothing where nothing flows: %s", (_, of) => {
    expect(wantedAt(withFault(of, "clock-lost"), hours(2)).rate).toBe(0);
  });
});
