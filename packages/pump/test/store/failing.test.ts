// SPDX-License-Identifier: Apache-2.0
/**
 * A memory that fails: pages that no longer change, or take no entry. What cannot be written and
 * would give drug is not done, a stop is done all the same, and what was missed is made up for.
 */
import { nanolitres, pulsesPerDay } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import {
  boot,
  type Command,
  copyOf,
  expectedReport,
  type Keeper,
  keepCommand,
  keepObserving,
  keepPassing,
  type Log,
  memoryOf,
  pagesOf,
  pass,
  step,
} from "../../src/index.ts";
import { putByte } from "../../src/store/ink.ts";
import { checkpointEntry } from "../../src/store/records.ts";
import { beginEntry, writeEntry } from "../../src/store/ring.ts";
import { hours, minutes, SAMPLE, steady, toRun, wish } from "../sample.ts";
import { blank, butFaults, made, ofKind, powerOf, ROTATION, SMALL, take } from "./stories.ts";

const refusalsIn = (log: Log) => ofKind(log, "refused").flatMap(({ refusals }) => refusals);

const stopping: Command = { kind: "stop", id: "halt", reason: "sedation", maximum: hours(1) };

/** A pump that runs on cells of which no page changes any more. */
const stuck = (pages: readonly number[]) => {
  const cells = blank();
  const keeper = made(cells);
  keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
  for (const page of pages) cells.stuck.add(page);
  return { cells, keeper };
};

const ALL = Array.from({ length: pagesOf(SMALL) }, (_, page) => page);

describe("what cannot be written", () => {
  test.each<[string, (keeper: Keeper) => Command]>([
    ["a bolus", () => wish("w", hours(1))],
    ["a program", () => toRun({ ...steady, version: 2 })],
    [
      "a refill",
      () => ({
        kind: "refill",
        id: "f",
        aspirated: nanolitres(20_000_000),
        volume: nanolitres(20_000_000),
        fluid: "morphine",
      }),
    ],
  ])("is not done: %s [REQ-077 holds]", (_, command) => {
    const { keeper } = stuck(ALL);
    const before = pass(keeper.pump, hours(1)).pump;
    const log = keepCommand(keeper, { at: hours(1), command: command(keeper) });
    expect(refusalsIn(log)).toEqual([{ kind: "alarm-forbids", fault: "log-write-failed" }]);
    const { answers: _a, ...after } = keeper.pump;
    const { answers: _b, ...expected } = before;
    expect(after).toEqual(expected);
    expect(memoryOf(keeper).failing).toBe(true);
  });

  test("is said in the next report, forbids boluses, and basal flows on [REQ-077 holds]", () => {
    const { keeper } = stuck(ALL);
    keepCommand(keeper, { at: hours(1), command: wish("w", hours(1)) });
    const report = { ...expectedReport(keeper.pump), memory: memoryOf(keeper) };
    const found = keepObserving(keeper, { at: hours(1), report });
    expect(found).toMatchObject([{ kind: "fault-found", fault: "log-write-failed" }]);
    const before = keeper.pump.delivered.pulses;
    keepPassing(keeper, hours(2));
    expect(keeper.pump.delivered.pulses).toBe(before + 20);
  });

  test("does not keep a pump from stopping [REQ-057 holds]", () => {
    const { keeper } = stuck(ALL);
    const log = keepCommand(keeper, { at: hours(1), command: stopping });
    expect(ofKind(log, "stopped").length).toBe(1);
    expect(keeper.pump.stop).not.toBeNull();
    expect(
      refusalsIn(keepCommand(keeper, { at: hours(2), command: { kind: "resume", id: "r" } })),
    ).toEqual([{ kind: "alarm-forbids", fault: "log-write-failed" }]);
    expect(keeper.pump.stop?.expired).toBe(true);
  });

  test("is written again when the memory works again", () => {
    const { keeper, cells } = stuck(ALL);
    keepCommand(keeper, { at: hours(1), command: wish("w", hours(1)) });
    cells.stuck.clear();
    const log = keepCommand(keeper, { at: hours(2), command: wish("v", hours(2)) });
    expect(ofKind(log, "bolus-granted").length).toBe(1);
    expect(memoryOf(keeper).failing).toBe(false);
  });

  test("a pump that gives before it has written gives twice [REQ-026 breaks]", () => {
    const { keeper, cells } = stuck([]);
    const mark = keeper.mark;
    cells.power = 10;
    const early = step(keeper.pump, { at: hours(1), command: wish("w", hours(1)) });
    keepCommand(keeper, { at: hours(1), command: wish("w", hours(1)) });
    const again = boot(
      { flash: copyOf(cells), geometry: SMALL, made: SAMPLE },
      powerOf({ at: hours(1), mark: { ...mark, at: hours(1) } }),
    );
    const asked = keepCommand(again.keeper, { at: hours(1), command: wish("w", hours(1)) });
    const twice = [...early.events, ...asked].filter(({ kind }) => kind === "bolus-granted");
    expect(twice.length).toBe(2);
    expect(ofKind(asked, "bolus-granted").length).toBe(1);
  });

  test("is refused as too large if no page could hold it; nothing is wrong with the memory", () => {
    const { keeper } = stuck([]);
    const week = Array.from({ length: 300 }, (_, index) => ({
      from: minutes(30 * index),
      rate: pulsesPerDay(480),
    }));
    const large: Program = { ...steady, version: 2, week };
    const log = keepCommand(keeper, { at: hours(1), command: toRun(large) });
    expect(refusalsIn(log)).toEqual([
      { kind: "malformed-program", path: "program", what: "fits on a page of the store" },
    ]);
    expect(keeper.pump.program?.version).toBe(1);
    expect(memoryOf(keeper).failing).toBe(false);
    const again = keepCommand(keeper, { at: hours(2), command: toRun(large) });
    expect(ofKind(again, "repeated").length).toBe(1);
  });
});

describe("what went wrong while the memory failed", () => {
  test("is made up for at a start: a completion that was not written follows from time", () => {
    const { keeper, cells } = stuck([]);
    keepCommand(keeper, { at: hours(2), command: wish("w", hours(2)) });
    for (const page of ALL) cells.stuck.add(page);
    const settled = keepPassing(keeper, hours(3));
    expect(ofKind(settled, "bolus-settled").length).toBe(1);
    cells.stuck.clear();
    keepCommand(keeper, { at: hours(4), command: { kind: "interrogate", id: "look" } });
    const board = { flash: cells, geometry: SMALL, made: SAMPLE };
    const power = powerOf({ at: hours(4), mark: keeper.mark });
    const { keeper: found } = boot(board, power);
    expect(butFaults(found.pump)).toEqual({
      ...butFaults(keeper.pump),
      clockFrom: hours(4),
    });
  });

  test("is made up for before what came after it", () => {
    const { keeper, cells } = stuck([]);
    keepCommand(keeper, { at: hours(2), command: wish("w", hours(2)) });
    for (const page of ALL) cells.stuck.add(page);
    keepPassing(keeper, hours(3));
    cells.stuck.clear();
    keepCommand(keeper, { at: hours(4), command: stopping });
    const board = { flash: cells, geometry: SMALL, made: SAMPLE };
    const { keeper: found } = boot(board, powerOf({ at: hours(4), mark: keeper.mark }));
    expect(found.pump.delivered).toEqual(keeper.pump.delivered);
    expect(found.pump.boluses).toEqual([]);
  });

  test.each<[string, readonly number[]]>([
    ["anywhere", ALL],
    ["in the log", [3, 4, 10, 11]],
  ])("pages that take a head and no entry are no memory: %s", (_, pages) => {
    const { keeper, cells } = stuck([]);
    const power = powerOf({ at: hours(1), mark: keeper.mark });
    const deaf = {
      ...cells,
      write: (page: number, at: number, bytes: Uint8Array) => {
        if (at === 0 || !pages.includes(page)) cells.write(page, at, bytes);
      },
    };
    const { keeper: found } = boot({ flash: deaf, geometry: SMALL, made: SAMPLE }, power);
    expect(memoryOf(found).failing).toBe(true);
    const refused = keepCommand(found, { at: hours(2), command: wish("w", hours(2)) });
    expect(refusalsIn(refused)).toEqual([{ kind: "alarm-forbids", fault: "log-write-failed" }]);
    expect(memoryOf(found).failing).toBe(true);
  });

  test("a start that is in the log and in no checkpoint is replayed as it was", () => {
    const { keeper, cells } = stuck([0, 1, 2, 7, 8, 9]);
    const board = { flash: cells, geometry: SMALL, made: SAMPLE };
    const once = boot(board, powerOf({ at: hours(1), mark: keeper.mark })).keeper;
    const twice = boot(board, powerOf({ at: hours(1), mark: once.mark })).keeper;
    expect(butFaults(twice.pump)).toEqual(butFaults(once.pump));
  });

  test("an entry that nobody could have written is passed over", () => {
    const { keeper, cells } = stuck([]);
    const sound = boot(
      { flash: copyOf(cells), geometry: SMALL, made: SAMPLE },
      powerOf({ at: hours(1), mark: keeper.mark }),
    );
    putByte(beginEntry(keeper.store.log), 99);
    expect(writeEntry(keeper.store.log)).toBe(true);
    const found = boot(
      { flash: copyOf(cells), geometry: SMALL, made: SAMPLE },
      powerOf({ at: hours(1), mark: keeper.mark }),
    );
    expect(found.keeper.pump).toEqual(sound.keeper.pump);
  });

  test.each(["checkpoints", "history"] as const)(
    "an entry that nobody could have written is passed over among the %s",
    (ring) => {
      const { keeper, cells } = stuck([]);
      const power = powerOf({ at: hours(1), mark: keeper.mark });
      const board = { geometry: SMALL, made: SAMPLE };
      const sound = boot({ ...board, flash: copyOf(cells) }, power).keeper;
      putByte(beginEntry(keeper.store[ring]), 99);
      expect(writeEntry(keeper.store[ring])).toBe(true);
      const found = boot({ ...board, flash: copyOf(cells) }, power).keeper;
      expect(found.pump).toEqual(sound.pump);
      expect(found.store.checkpoint).toBe(sound.store.checkpoint);
      expect(found.store.prescribed).toBe(sound.store.prescribed);
    },
  );

  test("a checkpoint without its seal does not count, and its number is not used again", () => {
    const { keeper, cells } = stuck([]);
    const { checkpoints, checkpoint } = keeper.store;
    const { device } = keeper.pump;
    const stray = { ...device, capacity: nanolitres(1) };
    checkpointEntry.put(beginEntry(checkpoints), {
      kind: "constants",
      checkpoint: checkpoint + 1,
      record: { device: stray },
    });
    expect(writeEntry(checkpoints)).toBe(true);
    const found = boot(
      { flash: cells, geometry: SMALL, made: SAMPLE },
      powerOf({ at: hours(1), mark: keeper.mark }),
    ).keeper;
    expect(found.pump.device).toEqual(device);
    expect(found.pump.program).toEqual(steady);
    expect(found.store.checkpoint).toBe(checkpoint + 2);
  });

  test("a page that is not there breaks at once", () => {
    expect(() => blank().read(99)).toThrow("a flash has the page");
  });
});

describe("a page that no longer changes", () => {
  test.each(ALL)("is passed over, and nothing is lost: page %d [REQ-018 holds]", (page) => {
    const cells = blank();
    const keeper = made(cells);
    cells.stuck.add(page);
    const plain = made(blank());
    for (const each of ROTATION) expect(take(keeper, each)).toEqual(take(plain, each));
    const power = powerOf({ at: keeper.pump.now, mark: keeper.mark });
    const board = { geometry: SMALL, made: SAMPLE };
    const found = boot({ ...board, flash: cells }, power).keeper;
    const sound = boot({ ...board, flash: plain.store.flash }, power).keeper;
    expect(butFaults(found.pump)).toEqual(butFaults(sound.pump));
  });
});
