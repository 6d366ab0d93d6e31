// SPDX-License-Identifier: Apache-2.0
/**
 * Every single bit of the whole store is flipped, one at a time: on every page, written or erased.
 * Nothing changes but that it is found and repaired.
 */
import { describe, expect, test } from "vitest";
import { boot, copyOf, flipBit } from "../../src/index.ts";
import {
  boardOf,
  butFaults,
  faultsOf,
  ofKind,
  powerOf,
  rebooted,
  SCENE_AT,
  type Scene,
  sceneOn,
} from "./stories.ts";

const PAGE = 320;

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
      const again = boot(boardOf(copy), powerOf({ at: SCENE_AT, mark: keeper.mark }));
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
