// SPDX-License-Identifier: Apache-2.0
/** The flash of the tests, tested: it tears, wears, sticks and flips as it says. */
import { describe, expect, test } from "vitest";
import { cellsOf, copyOf, flipBit } from "../../src/index.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const read = (cells: ReturnType<typeof cellsOf>, page: number, upto = 8): readonly number[] => [
  ...cells.read(page).subarray(0, upto),
];

describe("programming", () => {
  test("only clears bits, where it is told to", () => {
    const cells = cellsOf(2, 4);
    cells.write(1, 1, bytes(0x0f, 0x3c));
    cells.write(1, 1, bytes(0xff, 0xf0));
    expect(read(cells, 1)).toEqual([0xff, 0x0f, 0x30, 0xff]);
    expect(read(cells, 0)).toEqual([0xff, 0xff, 0xff, 0xff]);
    expect([cells.writes, cells.written]).toEqual([2, 4]);
  });

  test("is cut off after the bytes that power is left for; the next keeps its torn bits", () => {
    const cells = cellsOf(1, 8);
    cells.power = 2;
    cells.torn = 0x0f;
    cells.write(0, 2, bytes(1, 2, 0, 0));
    expect(read(cells, 0)).toEqual([0xff, 0xff, 1, 2, 0x0f, 0xff, 0xff, 0xff]);
    expect([cells.power, cells.written]).toEqual([0, 2]);
  });

  test("that power is just enough for touches nothing else", () => {
    const cells = cellsOf(1, 4);
    cells.power = 2;
    cells.torn = 0;
    cells.write(0, 0, bytes(1, 2));
    expect(read(cells, 0)).toEqual([1, 2, 0xff, 0xff]);
  });

  test("of a page that is stuck does nothing, and counts as tried", () => {
    const cells = cellsOf(1, 4);
    cells.stuck.add(0);
    cells.write(0, 0, bytes(1));
    cells.erase(0);
    expect(read(cells, 0)).toEqual([0xff, 0xff, 0xff, 0xff]);
    expect([cells.writes, cells.written, cells.erasures]).toEqual([2, 0, [0]]);
  });
});

describe("erasing", () => {
  test("sets every bit that power is left for, and is counted by page", () => {
    const cells = cellsOf(2, 4);
    cells.write(0, 0, bytes(1, 2, 3, 4));
    cells.power = 3;
    cells.erase(0);
    expect(read(cells, 0)).toEqual([0xff, 0xff, 0xff, 4]);
    expect([cells.writes, cells.erasures]).toEqual([2, [1, 0]]);
  });
});

test("a bit is counted from the first page on", () => {
  const cells = cellsOf(3, 4);
  flipBit(cells, (2 * 4 + 1) * 8 + 3);
  expect([read(cells, 0), read(cells, 1)]).toEqual([
    [255, 255, 255, 255],
    [255, 255, 255, 255],
  ]);
  expect(read(cells, 2)).toEqual([255, 255 - 8, 255, 255]);
  flipBit(cells, (2 * 4 + 1) * 8 + 3);
  flipBit(cells, 0);
  expect(read(cells, 0)).toEqual([254, 255, 255, 255]);
  expect(read(cells, 2)).toEqual([255, 255, 255, 255]);
});

test("a copy holds the same, in cells of its own", () => {
  const cells = cellsOf(2, 4);
  cells.write(1, 0, bytes(7));
  cells.power = 0;
  cells.stuck.add(1);
  const copy = copyOf(cells);
  expect(read(copy, 1)).toEqual([7, 255, 255, 255]);
  copy.erase(1);
  expect(read(copy, 1)).toEqual([255, 255, 255, 255]);
  expect(read(cells, 1)).toEqual([7, 255, 255, 255]);
});

test("a page that is not there breaks at once and is named", () => {
  let thrown: unknown = null;
  try {
    cellsOf(1, 4).read(9);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ values: { page: 9 } });
});
