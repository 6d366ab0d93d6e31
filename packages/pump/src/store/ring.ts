// SPDX-License-Identifier: Apache-2.0
/**
 * The ring: pairs of pages that are written one after the other, the oldest erased when all are
 * full; so they wear alike. A pair that does not do what it is told is passed over. The ring is a
 * value in place: it has one owner, the store.
 */
import { type Ink, inkOf } from "./ink.ts";
import {
  type Contents,
  type Entry,
  FRAME,
  HEAD,
  healPair,
  isMasked,
  type Pair,
  readPair,
  renewPair,
  sealFrame,
  writePair,
} from "./page.ts";

/** Where a ring lies: its first page, how many pairs, and how far the second pages are away. */
type Place = { readonly first: number; readonly pairs: number; readonly apart: number };

/** A ring that is open. */
export type Ring = {
  readonly pairs: readonly Pair[];
  readonly size: number;
  /** The pair that is being written, its number, and where the next entry goes. */
  current: number;
  sequence: number;
  tail: number;
  /** Pairs passed over and copies that could not be written, since the ring was opened. */
  failures: number;
  readonly ink: Ink;
};

/** Every entry that a ring holds now, oldest first. They belong to the flash: look, do not keep. */
export const heldIn = ({ pairs }: Pick<Ring, "pairs">): readonly Uint8Array[] =>
  filledIn(pairs).flatMap(({ entries }) => entries.map(bodyOf));

/** What was found in a ring when it was opened: entries oldest first. */
type Opened = {
  readonly ring: Ring;
  readonly bodies: readonly Uint8Array[];
  /** Whether something was found on one page of its pair only. */
  readonly masked: boolean;
};

type Filled = Contents & { readonly index: number };

const filledIn = (pairs: readonly Pair[]): readonly Filled[] =>
  pairs
    .flatMap((pair, index) => {
      const contents = readPair(pair);
      return contents === null ? [] : [{ ...contents, index }];
    })
    .toSorted((a, b) => a.sequence - b.sequence);

const bodyOf = ({ body }: Entry): Uint8Array => body;

/** Opens a ring and heals what has one good copy. An erased ring is empty and has no page yet. */
export const openRing = (flash: Pair["flash"], { first, pairs, apart }: Place): Opened => {
  const all = Array.from({ length: pairs }, (_, index): Pair => {
    return { flash, pages: [first + index, first + index + apart] };
  });
  const filled = filledIn(all);
  const bodies = filled.flatMap(({ entries }) => entries.map((each) => bodyOf(each).slice()));
  for (const contents of filled) healPair(all[contents.index] as Pair, contents);
  const last = filled.at(-1);
  const ring: Ring = {
    pairs: all,
    size: flash.size,
    current: last?.index ?? -1,
    sequence: last?.sequence ?? 0,
    tail: last?.tail ?? flash.size,
    failures: 0,
    ink: inkOf(flash.size),
  };
  return { ring, bodies, masked: filled.some(isMasked) };
};

/** Bytes that an entry can have at the most. */
export const longestEntry = ({ size }: Ring): number => size - HEAD - FRAME;

/** Whether an entry of so many bytes fits on the page that is being written. */
export const fits = ({ tail, size }: Ring, length: number): boolean =>
  tail + FRAME + length <= size;

/** What the pair that would be erased next holds, oldest first. */
export const nextToGo = ({ pairs, current }: Ring): readonly Uint8Array[] => {
  const contents = readPair(pairs[(current + 1) % pairs.length] as Pair);
  return contents?.entries.map(bodyOf) ?? [];
};

const renewNext = (ring: Ring): number => {
  ring.current = (ring.current + 1) % ring.pairs.length;
  ring.sequence += 1;
  ring.tail = HEAD;
  const sound = renewPair(ring.pairs[ring.current] as Pair, ring.sequence);
  ring.failures += 2 - sound;
  return sound;
};

/**
 * Erases the oldest pair and goes on there. A pair of which one page fails is passed over as long
 * as there is a sound one. False: no page can be written any more.
 */
export const turnRing = (ring: Ring): boolean => {
  for (const enough of [2, 1]) {
    for (const _ of ring.pairs) if (renewNext(ring) >= enough) return true;
  }
  ring.tail = ring.size;
  return false;
};

/** Begins an entry: what is written into this ink becomes its body. */
export const beginEntry = ({ ink }: Ring): Ink => {
  ink.at = FRAME;
  return ink;
};

/** Bytes of the entry that has been begun. */
export const begunLength = ({ ink }: Ring): number => ink.at - FRAME;

/**
 * Writes the entry that has been begun, twice. False: it is on neither page, or there is no room;
 * then the place is passed over and nothing of it will be read.
 */
export const writeEntry = (ring: Ring): boolean => {
  if (!fits(ring, begunLength(ring))) return false;
  const frame = ring.ink.bytes.subarray(0, ring.ink.at);
  sealFrame(frame, ring.sequence, ring.tail);
  const copies = writePair(ring.pairs[ring.current] as Pair, ring.tail, frame);
  ring.tail += frame.length;
  ring.failures += 2 - copies;
  return copies > 0;
};
