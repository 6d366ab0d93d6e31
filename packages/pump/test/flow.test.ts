// SPDX-License-Identifier: Apache-2.0
import { DAY_MS, milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import { BARE, type Device, initial, pass, pulsesLeft, runningRate, step } from "../src/index.ts";
import {
  bolus,
  bridge,
  days,
  fresh,
  given,
  halt,
  hours,
  minutes,
  periodic,
  refillOf,
  resume,
  running,
  SAMPLE,
  steady,
  told,
  toRun,
  wish,
} from "./sample.ts";

describe("what flows", () => {
  test("nothing flows before a program", () => {
    expect(given(fresh, days(30))).toBe(0);
  });

  test("a steady program gives its daily pulses every day", () => {
    expect(given(running(steady), days(1))).toBe(480);
    expect(given(running(steady), days(30))).toBe(14_400);
  });

  test("the first pulse falls exactly when its volume has been gathered", () => {
    const pump = running(steady);
    expect(given(pump, milliseconds(DAY_MS / 480 - 1))).toBe(0);
    expect(given(pump, milliseconds(DAY_MS / 480))).toBe(1);
  });

  test("a pattern with weekdays runs on the wall clock", () => {
    const sunday = milliseconds(6 * DAY_MS);
    const week = [
      { from: milliseconds(0), rate: pulsesPerDay(240) },
      { from: milliseconds(5 * DAY_MS), rate: pulsesPerDay(480) },
    ];
    const pump = running({ ...steady, week, clock: sunday });
    expect(given(pump, days(1))).toBe(480);
    expect(given(pump, days(2))).toBe(480 + 240);
  });

  test("a dated step replaces the week from its moment on", () => {
    const doubled = [{ from: milliseconds(0), rate: pulsesPerDay(960) }];
    const limits = { ...steady.limits, hour: pulses(60), day: pulses(1200) };
    const titration = [{ at: days(2), week: doubled }];
    const pump = running({ ...steady, limits, titration });
    expect(given(pump, days(2))).toBe(960);
    expect(given(pump, days(3))).toBe(1920);
  });

  test("boluses on the clock come on top of basal", () => {
    const pump = running({ ...steady, periodic });
    expect(given(pump, hours(6))).toBe(120);
    expect(given(pump, milliseconds(hours(6) + minutes(30)))).toBe(120 + 10 + 10);
    expect(given(pump, days(1))).toBe(480 + 20);
  });

  test("a single bolus begins with the program and ends by itself", () => {
    const pump = running({ ...steady, single: bolus });
    const { pump: later, events } = pass(pump, hours(1));
    expect(later.delivered.pulses).toBe(30);
    expect(events).toEqual([
      { kind: "bolus-settled", at: minutes(30), bolus: "single-1", source: "single", pulses: 10 },
    ]);
  });

  test("a bolus that does not divide evenly ends with the remainder, exactly", () => {
    const odd = { pulses: pulses(7), over: milliseconds(1_000_003) };
    const idle = { ...steady, week: [{ from: milliseconds(0), rate: pulsesPerDay(0) }] };
    const { pump } = pass(running({ ...idle, single: odd }), hours(1));
    expect(pump.delivered).toEqual({ pulses: 7, quanta: 0 });
  });

  test("one pulse per millisecond for a day stays exact", () => {
    const device: Device = {
      pulse: nanolitres(1),
      least: pulsesPerDay(1),
      most: pulsesPerDay(DAY_MS),
      capacity: nanolitres(100_000_000),
      ...BARE,
    };
    const start = { at: milliseconds(0), reservoir: device.capacity, fluid: null };
    const limits = { rate: device.most, hour: pulses(3_600_000), day: pulses(DAY_MS) };
    const week = [{ from: milliseconds(0), rate: device.most }];
    const flood: Program = { ...steady, week, limits, onDemand: null };
    const told = step(initial(device, start), { at: milliseconds(0), command: toRun(flood) });
    const { pump } = pass(told.pump, milliseconds(DAY_MS + 1));
    expect(pump.delivered).toEqual({ pulses: DAY_MS + 1, quanta: 0 });
    expect(pump.withheld).toEqual({ pulses: 0, quanta: 0 });
  });
});

describe("transition", () => {
  test("runs instead of basal, then the program proper begins with its single bolus", () => {
    const { pump, events } = pass(
      running({ ...steady, transition: bridge, single: bolus }),
      hours(3),
    );
    expect(events.map(({ kind, at }) => [kind, at])).toEqual([
      ["transition-settled", hours(2)],
      ["bolus-granted", hours(2)],
      ["bolus-settled", milliseconds(hours(2) + minutes(30))],
    ]);
    expect(pump.delivered.pulses).toBe(100 + 20 + 10);
  });

  test("of no pulses is none", () => {
    const pump = running({ ...steady, transition: { ...bridge, pulses: pulses(0) } });
    expect(pump.transition).toBe(null);
    expect(given(pump, hours(1))).toBe(20);
  });

  test("waits while the pump is stopped and goes on where it was", () => {
    const stopped = told(running({ ...steady, transition: bridge }), hours(1), halt);
    expect(given(stopped, hours(5))).toBe(0);
    const resumed = told(stopped, hours(5), resume);
    const { events } = pass(resumed, hours(7));
    expect(events).toEqual([
      { kind: "transition-settled", at: hours(6), transition: "bridge", pulses: 100 },
    ]);
  });

  test("is not counted in the windows", () => {
    const large = { ...bridge, pulses: pulses(1_000), rate: pulsesPerDay(24_000) };
    expect(pass(running({ ...steady, transition: large }), days(2)).pump.withheld.pulses).toBe(0);
  });
});

describe("the reservoir", () => {
  const low = { ...fresh, reservoir: nanolitres(2_550) };

  test("runs dry at the exact millisecond of its last whole pulse", () => {
    const pump = told(low, milliseconds(0), toRun(steady));
    const { pump: dry, events } = pass(pump, days(3));
    const at = (25 * DAY_MS) / 480;
    expect(events).toEqual([
      { kind: "ran-dry", at },
      { kind: "fault-found", at, fault: "reservoir-empty" },
    ]);
    expect(dry.reservoir).toBe(50);
    expect(dry.delivered).toEqual({ pulses: 25, quanta: 0 });
    expect(runningRate(dry)).toBe(0);
  });

  test("after a refill delivery goes on without making up for anything", () => {
    const dry = pass(told(low, milliseconds(0), toRun(steady)), days(3)).pump;
    const filled = told(dry, days(3), refillOf(dry, nanolitres(1_000_000)));
    expect(given(filled, days(4))).toBe(480);
    expect(pulsesLeft(pass(filled, days(4)).pump)).toBe(10_000 - 480);
  });

  test("drops a bolus that was running when it ran dry", () => {
    const pump = told({ ...low, reservoir: nanolitres(6_000) }, milliseconds(0), toRun(steady));
    const asked = told(pump, hours(2), wish("w", hours(2)));
    expect(pass(asked, hours(4)).events.map(({ kind }) => kind)).toEqual([
      "bolus-settled",
      "ran-dry",
      "fault-found",
    ]);
    const short = { ...asked, reservoir: nanolitres(1_000) };
    const { pump: dry, events } = pass(short, hours(4));
    expect(events.map(({ kind }) => kind)).toEqual(["ran-dry", "bolus-cancelled", "fault-found"]);
    expect(dry.boluses).toEqual([]);
  });

  test("a refill while a bolus on the clock is flowing does not cut it", () => {
    const pump = pass(running({ ...steady, periodic }), milliseconds(hours(6) + minutes(15))).pump;
    const refill = refillOf(pump, SAMPLE.capacity);
    expect(given(told(pump, pump.now, refill), hours(7))).toBe(15 + 5);
  });
});

describe("stopping", () => {
  test("a stop drops the bolus on the clock, and a resume does not take it up again", () => {
    const during = milliseconds(hours(6) + minutes(15));
    const stopped = told(running({ ...steady, periodic }), during, halt);
    const resumed = told(stopped, milliseconds(hours(6) + minutes(20)), resume);
    expect(given(resumed, milliseconds(hours(6) + minutes(50)))).toBe(10);
  });

  test("its longest time is reported once, and delivery stays stopped", () => {
    const stopped = told(running(steady), hours(1), halt);
    const { pump, events } = pass(stopped, days(2));
    expect(events).toEqual([
      { kind: "stop-expired", at: hours(2), since: hours(1) },
      { kind: "fault-found", at: hours(2), fault: "stopped-too-long" },
    ]);
    expect(pump.delivered.pulses).toBe(20);
  });
});

describe("memory of flow", () => {
  test("stays bounded over a year", () => {
    const week = [0, 6, 12, 18].flatMap((hour) =>
      [0, 1, 2, 3, 4, 5, 6].map((day) => ({
        from: milliseconds(days(day) + hours(hour)),
        rate: pulsesPerDay(100 + 10 * hour),
      })),
    );
    const ordered = week.toSorted((a, b) => a.from - b.from);
    const every = { ...periodic, every: hours(6) };
    const { pump } = pass(running({ ...steady, week: ordered, periodic: every }), days(365));
    expect(pump.history.length).toBeLessThan(24);
  });
});
