// SPDX-License-Identifier: Apache-2.0
/**
 * A pump with a memory is the pump without one, as long as the memory holds; what it cannot write
 * it does not do. The log holds what it says, and programs stay in it until somebody has read them.
 */
import { milliseconds } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boot,
  type Cells,
  CONTROLLER,
  type Command,
  cellsOf,
  copyOf,
  type Event,
  expectedReport,
  GEOMETRY,
  initial,
  type Keeper,
  keepCommand,
  keepObserving,
  keepPassing,
  type Log,
  makeKeeper,
  memoryOf,
  PAGE_BYTES,
  pagesOf,
  pass,
  step,
} from "../../src/index.ts";
import { openStore } from "../../src/store/opening.ts";
import { appendEvents, writeHistory } from "../../src/store/store.ts";
import { DEVICE } from "../drafts.ts";
import { histories } from "../histories.ts";
import { play } from "../play.ts";
import {
  days,
  fresh,
  hours,
  minutes,
  onDemand,
  refillOf,
  SAMPLE,
  steady,
  toRun,
  wish,
} from "../sample.ts";
import { blank, butFaults, made, ofKind, powerOf, ROTATION, SMALL, take } from "./stories.ts";

const numRuns = Math.min(200, Number(process.env["CISTERNA_RUNS"] ?? "200"));

const full = (): Cells => cellsOf(pagesOf(GEOMETRY), PAGE_BYTES);

const loggedIn = (cells: Cells, geometry = GEOMETRY): Log =>
  openStore(copyOf(cells), geometry, 0).log.flatMap((entry) =>
    entry.kind === "happened" ? entry.events : [],
  );

const refusalsIn = (log: Log) => ofKind(log, "refused").flatMap(({ refusals }) => refusals);

describe("as long as the memory holds", () => {
  test("keeper and controller tell the same story, and all of it is logged [REQ-075 holds]", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { sent, start, pump, log } = play(CONTROLLER, history);
        const cells = full();
        const flash = { flash: cells, geometry: GEOMETRY, made: DEVICE };
        const keeper = makeKeeper(flash, history.start);
        expect(keeper.pump).toEqual(start);
        const told = sent.flatMap((each) =>
          "command" in each ? keepCommand(keeper, each) : keepObserving(keeper, each),
        );
        told.push(...keepPassing(keeper, pump.now));
        expect(told).toEqual(log);
        expect(keeper.pump).toEqual(pump);
        expect(loggedIn(cells)).toEqual(log);
        expect(memoryOf(keeper)).toEqual({
          repaired: false,
          lost: [],
          full: false,
          failing: false,
        });
      }),
      { numRuns },
    );
  });

  test("a quiet beat writes nothing", () => {
    const cells = blank();
    const keeper = made(cells);
    keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
    const { writes } = cells;
    keepPassing(keeper, minutes(2));
    keepObserving(keeper, {
      at: minutes(3),
      report: expectedReport(pass(keeper.pump, minutes(3)).pump),
    });
    expect(cells.writes).toBe(writes);
    expect(keeper.mark).toEqual({ at: minutes(3), entry: 1 });
  });

  test("every ring turns, pages wear alike, and a start finds the pump [REQ-058 holds]", () => {
    const cells = blank();
    const keeper = made(cells);
    for (const each of ROTATION) take(keeper, each);
    expect(keeper.store.log.sequence).toBeGreaterThan(2);
    expect(keeper.store.checkpoint).toBeGreaterThan(2);
    const log = cells.erasures.slice(3, 5);
    expect(Math.max(...log) - Math.min(...log)).toBeLessThanOrEqual(1);
    const at = keeper.pump.now;
    const { keeper: found } = boot(
      { flash: cells, geometry: SMALL, made: SAMPLE },
      powerOf({ at, mark: keeper.mark }),
    );
    const ended = { ...keeper.pump, boluses: [] };
    expect({ ...butFaults(found.pump), history: [], clockFrom: 0 }).toEqual({
      ...butFaults(ended),
      history: [],
      clockFrom: 0,
    });
  });
});

describe("the history of prescriptions", () => {
  const programmed = (keeper: Keeper, version: number): Log => {
    const at = minutes(10 * version);
    return keepCommand(keeper, { at, command: toRun({ ...steady, version }) });
  };

  const untilFull = (keeper: Keeper): number => {
    let version = 1;
    for (; !memoryOf(keeper).full; version += 1) {
      expect(ofKind(programmed(keeper, version), "programmed").length).toBe(1);
    }
    return version;
  };

  const versionsIn = (cells: Cells): readonly number[] =>
    openStore(copyOf(cells), SMALL, 0).programs.map(({ program }) => program.version);

  test("is never overwritten before it was read: then no program is taken [REQ-077 holds]", () => {
    const cells = blank();
    const keeper = made(cells);
    const version = untilFull(keeper);
    expect(versionsIn(cells)).toEqual(Array.from({ length: version - 1 }, (_, each) => each + 1));
    const refused = programmed(keeper, version);
    expect(refusalsIn(refused)).toEqual([{ kind: "alarm-forbids", fault: "log-full" }]);
    expect(keeper.pump.program?.version).toBe(version - 1);
    const power = powerOf({ at: keeper.pump.now, mark: keeper.mark });
    const board = { flash: cells, geometry: SMALL, made: SAMPLE };
    const again = boot(board, power).keeper;
    expect(memoryOf(again).full).toBe(true);
    keepCommand(again, { at: again.pump.now, command: { kind: "interrogate", id: "look" } });
    expect(memoryOf(again).full).toBe(false);
    const taken = keepCommand(again, {
      at: hours(20),
      command: { ...toRun({ ...steady, version }), id: "after" },
    });
    expect(ofKind(taken, "programmed").length).toBe(1);
    expect(versionsIn(cells).at(-1)).toBe(version);
  });

  test("that was read stays read after a start, and on a new page", () => {
    const cells = blank();
    const keeper = made(cells);
    untilFull(keeper);
    keepCommand(keeper, { at: hours(20), command: { kind: "interrogate", id: "look" } });
    const { writes } = cells;
    keepCommand(keeper, { at: hours(20), command: { kind: "interrogate", id: "look" } });
    expect(cells.writes - writes).toBe(2);
    const again = openStore(copyOf(cells), SMALL, 0).store;
    expect(again.readUpto).toBe(again.prescribed);
    const event = ofKind(programmed(made(blank()), 1), "programmed");
    for (let number = 100; number < 112; number += 1) writeHistory(again, number, event);
    expect(again.prescribed).toBe(111);
    const turned = openStore(copyOf(again.flash as Cells), SMALL, 0).store;
    expect(turned.readUpto).toBe(again.readUpto);
  });

  test("taken for read without being read loses programs [REQ-077 breaks]", () => {
    const cells = blank();
    const keeper = made(cells);
    for (let version = 1; version < 60; version += 1) {
      programmed(keeper, version);
      keeper.store.readUpto = keeper.store.prescribed;
    }
    expect(versionsIn(cells)).not.toContain(1);
  });

  test("holds a program whose writing was cut off after the log had it", () => {
    const cells = blank();
    const keeper = made(cells);
    keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
    const board = { geometry: SMALL, made: SAMPLE };
    for (const page of [5, 6, 12, 13]) cells.bytes[page]?.fill(0xff);
    expect(versionsIn(cells)).toEqual([]);
    boot({ ...board, flash: cells }, powerOf({ at: minutes(2), mark: keeper.mark }));
    expect(versionsIn(cells)).toEqual([1]);
  });

  test("is not written again by a start that finds it whole", () => {
    const cells = blank();
    const keeper = made(cells);
    programmed(keeper, 1);
    programmed(keeper, 2);
    const board = { geometry: SMALL, made: SAMPLE, flash: cells };
    boot(board, powerOf({ at: minutes(30), mark: keeper.mark }));
    expect(versionsIn(cells)).toEqual([1, 2]);
  });

  test("that is full takes no program with a fill either, and everything else", () => {
    const keeper = made(blank());
    const version = untilFull(keeper);
    const at = keeper.pump.now;
    const program = { ...steady, version };
    const exchange: Command = {
      ...refillOf(keeper.pump, SAMPLE.capacity),
      ...{ kind: "exchange", id: "x", program, replaces: version - 1, catheter: null },
    };
    expect(refusalsIn(keepCommand(keeper, { at, command: exchange }))).toEqual([
      { kind: "alarm-forbids", fault: "log-full" },
    ]);
    expect(keeper.pump.program?.version).toBe(version - 1);
    const asked = keepCommand(keeper, { at, command: wish("w", at) });
    expect(ofKind(asked, "bolus-granted").length).toBe(1);
  });
});

describe("the log", () => {
  const found: Event = { kind: "fault-found", at: days(3_000), fault: "motor-stall" };
  const gone: Event = {
    kind: "fault-cleared",
    at: days(3_000),
    fault: "motor-stall",
    because: "gone",
  };
  const asked = step(step(fresh, { at: minutes(1), command: toRun(steady) }).pump, {
    at: hours(5),
    command: wish("a-request-of-some-length", hours(5)),
  }).events;

  test("holds a thousand faults and, with them, thirty days of a busy pump [REQ-077 holds]", () => {
    const cells = full();
    const keeper = makeKeeper(
      { flash: cells, geometry: GEOMETRY, made: SAMPLE },
      {
        at: milliseconds(0),
        reservoir: SAMPLE.capacity,
        fluid: "morphine",
      },
    );
    const batch = (events: Log) => appendEvents(keeper.store, { pump: keeper.pump, events });
    const life = [
      ...Array.from({ length: 1_000 }, () => [found]),
      ...Array.from({ length: 1_000 }, () => [gone]),
      ...Array.from({ length: 30 * 60 }, () => asked),
    ];
    for (const events of life) expect(batch(events)).toBe("written");
    const held = loggedIn(cells);
    expect(ofKind(held, "fault-found").length).toBe(1_000);
    expect(held.length).toBe(2_000 + 30 * 60);
    for (const events of life) batch(events);
    expect(ofKind(loggedIn(cells), "bolus-granted").length).toBeGreaterThanOrEqual(30 * 60);
  });

  test("says what was overwritten [REQ-077 holds]", () => {
    const cells = blank();
    const keeper = made(cells);
    for (const each of ROTATION) take(keeper, each);
    const { log } = openStore(copyOf(cells), SMALL, 0);
    const overwritten = log.filter((entry) => entry.kind === "overwritten");
    const [first] = log;
    expect(overwritten.at(-1)?.upto).toBe((first?.number ?? 0) - 1);
    expect(overwritten.at(-1)?.from).toBeGreaterThan(0);
    const numbers = log.map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => (first?.number ?? 0) + index));
  });

  test("of a year with four boluses a day takes little room", () => {
    const cells = full();
    const keeper = makeKeeper(
      { flash: cells, geometry: GEOMETRY, made: SAMPLE },
      {
        at: milliseconds(0),
        reservoir: SAMPLE.capacity,
        fluid: "morphine",
      },
    );
    keepCommand(keeper, { at: minutes(1), command: toRun({ ...steady, onDemand }) });
    const before = cells.written;
    for (let day = 1; day <= 30; day += 1) {
      for (const hour of [6, 10, 14, 18]) {
        const at = milliseconds(days(day) + hours(hour));
        keepCommand(keeper, { at, command: wish(`request-${day}-${hour}`, at) });
      }
    }
    const year = Math.round(((cells.written - before) * 365) / 30);
    expect(year).toBeGreaterThan(100_000);
    expect(year).toBeLessThan(400_000);
  });

  test("fits on its flash, or breaks at once", () => {
    const board = { flash: cellsOf(4, 512), geometry: SMALL, made: SAMPLE };
    const start = { at: milliseconds(0), reservoir: SAMPLE.capacity, fluid: null };
    expect(() => makeKeeper(board, start)).toThrow("a store fits on its flash");
    expect(initial(SAMPLE, start).fluid).toBeNull();
  });
});
