// SPDX-License-Identifier: Apache-2.0
/**
 * Every single bit of the whole store is flipped, one at a time: on every page, written or erased.
 * Nothing changes but that it is found and repaired. Where both copies of a record are lost, that
 * is a typed state with a way back.
 */
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  boot,
  type Cells,
  type Command,
  copyOf,
  flipBit,
  type Keeper,
  keepCommand,
  keepPassing,
  type LostRecord,
  memoryOf,
  type PowerOn,
} from "../../src/index.ts";
import { days, hours, minutes, steady, toRun, wish } from "../sample.ts";
import {
  blank,
  boardOf,
  bridged,
  butFaults,
  faultsOf,
  made,
  ofKind,
  powerOf,
  rebooted,
  spoilLog,
  spoilRecords,
} from "./stories.ts";

const PAGE = 320;
const AT = minutes(40);

type Scene = { readonly cells: Cells; readonly keeper: Keeper; readonly power: PowerOn };

/** A pump in the middle of a bolus, on pages so small that every bit of them can be flipped. */
const sceneOn = (size: number): Scene => {
  const cells = blank(undefined, size);
  const keeper = made(cells);
  keepCommand(keeper, { at: minutes(1), command: toRun(steady) });
  keepCommand(keeper, { at: minutes(30), command: wish("one", minutes(30)) });
  return { cells, keeper, power: powerOf({ at: AT, mark: keeper.mark }) };
};

/** What a start makes of the cells with one bit flipped, and of the cells after that start. */
const flipped = ({ cells, power }: Scene, bit: number) => {
  const copy = copyOf(cells);
  flipBit(copy, bit);
  const { keeper } = boot(boardOf(copy), power);
  return { copy, keeper };
};

describe("every single flipped bit", () => {
  const scene = sceneOn(PAGE);
  const sound = rebooted(scene.cells, scene.power).keeper;
  const bits = scene.cells.pages * PAGE * 8;

  test("leaves the pump as it was, and nothing lost [REQ-018 holds]", () => {
    expect(sound.store.failing).toBe(false);
    const expected = JSON.stringify(butFaults(sound.pump));
    const found = new Set<string>();
    for (let bit = 0; bit < bits; bit += 1) {
      const { keeper } = flipped(scene, bit);
      found.add(faultsOf(keeper.pump).join(" "));
      if (JSON.stringify(butFaults(keeper.pump)) !== expected) {
        expect.fail(`bit ${bit} changes the pump`);
      }
    }
    expect([...found].toSorted()).toEqual(["reset", "reset record-repaired"]);
  });

  test("is repaired: a second start finds nothing [REQ-018 holds]", () => {
    for (let bit = 3; bit < bits; bit += 97) {
      const { copy, keeper } = flipped(scene, bit);
      const again = boot(boardOf(copy), powerOf({ at: AT, mark: keeper.mark }));
      expect(ofKind(again.events, "fault-found").map((each) => each.fault)).not.toContain(
        "record-repaired",
      );
    }
  });

  test("in a store with one copy loses the program [REQ-018 breaks]", () => {
    const lost = new Set<string>();
    for (let bit = 0; bit < (bits / 14) * 5; bit += 13) {
      const copy = copyOf(scene.cells);
      for (const page of copy.bytes.slice(7)) page.fill(0xff);
      flipBit(copy, bit);
      const { keeper } = boot(boardOf(copy), scene.power);
      for (const fault of faultsOf(keeper.pump)) lost.add(fault);
    }
    expect(lost).toContain("program-lost");
    expect(lost).toContain("totals-lost");
  });
});

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
    const { keeper } = rebooted(blank(), { ...powerOf({ at: AT, mark: { at: AT, entry: 0 } }) });
    expect(faultsOf(keeper.pump)).toEqual([
      "reset",
      "constants-lost",
      "program-lost",
      "totals-lost",
    ]);
    expect(keeper.pump.program).toBeNull();
    expect(keeper.pump.now).toBe(AT);
  });
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
