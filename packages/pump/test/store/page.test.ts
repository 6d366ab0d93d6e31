// SPDX-License-Identifier: Apache-2.0
/** Pages in pairs, byte by byte: what is read, what is skipped, what is healed, what is stale. */
import { describe, expect, test } from "vitest";
import { type Cells, cellsOf } from "../../src/index.ts";
import { crc32 } from "../../src/store/crc.ts";
import {
  FRAME,
  HEAD,
  healPair,
  isMasked,
  type Pair,
  readPair,
  renewPair,
  sealFrame,
  writePair,
} from "../../src/store/page.ts";

const SIZE = 64;
const SEQUENCE = 70_000;

type Scene = { readonly cells: Cells; readonly pair: Pair };

const blankPair = (size = SIZE): Scene => {
  const cells = cellsOf(3, size);
  return { cells, pair: { flash: cells, pages: [0, 2] } };
};

const frameOf = (body: readonly number[], at: number, sequence = SEQUENCE): Uint8Array => {
  const frame = new Uint8Array(FRAME + body.length);
  frame.set(body, FRAME);
  sealFrame(frame, sequence, at);
  return frame;
};

/** A pair with three entries of three bytes. */
const written = (): Scene => {
  const scene = blankPair();
  renewPair(scene.pair, SEQUENCE);
  for (const [index, at] of PLACES.entries()) {
    writePair(scene.pair, at, frameOf([index, index, 7], at));
  }
  return scene;
};
const PLACES = [HEAD, HEAD + 9, HEAD + 18];
const TAIL = HEAD + 27;

const bodiesOf = ({ pair }: Scene): readonly (readonly number[])[] =>
  (readPair(pair)?.entries ?? []).map(({ body }) => [...body]);
const masked = ({ pair }: Scene): boolean => {
  const contents = readPair(pair);
  return contents !== null && isMasked(contents);
};
const copiesOf = ({ pair }: Scene) => (readPair(pair)?.entries ?? []).map(({ copies }) => copies);

const spoil = ({ cells }: Scene, page: number, at: number): void => {
  const bytes = cells.bytes[page] as Uint8Array;
  bytes[at] = (bytes[at] as number) ^ 1;
};

const BOTH = [true, true];

describe("a pair", () => {
  test("that is erased is none", () => {
    expect(readPair(blankPair().pair)).toBeNull();
  });

  test("that was renewed has its number, and nothing in it", () => {
    const { pair, cells } = blankPair();
    expect(renewPair(pair, SEQUENCE)).toBe(2);
    expect(readPair(pair)).toEqual({
      sequence: SEQUENCE,
      entries: [],
      tail: HEAD,
      live: BOTH,
    });
    expect([...cells.read(1)]).toEqual(Array.from({ length: SIZE }, () => 255));
  });

  test("says what was written, where, and that both pages say so", () => {
    expect(readPair(written().pair)).toEqual({
      sequence: SEQUENCE,
      entries: PLACES.map((at, index) => ({
        at,
        body: Uint8Array.from([index, index, 7]),
        copies: BOTH,
      })),
      tail: TAIL,
      live: BOTH,
    });
  });

  test("holds an entry longer than a byte can count, up to its last byte", () => {
    const scene = blankPair(HEAD + FRAME + 300);
    renewPair(scene.pair, SEQUENCE);
    const body = Array.from({ length: 300 }, (_, index) => index % 200);
    expect(writePair(scene.pair, HEAD, frameOf(body, HEAD))).toBe(2);
    expect(bodiesOf(scene)).toEqual([body]);
    expect(readPair(scene.pair)?.tail).toBe(HEAD + FRAME + 300);
  });

  test.each([0, 1, 4, 5, 8])(
    "with a head that is spoilt at byte %i is read from the other",
    (at) => {
      const scene = written();
      spoil(scene, 0, at);
      expect(readPair(scene.pair)).toMatchObject({ sequence: SEQUENCE, live: [false, true] });
      expect(copiesOf(scene)).toEqual(PLACES.map(() => [false, true]));
      spoil(scene, 2, at);
      expect(readPair(scene.pair)).toBeNull();
    },
  );

  test("of a format that is not known is none, however whole it is", () => {
    const { pair, cells } = written();
    for (const page of pair.pages) {
      const bytes = cells.bytes[page] as Uint8Array;
      bytes[0] = 2;
      new DataView(bytes.buffer).setUint32(5, crc32(bytes, { from: 0, upto: 5 }), true);
    }
    expect(readPair(pair)).toBeNull();
  });
});

describe("an entry", () => {
  test("that one page has lost is read from the other", () => {
    const scene = written();
    expect(masked(scene)).toBe(false);
    spoil(scene, 0, (PLACES[1] as number) + FRAME);
    expect(bodiesOf(scene).length).toBe(3);
    expect(copiesOf(scene)).toEqual([BOTH, [false, true], BOTH]);
    expect(masked(scene)).toBe(true);
    const other = written();
    spoil(other, 2, (PLACES[2] as number) + FRAME);
    expect(copiesOf(other)).toEqual([BOTH, BOTH, [true, false]]);
    expect(masked(other)).toBe(true);
  });

  test.each([0, 1, 2, 5, 6, 8])("that both have lost at byte %i hides nothing after it", (byte) => {
    const scene = written();
    for (const page of [0, 2]) spoil(scene, page, (PLACES[1] as number) + byte);
    expect(bodiesOf(scene)).toEqual([
      [0, 0, 7],
      [2, 2, 7],
    ]);
    expect(readPair(scene.pair)?.tail).toBe(TAIL);
  });

  test("of another number, or of another place, is no entry", () => {
    const scene = written();
    writePair(scene.pair, TAIL, frameOf([9], TAIL, SEQUENCE - 1));
    const next = TAIL + FRAME + 1;
    writePair(scene.pair, next, frameOf([9], next + 1));
    expect(bodiesOf(scene).length).toBe(3);
    expect(readPair(scene.pair)?.tail).toBe(next + FRAME + 1);
  });

  test("that claims more than the page has is no entry", () => {
    const scene = blankPair(HEAD + FRAME + 3);
    renewPair(scene.pair, SEQUENCE);
    const frame = frameOf([1, 2, 3, 0], HEAD).slice(0, -1);
    writePair(scene.pair, HEAD, frame);
    expect(bodiesOf(scene)).toEqual([]);
  });

  test("of nothing is no entry, however whole it is", () => {
    const scene = written();
    writePair(scene.pair, TAIL, frameOf([], TAIL));
    expect(bodiesOf(scene).length).toBe(3);
  });
});

describe("writing", () => {
  test("says how many pages then hold it", () => {
    const scene = written();
    scene.cells.stuck.add(2);
    const frame = frameOf([5], TAIL);
    expect(writePair(scene.pair, TAIL, frame)).toBe(1);
    expect(copiesOf(scene).at(-1)).toEqual([true, false]);
    scene.cells.stuck.add(0);
    expect(writePair(scene.pair, TAIL + 7, frameOf([6], TAIL + 7))).toBe(0);
  });

  test("says of a renewal how many pages are empty then", () => {
    const { cells, pair } = written();
    cells.stuck.add(0);
    expect(renewPair(pair, SEQUENCE + 1)).toBe(1);
    expect(readPair(pair)).toMatchObject({ sequence: SEQUENCE + 1, live: [false, true] });
    const again = written();
    again.cells.stuck.add(0).add(2);
    expect(renewPair(again.pair, SEQUENCE)).toBe(0);
  });
});

describe("a stale page", () => {
  test.each([
    [0, [false, true]],
    [2, [true, false]],
  ] as const)("does not count: %i", (page, live) => {
    const scene = written();
    scene.cells.stuck.add(page);
    renewPair(scene.pair, SEQUENCE + 1);
    writePair(scene.pair, HEAD, frameOf([8, 8], HEAD, SEQUENCE + 1));
    expect(readPair(scene.pair)).toMatchObject({ sequence: SEQUENCE + 1, live, tail: TAIL });
    expect(bodiesOf(scene)).toEqual([[8, 8]]);
  });
});

describe("healing", () => {
  const healed = (scene: Scene): Scene => {
    const contents = readPair(scene.pair);
    if (contents !== null) healPair(scene.pair, contents);
    return scene;
  };

  test.each([
    [0, 2],
    [2, 0],
  ] as const)("writes the damaged page %i anew from %i", (damaged, sound) => {
    const scene = written();
    spoil(scene, damaged, (PLACES[1] as number) + FRAME);
    healed(scene);
    expect(copiesOf(scene)).toEqual([BOTH, BOTH, BOTH]);
    expect(scene.cells.read(damaged)).toEqual(scene.cells.read(sound));
    expect(scene.cells.erasures[sound]).toBe(1);
    expect(scene.cells.erasures[damaged]).toBe(2);
  });

  test.each([0, 2])("writes a page with a lost head anew: %i", (page) => {
    const scene = written();
    spoil(scene, page, 1);
    healed(scene);
    expect(readPair(scene.pair)).toMatchObject({ live: BOTH });
    expect(copiesOf(scene)).toEqual([BOTH, BOTH, BOTH]);
  });

  test("touches nothing where nothing is wrong, or each page has lost something else", () => {
    const whole = written();
    const { writes } = whole.cells;
    healed(whole);
    expect(whole.cells.writes).toBe(writes);
    spoil(whole, 0, (PLACES[0] as number) + FRAME);
    spoil(whole, 2, (PLACES[1] as number) + FRAME);
    healed(whole);
    expect(whole.cells.writes).toBe(writes);
    expect(bodiesOf(whole).length).toBe(3);
  });
});
