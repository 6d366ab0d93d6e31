// SPDX-License-Identifier: Apache-2.0
/**
 * What a store has lost for good: both copies of a record, an entry of the journal, everything.
 * Each is a typed state with a way back; a stale copy is known by its number.
 */
import { milliseconds, pulses } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  boot,
  type Command,
  copyOf,
  type Keeper,
  keepCommand,
  keepPassing,
  type LostRecord,
  memoryOf,
} from "../../src/index.ts";
import { openStore } from "../../src/store/opening.ts";
import { FRAME, HEAD } from "../../src/store/page.ts";
import { days, hours, minutes, steady, toRun, wish } from "../sample.ts";
import {
  blank,
  boardOf,
  bridged,
  butFaults,
  faultsOf,
  made,
  powerOf,
  rebooted,
  SCENE_AT,
  SMALL,
  sceneOn,
  spoilLog,
  spoilRecords,
} from "./stories.ts";

describe("both copies lost", () => {
  const lose = (record: LostRecord) => {
    const scene = sceneOn(1_024);
    const again = boot(boardOf(scene.cells), scene.power);
    const power = powerOf({ at: minutes(50), mark: again.keeper.mark });
    spoilRecords(scene.cells, ({ kind }) => kind === record);
    return { ...boot(boardOf(scene.cells), power), cells: scene.cells };
  };

  const refusalsOf = (keeper: Keeper, command: Command) =>
    keepCommand(keeper, { at: keeper.pump.now, command }).flatMap((event) =>
      event.kind === "refused" ? event.refusals.map(({ kind }) => kind) : [],
    );

  const stopping: Command = { kind: "stop", id: "halt", reason: "sedation", maximum: hours(1) };

  test("of the program: nothing flows, and a full rewrite is the way back [REQ-057 holds]", () => {
    const { keeper } = lose("program");
    expect(faultsOf(keeper.pump)).toEqual(["reset", "program-lost", "totals-lost"]);
    expect(keeper.pump.program).toBeNull();
    expect(keeper.pump.begun).toBeNull();
    expect(refusalsOf(keeper, { kind: "interrogate", id: "look" })).toEqual([]);
    expect(refusalsOf(keeper, stopping)).toEqual(["no-program"]);
    const before = keeper.pump.delivered.pulses;
    keepPassing(keeper, hours(3));
    expect(keeper.pump.delivered.pulses).toBe(before);
    expect(refusalsOf(keeper, { ...toRun(steady), id: "rewrite" })).toEqual([]);
    keepPassing(keeper, hours(5));
    expect(keeper.pump.delivered.pulses).toBeGreaterThan(before + 35);
    expect(refusalsOf(keeper, wish("now", hours(5)))).toContain("alarm-forbids");
  });

  test("of the constants: it runs on as it was made, and takes no program [REQ-017 holds]", () => {
    const { keeper } = lose("constants");
    expect(faultsOf(keeper.pump)).toEqual(["reset", "constants-lost"]);
    keepPassing(keeper, hours(3));
    const before = keeper.pump.delivered.pulses;
    keepPassing(keeper, hours(4));
    expect(keeper.pump.delivered.pulses).toBe(before + 20);
    expect(refusalsOf(keeper, toRun({ ...steady, version: 2 }))).toContain("alarm-forbids");
    expect(refusalsOf(keeper, stopping)).toEqual([]);
  });

  test("of the totals: basal goes on, no bolus for a day [REQ-016 holds]", () => {
    const { keeper } = lose("totals");
    expect(faultsOf(keeper.pump)).toEqual(["reset", "totals-lost"]);
    expect(keeper.pump.program).toEqual(steady);
    expect(keeper.pump.begun).toBe(minutes(1));
    keepPassing(keeper, hours(3));
    expect(keeper.pump.delivered.pulses).toBeGreaterThan(40);
    expect(refusalsOf(keeper, wish("now", hours(3)))).toContain("alarm-forbids");
    expect(memoryOf(keeper).lost).toEqual(["totals"]);
    keepPassing(keeper, milliseconds(minutes(50) + days(1) - 1));
    expect(memoryOf(keeper).lost).toEqual(["totals"]);
    keepPassing(keeper, milliseconds(minutes(50) + days(1)));
    expect(memoryOf(keeper).lost).toEqual([]);
  });

  test("of the totals in a transition: it counts as done, and the program begins", () => {
    const cells = blank();
    const keeper = made(cells);
    keepCommand(keeper, { at: minutes(1), command: toRun(bridged) });
    const again = boot(boardOf(cells), powerOf({ at: minutes(10), mark: keeper.mark }));
    spoilRecords(cells, ({ kind }) => kind === "totals");
    const power = powerOf({ at: minutes(20), mark: again.keeper.mark });
    const { keeper: found } = rebooted(cells, power);
    expect(found.pump.transition).toBeNull();
    expect(found.pump.begun).toBe(minutes(10));
    keepCommand(again.keeper, { at: minutes(11), command: stopping });
    const stopped = rebooted(cells, { ...power, mark: again.keeper.mark }).keeper.pump;
    expect(stopped.transition).toBeNull();
    expect(stopped.begun).toBeNull();
  });

  test.each(["program", "constants", "totals"] as const)(
    "of the %s: another start does not forget it [REQ-057 holds]",
    (record) => {
      const { keeper, cells } = lose(record);
      const again = rebooted(cells, powerOf({ at: minutes(55), mark: keeper.mark }));
      expect(faultsOf(again.keeper.pump)).toContain(`${record}-lost`);
    },
  );

  test("of the totals: a later start that loses nothing makes the day no longer", () => {
    const { keeper, cells } = lose("totals");
    const again = boot(boardOf(cells), powerOf({ at: hours(2), mark: keeper.mark })).keeper;
    keepPassing(again, milliseconds(minutes(50) + days(1) - 1));
    expect(memoryOf(again).lost).toEqual(["totals"]);
    keepPassing(again, milliseconds(minutes(50) + days(1)));
    expect(memoryOf(again).lost).toEqual([]);
  });

  test("of the program: one that came since the checkpoint is in force all the same", () => {
    const { cells, keeper } = sceneOn(1_024);
    const again = boot(boardOf(cells), powerOf({ at: minutes(45), mark: keeper.mark })).keeper;
    const mark = () => powerOf({ at: minutes(50), mark: again.mark });
    keepCommand(again, { at: minutes(46), command: { kind: "interrogate", id: "look" } });
    const unread = copyOf(cells);
    spoilRecords(unread, ({ kind }) => kind === "program");
    const lost = boot(boardOf(unread), mark());
    expect(faultsOf(lost.keeper.pump)).toEqual(["reset", "program-lost", "totals-lost"]);
    expect(lost.events.map(({ kind }) => kind)).toEqual([
      "recovered",
      "fault-found",
      "fault-found",
    ]);
    const next = { ...steady, version: 2, limits: { ...steady.limits, hour: pulses(60) } };
    keepCommand(again, { at: minutes(47), command: toRun(next) });
    spoilRecords(cells, ({ kind }) => kind === "program");
    const { keeper: found } = boot(boardOf(cells), mark());
    expect(faultsOf(found.pump)).toEqual(["reset", "totals-lost"]);
    expect(found.pump.program?.version).toBe(2);
  });

  test("of the clock and the last entry: it is as late as the last checkpoint says", () => {
    const { cells, keeper } = sceneOn(1_024);
    const again = boot(boardOf(cells), powerOf({ at: minutes(45), mark: keeper.mark })).keeper;
    spoilLog(cells, ({ number }) => number === again.store.number);
    const power = { cause: "brown-out", now: null, mark: null, turns: null } as const;
    expect(rebooted(cells, power).keeper.pump.now).toBe(minutes(45));
  });

  test("of an entry inside the journal is seen without the mark too", () => {
    const { cells, keeper, power } = sceneOn(1_024);
    keepCommand(keeper, { at: minutes(35), command: stopping });
    spoilLog(cells, ({ number }) => number === 2);
    const { keeper: found } = rebooted(cells, { ...power, mark: { ...keeper.mark, entry: 0 } });
    expect(faultsOf(found.pump)).toEqual(["reset", "program-lost", "totals-lost"]);
  });

  test("of an entry of the journal: the gap is seen, what it held is lost [REQ-018 holds]", () => {
    const { cells, keeper, power } = sceneOn(1_024);
    keepCommand(keeper, { at: minutes(35), command: stopping });
    spoilLog(cells, ({ number }) => number === 2);
    const inside = rebooted(cells, { ...power, mark: keeper.mark });
    expect(faultsOf(inside.keeper.pump)).toEqual(["reset", "program-lost", "totals-lost"]);
    spoilLog(cells, ({ number }) => number === 3);
    const last = rebooted(cells, { ...power, mark: keeper.mark });
    expect(faultsOf(last.keeper.pump)).toEqual(["reset", "program-lost", "totals-lost"]);
  });

  test("of the last entry: without its number it is not missed [REQ-018 breaks]", () => {
    const { cells, keeper, power } = sceneOn(1_024);
    keepCommand(keeper, { at: minutes(35), command: stopping });
    spoilLog(cells, ({ number }) => number === 3);
    const blindly = rebooted(cells, { ...power, mark: { ...keeper.mark, entry: 0 } });
    expect(blindly.keeper.pump.stop).toBeNull();
    expect(faultsOf(blindly.keeper.pump)).toEqual(["reset"]);
  });

  test("of everything: a pump of its make that waits for a program", () => {
    const { keeper } = rebooted(
      blank(),
      powerOf({ at: SCENE_AT, mark: { at: SCENE_AT, entry: 0 } }),
    );
    expect(faultsOf(keeper.pump)).toEqual([
      "reset",
      "constants-lost",
      "program-lost",
      "totals-lost",
    ]);
    expect(keeper.pump.program).toBeNull();
    expect(keeper.pump.now).toBe(SCENE_AT);
  });
});

describe("one copy lost", () => {
  test.each([0, 7, 3, 10, 5, 12])("on page %i, is repaired and said to be", (page) => {
    const { cells, power } = sceneOn(1_024);
    const sound = openStore(copyOf(cells), SMALL, 0);
    expect(sound.masked).toBe(false);
    const bytes = cells.bytes[page] as Uint8Array;
    const at = HEAD + FRAME;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(openStore(copyOf(cells), SMALL, 0)).toMatchObject({
      masked: true,
      lost: [],
      gap: false,
    });
    expect(faultsOf(rebooted(cells, power).keeper.pump)).toEqual(["reset", "record-repaired"]);
  });
});

test("a store on an erased flash has a page to write on in every ring", () => {
  const { store, lost } = openStore(blank(), SMALL, 0);
  expect([store.checkpoints, store.log, store.history].map(({ sequence }) => sequence)).toEqual([
    1, 1, 1,
  ]);
  expect(store.failing).toBe(false);
  expect(lost).toEqual(["program", "constants", "totals"]);
});

describe("a stale copy", () => {
  test("is known by its number, on either page [REQ-018 holds]", () => {
    const { cells, keeper, power } = sceneOn(1_024);
    const sound = butFaults(rebooted(cells, power).keeper.pump);
    const old = blank();
    made(old);
    for (let page = 0; page < cells.pages; page += 1) {
      const copy = copyOf(cells);
      copy.bytes[page]?.set(old.bytes[page] ?? []);
      const { keeper: found } = rebooted(copy, { ...power, mark: keeper.mark });
      expect(butFaults(found.pump)).toEqual(sound);
    }
  });
});
