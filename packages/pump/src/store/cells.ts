// SPDX-License-Identifier: Apache-2.0
/**
 * Cells: a flash made of bytes in the computer, for the virtual implant and for tests. It behaves
 * as NOR flash does: programming only clears bits, erasing sets them. Whoever owns it may take
 * power away after any byte, flip any bit, wear out pages, or put an older page back.
 */
import { assert } from "@cisterna/quantity";
import { ERASED, type Flash } from "./flash.ts";

/** The bytes behind a flash, and what may go wrong with them. Owned and changed by the world. */
export type Cells = Flash & {
  readonly bytes: readonly Uint8Array[];
  /** Bytes that can still be programmed or erased before power fails; infinite: it does not. */
  power: number;
  /** Bits of the byte under way that stay as they were when power fails. */
  torn: number;
  /** Pages that no longer change. */
  readonly stuck: Set<number>;
  /** Writes and erasures so far, and bytes programmed. */
  writes: number;
  written: number;
  /** Times that each page was erased. */
  readonly erasures: number[];
};

/** So many bytes can be changed before power fails. */
const spend = (cells: Cells, wanted: number): number => {
  const got = Math.min(wanted, cells.power);
  cells.power -= got;
  return got;
};

/** Programming only clears bits. */
const clear = (page: Uint8Array, at: number, byte: number): void => {
  page[at] = (page[at] as number) & byte;
};

const program = (cells: Cells, page: Uint8Array, write: { at: number; bytes: Uint8Array }) => {
  const { at, bytes } = write;
  const whole = spend(cells, bytes.length);
  for (let index = 0; index < whole; index += 1) clear(page, at + index, bytes[index] as number);
  if (whole < bytes.length) clear(page, at + whole, (bytes[whole] as number) | cells.torn);
  cells.written += whole;
};

/** Breaks if: there is no such page. */
const pageOf = ({ bytes }: Pick<Cells, "bytes">, page: number): Uint8Array => {
  const found = bytes[page];
  assert(found !== undefined, "a flash has the page that is asked for", { page });
  return found;
};

const write = (cells: Cells, page: number, what: { at: number; bytes: Uint8Array }): void => {
  cells.writes += 1;
  if (!cells.stuck.has(page)) program(cells, pageOf(cells, page), what);
};

const erase = (cells: Cells, page: number): void => {
  cells.writes += 1;
  if (cells.stuck.has(page)) return;
  const here = pageOf(cells, page);
  cells.erasures[page] = (cells.erasures[page] as number) + 1;
  here.fill(ERASED, 0, spend(cells, here.length));
};

/** An erased flash of so many pages of so many bytes, in good order. */
export const cellsOf = (pages: number, size: number): Cells => {
  const bytes = Array.from({ length: pages }, () => new Uint8Array(size).fill(ERASED));
  const cells: Cells = {
    pages,
    size,
    bytes,
    power: Number.POSITIVE_INFINITY,
    torn: ERASED,
    stuck: new Set(),
    writes: 0,
    written: 0,
    erasures: bytes.map(() => 0),
    read: (page) => pageOf({ bytes }, page),
    write: (page, at, what) => write(cells, page, { at, bytes: what }),
    erase: (page) => erase(cells, page),
  };
  return cells;
};

/** The same bytes in cells of their own, in good order: what a pump finds when power is back. */
export const copyOf = (cells: Cells): Cells => {
  const copy = cellsOf(cells.pages, cells.size);
  for (const [page, bytes] of cells.bytes.entries()) pageOf(copy, page).set(bytes);
  return copy;
};

/** Flips one bit of all that the cells hold, counted from the first page on. */
export const flipBit = (cells: Cells, bit: number): void => {
  const place = Math.floor(bit / 8);
  const page = pageOf(cells, Math.floor(place / cells.size));
  const at = place % cells.size;
  page[at] = (page[at] as number) ^ (1 << (bit % 8));
};
