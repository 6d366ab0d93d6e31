// SPDX-License-Identifier: Apache-2.0
import { DAY_MS, milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { ANSWERS_KEPT, type Command, pass, statusOf } from "../src/index.ts";
import {
  bolus,
  bridge,
  days,
  fresh,
  given,
  halt,
  heard,
  hours,
  minutes,
  onDemand,
  periodic,
  refillOf,
  refusals,
  resume,
  running,
  SAMPLE,
  steady,
  told,
  toRun,
  wish,
} from "./sample.ts";

const ZERO = milliseconds(0);

describe("a request", () => {
  test("is granted, charged at once and remembered", () => {
    const pump = running(steady);
    const granted = { id: "w", source: "on-demand", from: hours(1), pulses: 10, over: minutes(30) };
    expect(heard(pump, hours(1), wish("w", hours(1)))).toEqual([
      { kind: "bolus-granted", at: hours(1), command: "w", bolus: granted },
    ]);
    const after = told(pump, hours(1), wish("w", hours(1)));
    expect(after.grants).toEqual([{ id: "w", at: hours(1), ends: hours(1.5) }]);
    expect(given(after, hours(2))).toBe(20 + 10);
  });

  test("without a program is refused", () => {
    expect(refusals(fresh, ZERO, wish("w", ZERO))).toEqual([{ kind: "no-program" }]);
  });

  test("that the program does not permit is refused", () => {
    const pump = running({ ...steady, onDemand: null });
    expect(refusals(pump, ZERO, wish("w", ZERO))).toEqual([{ kind: "not-permitted" }]);
    const none = running({ ...steady, onDemand: { ...onDemand, perDay: 0 } });
    expect(refusals(none, ZERO, wish("w", ZERO))).toEqual([{ kind: "not-permitted" }]);
  });

  test("within the lock-out is refused, from the start of the last grant", () => {
    const pump = told(running(steady), hours(1), wish("a", hours(1)));
    const early = milliseconds(hours(3) - 1);
    expect(refusals(pump, early, wish("b", early))).toEqual([
      { kind: "locked-out", until: hours(3) },
    ]);
    expect(refusals(pump, hours(3), wish("b", hours(3)))).toEqual([]);
  });

  test("beyond the daily count is refused until the first has left the day", () => {
    const times = [1, 3, 5, 7].map(hours);
    const pump = times.reduce((each, at) => told(each, at, wish(`w${at}`, at)), running(steady));
    expect(refusals(pump, hours(9), wish("x", hours(9)))).toEqual([
      { kind: "daily-count-reached", until: hours(25.5) },
    ]);
    expect(refusals(pump, hours(25.5), wish("x", hours(25.5)))).toEqual([]);
  });

  test("older than its validity is refused, and one from the future too", () => {
    const pump = running(steady);
    const late = milliseconds(minutes(5) + 1);
    expect(refusals(pump, minutes(5), wish("w", ZERO))).toEqual([]);
    expect(refusals(pump, late, wish("w", ZERO))).toEqual([
      { kind: "request-expired", askedAt: 0, validity: minutes(5) },
    ]);
    expect(refusals(pump, ZERO, wish("w", milliseconds(1)))).toEqual([
      { kind: "asked-in-future", askedAt: 1 },
    ]);
  });

  test("is refused when the hour or the day would hold too much", () => {
    const limits = { ...steady.limits, hour: pulses(29), day: pulses(489) };
    const pump = running({ ...steady, limits });
    expect(refusals(pump, days(2), wish("w", days(2)))).toEqual([
      { kind: "window-full", window: "hour", committed: { pulses: 30, quanta: 0 }, limit: 29 },
      { kind: "window-full", window: "day", committed: { pulses: 490, quanta: 0 }, limit: 489 },
    ]);
  });

  test("counts the basal that will follow, not the past alone (Source: [iclp24])", () => {
    const limits = { ...steady.limits, hour: pulses(29) };
    const justStarted = running({ ...steady, limits });
    expect(refusals(justStarted, ZERO, wish("w", ZERO))).toEqual([
      { kind: "window-full", window: "hour", committed: { pulses: 30, quanta: 0 }, limit: 29 },
    ]);
  });

  test("counts the boluses on the clock that will follow", () => {
    const limits = { ...steady.limits, hour: pulses(39) };
    const pump = running({ ...steady, periodic, limits });
    const before = milliseconds(hours(6) - minutes(30));
    const [refusal] = refusals(pump, before, wish("w", before));
    expect(refusal).toMatchObject({ kind: "window-full", window: "hour", limit: 39 });
  });

  test("is refused when the whole flow would be too fast", () => {
    const limits = { ...steady.limits, rate: pulsesPerDay(900) };
    const pump = running({ ...steady, limits });
    expect(refusals(pump, ZERO, wish("w", ZERO))).toEqual([
      { kind: "rate-above-limit", path: "onDemand", asked: 960, limit: 900 },
    ]);
  });

  test("is refused during a transition, and while stopped", () => {
    const bridging = running({ ...steady, transition: bridge });
    expect(refusals(bridging, hours(1), wish("w", hours(1)))).toEqual([
      { kind: "transition-running", left: { pulses: 50, quanta: 0 } },
    ]);
    const stopped = told(running(steady), hours(1), halt);
    expect(refusals(stopped, hours(1), wish("w", hours(1)))).toEqual([
      { kind: "stopped", at: hours(1) },
    ]);
  });

  test("is refused when the reservoir cannot give it", () => {
    const low = { ...running(steady), reservoir: nanolitres(950) };
    expect(refusals(low, ZERO, wish("w", ZERO))).toEqual([
      { kind: "reservoir-too-low", needed: 10, left: 9 },
    ]);
    const empty = { ...running(steady), reservoir: nanolitres(99), dry: true };
    expect(refusals(empty, ZERO, wish("w", ZERO))).toEqual([{ kind: "reservoir-empty" }]);
  });

  test("meets every reason at once", () => {
    const pump = told(running(steady), hours(1), wish("a", hours(1)));
    const stopped = told(pump, hours(1), halt);
    const kinds = refusals(stopped, hours(2), wish("b", hours(1))).map(({ kind }) => kind);
    expect(kinds).toEqual(["stopped", "alarm-forbids", "request-expired", "locked-out"]);
  });
});

describe("a command that comes again", () => {
  test("gets its first answer and has no second effect", () => {
    const pump = told(running(steady), hours(1), wish("w", hours(1)));
    const first = heard(running(steady), hours(1), wish("w", hours(1)));
    const again = heard(pump, hours(4), wish("w", hours(1)));
    expect(again.at(-1)).toEqual({ kind: "repeated", at: hours(4), command: "w", answer: first });
    expect(told(pump, hours(4), wish("w", hours(1)))).toEqual(pass(pump, hours(4)).pump);
  });

  test("is still one dose when its answer has been forgotten", () => {
    const quick = { ...onDemand, over: milliseconds(60_000), lockout: milliseconds(60_000) };
    const pump = running({ ...steady, onDemand: quick });
    let flooded = told(pump, ZERO, wish("w", ZERO));
    for (let count = 0; count < ANSWERS_KEPT; count += 1) {
      flooded = told(flooded, minutes(2), { kind: "resume", id: `r${count}` });
    }
    expect(flooded.answers.length).toBe(ANSWERS_KEPT);
    expect(refusals(flooded, minutes(3), wish("w", ZERO))).toEqual([
      { kind: "already-granted", at: 0 },
    ]);
  });

  test("an interrogation is answered anew every time", () => {
    const ask: Command = { kind: "interrogate", id: "ask" };
    const pump = told(running(steady), hours(1), ask);
    const later = pass(pump, hours(2)).pump;
    expect(heard(pump, hours(2), ask)).toEqual([
      { kind: "interrogated", at: hours(2), command: "ask", status: statusOf(later) },
    ]);
    expect(statusOf(later)).toMatchObject({ mode: "running", rate: 480, version: 1 });
  });
});

describe("a program", () => {
  test("switches at once and loses nothing that is owed", () => {
    const at = milliseconds(hours(1) + 1);
    const pump = told(running(steady), at, toRun({ ...steady, version: 2 }));
    expect(pump.delivered).toEqual({ pulses: 20, quanta: 480 });
    expect(given(pump, days(1))).toBe(460);
  });

  test("that is not newer, or meant for another one, is stale", () => {
    const pump = running(steady);
    const same: Command = { ...toRun(steady), id: "again" };
    expect(refusals(pump, hours(1), same)).toEqual([
      { kind: "stale-version", offered: 1, replaces: null, running: 1 },
    ]);
    const other: Command = {
      kind: "program",
      id: "other",
      program: { ...steady, version: 9 },
      replaces: 8,
      catheter: null,
    };
    expect(refusals(pump, hours(1), other)).toEqual([
      { kind: "stale-version", offered: 9, replaces: 8, running: 1 },
    ]);
  });

  test("ends the boluses of the one before and says what is left of them", () => {
    const pump = told(running(steady), hours(1), wish("w", hours(1)));
    const at = milliseconds(hours(1) + minutes(15));
    const events = heard(pump, at, toRun({ ...steady, version: 2 }));
    expect(events.map(({ kind }) => kind)).toEqual(["bolus-cancelled", "programmed"]);
    expect(events[0]).toMatchObject({ reason: "reprogrammed", left: { pulses: 5, quanta: 0 } });
  });

  test("during a transition cancels it and says what is left of it", () => {
    const pump = running({ ...steady, transition: bridge });
    const events = heard(pump, hours(1), toRun({ ...steady, version: 2 }));
    expect(events.map(({ kind }) => kind)).toEqual(["transition-cancelled", "programmed"]);
    expect(events[0]).toMatchObject({ transition: "bridge", left: { pulses: 50, quanta: 0 } });
  });

  test("accepted while stopped begins with the resume, its single bolus too", () => {
    const stopped = told(running(steady), hours(1), halt);
    const pump = told(stopped, hours(2), toRun({ ...steady, version: 2, single: bolus }));
    expect(given(pump, hours(3))).toBe(0);
    const events = heard(pump, hours(3), resume);
    expect(events.map(({ kind }) => kind)).toEqual(["resumed", "bolus-granted"]);
    expect(given(told(pump, hours(3), resume), hours(4))).toBe(30);
  });

  test("with rates that the pump cannot run is refused, each with its place", () => {
    const week = [
      { from: milliseconds(0), rate: pulsesPerDay(47) },
      { from: hours(1), rate: pulsesPerDay(24_001) },
    ];
    const transition = { ...bridge, rate: pulsesPerDay(30_000) };
    expect(refusals(fresh, ZERO, toRun({ ...steady, week, transition }))).toEqual([
      { kind: "rate-above-limit", path: "week.1.rate", asked: 24_001, limit: 24_000 },
      { kind: "rate-above-limit", path: "transition.rate", asked: 30_000, limit: 24_000 },
      { kind: "rate-below-minimum", path: "week.0.rate", asked: 47, minimum: 48 },
    ]);
  });

  test("whose peaks together are too fast is refused", () => {
    const limits = { ...steady.limits, rate: pulsesPerDay(1_000) };
    const program = { ...steady, limits, periodic, single: bolus, onDemand: null };
    expect(refusals(fresh, ZERO, toRun(program))).toEqual([
      { kind: "rate-above-limit", path: "peak", asked: 480 + 480 + 480, limit: 1_000 },
    ]);
  });

  test("that breaks its own limits is refused, some day in the far future too", () => {
    const later = [{ at: days(300), week: [{ from: ZERO, rate: pulsesPerDay(1_200) }] }];
    expect(refusals(fresh, ZERO, toRun({ ...steady, titration: later }))).toEqual([
      { kind: "window-full", window: "hour", committed: { pulses: 50, quanta: 0 }, limit: 40 },
      { kind: "window-full", window: "day", committed: { pulses: 1_200, quanta: 0 }, limit: 600 },
    ]);
  });

  test("that with the day before it makes too full a day is refused", () => {
    const morning = [
      { from: ZERO, rate: pulsesPerDay(14_400) },
      { from: hours(1), rate: pulsesPerDay(0) },
      ...[1, 2, 3, 4, 5, 6].flatMap((day) => [
        { from: days(day), rate: pulsesPerDay(14_400) },
        { from: milliseconds(days(day) + hours(1)), rate: pulsesPerDay(0) },
      ]),
    ];
    const limits = { ...steady.limits, hour: pulses(600) };
    const early = { ...steady, week: morning, limits, onDemand: null };
    const late = { ...early, version: 2, clock: hours(12) };
    const pump = running(early);
    expect(refusals(pump, hours(6), toRun(late))).toEqual([
      { kind: "window-full", window: "day", committed: { pulses: 1_200, quanta: 0 }, limit: 600 },
    ]);
    expect(refusals(pump, hours(6), toRun({ ...early, version: 2 }))).toEqual([]);
  });

  test("that needs more than the reservoir holds at its beginning is refused", () => {
    const low = { ...fresh, reservoir: nanolitres(10_900) };
    const program = { ...steady, transition: bridge, single: bolus };
    expect(refusals(low, ZERO, toRun(program))).toEqual([
      { kind: "reservoir-too-low", needed: 110, left: 109 },
    ]);
  });

  test("of a broken form is refused with every path", () => {
    const program = {
      ...steady,
      version: 1.5,
      clock: days(7),
      week: [{ from: milliseconds(1), rate: pulsesPerDay(480) }],
      titration: [
        { at: days(2), week: steady.week },
        { at: days(2), week: [] },
      ],
      periodic: { ...periodic, every: minutes(29) },
      onDemand: { ...onDemand, lockout: minutes(29), validity: days(2) },
      single: { pulses: pulses(0), over: milliseconds(0) },
      transition: { ...bridge, rate: pulsesPerDay(0) },
    };
    const found = refusals(fresh, ZERO, toRun(program));
    expect(found.map((each) => ("path" in each ? each.path : each.kind))).toEqual([
      "stale-version",
      "version",
      "clock",
      "week",
      "titration.1.at",
      "titration.1.week",
      "periodic.every",
      "onDemand.lockout",
      "onDemand.validity",
      "single.pulses",
      "single.over",
      "transition.rate",
    ]);
  });
});

describe("the other commands", () => {
  test("an overfill is refused", () => {
    const volume = nanolitres(SAMPLE.capacity + 1);
    expect(refusals(fresh, ZERO, refillOf(fresh, volume))).toEqual([
      { kind: "overfill", asked: volume, limit: SAMPLE.capacity },
    ]);
  });

  test("a refill states what the pump had computed before", () => {
    const pump = pass(running(steady), days(1)).pump;
    expect(heard(pump, days(1), refillOf(pump, SAMPLE.capacity))).toEqual([
      {
        kind: "refilled",
        at: days(1),
        command: "refill",
        volume: SAMPLE.capacity,
        fluid: "morphine",
        found: SAMPLE.capacity - 48_000,
        aspirated: SAMPLE.capacity - 48_000,
      },
    ]);
  });

  test("a second stop, a resume without a stop and a stop without a program are refused", () => {
    const stopped = told(running(steady), hours(1), halt);
    const second: Command = { ...halt, id: "second" };
    expect(refusals(stopped, hours(2), second)).toEqual([{ kind: "stopped", at: hours(1) }]);
    expect(refusals(running(steady), hours(1), resume)).toEqual([{ kind: "not-stopped" }]);
    expect(refusals(fresh, ZERO, halt)).toEqual([{ kind: "no-program" }]);
  });

  test("a dry pump is filled before it is resumed", () => {
    const stopped = told(running(steady), hours(1), halt);
    const refill = refillOf(pass(stopped, hours(2)).pump, nanolitres(0));
    expect(refusals(told(stopped, hours(2), refill), hours(3), resume)).toEqual([
      { kind: "reservoir-empty" },
    ]);
  });

  test("cancelling ends every bolus that flows, the one on the clock too", () => {
    const program = { ...steady, periodic, limits: { ...steady.limits, hour: pulses(60) } };
    const pump = told(running(program), hours(6), wish("w", hours(6)));
    const at = milliseconds(hours(6) + minutes(15));
    const cancel: Command = { kind: "cancel-bolus", id: "c" };
    const events = heard(pump, at, cancel);
    expect(events).toEqual([
      {
        kind: "bolus-cancelled",
        at,
        command: "c",
        reason: "asked",
        bolus: "w",
        source: "on-demand",
        left: { pulses: 5, quanta: 0 },
      },
      {
        kind: "bolus-cancelled",
        at,
        command: "c",
        reason: "asked",
        bolus: `periodic-${hours(6)}`,
        source: "periodic",
        left: { pulses: 5, quanta: 0 },
      },
    ]);
    const quiet = told(pump, at, cancel);
    expect(given(quiet, hours(7))).toBe(15);
    expect(refusals(quiet, at, { kind: "cancel-bolus", id: "d" })).toEqual([{ kind: "no-bolus" }]);
    expect(quiet.grants).toEqual([{ id: "w", at: hours(6), ends: at }]);
  });

  test("a rate of so many pulses a day gives as many quanta each millisecond", () => {
    expect(pass(running(steady), milliseconds(1)).pump.delivered).toEqual({
      pulses: 0,
      quanta: 480,
    });
    expect(DAY_MS).toBe(86_400_000);
  });
});
