// SPDX-License-Identifier: Apache-2.0
/** Admission to the last pulse: what a program is charged with, and which reasons are named. */
import { milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import { type Fault, type Pump, pass } from "../src/index.ts";
import {
  bolus,
  bridge,
  days,
  fresh,
  halt,
  hours,
  minutes,
  onDemand,
  periodic,
  refusals,
  running,
  steady,
  told,
  toRun,
} from "./sample.ts";

const ZERO = milliseconds(0);

/** A week of one rate; and one that is too much only on its fourth day. */
const flat = (rate: number) => [{ from: ZERO, rate: pulsesPerDay(rate) }];
const busyOnThursday = [
  { from: ZERO, rate: pulsesPerDay(480) },
  { from: days(3), rate: pulsesPerDay(1_200) },
  { from: days(4), rate: pulsesPerDay(480) },
];

const limited = (limits: Partial<Program["limits"]>, changes: Partial<Program> = {}): Program => ({
  ...steady,
  onDemand: null,
  ...changes,
  limits: { ...steady.limits, ...limits },
});

describe("boluses on the clock", () => {
  const often = { ...periodic, first: ZERO, every: minutes(40) };

  test("are charged to an hour as many as fit whole, and the most of one more that can", () => {
    const program = limited({ hour: pulses(36), day: pulses(10_000) }, { periodic: often });
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      {
        kind: "window-full",
        window: "hour",
        committed: { pulses: 36, quanta: (2 * 86_400_000) / 3 },
        limit: 36,
      },
    ]);
    const roomier = limited({ hour: pulses(37), day: pulses(10_000) }, { periodic: often });
    expect(refusals(fresh, ZERO, toRun(roomier))).toEqual([]);
  });

  test("are charged to a day in the same way", () => {
    const program = limited({ hour: pulses(100), day: pulses(839) }, { periodic: often });
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      {
        kind: "window-full",
        window: "day",
        committed: { pulses: 840, quanta: 0 },
        limit: 839,
      },
    ]);
  });

  test("bring no more than one bolus beyond those that fit whole", () => {
    const spread = { ...periodic, first: ZERO, every: minutes(31) };
    const program = limited({ hour: pulses(39), day: pulses(10_000) }, { periodic: spread });
    expect(refusals(fresh, ZERO, toRun(program))).toMatchObject([
      { window: "hour", committed: { pulses: 39, quanta: (2 * 86_400_000) / 3 } },
    ]);
  });
});

describe("the fullest window", () => {
  const steps = (first: number, second: number) => [
    { at: days(20), week: flat(first) },
    { at: days(40), week: flat(second) },
  ];

  test.each([
    [1_200, 1_440],
    [1_440, 1_200],
  ])("is named, whichever of the steps %s and %s brings it", (first, second) => {
    const program = limited({}, { titration: steps(first, second) });
    expect(refusals(fresh, ZERO, toRun(program))).toMatchObject([
      { window: "hour", committed: { pulses: 60, quanta: 0 } },
      { window: "day", committed: { pulses: 1_440, quanta: 0 } },
    ]);
  });

  test("is found across the turn of the week", () => {
    const week = [
      { from: ZERO, rate: pulsesPerDay(1_200) },
      { from: days(0.5), rate: pulsesPerDay(0) },
      { from: days(6.5), rate: pulsesPerDay(1_200) },
    ];
    const program = limited({ hour: pulses(100) }, { week });
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      { kind: "window-full", window: "day", committed: { pulses: 1_200, quanta: 0 }, limit: 600 },
    ]);
  });

  test("is found across the change to a step, a day back from it", () => {
    const busy = (from: number) => [
      { from: ZERO, rate: pulsesPerDay(0) },
      { from: days(from), rate: pulsesPerDay(1_200) },
      { from: days(from + 0.5), rate: pulsesPerDay(0) },
    ];
    const titration = [{ at: days(20), week: busy(6) }];
    const program = limited({ hour: pulses(100) }, { week: busy(5.5), titration });
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      { kind: "window-full", window: "day", committed: { pulses: 1_200, quanta: 0 }, limit: 600 },
    ]);
    const apart = limited({ hour: pulses(100) }, { week: busy(4.5), titration });
    expect(refusals(fresh, ZERO, toRun(apart))).toEqual([]);
  });

  test("is charged with the single bolus, in the day as in the hour", () => {
    const program = limited({ day: pulses(489) }, { single: bolus });
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      { kind: "window-full", window: "day", committed: { pulses: 490, quanta: 0 }, limit: 489 },
    ]);
  });

  test("that reaches back into the program before is charged with the single bolus too", () => {
    const before = running(limited({ day: pulses(1_000) }, { week: flat(720) }));
    const next = limited(
      { day: pulses(1_000) },
      { version: 2, week: flat(48), single: { ...bolus, pulses: pulses(20) } },
    );
    expect(refusals(pass(before, hours(2)).pump, hours(2), toRun(next))).toEqual([
      { kind: "window-full", window: "hour", committed: { pulses: 50, quanta: 0 }, limit: 40 },
    ]);
    expect(
      refusals(pass(fresh, hours(2)).pump, hours(2), { ...toRun(next), replaces: null }),
    ).toEqual([]);
  });

  test("is found in a step that began before the program came", () => {
    const program = limited({}, { titration: [{ at: days(5), week: busyOnThursday }] });
    const late = pass(fresh, days(21)).pump;
    expect(refusals(late, days(21), toRun(program))).toMatchObject([
      { window: "hour", committed: { pulses: 50, quanta: 0 } },
      { window: "day", committed: { pulses: 1_200, quanta: 0 } },
    ]);
  });
});

describe("a rate", () => {
  test("of a step is refused with the place of the step", () => {
    const titration = [
      { at: days(1), week: flat(480) },
      { at: days(2), week: flat(24_001) },
    ];
    expect(refusals(fresh, ZERO, toRun(limited({}, { titration })))).toEqual([
      { kind: "rate-above-limit", path: "titration.1.week.0.rate", asked: 24_001, limit: 24_000 },
    ]);
  });

  test("that is too high hides the windows, one that is too low does not", () => {
    const high = limited({}, { week: flat(24_001) });
    expect(refusals(fresh, ZERO, toRun(high)).map(({ kind }) => kind)).toEqual([
      "rate-above-limit",
    ]);
    const week = [
      { from: ZERO, rate: pulsesPerDay(47) },
      { from: days(1), rate: pulsesPerDay(1_200) },
    ];
    expect(refusals(fresh, ZERO, toRun(limited({}, { week }))).map(({ kind }) => kind)).toEqual([
      "rate-below-minimum",
      "window-full",
      "window-full",
    ]);
  });

  test.each(["periodic", "onDemand", "single"] as const)(
    "of a bolus is refused with its place: %s",
    (path) => {
      const order = { periodic, onDemand, single: bolus }[path];
      const program = {
        ...limited({ rate: pulsesPerDay(479) }, { week: flat(48) }),
        [path]: order,
      };
      expect(refusals(fresh, ZERO, toRun(program))).toEqual([
        { kind: "rate-above-limit", path, asked: 480, limit: 479 },
      ]);
    },
  );

  test("of the minimum is refused with its place, too high or too low", () => {
    const minimum = (rate: number) => toRun(limited({}, { minimum: pulsesPerDay(rate) }));
    expect(refusals(fresh, ZERO, minimum(24_001))).toEqual([
      { kind: "rate-above-limit", path: "minimum", asked: 24_001, limit: 24_000 },
    ]);
    expect(refusals(fresh, ZERO, minimum(47))).toEqual([
      { kind: "rate-below-minimum", path: "minimum", asked: 47, minimum: 48 },
    ]);
  });

  test("at its peak is that of the fullest segment with the boluses that may meet it", () => {
    const week = [
      { from: ZERO, rate: pulsesPerDay(480) },
      { from: days(1), rate: pulsesPerDay(900) },
    ];
    const program = limited({ rate: pulsesPerDay(1_379) }, { week, periodic });
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      { kind: "rate-above-limit", path: "peak", asked: 900 + 480, limit: 1_379 },
    ]);
  });

  test("of exactly the limit, and of exactly the least, runs", () => {
    const most = limited({ hour: pulses(1_000), day: pulses(24_000) }, { week: flat(24_000) });
    expect(refusals(fresh, ZERO, toRun(most))).toEqual([]);
    expect(refusals(fresh, ZERO, toRun(limited({}, { week: flat(48) })))).toEqual([]);
    expect(refusals(fresh, ZERO, toRun(limited({}, { week: flat(0) })))).toEqual([]);
  });
});

test("a first program may have any number", () => {
  const first = { ...toRun(limited({}, { version: 0 })), replaces: null };
  expect(refusals(fresh, ZERO, first)).toEqual([]);
});

test("an alarm that forbids programs is named", () => {
  const faults = (fault: Fault) => [{ fault, since: ZERO, acknowledged: true, silentUntil: ZERO }];
  const lost: Pump = { ...fresh, faults: faults("constants-lost") };
  expect(refusals(lost, ZERO, toRun(steady))).toEqual([
    { kind: "alarm-forbids", fault: "constants-lost" },
  ]);
  const stalled: Pump = { ...fresh, faults: faults("motor-stall") };
  expect(refusals(stalled, ZERO, toRun(steady))).toEqual([]);
});

describe("a clock that is set", () => {
  const moved = { kind: "set-clock", id: "set", clock: hours(1) } as const;
  const program = limited({ hour: pulses(29) }, { single: bolus });

  test("is judged with the single bolus that is still to come", () => {
    const roomy = { ...program, limits: { ...program.limits, hour: pulses(30) } };
    const stopped = told(running(roomy), days(1), halt);
    const later = milliseconds(days(1) + minutes(50));
    const held = told(stopped, later, toRun({ ...roomy, version: 2 }));
    expect(held.program?.version).toBe(2);
    const tight: Pump = { ...held, program };
    expect(refusals(tight, later, moved)).toMatchObject([
      { kind: "window-full", window: "hour", limit: 29, committed: { pulses: 30, quanta: 0 } },
    ]);
  });

  test("is judged without the single bolus that was given", () => {
    const given = running({ ...program, limits: { ...program.limits, hour: pulses(30) } });
    const later = pass(given, days(2)).pump;
    const tight: Pump = { ...later, program };
    expect(refusals(tight, days(2), moved)).toEqual([]);
  });
});

test("a prime that was given for a catheter is not given again, a bridge is", () => {
  const prime = limited({}, { transition: { ...bridge, kind: "prime" } });
  const command = { ...toRun(prime), catheter: "catheter" };
  const primed = told(fresh, ZERO, command);
  const again = { ...command, id: "again", replaces: 1, program: { ...prime, version: 2 } };
  expect(refusals(primed, days(1), again)).toEqual([
    { kind: "already-primed", catheter: "catheter" },
  ]);
  expect(refusals(primed, days(1), { ...again, catheter: null })).toEqual([
    { kind: "catheter-not-stated" },
  ]);
  const bridged = { ...again, program: { ...prime, version: 2, transition: bridge } };
  expect(refusals(primed, days(1), bridged)).toEqual([]);
});

test("a catheter that is stated without a prime is not taken for primed", () => {
  expect(running(steady).primed).toBeNull();
  const prime = limited({}, { transition: { ...bridge, kind: "prime" } });
  expect(told(fresh, ZERO, { ...toRun(prime), catheter: "c" }).primed).toBe("c");
});
