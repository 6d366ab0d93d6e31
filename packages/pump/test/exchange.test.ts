// SPDX-License-Identifier: Apache-2.0
/** Refills and exchanges: what is put in, what came out, and what that says about the pump. */
import { nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import type { ExchangeCommand, Fault, Pump } from "../src/index.ts";
import {
  bolus,
  bridge,
  days,
  given,
  heard,
  hours,
  minutes,
  refillOf,
  refusals,
  running,
  SAMPLE,
  steady,
  told,
} from "./sample.ts";

const ML = 1_000_000;
const day = days(1);

/** A pump that has run a day: 480 pulses of 100 nL, 48 mcL. */
const worn = told(running(steady), day, { kind: "interrogate", id: "look" });

const faultsOf = (pump: Pump): readonly Fault[] => pump.faults.map(({ fault }) => fault);

/** The same refill with something else told. */
const refillWith = (pump: Pump, fields: object) => ({
  ...refillOf(pump, nanolitres(ML)),
  ...fields,
});

describe("a refill", () => {
  test("holds what was expected against what came out, and keeps all three [REQ-037 holds]", () => {
    const aspirated = nanolitres(worn.reservoir - 100);
    expect(heard(worn, day, refillWith(worn, { aspirated }))).toEqual([
      {
        kind: "refilled",
        at: day,
        command: "refill",
        volume: ML,
        fluid: "morphine",
        found: worn.reservoir,
        aspirated,
      },
    ]);
  });

  test.each([
    [-2 * ML, []],
    [-2 * ML - 1, ["less-left-than-expected"]],
    [0, []],
  ])("%i nL beside the computed volume: %j [REQ-037 holds]", (off, expected) => {
    const aspirated = nanolitres(worn.reservoir + off);
    expect(faultsOf(told(worn, day, refillWith(worn, { aspirated })))).toEqual(expected);
  });

  test("more than was computed is told too [REQ-037 holds]", () => {
    const low = told(worn, day, refillWith(worn, { volume: nanolitres(10 * ML), id: "first" }));
    const more = (off: number) =>
      faultsOf(told(low, day, refillWith(low, { aspirated: nanolitres(10 * ML + off) })));
    expect(more(2 * ML)).toEqual([]);
    expect(more(2 * ML + 1)).toEqual(["more-left-than-expected"]);
  });

  test("after much was given, a share of it counts instead [REQ-037 holds]", () => {
    const limits = { ...steady.limits, day: pulses(24_000), hour: pulses(24_000) };
    const rate = pulsesPerDay(20_000);
    const week = [{ from: minutes(0), rate }];
    const spent = told(running({ ...steady, week, limits }), days(9), {
      kind: "interrogate",
      id: "i",
    });
    expect(SAMPLE.capacity - spent.reservoir).toBe(18 * ML);
    const less = (off: number) =>
      faultsOf(told(spent, days(9), refillWith(spent, { aspirated: nanolitres(2 * ML + off) })));
    expect(less(2_610_000)).toEqual([]);
    expect(less(2_610_001)).toEqual(["more-left-than-expected"]);
  });

  test("on a pump that has no program there is nothing to compare", () => {
    const idle = { ...worn, program: null };
    expect(faultsOf(told(idle, day, refillWith(idle, { aspirated: nanolitres(0) })))).toEqual([]);
  });

  test.each([
    ["volume", SAMPLE.capacity + 1, { kind: "overfill", asked: SAMPLE.capacity + 1 }],
    ["aspirated", SAMPLE.capacity + 1, { kind: "aspirated-too-much", asked: SAMPLE.capacity + 1 }],
    ["volume", -1, { kind: "malformed-volume", asked: -1 }],
    ["volume", 0.5, { kind: "malformed-volume", asked: 0.5 }],
    ["aspirated", Number.NaN, { kind: "malformed-volume", asked: Number.NaN }],
  ])("of which the %s is %d is refused [REQ-040 breaks]", (field, value, refusal) => {
    expect(refusals(worn, day, refillWith(worn, { [field]: value }))).toEqual([
      { ...refusal, limit: SAMPLE.capacity },
    ]);
  });

  test("with another fluid is refused: that is an exchange [REQ-040 holds]", () => {
    expect(refusals(worn, day, refillWith(worn, { fluid: "baclofen" }))).toEqual([
      { kind: "fluid-differs", asked: "baclofen", held: "morphine" },
    ]);
  });
});

describe("an exchange", () => {
  const exchange = (fields: object = {}): ExchangeCommand => ({
    kind: "exchange",
    id: "exchange",
    aspirated: worn.reservoir,
    volume: nanolitres(ML),
    fluid: "baclofen",
    program: { ...steady, version: 2, fluid: "baclofen", single: bolus, transition: bridge },
    replaces: 1,
    catheter: null,
    ...fields,
  });

  test("changes fluid and program at one instant [REQ-040 holds] [REQ-059 holds]", () => {
    const kinds = heard(worn, day, exchange()).map(({ kind }) => kind);
    expect(kinds).toEqual(["refilled", "programmed"]);
    const pump = told(worn, day, exchange());
    expect(pump).toMatchObject({
      fluid: "baclofen",
      reservoir: ML,
      transition: { left: 100 * day },
    });
    expect(given(pump, hours(26))).toBe(100);
  });

  test("is judged by the new fill", () => {
    const small = exchange({ volume: nanolitres(5_000) });
    expect(refusals(worn, day, small)).toEqual([
      { kind: "reservoir-too-low", needed: 110, left: 50 },
    ]);
  });

  test("of which a half is refused does nothing at all [REQ-040 breaks]", () => {
    for (const [wrong, kind] of [
      [exchange({ replaces: 7 }), "stale-version"],
      [exchange({ volume: nanolitres(SAMPLE.capacity + 1) }), "overfill"],
      [exchange({ fluid: "morphine" }), "fluid-differs"],
    ] as const) {
      expect(refusals(worn, day, wrong)).toMatchObject([{ kind }]);
      expect({ ...told(worn, day, wrong), answers: [] }).toEqual({ ...worn, answers: [] });
    }
  });

  test("that finds too little drops the single bolus of its program [REQ-030 holds]", () => {
    const program = { ...exchange().program, transition: null };
    const events = heard(worn, day, exchange({ program, aspirated: nanolitres(0) }));
    expect(events.slice(1)).toMatchObject([
      { kind: "fault-found", fault: "less-left-than-expected" },
      { kind: "programmed" },
      { kind: "bolus-cancelled", bolus: "single-2", reason: "alarm", left: { pulses: 10 } },
    ]);
  });

  test("ends what flows once", () => {
    const request = { kind: "request", id: "wish", askedAt: day } as const;
    const giving = told(worn, day, request);
    const events = heard(giving, day, exchange({ aspirated: nanolitres(0) }));
    expect(events.filter(({ kind }) => kind === "bolus-cancelled")).toHaveLength(1);
  });
});
