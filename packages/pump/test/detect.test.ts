// SPDX-License-Identifier: Apache-2.0
/** Reports of the hardware: what they make known, and what the pump does about it. */
import { DAY_MS, milliseconds, nanolitres, pulses } from "@cisterna/quantity";
import type { DrugClass, OnFault } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import {
  allowanceOf,
  BEAT_MS,
  expectedReport,
  type Fault,
  observe,
  type Pump,
  pass,
  type Report,
  restraintOf,
  signalOf,
} from "../src/index.ts";
import {
  days,
  given,
  hours,
  minutes,
  onDemand,
  refusals,
  running,
  steady,
  told,
  wish,
} from "./sample.ts";

const seen = (pump: Pump, at: number, report: Partial<Report> = {}) => {
  const here = pass(pump, milliseconds(at)).pump;
  return observe(here, { at: milliseconds(at), report: { ...expectedReport(here), ...report } });
};

const faultsOf = (pump: Pump): readonly Fault[] => pump.faults.map(({ fault }) => fault);

const failing = { repaired: false, lost: [], full: false, failing: true } as const;

describe("the port", () => {
  test("the expected report changes nothing, so quiet beats may be left out", () => {
    const pump = running(steady);
    const { pump: after, events } = seen(pump, hours(5));
    expect(events).toEqual([]);
    expect(after).toEqual(pass(pump, hours(5)).pump);
  });

  test("[REQ-012 holds] an allowance is what the pump then delivers, and outlives no beat", () => {
    const pump = pass(running(steady), hours(1)).pump;
    const { pulses: count, until } = allowanceOf(pump);
    expect(until - pump.now).toBe(BEAT_MS);
    expect(given(pump, until)).toBe(count);
  });
});

describe("a motor that stands still", () => {
  const stalled = seen(running(steady), hours(5), { motion: "still", turns: pulses(99) }).pump;

  test("[REQ-050 holds] is found at the first beat, and says nothing new until it turns", () => {
    expect(faultsOf(stalled)).toEqual(["motor-stall"]);
    expect(seen(stalled, hours(9), { motion: "still", turns: pulses(99) }).events).toEqual([]);
  });

  test("[REQ-051 holds] goes on at its rate when it turns again, and makes up for nothing", () => {
    const report = { motion: "turned", turns: pulses(101) } as const;
    const { pump, events } = seen(stalled, hours(9), report);
    expect(events).toEqual([
      { kind: "turns-reconciled", at: hours(9), missed: 79, surplus: 0 },
      { kind: "fault-cleared", at: hours(9), fault: "motor-stall", because: "gone" },
    ]);
    expect(given(pump, hours(10))).toBe(20);
    expect(pump.rested).toBe(hours(4));
  });

  test("[REQ-025 holds] has no bolus to give meanwhile", () => {
    expect(refusals(stalled, hours(6), wish("w", hours(6)))).toEqual([
      { kind: "alarm-forbids", fault: "motor-stall" },
    ]);
  });

  test("[REQ-052 holds] for two days makes the pump suspect", () => {
    expect(faultsOf(pass(stalled, milliseconds(hours(5) + 2 * DAY_MS)).pump)).toContain(
      "rested-long",
    );
  });
});

describe("an urgent alarm", () => {
  test("[REQ-030 holds] ends the bolus that flows, and drops the rest of it", () => {
    const asked = told(running({ ...steady, onDemand }), hours(1), wish("w", hours(1)));
    const at = hours(1) + minutes(15);
    const { pump, events } = seen(asked, at, { freeFlow: true });
    expect(events.map(({ kind }) => kind)).toEqual(["bolus-cancelled", "fault-found"]);
    expect(pump.boluses).toEqual([]);
  });
});

const held = (drugClass: DrugClass, onFault: OnFault, report: Partial<Report>): Pump =>
  seen(running({ ...steady, drugClass, onFault }), hours(5), report).pump;

describe("what the faults leave of delivery", () => {
  test.each([
    ["hold", "none", 480],
    ["minimum", "minimum", 48],
    ["stop", "stop", 0],
  ] as const)("[REQ-019 holds] is the program's own safe state: %s", (onFault, restraint, aDay) => {
    const pump = held("baclofen", onFault, { starts: 3 });
    expect(restraintOf(pump)).toBe(restraint);
    expect(given(pump, milliseconds(hours(5) + DAY_MS))).toBe(aDay);
  });

  test("[REQ-058 holds] a log that cannot be written ends boluses, not basal", () => {
    const pump = held("opioid", "stop", { memory: failing });
    expect(given(pump, milliseconds(hours(5) + DAY_MS))).toBe(480);
    expect(refusals(pump, hours(6), wish("w", hours(6)))).toEqual([
      { kind: "alarm-forbids", fault: "log-write-failed" },
    ]);
  });

  test("[REQ-010 holds] without a clock the least step of the week flows, until it is set", () => {
    const week = [
      { from: milliseconds(0), rate: steady.minimum },
      { from: hours(6), rate: steady.week[0]?.rate ?? steady.minimum },
    ];
    const pump = seen(running({ ...steady, week }), hours(7), { clock: "lost" }).pump;
    expect(given(pump, milliseconds(hours(7) + DAY_MS))).toBe(48);
    const set = { kind: "set-clock", id: "c", clock: milliseconds(0) } as const;
    const again = told(pump, hours(8), set);
    expect(again.faults).toEqual([]);
    expect(given(again, hours(9))).toBe(20);
  });
});

describe("the reservoir", () => {
  test("[REQ-038 holds] is low by the lower of level and computation", () => {
    const low = nanolitres(1_000_000);
    const pump = running(steady);
    const watched = { ...pump, device: { ...pump.device, low } };
    const { pump: found } = seen(watched, hours(1), { level: low });
    expect(faultsOf(found)).toEqual(["reservoir-low", "level-disagrees"]);
    const spent = pass({ ...watched, reservoir: nanolitres(1_002_000) }, days(1));
    expect(spent.events).toEqual([{ kind: "fault-found", at: hours(1), fault: "reservoir-low" }]);
  });
});

describe("the signal", () => {
  test("is the most urgent alarm; silenced, the next is heard, and it comes back", () => {
    const both = held("opioid", "hold", { freeFlow: true, memory: failing });
    expect(signalOf(both, both.now)?.fault).toBe("free-flow");
    const still = told(both, hours(5), { kind: "silence", id: "s" });
    expect(signalOf(still, hours(5))).toBeNull();
    expect(signalOf(still, hours(6))?.fault).toBe("free-flow");
    const ackd = told(both, hours(5), { kind: "acknowledge", id: "a" });
    expect(faultsOf(ackd)).toEqual(["log-write-failed"]);
  });
});
