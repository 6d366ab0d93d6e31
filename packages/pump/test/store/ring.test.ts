// SPDX-License-Identifier: Apache-2.0
/** The ring: pairs in turn, the oldest erased, a sick one passed over, room told to the byte. */
import { describe, expect, test } from "vitest";
import { type Cells, cellsOf } from "../../src/index.ts";
import { putByte } from "../../src/store/ink.ts";
import { FRAME, HEAD } from "../../src/store/page.ts";
import {
  beginEntry,
  begunLength,
  fits,
  heldIn,
  longestEntry,
  nextToGo,
  openRing,
  type Ring,
  turnRing,
  writeEntry,
} from "../../src/store/ring.ts";

const SIZE = 64;
const PAIRS = 3;

const opened = (cells: Cells) => openRing(cells, { first: 1, pairs: PAIRS, apart: 4 });
const blank = (): Cells => cellsOf(8, SIZE);

const put = (ring: Ring, ...body: readonly number[]): boolean => {
  const ink = beginEntry(ring);
  for (const byte of body) putByte(ink, byte);
  return writeEntry(ring);
};

const said = (bodies: readonly Uint8Array[]) => bodies.map((body) => [...body]);

/** A ring that was turned so often, with one entry a page. */
const turned = (times: number): { readonly cells: Cells; readonly ring: Ring } => {
  const cells = blank();
  const { ring } = opened(cells);
  for (let time = 1; time <= times; time += 1) {
    turnRing(ring);
    put(ring, time);
  }
  return { cells, ring };
};

describe("an erased ring", () => {
  test("is empty, and has no page yet", () => {
    const { ring, bodies, masked } = opened(blank());
    expect({ bodies, masked }).toEqual({ bodies: [], masked: false });
    expect(ring).toMatchObject({ current: -1, sequence: 0, tail: SIZE, size: SIZE, failures: 0 });
    expect(put(ring, 1)).toBe(false);
    expect(heldIn(ring)).toEqual([]);
    expect(nextToGo(ring)).toEqual([]);
  });

  test("lies where it was told to: two pages to a pair, so far apart", () => {
    const { cells, ring } = turned(PAIRS);
    expect(ring.pairs.map(({ pages }) => pages)).toEqual([
      [1, 5],
      [2, 6],
      [3, 7],
    ]);
    expect([0, 4].map((page) => cells.erasures[page])).toEqual([0, 0]);
    expect(cells.erasures.reduce((sum, each) => sum + each)).toBe(2 * PAIRS);
  });
});

describe("a turn", () => {
  test("goes from pair to pair and round, and erases the oldest", () => {
    const { cells, ring } = turned(5);
    expect(ring).toMatchObject({ current: 1, sequence: 5, tail: HEAD + FRAME + 1, failures: 0 });
    expect(said(heldIn(ring))).toEqual([[3], [4], [5]]);
    expect(said(nextToGo(ring))).toEqual([[3]]);
    const again = opened(cells);
    expect(said(again.bodies)).toEqual([[3], [4], [5]]);
    expect(again.masked).toBe(false);
    expect(again.ring).toMatchObject({ current: 1, sequence: 5, tail: HEAD + FRAME + 1 });
    put(again.ring, 6);
    expect(said(heldIn(again.ring))).toEqual([[3], [4], [5], [6]]);
  });

  test("passes a pair over of which one page fails, as long as there is a sound one", () => {
    const { cells, ring } = turned(1);
    cells.stuck.add(2);
    expect(turnRing(ring)).toBe(true);
    expect(ring).toMatchObject({ current: 2, sequence: 3, failures: 1, tail: HEAD });
    put(ring, 9);
    expect(said(heldIn(ring))).toEqual([[1], [9]]);
  });

  test("takes one sound page where there is no more, and says so by its failures", () => {
    const { cells, ring } = turned(1);
    for (const page of [1, 2, 3]) cells.stuck.add(page);
    expect(turnRing(ring)).toBe(true);
    expect(put(ring, 9)).toBe(true);
    expect(ring.failures).toBe(5);
    expect(said(heldIn(ring)).at(-1)).toEqual([9]);
    const again = opened(cells);
    expect(again.masked).toBe(true);
    expect(said(again.bodies).at(-1)).toEqual([9]);
  });

  test("fails where nothing can be written any more; then nothing fits", () => {
    const { cells, ring } = turned(1);
    for (let page = 0; page < 8; page += 1) cells.stuck.add(page);
    expect(turnRing(ring)).toBe(false);
    expect(ring.tail).toBe(SIZE);
    expect(put(ring, 1)).toBe(false);
  });
});

describe("room", () => {
  test("is told to the byte", () => {
    const { ring } = turned(1);
    expect(longestEntry(ring)).toBe(SIZE - HEAD - FRAME);
    const left = SIZE - ring.tail - FRAME;
    expect([fits(ring, left), fits(ring, left + 1)]).toEqual([true, false]);
    const body = Array.from({ length: left }, (_, index) => index);
    expect(put(ring, ...body, 0)).toBe(false);
    expect(begunLength(ring)).toBe(left + 1);
    expect(put(ring, ...body)).toBe(true);
    expect(ring.tail).toBe(SIZE);
    expect(said(heldIn(ring))).toEqual([[1], body]);
  });

  test("is passed over where both copies fail, and counted", () => {
    const { cells, ring } = turned(1);
    const { tail } = ring;
    cells.stuck.add(1).add(5);
    expect(put(ring, 4, 4)).toBe(false);
    expect(ring).toMatchObject({ failures: 2, tail: tail + FRAME + 2 });
    cells.stuck.delete(5);
    expect(put(ring, 6)).toBe(true);
    expect(ring.failures).toBe(3);
    expect(said(heldIn(ring))).toEqual([[1], [6]]);
  });
});

describe("opening", () => {
  test("heals what has one good copy, and says that there was some", () => {
    const { cells } = turned(2);
    const page = cells.bytes[5] as Uint8Array;
    page[HEAD + FRAME] = 0;
    const first = opened(cells);
    expect([first.masked, said(first.bodies)]).toEqual([true, [[1], [2]]]);
    const second = opened(cells);
    expect([second.masked, said(second.bodies)]).toEqual([false, [[1], [2]]]);
  });

  test("gives bodies of its own: what is written later does not change them", () => {
    const { cells } = turned(1);
    const { bodies, ring } = opened(cells);
    for (let time = 0; time < PAIRS; time += 1) {
      turnRing(ring);
      put(ring, 99);
    }
    expect(said(bodies)).toEqual([[1]]);
  });
});
