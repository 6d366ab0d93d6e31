// SPDX-License-Identifier: Apache-2.0
/**
 * What a start makes of what is stored: nothing is given twice, no window counts less than what
 * flowed, and the therapy goes on. For each rule, a pump that breaks it is caught.
 */
import { DAY_MS, milliseconds, nanolitres, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import {
  boot,
  CONTROLLER,
  type Controller,
  controllerOf,
  copyOf,
  type Device,
  type Evolve,
  expectedReport,
  type Keeper,
  keepCommand,
  keepObserving,
  keepPassing,
  type Log,
  PARTS,
  type PowerOn,
  type Pump,
  replay,
  statusOf,
} from "../../src/index.ts";
import { wantedAt } from "../../src/schedule.ts";
import {
  bridge,
  days,
  hours,
  minutes,
  onDemand,
  periodic,
  SAMPLE,
  steady,
  toRun,
  wish,
} from "../sample.ts";
import { blank, boardOf, faultsOf, made, ofKind, powerOf } from "./stories.ts";

const SENSED: Device = { ...SAMPLE, low: nanolitres(2_000_000), testEvery: days(1) };

/** A pump that runs a program since its first minute. */
const runs = (program: Program, device: Device = SAMPLE) => {
  const cells = blank();
  const keeper = made(cells, device);
  keepCommand(keeper, { at: minutes(1), command: toRun(program) });
  const restart = (power: Partial<PowerOn> & Pick<PowerOn, "now">, controller = CONTROLLER) =>
    boot(
      { ...boardOf(copyOf(cells), device), controller },
      { cause: "brown-out", mark: keeper.mark, turns: null, ...power },
    );
  return { keeper, restart };
};

const given = (keeper: Keeper, upto: number): number => {
  const before = keeper.pump.delivered.pulses;
  keepPassing(keeper, milliseconds(upto));
  return keeper.pump.delivered.pulses - before;
};

const granted = (log: Log): number => ofKind(log, "bolus-granted").length;

const ask = (keeper: Keeper, id: string): number =>
  granted(keepCommand(keeper, { at: keeper.pump.now, command: wish(id, keeper.pump.now) }));

/** What all windows of the last day hold, in quanta. */
const heldBy = ({ history, now }: Pump, width: number): number =>
  history.reduce(
    (sum, { from, upto, rate }) => sum + rate * Math.max(0, upto - Math.max(from, now - width)),
    0,
  );

/** A controller in which one event does something else. */
const mistaken = (evolve: Evolve): Controller => controllerOf({ ...PARTS, evolve });

/** It takes what was left unfinished up again. */
const DOUBLING = mistaken((pump, event) =>
  event.kind === "bolus-cancelled" && event.reason === "reset" ? pump : PARTS.evolve(pump, event),
);
/** It does not charge what it does not know. */
const UNCHARGED = mistaken((pump, event) =>
  PARTS.evolve(
    pump,
    event.kind === "recovered" ? { ...event, unknown: pulses(0), dropped: pulses(0) } : event,
  ),
);
/** It begins the transition anew. */
const RESTARTING = mistaken((pump, event) => {
  const next = PARTS.evolve(pump, event);
  return event.kind === "recovered" ? { ...next, transition: pump.transition } : next;
});

describe("a bolus under way", () => {
  const cut = (controller?: Controller) => {
    const { keeper, restart } = runs(steady);
    keepCommand(keeper, { at: hours(2), command: wish("one", hours(2)) });
    keepPassing(keeper, milliseconds(hours(2) + minutes(10)));
    return {
      before: keeper.pump,
      ...restart({ now: milliseconds(hours(2) + minutes(12)) }, controller),
    };
  };

  test("counts as given in full and is not begun again [REQ-026 holds]", () => {
    const { keeper, events, before } = cut();
    expect(keeper.pump.boluses).toEqual([]);
    expect(keeper.pump.grants).toEqual(before.grants);
    const [ended] = ofKind(events, "bolus-cancelled");
    expect(ended).toMatchObject({ bolus: "one", reason: "reset", at: before.now });
    expect(ofKind(events, "recovered")).toEqual([
      {
        kind: "recovered",
        at: hours(2) + minutes(12),
        cause: "brown-out",
        since: hours(2) + minutes(10),
        unknown: 18,
        dropped: 7,
        missed: 0,
        blind: false,
      },
    ]);
    const charged = heldBy(keeper.pump, DAY_MS) - heldBy(before, DAY_MS);
    expect(charged).toBeGreaterThanOrEqual(25 * DAY_MS);
    expect(given(keeper, hours(4))).toBeLessThanOrEqual(36);
  });

  test("asked for again is answered as before, without a second dose [REQ-026 holds]", () => {
    const { keeper } = cut();
    expect(ask(keeper, "one")).toBe(0);
    expect(ask(keeper, "two")).toBe(0);
  });

  test("that goes on after a reset is a second dose [REQ-026 breaks]", () => {
    const { keeper } = cut(DOUBLING);
    expect(keeper.pump.boluses.map(({ id }) => id)).toEqual(["one"]);
  });

  test("on the clock is not begun again, and the next one comes [REQ-026 holds]", () => {
    const { keeper, restart } = runs({ ...steady, onDemand: null, periodic });
    keepPassing(keeper, milliseconds(hours(6) + minutes(10)));
    const after = restart({ now: milliseconds(hours(6) + minutes(11)) });
    expect(ofKind(after.events, "bolus-cancelled")).toMatchObject([{ source: "periodic" }]);
    expect(wantedAt(after.keeper.pump, hours(6) + minutes(12)).rate).toBe(480);
    expect(wantedAt(after.keeper.pump, hours(18) + 1).rate).toBeGreaterThan(480);
  });

  test("on the clock that began while power was off is not made up for [REQ-022 holds]", () => {
    const { restart } = runs({ ...steady, onDemand: null, periodic });
    const { keeper } = restart({ now: milliseconds(hours(6) + minutes(5)) });
    expect(wantedAt(keeper.pump, hours(6) + minutes(6)).rate).toBe(480);
  });
});

describe("time that nobody counted", () => {
  test("fills the windows at the hard limit for one beat at most [REQ-016 holds]", () => {
    const { keeper, restart } = runs({ ...steady, onDemand: null });
    keepPassing(keeper, hours(5));
    const { events, keeper: found } = restart({ now: hours(9) });
    const [{ unknown } = { unknown: -1 }] = ofKind(events, "recovered");
    expect(unknown).toBe(Math.ceil((24_000 * 60_000) / DAY_MS) + 1);
    expect(found.pump.delivered.pulses).toBe(keeper.pump.delivered.pulses + unknown);
    expect(found.pump.reservoir).toBe(keeper.pump.reservoir - unknown * SAMPLE.pulse);
    expect(found.pump.now).toBe(hours(9));
    expect(heldBy(found.pump, hours(1))).toBeGreaterThanOrEqual(unknown * DAY_MS);
    const soon = restart({ now: milliseconds(hours(5) + 6_000) });
    expect(ofKind(soon.events, "recovered")[0]?.unknown).toBe(3);
    const none = restart({ now: hours(5) });
    expect(ofKind(none.events, "recovered")[0]?.unknown).toBe(0);
  });

  test("that is not charged leaves a window with less than flowed [REQ-016 breaks]", () => {
    const { keeper, restart } = runs({ ...steady, onDemand: null });
    keepPassing(keeper, hours(5));
    const sound = restart({ now: milliseconds(hours(5) + 60_000) });
    const forgetful = restart({ now: milliseconds(hours(5) + 60_000) }, UNCHARGED);
    expect(heldBy(forgetful.keeper.pump, hours(1))).toBeLessThan(
      heldBy(sound.keeper.pump, hours(1)),
    );
  });

  test("is what the motor's sensor says, where there is one", () => {
    const { keeper, restart } = runs(steady);
    keepPassing(keeper, hours(5));
    const believed = keeper.pump.delivered.pulses;
    const unknownWith = (turns: number): number | undefined =>
      ofKind(restart({ now: hours(6), turns: pulses(turns) }).events, "recovered")[0]?.unknown;
    expect(unknownWith(believed)).toBe(0);
    expect(unknownWith(believed + 5)).toBe(5);
    expect(unknownWith(believed - 5)).toBe(0);
    expect(unknownWith(believed + 500)).toBe(18);
    const fewer = restart({ now: hours(6), turns: pulses(believed - 5) });
    expect(ofKind(fewer.events, "recovered")).toMatchObject([{ missed: 0 }]);
  });

  test("is charged at the program's own limit where that is lower", () => {
    const limits = { ...steady.limits, rate: pulsesPerDay(2_400) };
    const { keeper, restart } = runs({ ...steady, limits, onDemand: null });
    keepPassing(keeper, hours(5));
    expect(ofKind(restart({ now: hours(9) }).events, "recovered")).toMatchObject([{ unknown: 3 }]);
  });

  test("without the mark is never put right by more than was assumed", () => {
    const { keeper, restart } = runs(steady);
    keepCommand(keeper, { at: hours(2), command: { kind: "interrogate", id: "look" } });
    const now = milliseconds(hours(2) + minutes(30));
    const told = restart({ now, mark: null, turns: pulses(0) });
    expect(ofKind(told.events, "recovered")).toMatchObject([{ missed: 10 }]);
  });

  test("without the mark: as if it had run until now, and the sensor puts it right", () => {
    const { keeper, restart } = runs({ ...steady, onDemand: null });
    const before = keeper.pump.delivered.pulses;
    const blindly = restart({ now: hours(11), mark: null });
    expect(blindly.keeper.pump.delivered.pulses).toBe(before + 219);
    expect(ofKind(blindly.events, "recovered")).toMatchObject([{ unknown: 0, missed: 0 }]);
    const told = restart({ now: hours(11), mark: null, turns: pulses(100) });
    expect(ofKind(told.events, "recovered")).toMatchObject([{ unknown: 0, missed: 119 }]);
    const odd = restart({ now: milliseconds(minutes(1) + 1), mark: null, turns: pulses(0) });
    expect(ofKind(odd.events, "recovered")).toMatchObject([{ missed: 0 }]);
  });

  test("is never more than the reservoir had", () => {
    const { keeper, restart } = runs(steady);
    const volume = nanolitres(500);
    keepCommand(keeper, {
      at: hours(1),
      command: {
        kind: "refill",
        id: "f",
        aspirated: keeper.pump.reservoir,
        volume,
        fluid: "morphine",
      },
    });
    const after = restart({ now: hours(2) });
    expect(ofKind(after.events, "recovered")).toMatchObject([{ unknown: 5 }]);
    expect(after.keeper.pump.reservoir).toBe(0);
  });

  test("does not exist before there is a program", () => {
    const cells = blank();
    const keeper = made(cells);
    const { events } = boot(boardOf(cells), powerOf({ at: hours(1), mark: keeper.mark }));
    expect(ofKind(events, "recovered")).toMatchObject([{ unknown: 0, since: 0 }]);
  });
});

describe("a transition", () => {
  const cut = (controller?: Controller) => {
    const { keeper, restart } = runs({ ...steady, transition: bridge });
    keepPassing(keeper, hours(1));
    return { before: keeper.pump, ...restart({ now: hours(3) }, controller) };
  };

  test("goes on with what is left of it, and says how much [REQ-042 holds]", () => {
    const { keeper, before } = cut();
    const left = (before.transition?.left ?? 0) - 18 * DAY_MS;
    expect(keeper.pump.transition).toEqual({ ...before.transition, left });
    expect(statusOf(keeper.pump).transitionLeft?.pulses).toBe(Math.floor(left / DAY_MS));
    keepPassing(keeper, hours(5));
    expect(keeper.pump.transition).toBeNull();
    expect(keeper.pump.delivered.pulses).toBeGreaterThanOrEqual(100);
  });

  test("that takes up again what may have left gives some of it twice [REQ-042 breaks]", () => {
    const { keeper, before } = cut(RESTARTING);
    expect(keeper.pump.transition).toEqual(before.transition);
  });

  test("of which less is left than may have flowed is over", () => {
    const { keeper, restart } = runs({ ...steady, transition: { ...bridge, pulses: pulses(5) } });
    const after = restart({ now: hours(1) });
    expect(after.keeper.pump.transition?.left).toBe(0);
    const settled = keepPassing(after.keeper, milliseconds(hours(1) + 1));
    expect(ofKind(settled, "transition-settled").length).toBe(1);
    expect(keeper.pump.transition?.pulses).toBe(5);
  });
});

describe("a start", () => {
  test("goes on with the program, within a minute, at its own rate [REQ-055 holds]", () => {
    const { keeper, restart } = runs({ ...steady, onDemand: null });
    keepPassing(keeper, days(2));
    const { keeper: found } = restart({ now: milliseconds(days(2) + 30_000) });
    expect(found.pump.program).toEqual({ ...steady, onDemand: null });
    expect(faultsOf(found.pump)).toEqual(["reset"]);
    expect(wantedAt(found.pump, found.pump.now).rate).toBe(480);
    keepPassing(found, days(3));
    expect(given(found, days(4))).toBe(480);
  });

  test("that changes the program to a very low rate is seen [REQ-055 breaks]", () => {
    const { restart } = runs(steady);
    const lowly = mistaken((pump, event) => {
      const next = PARTS.evolve(pump, event);
      const program = { ...steady, week: [{ from: milliseconds(0), rate: pulsesPerDay(48) }] };
      return event.kind === "recovered" ? { ...next, program } : next;
    });
    const { keeper } = restart({ now: hours(2) }, lowly);
    expect(keeper.pump.program).not.toEqual(steady);
    expect(wantedAt(keeper.pump, keeper.pump.now).rate).toBeLessThan(480);
  });

  test("lets nothing flow before the self-test of a pump that makes them [REQ-020 holds]", () => {
    const { keeper, restart } = runs(steady, SENSED);
    keepPassing(keeper, hours(5));
    const { keeper: found } = restart({ now: hours(6) });
    expect(found.pump.tested).toBeNull();
    expect(given(found, hours(7))).toBe(0);
    const report = { ...expectedReport(found.pump), selfTest: [] };
    keepObserving(found, { at: hours(7), report });
    expect(given(found, hours(9))).toBe(40);
  });

  test("of a pump that makes no tests keeps what it knows of them", () => {
    const { restart } = runs(steady);
    expect(restart({ now: hours(6) }).keeper.pump.tested).toBe(0);
  });

  test("stays stopped if it was stopped, and says when that has lasted too long", () => {
    const { keeper, restart } = runs(steady);
    const maximum = hours(1);
    keepCommand(keeper, { at: hours(1), command: { kind: "stop", id: "s", reason: "r", maximum } });
    const { keeper: found } = restart({ now: hours(5) });
    const log = keepPassing(found, hours(6));
    expect(ofKind(log, "stop-expired")).toMatchObject([{ at: hours(5), since: hours(1) }]);
    expect(found.pump.delivered.pulses).toBe(keeper.pump.delivered.pulses);
  });

  test("is in the log, so that the log still gives the state [REQ-078 holds]", () => {
    const { keeper, restart } = runs(steady);
    const start = made(blank()).pump;
    const first = keepCommand(keeper, { at: hours(2), command: wish("one", hours(2)) });
    const second = restart({ now: hours(3) });
    const third = keepPassing(second.keeper, hours(9));
    const program = keeper.pump.answers[0]?.events ?? [];
    const log = [...program, ...first, ...second.events, ...third];
    expect(replay({ start, log, upto: hours(9) })).toEqual(second.keeper.pump);
  });
});

describe("a clock that was lost", () => {
  test("stands at the mark; the least scheduled rate flows until it is set", () => {
    const { keeper, restart } = runs({ ...steady, onDemand });
    keepPassing(keeper, hours(5));
    const { keeper: found, events } = restart({ now: null });
    expect(found.pump.now).toBe(hours(5));
    expect(faultsOf(found.pump)).toEqual(["reset", "clock-lost"]);
    expect(ofKind(events, "recovered")).toMatchObject([{ unknown: 18, blind: false }]);
  });

  test("of a pump that has lived through nothing stands at its beginning", () => {
    const cells = blank();
    made(cells);
    const { keeper } = boot(boardOf(cells), {
      cause: "brown-out",
      now: null,
      mark: null,
      turns: null,
    });
    expect(keeper.pump.now).toBe(0);
    expect(faultsOf(keeper.pump)).toContain("clock-lost");
  });

  test("or runs behind what is stored is as good as lost", () => {
    const { keeper, restart } = runs(steady);
    keepCommand(keeper, { at: hours(5), command: wish("w", hours(5)) });
    const { keeper: found } = restart({ now: hours(4) });
    expect(found.pump.now).toBe(hours(5));
    expect(faultsOf(found.pump)).toContain("clock-lost");
    expect(faultsOf(restart({ now: hours(5) }).keeper.pump)).not.toContain("clock-lost");
  });

  test("with the mark leaves the past unknown: no bolus for a day [REQ-016 holds]", () => {
    const { keeper, restart } = runs(steady);
    keepPassing(keeper, hours(5));
    const { keeper: found, events } = restart({ now: null, mark: null });
    expect(faultsOf(found.pump)).toEqual(["reset", "clock-lost", "totals-lost"]);
    expect(ofKind(events, "recovered")).toMatchObject([{ blind: true }]);
    expect(ask(found, "w")).toBe(0);
    expect(given(found, hours(4))).toBeGreaterThan(0);
  });
});

describe("what was lost", () => {
  test("of the reservoir counts as low, where the pump knows what low is", () => {
    const { device, reservoir } = runs(steady, SENSED).keeper.pump;
    expect(reservoir).toBe(device.capacity);
    const empty = blank();
    const mark = { at: hours(1), entry: 0 };
    const sensed = boot(boardOf(empty, SENSED), powerOf({ at: hours(1), mark }));
    expect(sensed.keeper.pump.reservoir).toBe(2_000_000);
    const bare = boot(boardOf(blank()), powerOf({ at: hours(1), mark }));
    expect(bare.keeper.pump.reservoir).toBe(SAMPLE.capacity);
  });
});
