// SPDX-License-Identifier: Apache-2.0
/**
 * Agreement: what the pump delivers is what the plan's ledger says, to the last quantum; and what
 * a program may do by its own limits, the pump never refuses. The pump's side of the promise.
 */
import {
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ledger } from "../../therapy/src/ledger.ts";
import {
  BARE,
  type Device,
  deliveredPulses,
  initial,
  type Log,
  owed,
  type Pump,
  pass,
  step,
} from "../src/index.ts";
import { DEVICE, programs } from "./drafts.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? "2000");
const SEED = 20_260_303;

/** The test pump with a reservoir that lasts. */
const LASTING: Device = { ...DEVICE, capacity: nanolitres(10_000_000) };

const whole = (min: number, max: number) => fc.integer({ min, max });

type Life = { readonly pump: Pump; readonly log: Log };

/** A patient who asks every so often, and nothing else. */
const lived = (program: Program, waits: readonly number[], rest: number): Life => {
  const start = initial(LASTING, {
    at: milliseconds(0),
    reservoir: LASTING.capacity,
    fluid: null,
  });
  const command = { kind: "program", id: "p", program, replaces: null, catheter: null } as const;
  let { pump, events: log } = step(start, { at: milliseconds(0), command });
  waits.forEach((wait, index) => {
    const at = milliseconds(pump.now + wait);
    const asked = step(pump, { at, command: { kind: "request", id: `w${index}`, askedAt: at } });
    pump = asked.pump;
    log = [...log, ...asked.events];
  });
  const rested = pass(pump, milliseconds(pump.now + rest));
  return { pump: rested.pump, log: [...log, ...rested.events] };
};

const grantsOf = (log: Log): readonly Milliseconds[] =>
  log.flatMap((event) =>
    event.kind === "bolus-granted" && event.bolus.source === "on-demand" ? [event.at] : [],
  );

const waits = fc.array(whole(0, DAY_MS / 3), { maxLength: 12 });

describe("plan and pump agree", () => {
  test("delivered volume is the ledger's, exactly", () => {
    fc.assert(
      fc.property(programs("own"), waits, whole(0, 3 * DAY_MS), (program, asked, rest) => {
        const { pump, log } = lived(program, asked, rest);
        if (pump.program === null || pump.dry) return;
        const { n, d } = ledger(program, LASTING.pulse, { upto: pump.now, grants: grantsOf(log) });
        const quanta = BigInt(deliveredPulses(pump)) * BigInt(DAY_MS) + BigInt(owed(pump));
        const perMillilitre = 1_000_000n * BigInt(DAY_MS);
        expect(quanta * BigInt(LASTING.pulse) * d).toBe(n * perMillilitre);
      }),
      { seed: SEED, numRuns },
    );
  });

  test("what a program may do by its own limits is neither refused for them nor withheld", () => {
    fc.assert(
      fc.property(programs("own"), waits, whole(0, 20 * DAY_MS), (program, asked, rest) => {
        fc.pre(program.titration.length < 2);
        const { pump, log } = lived(program, asked, rest);
        const refusals = log.flatMap((event) => (event.kind === "refused" ? [event.refusals] : []));
        const full = refusals.filter((all) => all.every(({ kind }) => kind === "window-full"));
        expect(full).toEqual([]);
        expect(pump.withheld).toEqual({ pulses: 0, quanta: 0 });
      }),
      { seed: SEED, numRuns },
    );
  });
});

describe("millisecond by millisecond", () => {
  /** Everything within half a second: rates of pulses in milliseconds. */
  const quick = fc.record({
    rates: fc.array(fc.tuple(whole(1, 400), whole(0, DAY_MS / 8)), { maxLength: 4 }),
    first: whole(0, DAY_MS / 8),
    single: fc.option(fc.tuple(whole(1, 20), whole(80, 300))),
    periodic: fc.option(fc.tuple(whole(1, 6), whole(60, 90), whole(0, 200))),
    onDemand: fc.tuple(whole(1, 10), whole(80, 200)),
    transition: fc.option(fc.tuple(whole(0, 30), whole(DAY_MS / 20, DAY_MS / 4))),
    asked: whole(0, 500),
    stock: whole(30, 300),
  });

  const quickest: Device = {
    pulse: nanolitres(1),
    least: pulsesPerDay(0),
    most: pulsesPerDay(DAY_MS),
    capacity: nanolitres(1_000),
    ...BARE,
  };

  type Quick = typeof quick extends fc.Arbitrary<infer T> ? T : never;

  const limits = { rate: DAY_MS, hour: DAY_MS, day: DAY_MS };

  const programOf = (each: Quick): Program => {
    const segments = [...new Map(each.rates)].toSorted(([a], [b]) => a - b);
    const plain = {
      version: 1,
      clock: 0,
      week: [[0, each.first], ...segments].map(([from, rate]) => ({ from, rate })),
      titration: [],
      periodic: each.periodic && {
        pulses: each.periodic[0],
        over: each.periodic[1],
        every: 60_000,
        first: each.periodic[2],
      },
      onDemand: {
        pulses: each.onDemand[0],
        over: each.onDemand[1],
        lockout: 60_000,
        perDay: 1,
        validity: 0,
      },
      single: each.single && { pulses: each.single[0], over: each.single[1] },
      transition: each.transition && {
        kind: "bridge",
        pulses: each.transition[0],
        rate: each.transition[1],
      },
      minimum: 0,
      onFault: "hold",
      limits,
    };
    return JSON.parse(JSON.stringify(plain));
  };

  /** Flow of a bolus in one millisecond, by what was left before it. */
  const ofBolus = (bolus: { pulses: number; over: number } | null, age: number): number => {
    if (bolus === null || age < 0) return 0;
    const rate = Number(
      (BigInt(bolus.pulses) * BigInt(DAY_MS) + BigInt(bolus.over) - 1n) / BigInt(bolus.over),
    );
    return Math.max(0, Math.min(rate, bolus.pulses * DAY_MS - rate * age));
  };

  /** What should have flowed by every millisecond, added up one by one. */
  const counted = (
    program: Program,
    grants: readonly number[],
    stock: number,
  ): readonly number[] => {
    const totals: number[] = [0];
    let left = (program.transition?.pulses ?? 0) * DAY_MS;
    let begun = left === 0 ? 0 : -1;
    for (let at = 0; at < 600; at += 1) {
      const before = totals[at] ?? 0;
      if (Math.floor(before / DAY_MS) >= stock) {
        totals.push(before);
        continue;
      }
      let flow = 0;
      if (begun < 0) {
        flow = Math.min(program.transition?.rate ?? 0, left);
        left -= flow;
        if (left === 0) begun = at + 1;
      } else {
        flow = program.week.findLast(({ from }) => from <= at)?.rate ?? 0;
        flow += ofBolus(program.single, at - begun);
        for (const grant of grants) flow += ofBolus(program.onDemand, at - grant);
        const order = program.periodic;
        for (let start = order?.first ?? 600; start <= at; start += order?.every ?? 600) {
          if (start >= begun) flow += ofBolus(order, at - start);
        }
      }
      totals.push(before + flow);
    }
    return totals;
  };

  test("every pulse falls in its own millisecond", () => {
    let delivered = 0;
    fc.assert(
      fc.property(quick, (each) => {
        const program = programOf(each);
        const start = initial(quickest, {
          at: milliseconds(0),
          reservoir: nanolitres(each.stock),
          fluid: null,
        });
        const command = {
          kind: "program",
          id: "p",
          program,
          replaces: null,
          catheter: null,
        } as const;
        let { pump } = step(start, { at: milliseconds(0), command });
        if (pump.program === null) return;
        const at = milliseconds(each.asked);
        const askedAt = at;
        const granted = step(pump, { at, command: { kind: "request", id: "w", askedAt } });
        const grants = grantsOf(granted.events);
        const totals = counted(program, grants, each.stock);
        for (let time = 0; time <= 600; time += 1) {
          if (time === each.asked) pump = granted.pump;
          pump = pass(pump, milliseconds(time)).pump;
          expect(deliveredPulses(pump) * DAY_MS + owed(pump)).toBe(totals[time]);
        }
        delivered += deliveredPulses(pump);
      }),
      { seed: SEED, numRuns: Math.min(numRuns, 300) },
    );
    expect(delivered).toBeGreaterThan(pulses(1_000));
  });
});
