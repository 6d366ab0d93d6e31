// SPDX-License-Identifier: Apache-2.0
/**
 * Pages in pairs: the same bytes on two pages of the flash, each with its own check. A page opens
 * with its format and its number in the sequence; entries follow, each with its length and a check
 * that is salted with number and place. Whatever is not an entry of this page, be it torn, flipped
 * or left over from an older page, is skipped byte by byte, so nothing hides what comes after it.
 */
import { crc32 } from "./crc.ts";
import { ERASED, type Flash } from "./flash.ts";

/** The format that is written today; the first byte of every page. */
const FORMAT = 1;
/** Format, number of the page, check. */
export const HEAD = 9;
/** Length and check before the body of an entry. */
export const FRAME = 6;

/** Two pages of a flash that hold the same. */
export type Pair = { readonly flash: Flash; readonly pages: readonly [number, number] };

/** An entry of a pair: where it is, what it says, and whether both pages say so. */
export type Entry = {
  readonly at: number;
  readonly body: Uint8Array;
  readonly copies: readonly [boolean, boolean];
};

/** What a pair holds. */
export type Contents = {
  readonly sequence: number;
  readonly entries: readonly Entry[];
  /** The first place behind everything that was ever written on either page. */
  readonly tail: number;
  /** Whether each page is one of this number. */
  readonly live: readonly [boolean, boolean];
};

/** The byte at a place; beyond the end there is nothing. */
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** A number of four bytes, the least first. */
const numberAt = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((number, index) => number | (byteAt(bytes, at + index) << (8 * index)), 0) >>>
  0;

const putNumber = (bytes: Uint8Array, at: number, value: number): void => {
  for (let index = 0; index < 4; index += 1) bytes[at + index] = (value >>> (8 * index)) & 255;
};

const lengthAt = (bytes: Uint8Array, at: number): number =>
  byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8);

const saltOf = (sequence: number, at: number): number => Math.imul(sequence, 0x9e3779b1) ^ at;

/** The head of a page. */
const headOf = (sequence: number): Uint8Array => {
  const head = new Uint8Array(HEAD);
  head[0] = FORMAT;
  putNumber(head, 1, sequence);
  putNumber(head, 5, crc32(head, { from: 0, upto: 5 }));
  return head;
};

/** The number of a page; null: it is no page of a format that is known. */
const sequenceOf = (bytes: Uint8Array): number | null => {
  const known = bytes[0] === FORMAT;
  const whole = numberAt(bytes, 5) === crc32(bytes, { from: 0, upto: 5 });
  return known && whole ? numberAt(bytes, 1) : null;
};

/** Puts length and check before a body of so many bytes that stands in a frame already. */
export const sealFrame = (frame: Uint8Array, sequence: number, at: number): void => {
  const length = frame.length - FRAME;
  frame[0] = length & 255;
  frame[1] = length >>> 8;
  putNumber(frame, 2, crc32(frame, { from: FRAME, upto: frame.length }, saltOf(sequence, at)));
};

/** The body of the entry that stands at a place, if one does. */
const bodyAt = (bytes: Uint8Array, sequence: number, at: number): Uint8Array | null => {
  const length = lengthAt(bytes, at);
  const from = at + FRAME;
  const upto = from + length;
  if (length === 0 || upto > bytes.length) return null;
  const check = crc32(bytes, { from, upto }, saltOf(sequence, at));
  return check === numberAt(bytes, at + 2) ? bytes.subarray(from, upto) : null;
};

/** The first place from which everything is erased. */
const tailOf = (bytes: Uint8Array): number => {
  let tail = bytes.length;
  while (tail > 0 && bytes[tail - 1] === ERASED) tail -= 1;
  return tail;
};

type Bank = { readonly bytes: Uint8Array; readonly live: boolean };

const entriesIn = (banks: readonly [Bank, Bank], sequence: number, tail: number): Entry[] => {
  const entries: Entry[] = [];
  for (let at = HEAD; at < tail; ) {
    const [one, other] = banks.map(({ bytes, live }) =>
      live ? bodyAt(bytes, sequence, at) : null,
    );
    const body = one ?? other ?? null;
    if (body === null) at += 1;
    else {
      entries.push({ at, body, copies: [one !== null, other !== null] });
      at += FRAME + body.length;
    }
  }
  return entries;
};

/**
 * What a pair holds, from whichever of its pages says it; null: neither is a page.
 * Of two pages of different numbers the later one counts: the other is stale.
 */
export const readPair = ({ flash, pages }: Pair): Contents | null => {
  const [a, b] = [flash.read(pages[0]), flash.read(pages[1])];
  const [first, second] = [sequenceOf(a), sequenceOf(b)];
  if (first === null && second === null) return null;
  const sequence = Math.max(first ?? 0, second ?? 0);
  const live = [first === sequence, second === sequence] as const;
  const tail = Math.max(tailOf(a), tailOf(b), HEAD);
  const banks = [
    { bytes: a, live: live[0] },
    { bytes: b, live: live[1] },
  ] as const;
  return { sequence, entries: entriesIn(banks, sequence, tail), tail, live };
};

/** Writes on both pages, one after the other, and reads back how many then hold it. */
export const writePair = ({ flash, pages }: Pair, at: number, bytes: Uint8Array): number => {
  for (const page of pages) flash.write(page, at, bytes);
  return pages.filter((page) => holds(flash.read(page), at, bytes)).length;
};

const holds = (page: Uint8Array, at: number, bytes: Uint8Array): boolean => {
  for (let index = 0; index < bytes.length; index += 1) {
    if (page[at + index] !== bytes[index]) return false;
  }
  return true;
};

/** Erases a pair, one page after the other, and gives it a number; how many pages then are so. */
export const renewPair = (pair: Pair, sequence: number): number => {
  const head = headOf(sequence);
  for (const page of pair.pages) {
    pair.flash.erase(page);
    pair.flash.write(page, 0, head);
  }
  return pair.pages.filter((page) => isRenewed(pair.flash.read(page), head)).length;
};

const isRenewed = (page: Uint8Array, head: Uint8Array): boolean =>
  holds(page, 0, head) && tailOf(page) === head.length;

/**
 * Writes the damaged page of a pair anew from the sound one. One page is whole at every moment.
 * Where each has lost something else, both stay as they are: together they hold everything.
 */
export const healPair = ({ flash, pages }: Pair, contents: Contents): void => {
  const whole = [0, 1].map(
    (index) => contents.live[index] && contents.entries.every(({ copies }) => copies[index]),
  );
  if (whole[0] === whole[1]) return;
  const [sound, damaged] = whole[0] ? pages : [pages[1], pages[0]];
  const bytes = flash.read(sound).slice(0, contents.tail);
  flash.erase(damaged);
  flash.write(damaged, 0, bytes);
};

/** Whether something of a pair is on one of its pages only. */
export const isMasked = ({ entries }: Contents): boolean =>
  entries.some(({ copies }) => !copies[0] || !copies[1]);
