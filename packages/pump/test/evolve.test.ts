// SPDX-License-Identifier: Apache-2.0
/** Evolve, event by event: what each changes, and that it changes nothing else. */
import { DAY_MS, milliseconds, nanolitres, pulses } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  ANSWERS_KEPT,
  CONTROLLER,
  type Event,
  type Fault,
  type Pump,
  pass,
  type Recovered,
  type TestedPart,
} from "../src/index.ts";
import {
  bolus,
  fresh,
  given,
  halt,
  hours,
  minutes,
  periodic,
  resume,
  running,
  SAMPLE,
  steady,
  told,
  toRun,
  wish,
} from "./sample.ts";

const ZERO = milliseconds(0);

const after = (pump: Pump, ...events: readonly Event[]): Pump =>
  events.reduce(CONTROLLER.evolve, pump);

const found = (fault: Fault, at = ZERO): Event => ({ kind: "fault-found", at, fault });
const gone = (fault: Fault, at: number): Event => ({
  kind: "fault-cleared",
  at: milliseconds(at),
  fault,
  because: "gone",
});

/** A pump in its third hour, with boluses on the clock that count since it began. */
const pump = pass(running({ ...steady, periodic }), hours(3)).pump;

describe("a refill", () => {
  const filled = (of: Pump, volume: number): Pump =>
    after(of, {
      kind: "refilled",
      at: hours(3),
      command: "fill",
      volume: nanolitres(volume),
      fluid: "morphine",
      found: of.reservoir,
      aspirated: of.reservoir,
    });
  const dry = after({ ...pump, reservoir: nanolitres(99), dry: true }, found("reservoir-empty"));

  test("of less than a pulse leaves a dry pump dry, with its alarm", () => {
    const less = filled(dry, SAMPLE.pulse - 1);
    expect(less).toEqual({ ...dry, reservoir: 99, filled: 99, answers: less.answers });
  });

  test("of a pulse ends the alarm, and nothing that was missed is made up for", () => {
    const more = filled(dry, SAMPLE.pulse);
    expect(more).toMatchObject({ dry: false, faults: [], reservoir: 100, clockFrom: hours(3) });
  });

  test("of a pump that was not dry leaves its clock as it was", () => {
    expect(filled(pump, 100).clockFrom).toBe(pump.clockFrom);
    expect(filled(pump, 99)).toMatchObject({ dry: false, clockFrom: pump.clockFrom });
  });
});

describe("a resume", () => {
  test("begins a program that waited, and no program where there is none", () => {
    const stop = { at: hours(1), reason: "r", maximum: hours(1), expired: false };
    const resumed: Event = { kind: "resumed", at: hours(3), command: "on" };
    expect(after({ ...fresh, stop }, resumed).begun).toBeNull();
    expect(after({ ...pump, stop, begun: null }, resumed).begun).toBe(hours(3));
    expect(after({ ...pump, stop }, resumed).begun).toBe(pump.begun);
  });

  test("at the moment at which a bolus on the clock was ended does not bring it back", () => {
    const clocked = running({ ...steady, onDemand: null, periodic });
    const on = told(told(clocked, hours(6), halt), hours(6), resume);
    expect(on.clockFrom).toBe(hours(6) + 1);
    expect(given(on, hours(7))).toBe(20);
  });
});

describe("the end of a fault", () => {
  test("that held nothing back leaves the boluses on the clock alone", () => {
    const low = after(pump, found("level-disagrees"));
    expect(after(low, gone("level-disagrees", hours(3))).clockFrom).toBe(pump.clockFrom);
  });

  test("that held delivery back lets it go on from there, unless another still does", () => {
    const held = after(pump, found("over-delivery"));
    expect(after(held, gone("over-delivery", hours(3)))).toMatchObject({
      faults: [],
      clockFrom: hours(3),
    });
    const twice = after(held, found("free-flow"));
    const once = after(twice, gone("free-flow", hours(3)));
    expect(once.clockFrom).toBe(pump.clockFrom);
    expect(after(once, gone("over-delivery", hours(4))).clockFrom).toBe(hours(4));
  });

  test("of a stall counts its rest, that of another does not", () => {
    const stalled = after(pump, found("motor-stall", hours(3)), found("level-disagrees", hours(3)));
    expect(after(stalled, gone("level-disagrees", hours(5))).rested).toBe(0);
    expect(after(stalled, gone("motor-stall", hours(5))).rested).toBe(hours(2));
  });
});

describe("turns that are put right", () => {
  const reconciled = (missed: number, surplus: number): Event => ({
    kind: "turns-reconciled",
    at: hours(3),
    missed: pulses(missed),
    surplus: pulses(surplus),
  });

  test("fill the windows with what came unasked, at its densest", () => {
    const next = after(pump, reconciled(0, 5));
    const before = { from: 0, upto: hours(3) - 6, rate: 480 };
    const charge = { from: hours(3) - 6, upto: hours(3), rate: DAY_MS };
    expect(next).toMatchObject({
      surplus: 5,
      missed: 0,
      counted: 60,
      reservoir: pump.reservoir - 5 * SAMPLE.pulse,
      history: [before, charge],
    });
    expect(after(pump, reconciled(2, 0))).toMatchObject({
      missed: 2,
      reservoir: pump.reservoir,
      history: pump.history,
      scan: null,
    });
  });

  test("never take more from the reservoir than it had", () => {
    const low = { ...pump, reservoir: nanolitres(450) };
    expect(after(low, reconciled(0, 5)).reservoir).toBe(0);
    expect(after(low, reconciled(0, 4)).reservoir).toBe(50);
  });

  test("mark a scan only where something was missed, and for good", () => {
    const begun: Event = { kind: "scan-begun", at: hours(3), command: "s", until: hours(4) };
    const scanned = after(pump, begun);
    expect(scanned.scan).toEqual({ since: hours(3), until: hours(4), turned: false });
    expect(after(scanned, reconciled(0, 1)).scan?.turned).toBe(false);
    expect(after(scanned, reconciled(1, 0)).scan?.turned).toBe(true);
    expect(after(scanned, reconciled(1, 0), reconciled(0, 1)).scan?.turned).toBe(true);
    expect(after(scanned, { kind: "scan-ended", at: hours(4), command: "e" }).scan).toBeNull();
  });
});

describe("a self-test", () => {
  const tested = (at: number, ...failed: readonly TestedPart[]): Event => ({
    kind: "self-tested",
    at: milliseconds(at),
    failed,
  });

  test("that is one of many is remembered with the count, and moves no clock", () => {
    expect(after(pump, tested(hours(3)))).toEqual({ ...pump, tested: hours(3), counted: 60 });
    expect(after(pump, tested(hours(3), "motor"))).toEqual({
      ...pump,
      tested: hours(3),
      counted: 60,
    });
  });

  test("that is the first lets delivery begin only if it passes", () => {
    const waiting = { ...pump, tested: null };
    expect(after(waiting, tested(hours(3), "motor"))).toEqual(waiting);
    expect(after(waiting, tested(hours(3)))).toEqual({
      ...waiting,
      tested: hours(3),
      clockFrom: hours(3),
    });
  });
});

describe("a start", () => {
  const recovered = (at: number): Recovered => ({
    kind: "recovered",
    at: milliseconds(at),
    cause: "brown-out",
    since: hours(3),
    unknown: pulses(3),
    dropped: pulses(2),
    missed: pulses(1),
    blind: false,
  });

  test("charges what may have left and what was dropped, and forgets what is a day old", () => {
    const at = hours(3) + DAY_MS - 1;
    const next = after(pump, recovered(at));
    expect(next).toMatchObject({
      now: at,
      missed: 1,
      delivered: { pulses: 63, quanta: 0 },
      reservoir: pump.reservoir - 3 * SAMPLE.pulse,
      clockFrom: at,
      history: [
        { from: 0, upto: hours(3), rate: 480 },
        { from: at - 6, upto: at, rate: DAY_MS },
      ],
    });
    expect(after(pump, recovered(at + 1)).history).toEqual([
      { from: at - 5, upto: at + 1, rate: DAY_MS },
    ]);
  });

  test("takes no more from the reservoir than it had", () => {
    const low = { ...pump, reservoir: nanolitres(250) };
    expect(after(low, recovered(hours(4))).reservoir).toBe(0);
  });
});

test("eras are remembered as long as a window reaches back into them", () => {
  const next = (of: Pump, version: number, at: number) =>
    told(of, milliseconds(at), toRun({ ...steady, version }));
  const two = next(running(steady), 2, hours(6));
  const from = ({ eras }: Pump) => eras.map((era) => era.from);
  expect(from(next(two, 3, hours(30) - 1))).toEqual([0, hours(6), hours(30) - 1]);
  expect(from(next(two, 3, hours(30)))).toEqual([hours(6), hours(30)]);
});

describe("what cannot have happened", () => {
  const thrown = (act: () => unknown): unknown => {
    try {
      act();
    } catch (error) {
      return error;
    }
    return null;
  };

  test("breaks at once and says when: a clock without a program, a stop that is none", () => {
    const clock: Event = { kind: "clock-set", at: hours(1), command: "c", clock: ZERO };
    expect(thrown(() => after(fresh, clock))).toMatchObject({
      message: "a clock is set for a program",
      values: { at: hours(1) },
    });
    const expired: Event = { kind: "stop-expired", at: hours(1), since: ZERO };
    expect(thrown(() => after(pump, expired))).toMatchObject({
      message: "what expires is a stop",
      values: { at: hours(1) },
    });
  });
});

describe("the others", () => {
  test("a bolus that settles leaves every grant as it was", () => {
    const asked = told(pump, hours(3), wish("w", hours(3)));
    const settled = after(asked, {
      kind: "bolus-settled",
      at: hours(9),
      bolus: "w",
      source: "on-demand",
      pulses: bolus.pulses,
    });
    expect(settled).toEqual({ ...asked, boluses: [] });
  });

  test("what is seen is not silenced, what is silenced is not seen", () => {
    const alarmed = after(pump, found("motor-stall", hours(3)));
    const [fault] = alarmed.faults;
    const stated = { at: hours(3), command: "c", faults: ["motor-stall"] } as const;
    expect(after(alarmed, { kind: "acknowledged", ...stated }).faults).toEqual([
      { ...fault, acknowledged: true },
    ]);
    expect(after(alarmed, { kind: "silenced", ...stated, until: minutes(200) }).faults).toEqual([
      { ...fault, silentUntil: minutes(200) },
    ]);
  });

  test("answers are kept by command, the latest of them", () => {
    const tests = Array.from(
      { length: ANSWERS_KEPT + 1 },
      (_, index): Event => ({
        kind: "alarm-tested",
        at: hours(3),
        command: `t${index}`,
      }),
    );
    const { answers } = after({ ...pump, answers: [] }, ...tests);
    expect(answers.length).toBe(ANSWERS_KEPT);
    expect(answers[0]?.command).toBe("t1");
    const twice = after({ ...pump, answers: [] }, ...tests.slice(0, 1), ...tests.slice(0, 1));
    expect(twice.answers).toEqual([{ command: "t0", events: [tests[0], tests[0]] }]);
  });
});
