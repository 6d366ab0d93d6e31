// SPDX-License-Identifier: Apache-2.0
/** A world that stood still: the pump is taken up as its mark left it, and its log can be read. */
import { describe, expect, test } from "vitest";
import {
  boot,
  cellsOf,
  copyOf,
  type Event,
  isActive,
  keepCommand,
  keepPassing,
  loggedAfter,
  pass,
  takeUp,
} from "../../src/index.ts";
import { putByte } from "../../src/store/ink.ts";
import { beginEntry, writeEntry } from "../../src/store/ring.ts";
import { days, hours, minutes, SAMPLE, steady, toRun } from "../sample.ts";
import {
  blank,
  boardOf,
  made,
  powerOf,
  ROTATION,
  SMALL,
  STORY,
  spoilRecords,
  take,
} from "./stories.ts";

describe("a world that stood still", () => {
  test.each([
    ["a story of every transaction", STORY],
    ["a story in which every ring turns", ROTATION],
  ])("after each step of %s the pump is taken up as it was", (_, story) => {
    const cells = blank();
    const keeper = made(cells);
    for (const [index, step] of story.entries()) {
      take(keeper, step);
      if (index % 7 !== 0 && index !== story.length - 1) continue;
      const board = boardOf(copyOf(cells));
      expect(takeUp(board, keeper.mark)?.pump).toEqual(keeper.pump);
    }
  });

  test("goes on as if nothing had been, and a boot of the same bytes says that it started", () => {
    const cells = blank();
    const keeper = made(cells);
    keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
    keepPassing(keeper, hours(30));
    const again = takeUp(boardOf(copyOf(cells)), keeper.mark);
    if (again === null) throw new Error("nothing was lost");
    keepPassing(again, days(3));
    expect(again.pump).toEqual(pass(keeper.pump, days(3)).pump);
    expect(isActive(again.pump, "reset")).toBe(false);
  });

  test("in which one record was lost is not taken up, whichever", () => {
    for (const record of ["constants", "program", "totals"] as const) {
      const cells = blank();
      const keeper = made(cells);
      keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
      expect(takeUp(boardOf(copyOf(cells)), keeper.mark)).not.toBeNull();
      spoilRecords(cells, ({ kind }) => kind === record);
      expect(takeUp(boardOf(cells), keeper.mark)).toBeNull();
    }
  });

  test("needs the flash that its store was made on", () => {
    const small = { flash: cellsOf(4, 512), geometry: SMALL, made: SAMPLE };
    const mark = { at: hours(1), entry: 0 };
    const thrown = (act: () => unknown): unknown => {
      try {
        act();
      } catch (error) {
        return error;
      }
      return null;
    };
    const broken = { message: "a store fits on its flash", values: { needed: 14, pages: 4 } };
    expect(thrown(() => takeUp(small, mark))).toMatchObject(broken);
    expect(thrown(() => boot(small, powerOf({ at: hours(1), mark })))).toMatchObject(broken);
  });

  test("in which something was lost is not taken up", () => {
    const cells = blank();
    const keeper = made(cells);
    keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
    for (const page of cells.bytes) page.fill(255);
    expect(takeUp(boardOf(cells), keeper.mark)).toBeNull();
  });
});

describe("the log", () => {
  test("is read from an entry on", () => {
    const keeper = made(blank());
    const told: Event[] = [];
    for (const step of STORY.slice(0, 5)) told.push(...take(keeper, step));
    const half = loggedAfter(keeper, 0);
    expect(half.log).toEqual(told);
    const rest = STORY.slice(5).flatMap((step) => take(keeper, step));
    const later = loggedAfter(keeper, half.upto);
    expect(later.log.length).toBeLessThanOrEqual(rest.length);
    expect(later.log).toEqual(rest.slice(-later.log.length));
    expect(loggedAfter(keeper, later.upto)).toEqual({ log: [], upto: later.upto });
  });

  test("leaves out what it says of itself, and keeps every event that it still holds", () => {
    const keeper = made(blank());
    const told = ROTATION.flatMap((step) => take(keeper, step));
    const { log, upto } = loggedAfter(keeper, 0);
    expect(upto).toBe(keeper.store.number);
    expect(log.length).toBeGreaterThan(10);
    expect(log).toEqual(told.slice(-log.length));
  });

  test("holds the refusal of a program that no page could hold", () => {
    const keeper = made(blank());
    const week = Array.from({ length: 300 }, (_, index) => ({
      from: minutes(30 * index),
      rate: steady.week[0]?.rate ?? steady.minimum,
    }));
    const told = keepCommand(keeper, { at: hours(1), command: toRun({ ...steady, week }) });
    expect(told.map(({ kind }) => kind)).toEqual(["refused"]);
    expect(loggedAfter(keeper, 0).log).toEqual(told);
  });

  test("passes over an entry that nobody could have written", () => {
    const keeper = made(blank());
    const told = STORY.slice(0, 3).flatMap((step) => take(keeper, step));
    putByte(beginEntry(keeper.store.log), 99);
    expect(writeEntry(keeper.store.log)).toBe(true);
    expect(loggedAfter(keeper, 0).log).toEqual(told);
  });
});
