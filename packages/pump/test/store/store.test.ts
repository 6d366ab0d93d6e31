// SPDX-License-Identifier: Apache-2.0
/** The store at its edges: entries of exactly a page, checkpoints too large, a log that turns. */
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { type Cells, copyOf, type Event, type Keeper, type Pump, pass } from "../../src/index.ts";
import { putByte } from "../../src/store/ink.ts";
import { bytesOf, readBytes } from "../../src/store/layout.ts";
import { openStore } from "../../src/store/opening.ts";
import { historyEntry, logEntry } from "../../src/store/records.ts";
import { beginEntry, heldIn, longestEntry, turnRing, writeEntry } from "../../src/store/ring.ts";
import {
  appendEvents,
  isFull,
  markRead,
  type Store,
  startsWith,
  writeCheckpoint,
  writeHistory,
  writeStart,
} from "../../src/store/store.ts";
import { hours, minutes, running, steady } from "../sample.ts";
import { blank, made, SMALL } from "./stories.ts";

const CHECKPOINTS = [0, 1, 2, 7, 8, 9];
const LOG = [3, 4, 10, 11];

const scene = (): { readonly cells: Cells; readonly store: Store; readonly pump: Pump } => {
  const cells = blank();
  const { store, pump }: Keeper = made(cells);
  return { cells, store, pump };
};

const testOf = (length: number): Event => ({
  kind: "alarm-tested",
  at: hours(1),
  command: "x".repeat(length),
});

/** Writes entries until one is not written, at most so many; what became of each. */
const fill = ({ store, pump }: { store: Store; pump: Pump }, most: number): readonly string[] => {
  const told: string[] = [];
  while (told.length < most && (told.at(-1) ?? "written") === "written") {
    told.push(appendEvents(store, { pump, events: [testOf(100)] }));
  }
  return told;
};

const named = (length: number): Extract<Event, { kind: "programmed" }> => ({
  kind: "programmed",
  at: hours(1),
  command: "x".repeat(length),
  program: steady,
  replaced: null,
  catheter: null,
});

const reopened = (cells: Cells) => openStore(copyOf(cells), SMALL, 0);

/** Cells of which some pages take a head and nothing after it. */
const deafened = (cells: Cells, pages: readonly number[]): Cells => ({
  ...cells,
  write: (page, at, bytes) => {
    if (at === 0 || !pages.includes(page)) cells.write(page, at, bytes);
  },
});

describe("an entry", () => {
  test("of exactly the longest length is written, one of a byte more is too large", () => {
    const { store, pump, cells } = scene();
    const number = store.number + 1;
    const longest = longestEntry(store.log);
    const sizeOf = (length: number): number =>
      bytesOf(logEntry, { kind: "happened", number, events: [testOf(length)] }).length;
    const length = longest - sizeOf(200) + 200;
    expect(sizeOf(length)).toBe(longest);
    expect(appendEvents(store, { pump, events: [testOf(length + 1)] })).toBe("too-large");
    expect(store).toMatchObject({ number: number - 1, failing: false });
    expect(appendEvents(store, { pump, events: [testOf(length)] })).toBe("written");
    expect(reopened(cells).log.map((entry) => entry.number)).toEqual([number]);
  });

  test("that is too large says nothing of a memory that fails", () => {
    const { store, pump, cells } = scene();
    for (const page of [...CHECKPOINTS, ...LOG]) cells.stuck.add(page);
    expect(appendEvents(store, { pump, events: [testOf(5)] })).toBe("failed");
    expect(appendEvents(store, { pump, events: [testOf(2_000)] })).toBe("too-large");
    expect(store.failing).toBe(true);
  });

  test("of the history of exactly the longest length is written", () => {
    const { store, cells } = scene();
    const sizeOf = (length: number): number =>
      bytesOf(historyEntry, { kind: "prescribed", number: 1, event: named(length) }).length;
    const length = longestEntry(store.history) - sizeOf(200) + 200;
    writeHistory(store, 1, [named(length)]);
    expect(reopened(cells).programs).toEqual([named(length)]);
    writeHistory(store, 2, [named(length + 1)]);
    expect(reopened(cells).programs).toEqual([named(length)]);
  });
});

describe("a checkpoint", () => {
  const answers = Array.from({ length: 64 }, (_, index) => ({
    command: `command-${index}`,
    events: [testOf(20)],
  }));

  test("holds the log up to its last entry, if it could be written", () => {
    const { store, pump, cells } = scene();
    fill({ store, pump }, 3);
    expect([store.covered, store.number]).toEqual([0, 3]);
    expect(writeCheckpoint(store, pump)).toBe(true);
    expect(store.covered).toBe(3);
    fill({ store, pump }, 1);
    for (const page of CHECKPOINTS) cells.stuck.add(page);
    expect(writeCheckpoint(store, pump)).toBe(false);
    expect(store.covered).toBe(3);
  });

  test("holds as many of the latest answers as fit, halved until they do", () => {
    const { store, pump, cells } = scene();
    expect(writeCheckpoint(store, { ...pump, answers })).toBe(true);
    const { records, lost } = reopened(cells);
    expect(lost).toEqual([]);
    const kept = records.totals?.answers ?? [];
    expect(kept.length).toBe(16);
    expect(kept).toEqual(answers.slice(-16));
  });

  test("that is too large even without an answer is not written, and said not to be", () => {
    const { store, pump } = scene();
    const history = Array.from({ length: 400 }, (_, index) => ({
      from: index * 1_000,
      upto: index * 1_000 + 500,
      rate: 500,
    }));
    expect(writeCheckpoint(store, { ...pump, history, answers })).toBe(false);
    expect(writeCheckpoint(store, { ...pump, history })).toBe(false);
  });

  test("of a program that is too large is not written, and said not to be", () => {
    const { store } = scene();
    const week = Array.from({ length: 400 }, (_, index) => ({
      from: minutes(index),
      rate: steady.minimum,
    }));
    expect(writeCheckpoint(store, { ...running(steady), program: { ...steady, week } })).toBe(
      false,
    );
  });

  test("goes round all pages, to the one it began on, before it is given up", () => {
    const { cells, pump } = scene();
    const deaf = deafened(cells, [1, 2, 8, 9]);
    const { store } = openStore(deaf, SMALL, 0);
    expect(store.checkpoints.current).toBe(0);
    store.checkpoints.tail = store.checkpoints.size;
    expect(writeCheckpoint(store, pump)).toBe(true);
    expect(store.checkpoints.current).toBe(0);
  });
});

describe("the log", () => {
  test("turns without a checkpoint where one holds everything already", () => {
    const { store, pump } = scene();
    fill({ store, pump }, 4);
    writeCheckpoint(store, pump);
    store.log.tail = store.log.size;
    const { checkpoint } = store;
    fill({ store, pump }, 1);
    expect(store.checkpoint).toBe(checkpoint);
    store.log.tail = store.log.size;
    fill({ store, pump }, 1);
    expect(store.checkpoint).toBe(checkpoint + 1);
  });

  test("erases nothing that no checkpoint could be made of", () => {
    const { store, pump, cells } = scene();
    for (const page of CHECKPOINTS) cells.stuck.add(page);
    const told = fill({ store, pump }, 100);
    expect(told.at(-1)).toBe("failed");
    expect(store).toMatchObject({ failing: true, number: told.length - 1, covered: 0 });
    expect(reopened(cells).log.map(({ number }) => number)).toEqual(
      told.slice(1).map((_, index) => index + 1),
    );
  });

  test("counts nothing that it could not write", () => {
    const { cells, pump } = scene();
    const { store } = openStore(deafened(cells, LOG), SMALL, 0);
    expect(fill({ store, pump }, 1)).toEqual(["failed"]);
    expect(store.number).toBe(0);
    cells.stuck.add(3).add(4).add(10).add(11);
    expect(fill({ store, pump }, 1)).toEqual(["failed"]);
    expect(store.number).toBe(0);
  });

  test("counts no overwritten entries that it could not write down", () => {
    const { cells, store: first, pump } = scene();
    const written = fill({ store: first, pump }, 12).length;
    const { number } = first;
    const { store } = openStore(deafened(cells, LOG), SMALL, 0);
    expect(store.number).toBe(number);
    expect(number).toBeGreaterThanOrEqual(written);
    expect(fill({ store, pump }, 1)).toEqual(["failed"]);
    expect(store.number).toBe(number);
  });

  test("that turns counts what it overwrote by what could be read of it", () => {
    const { store, pump, cells } = scene();
    putByte(beginEntry(store.log), 99);
    expect(writeEntry(store.log)).toBe(true);
    fill({ store, pump }, 20);
    const { log } = reopened(cells);
    const [first] = log;
    const overwritten = log.find((entry) => entry.kind === "overwritten");
    expect(overwritten).toMatchObject({ upto: (first?.number ?? 0) - 1 });
    expect(overwritten?.from).toBeGreaterThan(0);
  });
});

describe("the history of prescriptions", () => {
  const kindsIn = (store: Store) =>
    heldIn(store.history).map((body) => readBytes(historyEntry, body)?.kind ?? "unreadable");

  test("takes the mark of what was read along to a new page, and only there", () => {
    const { store } = scene();
    writeHistory(store, 1, [named(340)]);
    writeHistory(store, 2, [named(340)]);
    expect(kindsIn(store)).toEqual(["prescribed", "prescribed"]);
    writeHistory(store, 3, [named(340)]);
    expect(kindsIn(store)).toEqual(["prescribed", "prescribed", "prescribed", "read"]);
  });

  test("is full only where the page has little room and the next to go is unread", () => {
    const { store } = scene();
    for (const number of [1, 2, 3]) writeHistory(store, number, [named(340)]);
    expect(isFull(store)).toBe(false);
    writeHistory(store, 4, [named(340)]);
    expect(isFull(store)).toBe(true);
    markRead(store);
    expect(isFull(store)).toBe(false);
  });

  test("is not full where the last that was read is the next to go", () => {
    const { store } = scene();
    putByte(beginEntry(store.history), 99);
    expect(writeEntry(store.history)).toBe(true);
    writeHistory(store, 1, [named(340)]);
    markRead(store);
    turnRing(store.history);
    store.history.tail = store.history.size;
    expect(isFull(store)).toBe(false);
    store.readUpto = 0;
    expect(isFull(store)).toBe(true);
  });
});

describe("a start", () => {
  test("is counted once in log and checkpoint, and says if either could not be written", () => {
    const { store, pump, cells } = scene();
    writeStart(store, { pump, events: [testOf(5)] });
    expect(store).toMatchObject({ number: 1, covered: 1, checkpoint: 2, failing: false });
    expect(reopened(cells).journal).toEqual([]);
    expect(reopened(cells).log.length).toBe(1);
    for (const page of CHECKPOINTS) cells.stuck.add(page);
    writeStart(store, { pump, events: [testOf(5)] });
    expect(store).toMatchObject({ number: 2, covered: 1, failing: true });
    cells.stuck.clear();
    writeStart(store, { pump, events: [testOf(5)] });
    expect(store.failing).toBe(false);
    for (const page of LOG) cells.stuck.add(page);
    writeStart(store, { pump, events: [testOf(5)] });
    expect(store.failing).toBe(true);
  });

  test("counts towards a loop for ten minutes, that of the moment included", () => {
    const at = minutes(20);
    const starts = [minutes(9), minutes(10), milliseconds(minutes(10) + 1), minutes(19)];
    expect(startsWith(starts, at)).toEqual([milliseconds(minutes(10) + 1), minutes(19), at]);
  });
});

test("what is written is the pump before, and time in it goes on from there", () => {
  const { store, cells } = scene();
  const pump = pass(running(steady), hours(3)).pump;
  writeCheckpoint(store, pump);
  expect(reopened(cells).records.totals).toMatchObject({ now: hours(3), answers: pump.answers });
});
