// SPDX-License-Identifier: Apache-2.0
/** The monitor's verdicts, each at its edge. A limit of 40 pulses an hour and 600 a day. */
import { nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  adopt,
  counted,
  holds,
  type Monitor,
  newMonitor,
  type Verdict,
  verdictOf,
} from "../src/index.ts";
import { bridge, days, hours, minutes, steady } from "./sample.ts";

const PULSE = nanolitres(100);
const START = { at: 0, turns: 0, ordered: 0 };

/** So many turns for so many orders between the look before and this one. */
const after = (monitor: Monitor, at: number, [turns, ordered]: readonly [number, number]) =>
  counted(monitor, { at, turns: monitor.turns + turns, ordered: monitor.ordered + ordered });

const fresh = adopt(newMonitor(PULSE, START), steady);

/** The verdict after one stretch. */
const verdict = (span: number, turns: number, ordered: number): Verdict =>
  verdictOf(after(fresh, span, [turns, ordered]));

describe("against the limits", () => {
  test.each([
    [hours(1), 41, false],
    [hours(1), 42, true],
    [minutes(1), 41, false],
    [minutes(1), 42, true],
    [hours(2), 82, false],
    [hours(2), 83, true],
    [days(1), 601, false],
    [days(1), 602, true],
    [days(2), 1_202, false],
    [days(2), 1_203, true],
  ])("in %i ms %i turns are certainly too many: %s [REQ-013 holds]", (span, turns, excess) => {
    expect(verdict(span, turns, turns) === "excess").toBe(excess);
    expect(holds(after(fresh, span, [turns, turns]))).toBe(excess);
  });

  test("stretches add up, as far as they lie in the hour", () => {
    const first = after(fresh, minutes(30), [21, 21]);
    const second = after(first, hours(1), [21, 21]);
    expect(verdictOf(second)).toBe("excess");
    const late = after(first, minutes(60) + 1, [21, 21]);
    expect(verdictOf(late)).toBe("sound");
  });

  test("a long stretch counts by its own length, whenever it began", () => {
    const late = adopt(newMonitor(PULSE, { ...START, at: hours(100) }), steady);
    const hour = (turns: number) => verdictOf(after(late, hours(103), [turns, turns]));
    expect(hour(3 * 41)).toBe("sound");
    expect(hour(3 * 41 + 1)).toBe("excess");
  });

  test("limits that ended before the last stretch began do not count", () => {
    const wide = { ...steady, limits: { ...steady.limits, hour: pulses(400) } };
    let monitor = adopt(newMonitor(PULSE, START), wide);
    for (const at of [hours(0.5), hours(1), hours(1.5), hours(2)]) {
      monitor = after(monitor, at, [1, 1]);
    }
    const tightened = after(adopt(monitor, steady), hours(5), [3 * 41 + 1, 3 * 41 + 1]);
    expect(verdictOf(tightened)).toBe("excess");
  });

  test("more than 14.5 % above the order is over, exactly that much is off", () => {
    const generous = {
      ...steady,
      limits: { ...steady.limits, hour: pulses(9_999), day: pulses(9_999) },
    };
    const at = (turns: number) =>
      verdictOf(after(adopt(newMonitor(PULSE, START), generous), hours(1), [turns, 1_000]));
    expect(at(1_145)).toBe("off");
    expect(at(1_146)).toBe("over");
  });

  test("the hold ends when the hour has gone by", () => {
    const excess = after(fresh, minutes(10), [42, 42]);
    expect(holds(after(excess, minutes(60), [0, 0]))).toBe(true);
    expect(holds(after(excess, minutes(61), [0, 0]))).toBe(false);
  });

  test("short stretches are put together", () => {
    let monitor = fresh;
    for (let minute = 1; minute <= 60; minute += 1) {
      monitor = after(monitor, minutes(minute), [0, 0]);
    }
    expect(monitor.stretches).toHaveLength(12);
    expect(monitor.stretches[0]).toEqual({ from: 0, upto: minutes(5), turns: 0, ordered: 0 });
  });

  test("a stretch put together keeps what turned in each of its parts", () => {
    const monitor = after(after(fresh, minutes(2), [3, 2]), minutes(4), [4, 5]);
    expect(monitor.stretches).toEqual([{ from: 0, upto: minutes(4), turns: 7, ordered: 7 }]);
  });

  test("a day later a stretch is forgotten", () => {
    const monitor = after(after(fresh, hours(1), [9, 9]), days(1) + hours(1), [9, 9]);
    expect(monitor.stretches.map(({ from }) => from)).toEqual([hours(1)]);
  });

  test("without a program two turns are too many", () => {
    const idle = newMonitor(PULSE, START);
    expect(verdictOf(idle)).toBe("sound");
    expect(verdictOf(after(idle, minutes(1), [1, 1]))).toBe("sound");
    expect(verdictOf(after(idle, minutes(1), [2, 2]))).toBe("excess");
  });

  test("a transition comes on top, also one that another program cut short", () => {
    const bridged = adopt(newMonitor(PULSE, START), { ...steady, transition: bridge });
    expect(verdictOf(after(bridged, hours(1), [141, 141]))).toBe("sound");
    expect(verdictOf(after(bridged, hours(1), [142, 142]))).toBe("excess");
    const again = adopt(after(bridged, minutes(30), [100, 100]), {
      ...steady,
      version: 2,
      transition: bridge,
    });
    expect(verdictOf(after(again, hours(1), [141, 141]))).toBe("sound");
    expect(verdictOf(after(again, hours(1), [142, 142]))).toBe("excess");
  });

  test("the largest limit counts while a window reaches back to its program", () => {
    const wide = { rate: pulsesPerDay(24_000), hour: pulses(90), day: pulses(900) };
    const before = adopt(newMonitor(PULSE, START), { ...steady, limits: wide });
    const now = adopt(after(before, hours(1), [0, 0]), { ...steady, version: 2 });
    expect(verdictOf(after(now, minutes(119), [80, 80]))).toBe("sound");
    const later = after(now, hours(2) + 1, [0, 0]);
    expect(verdictOf(after(later, hours(3), [80, 80]))).toBe("excess");
  });

  test("programs that no window reaches any more are forgotten", () => {
    const later = adopt(after(fresh, days(3), [0, 0]), { ...steady, version: 2 });
    const latest = adopt(after(later, days(5), [0, 0]), { ...steady, version: 3 });
    const last = adopt(after(latest, days(9), [0, 0]), { ...steady, version: 4 });
    expect(last.reigns.map(({ from }) => from)).toEqual([days(5), days(9)]);
  });
});

describe("against the orders", () => {
  test.each([
    [480, 480, "sound"],
    [504, 480, "sound"],
    [505, 480, "off"],
    [549, 480, "off"],
    [550, 480, "over"],
    [456, 480, "sound"],
    [455, 480, "under"],
    [0, 480, "under"],
    [1, 0, "sound"],
    [2, 0, "over"],
    [0, 1, "sound"],
    [0, 2, "under"],
  ] as const)("%i turns for %i orders in a day: %s [REQ-053 holds]", (turns, ordered, found) => {
    expect(verdict(days(1), turns, ordered)).toBe(found);
  });

  test("50 mcL are too much off, however much was ordered [REQ-013 holds]", () => {
    const large = adopt(newMonitor(nanolitres(1_000), START), {
      ...steady,
      limits: { rate: pulsesPerDay(24_000), hour: pulses(24_000), day: pulses(24_000) },
    });
    expect(verdictOf(after(large, days(1), [20_050, 20_000]))).toBe("sound");
    expect(verdictOf(after(large, days(1), [20_051, 20_000]))).toBe("off");
    expect(verdictOf(after(large, days(1), [19_949, 20_000]))).toBe("under");
  });
});

describe("nothing runs backwards", () => {
  const at = after(fresh, hours(1), [5, 5]);
  test.each([
    ["time", { at: hours(1) - 1, turns: 5, ordered: 5 }],
    ["the count of turns", { at: hours(1), turns: 4, ordered: 5 }],
    ["the count of orders", { at: hours(1), turns: 5, ordered: 4 }],
  ])("%s [REQ-023 holds]", (_, count) => {
    expect(() => counted(at, count)).toThrow("run forward");
  });
});
