// SPDX-License-Identifier: Apache-2.0
/** What a clinician does besides dosing: the clock, a scan, tests, a stop; and malformed times. */
import { milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  expectedReport,
  type Fault,
  initial,
  observe,
  type Pump,
  pass,
  type Report,
  type TestedPart,
} from "../src/index.ts";
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
  periodic,
  refusals,
  resume,
  running,
  SAMPLE,
  steady,
  told,
  toRun,
  wish,
} from "./sample.ts";

const faultsOf = (pump: Pump): readonly Fault[] => pump.faults.map(({ fault }) => fault);

const seen = (pump: Pump, at: number, report: Partial<Report>): Pump => {
  const here = pass(pump, milliseconds(at)).pump;
  const whole = { ...expectedReport(here), ...report };
  return observe(here, { at: milliseconds(at), report: whole }).pump;
};

const WRONG_TIMES = [-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER];

describe("the clock", () => {
  const setTo = (clock: number) =>
    ({ kind: "set-clock", id: "set", clock: milliseconds(clock) }) as const;

  test("moves the week on the pump's own time, and nothing that flowed [REQ-009 holds]", () => {
    const week = [
      { from: hours(0), rate: pulsesPerDay(480) },
      { from: hours(1), rate: pulsesPerDay(240) },
    ];
    const pump = running({ ...steady, week });
    const moved = told(pump, minutes(30), setTo(hours(1)));
    expect(moved.delivered).toEqual(pass(pump, minutes(30)).pump.delivered);
    expect(given(moved, minutes(90))).toBe(10);
    expect(given(told(pump, minutes(30), setTo(0)), minutes(90))).toBe(15);
  });

  test("ends a bolus on the clock, and one that the patient has", () => {
    const pump = running({ ...steady, periodic });
    const asked = told(pump, hours(6), wish("wish", hours(6)));
    const events = heard(asked, minutes(363), setTo(0));
    expect(events).toMatchObject([
      { kind: "bolus-cancelled", source: "on-demand", reason: "clock-set", left: { pulses: 9 } },
      { kind: "bolus-cancelled", source: "periodic", reason: "clock-set", left: { pulses: 9 } },
      { kind: "clock-set", clock: 0 },
    ]);
  });

  test("is not set where the moved week would overfill a window [REQ-009 breaks]", () => {
    const week = [
      { from: hours(0), rate: pulsesPerDay(480) },
      { from: hours(2), rate: pulsesPerDay(48) },
    ];
    const limits = { ...steady.limits, day: pulses(90) };
    const pump = running({ ...steady, week, limits, onDemand: null });
    const [event] = heard(pump, hours(2), setTo(days(7) - hours(2)));
    expect(event).toMatchObject({
      kind: "refused",
      refusals: [{ kind: "window-full", window: "day", limit: 90 }],
    });
    expect(heard(pump, hours(2), setTo(0))).toMatchObject([{ kind: "clock-set" }]);
  });

  test.each([...WRONG_TIMES, days(7)])("is no %d", (clock) => {
    const told = { ...setTo(0), ...{ clock } };
    expect(refusals(running(steady), hours(1), { ...setTo(0), ...Object(told) })).toEqual([
      { kind: "malformed-time", asked: clock, limit: days(7) - 1 },
    ]);
  });

  test("of a pump without a program has nothing to move", () => {
    expect(refusals(fresh, hours(1), setTo(0))).toEqual([{ kind: "no-program" }]);
  });
});

describe("a scan", () => {
  const begin = (until: number) =>
    ({ kind: "begin-scan", id: "scan", until: milliseconds(until) }) as const;
  const end = (turns: boolean) => ({ kind: "end-scan", id: `end-${turns}`, turns }) as const;
  const scanned = told(running(steady), hours(1), begin(hours(3)));

  test("excuses a motor that the magnet holds, and counts what it missed [REQ-048 holds]", () => {
    const still = { motion: "still", turns: expectedReport(scanned).turns } as const;
    const held = seen(scanned, hours(2), still);
    expect(faultsOf(held)).toEqual([]);
    const free = seen(held, minutes(150), { ...still, motion: "turned" });
    expect(free.missed).toBe(30);
    expect(given(free, minutes(210))).toBe(20);
  });

  test("excuses it until it was seen to turn: what it misses then is a fault", () => {
    const still = { motion: "still", turns: expectedReport(scanned).turns } as const;
    const held = seen(scanned, hours(2), still);
    const free = seen(held, minutes(150), { ...still, motion: "turned" });
    expect(free.scan?.turned).toBe(true);
    const short = (at: number) => ({ turns: pulses(expectedReport(free).turns + at) });
    const slow = seen(free, minutes(170), short(2));
    expect(faultsOf(slow)).toEqual(["under-delivery"]);
    expect(seen(slow, minutes(171), short(2)).missed).toBe(slow.missed);
  });

  test("that nobody closed in time is an alarm until the motor was seen [REQ-048 holds]", () => {
    expect(faultsOf(pass(scanned, milliseconds(hours(3) - 1)).pump)).toEqual([]);
    const open = pass(scanned, hours(3)).pump;
    expect(faultsOf(open)).toEqual(["mri-open"]);
    expect(refusals(open, hours(4), end(false))).toEqual([{ kind: "motor-still" }]);
    expect(faultsOf(told(open, hours(4), end(true)))).toEqual([]);
  });

  test("is planned once, and ended once [REQ-048 breaks]", () => {
    expect(refusals(scanned, hours(1), { ...begin(hours(4)), id: "other" })).toEqual([
      { kind: "scan-running", until: hours(3) },
    ]);
    const closed = told(scanned, hours(2), end(true));
    expect(closed.scan).toBeNull();
    expect(refusals(closed, hours(2), { ...end(true), id: "again" })).toEqual([
      { kind: "no-scan" },
    ]);
  });

  test.each([...WRONG_TIMES, 0, hours(1), hours(25) + 1])("does not last until %d", (until) => {
    const told = Object({ ...begin(0), until });
    expect(refusals(running(steady), hours(1), { ...begin(0), ...told })).toEqual([
      { kind: "malformed-time", asked: until, limit: hours(25) },
    ]);
    expect(refusals(running(steady), hours(1), begin(hours(25)))).toEqual([]);
  });
});

describe("self-tests", () => {
  const device = { ...SAMPLE, testEvery: days(1) };
  const start = { at: minutes(0), reservoir: SAMPLE.capacity, fluid: "morphine" };
  const tested = told(initial(device, start), minutes(0), toRun(steady));
  const untested = { ...tested, tested: null };
  const failed = (...parts: readonly TestedPart[]) => ({ selfTest: parts });

  test("nothing flows before the first has passed [REQ-020 holds]", () => {
    expect(given(untested, hours(5))).toBe(0);
    const refused = seen(untested, hours(5), failed("motor"));
    expect([given(refused, hours(6)), faultsOf(refused)]).toEqual([0, ["self-test-failed"]]);
    const passed = seen(refused, hours(6), failed());
    expect([given(passed, hours(7)), faultsOf(passed), passed.tested]).toEqual([20, [], hours(6)]);
  });

  test("no bolus is granted before either, nor a transition begun [REQ-020 breaks]", () => {
    expect(refusals(untested, hours(1), wish("wish", hours(1)))).toEqual([
      { kind: "alarm-forbids", fault: "self-test-missed" },
    ]);
    const bridged = told(untested, hours(1), toRun({ ...steady, version: 2, transition: bridge }));
    expect(given(bridged, hours(5))).toBe(0);
  });

  test("one is missed an hour after its day [REQ-021 holds]", () => {
    expect(faultsOf(pass(tested, milliseconds(hours(25) - 1)).pump)).toEqual([]);
    const late = pass(tested, hours(25)).pump;
    expect(faultsOf(late)).toEqual(["self-test-missed"]);
    expect(given(late, hours(26))).toBe(20);
    expect(faultsOf(seen(late, hours(26), failed()))).toEqual([]);
  });

  test("one in time moves the next [REQ-021 breaks]", () => {
    const again = seen(tested, hours(20), failed());
    expect(faultsOf(pass(again, milliseconds(hours(45) - 1)).pump)).toEqual([]);
    expect(faultsOf(pass(again, hours(45)).pump)).toEqual(["self-test-missed"]);
  });

  test.each([
    ["hold", 20],
    ["minimum", 2],
    ["stop", 0],
  ] as const)("a later failure leaves what the program says: %s, %i an hour", (onFault, hourly) => {
    const pump = told(initial(device, start), minutes(0), toRun({ ...steady, onFault }));
    const sick = seen(pump, hours(20), failed("memory"));
    expect(given(sick, hours(21))).toBe(hourly);
  });
});

describe("a stop", () => {
  test("that was too long is told at once and again until delivery goes on [REQ-063 holds]", () => {
    const stopped = told(running(steady), hours(1), halt);
    expect(faultsOf(pass(stopped, milliseconds(hours(2) - 1)).pump)).toEqual([]);
    const late = pass(stopped, hours(2)).pump;
    expect(faultsOf(late)).toEqual(["stopped-too-long"]);
    expect(faultsOf(told(late, hours(3), resume))).toEqual([]);
  });

  test.each(WRONG_TIMES)("does not last %d ms at most [REQ-063 breaks]", (maximum) => {
    const told = Object({ ...halt, maximum });
    expect(refusals(running(steady), hours(1), { ...halt, ...told })).toEqual([
      { kind: "malformed-time", asked: maximum, limit: days(366) },
    ]);
  });

  test("makes the motor suspect after 48 hours in all [REQ-052 holds]", () => {
    const once = { ...halt, maximum: days(9) };
    const first = told(told(running(steady), hours(0), once), days(1), resume);
    expect(first.rested).toBe(days(1));
    const second = told(first, days(2), { ...once, id: "again" });
    expect(faultsOf(pass(second, milliseconds(days(3) - 1)).pump)).toEqual([]);
    expect(faultsOf(pass(second, days(3)).pump)).toEqual(["rested-long"]);
  });
});

describe("a request", () => {
  test.each([-1, 0.5, Number.NaN])("made at %d is refused [REQ-028 breaks]", (askedAt) => {
    const told = Object({ ...wish("wish", hours(1)), askedAt });
    expect(refusals(running(steady), hours(1), { ...wish("wish", hours(1)), ...told })).toEqual([
      { kind: "malformed-time", asked: askedAt, limit: hours(1) },
    ]);
  });
});

describe("a prime", () => {
  const prime = { ...bridge, kind: "prime" } as const;
  const primed = told(fresh, minutes(0), toRun({ ...steady, transition: prime }));
  const again = { ...toRun({ ...steady, version: 2, transition: prime }), catheter: "catheter-1" };

  test("fills a catheter once, by its id [REQ-034 holds]", () => {
    expect(refusals(primed, hours(3), again)).toEqual([
      { kind: "already-primed", catheter: "catheter-1" },
    ]);
    expect(refusals(primed, hours(3), { ...again, catheter: "another" })).toEqual([]);
  });

  test("without a catheter is refused; a bridge needs none [REQ-034 breaks]", () => {
    expect(refusals(primed, hours(3), { ...again, catheter: null })).toEqual([
      { kind: "catheter-not-stated" },
    ]);
    const bridged = { ...toRun({ ...steady, version: 2, transition: bridge }), catheter: null };
    expect(refusals(primed, hours(3), bridged)).toEqual([]);
  });
});

describe("a program for another fluid", () => {
  test("is refused: the reservoir does not hold it [REQ-040 holds]", () => {
    const other = toRun({ ...steady, version: 2, fluid: "baclofen" });
    expect(refusals(running(steady), hours(1), other)).toEqual([
      { kind: "fluid-differs", asked: "baclofen", held: "morphine" },
    ]);
  });
});

describe("a single bolus under an alarm", () => {
  const sick = seen(running(steady), hours(1), { freeFlow: true });
  const dropped = { kind: "bolus-cancelled", source: "single", reason: "alarm" };

  test("is dropped where its program begins [REQ-030 holds]", () => {
    const command = toRun({ ...steady, version: 2, single: bolus });
    expect(heard(sick, hours(2), command)).toMatchObject([{ kind: "programmed" }, dropped]);
  });

  test("and where a stop ends [REQ-030 breaks]", () => {
    const stopped = told(sick, hours(2), halt);
    const next = told(stopped, hours(2), toRun({ ...steady, version: 2, single: bolus }));
    expect(heard(next, hours(2), resume)).toMatchObject([{ kind: "resumed" }, dropped]);
  });

  test("and after a transition; a sound pump gives it", () => {
    const command = toRun({ ...steady, version: 2, single: bolus, transition: bridge });
    const bridging = told(running(steady), hours(1), command);
    expect(pass(bridging, hours(3)).events).toMatchObject([
      { kind: "transition-settled" },
      { kind: "bolus-granted" },
    ]);
    const memory = { repaired: false, lost: [], full: true, failing: false } as const;
    const full = seen(bridging, hours(2), { memory });
    expect(pass(full, hours(3)).events).toMatchObject([{ kind: "transition-settled" }, dropped]);
  });
});

describe("a reservoir that becomes low", () => {
  const device = { ...SAMPLE, low: nanolitres(1_000) };
  const start = { at: minutes(0), reservoir: nanolitres(11_000), fluid: "morphine" };
  const pump = told(initial(device, start), minutes(0), toRun(steady));

  test("is told with its last pulse above the mark, and goes on [REQ-039 holds]", () => {
    const before = pass(pump, milliseconds(hours(5) - 1)).pump;
    expect(faultsOf(before)).toEqual([]);
    const low = pass(before, hours(5)).pump;
    expect([faultsOf(low), low.reservoir]).toEqual([["reservoir-low"], 1_000]);
    expect(faultsOf(pass(low, hours(6)).pump)).toEqual(["reservoir-low", "reservoir-empty"]);
  });

  test("a refill ends it, unless it is low again [REQ-039 breaks]", () => {
    const low = pass(pump, hours(5)).pump;
    const fill = (volume: number) =>
      told(low, hours(5), {
        kind: "refill",
        id: `fill-${volume}`,
        aspirated: low.reservoir,
        volume: nanolitres(volume),
        fluid: "morphine",
      });
    expect(faultsOf(fill(1_100))).toEqual([]);
    expect(faultsOf(fill(1_000))).toEqual(["reservoir-low"]);
  });
});
