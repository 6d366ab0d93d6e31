// SPDX-License-Identifier: Apache-2.0
/** Grants as they are remembered, and alarms as they are attended to. */
import { milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { CONTROLLER, type Fault, GUARD, type Pump, pass } from "../src/index.ts";
import {
  days,
  fresh,
  given,
  heard,
  hours,
  minutes,
  periodic,
  refusals,
  running,
  steady,
  told,
  toRun,
  wish,
} from "./sample.ts";

const found = (pump: Pump, ...faults: readonly Fault[]): Pump =>
  faults.reduce(
    (state, fault) => CONTROLLER.evolve(state, { kind: "fault-found", at: state.now, fault }),
    pump,
  );

describe("grants", () => {
  test("are forgotten when the last of their delivery is a day old", () => {
    const pump = told(running(steady), hours(1), wish("a", hours(1)));
    const before = milliseconds(hours(25.5) - 1);
    expect(told(pump, before, wish("b", before)).grants.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(told(pump, hours(25.5), wish("b", hours(25.5))).grants).toEqual([
      { id: "b", at: hours(25.5), ends: hours(26) },
    ]);
  });

  test("are given at exactly the limit of the rate", () => {
    const limited = (rate: number) =>
      running({ ...steady, limits: { ...steady.limits, rate: pulsesPerDay(rate) } });
    expect(refusals(limited(960), minutes(0), wish("w", minutes(0)))).toEqual([]);
    expect(refusals(limited(959), minutes(0), wish("w", minutes(0)))).toMatchObject([
      { kind: "rate-above-limit", asked: 960 },
    ]);
  });

  test("of a bolus that is cancelled end with it, the others as they did", () => {
    const first = told(running(steady), hours(1), wish("a", hours(1)));
    const second = told(first, hours(3), wish("b", hours(3)));
    const at = milliseconds(hours(3) + minutes(10));
    const cut = told(second, at, { kind: "cancel-bolus", id: "c" });
    expect(cut.grants).toEqual([
      { id: "a", at: hours(1), ends: hours(1.5) },
      { id: "b", at: hours(3), ends: at },
    ]);
  });

  test("count what the boluses that are flowing still need of the reservoir", () => {
    const single = { pulses: pulses(10), over: minutes(30) };
    const pump = told(fresh, hours(1), toRun({ ...steady, single }));
    const at = milliseconds(hours(1) + minutes(15));
    const holding = (volume: number) => ({
      ...pass(pump, at).pump,
      reservoir: nanolitres(volume),
    });
    expect(refusals(holding(1_450), at, wish("w", at))).toEqual([
      { kind: "reservoir-too-low", needed: 15, left: 14 },
    ]);
    expect(refusals(holding(1_500), at, wish("w", at))).toEqual([]);
  });
});

test("a bolus on the clock that is cancelled as it begins does not come", () => {
  const pump = running({ ...steady, onDemand: null, periodic });
  const cut = told(pump, hours(6), { kind: "cancel-bolus", id: "c" });
  expect(given(cut, hours(7))).toBe(20);
  expect(given(told(pump, hours(6), { kind: "interrogate", id: "i" }), hours(7))).toBe(30);
  expect(given(cut, hours(19))).toBe(13 * 20 + 10);
});

describe("alarms that were seen", () => {
  const alarmed = found(running(steady), "motor-stall", "level-disagrees");
  const seen = told(alarmed, minutes(1), { kind: "acknowledge", id: "seen" });
  const more = found(seen, "sounder-failed");

  test("are not named again by the one who sees the next", () => {
    expect(heard(more, minutes(2), { kind: "acknowledge", id: "again" })[0]).toEqual({
      kind: "acknowledged",
      at: minutes(2),
      command: "again",
      faults: ["sounder-failed"],
    });
  });

  test("are not silenced, those that are heard are", () => {
    expect(heard(more, minutes(2), { kind: "silence", id: "hush" })).toEqual([
      {
        kind: "silenced",
        at: minutes(2),
        command: "hush",
        faults: ["sounder-failed"],
        until: minutes(12),
      },
    ]);
    expect(refusals(seen, minutes(2), { kind: "silence", id: "hush" })).toEqual([
      { kind: "no-alarm" },
    ]);
  });

  test("a silence that is over is over at once", () => {
    const hushed = told(more, minutes(2), { kind: "silence", id: "hush" });
    expect(heard(hushed, minutes(3), { kind: "silence", id: "over", over: true })).toEqual([
      {
        kind: "silenced",
        at: minutes(3),
        command: "over",
        faults: ["sounder-failed"],
        until: minutes(3),
      },
    ]);
    const on = told(hushed, minutes(3), { kind: "silence", id: "on" });
    expect(on.faults.at(-1)?.silentUntil).toBe(minutes(13));
  });

  test("stay until what caused them is gone", () => {
    expect(told(more, days(1), { kind: "interrogate", id: "i" }).faults.length).toBeGreaterThan(1);
  });
});

describe("a window that holds too much already", () => {
  const bounds = (room: number, leaving: number) => ({
    ceiling: Number.POSITIVE_INFINITY,
    windows: [{ room, leaving }],
  });

  test("lets nothing in until as much has left, looked at again in time", () => {
    expect(GUARD.withhold(100, bounds(-1_000, 7))).toEqual({ rate: 0, span: 142 });
    expect(GUARD.withhold(100, bounds(-3, 7))).toEqual({ rate: 4, span: 1 });
    expect(GUARD.withhold(100, bounds(-1_000, 0))).toEqual({
      rate: 0,
      span: Number.POSITIVE_INFINITY,
    });
  });

  test("is looked at as soon as the first of two would be", () => {
    const windows = [
      { room: -1_000, leaving: 7 },
      { room: -100, leaving: 50 },
    ];
    expect(GUARD.withhold(100, { ceiling: 500, windows })).toEqual({ rate: 0, span: 2 });
    expect(GUARD.withhold(100, { ceiling: 500, windows: windows.toReversed() })).toEqual({
      rate: 0,
      span: 2,
    });
  });
});

test("a guard with nothing against a commitment says nothing", () => {
  const nothing = { pieces: [], from: 0, charged: { hour: 0, day: 0 } };
  const constraints = [{ window: "hour", width: 10, since: 0, limit: pulses(1) }] as const;
  expect(GUARD.overflow({ ...nothing, constraints })).toEqual([]);
});
