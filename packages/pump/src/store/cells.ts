// SPDX-License-Identifier: Apache-2.0
/**
 * Cells: a flash made of bytes in the computer, for the virtual implant and for tests. It behaves
 * as NOR flash does: programming only clears bits, erasing sets them. Whoever owns it may take
 * power away after any byte, flip any bit, wear out pages, or put an older page back.
 */
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
const clear = (page: Uint8Array, at: number, byte = ERASED): void => {
  page[at] = (page[at] ?? 0) & byte;
};

const program = (cells: Cells, page: Uint8Array, write: { at: number; bytes: Uint8Array }) => {
  const { at, bytes } = write;
  const whole = spend(cells, bytes.length);
  for (let index = 0; index < whole; index += 1) clear(page, at + index, bytes[index]);
  if (whole < bytes.length) clear(page, at + whole, (bytes[whole] ?? ERASED) | cells.torn);
  cells.written += whole;
};

const write = (cells: Cells, page: number, what: { at: number; bytes: Uint8Array }): void => {
  const here = cells.bytes[page];
  cells.writes += 1;
  if (here !== undefined && !cells.stuck.has(page)) program(cells, here, what);
};

const erase = (cells: Cells, page: number): void => {
  const here = cells.bytes[page];
  cells.writes += 1;
  if (here === undefined || cells.stuck.has(page)) return;
  cells.erasures[page] = (cells.erasures[page] ?? 0) + 1;
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
    read: (page) => bytes[page] ?? new Uint8Array(0),
    write: (page, at, what) => write(cells, page, { at, bytes: what }),
    erase: (page) => erase(cells, page),
  };
  return cells;
};

/** The same bytes in cells of their own, in good order: what a pump finds when power is back. */
export const copyOf = (cells: Cells): Cells => {
  const copy = cellsOf(cells.pages, cells.size);
  for (const [page, bytes] of cells.bytes.entries()) copy.bytes[page]?.set(bytes);
  return copy;
};

/** Flips one bit of all that the cells hold, counted from the first page on. */
export const flipBit = (cells: Cells, bit: number): void => {
  const place = Math.floor(bit / 8);
  const page = cells.bytes[Math.floor(place / cells.size)];
  const at = place % cells.size;
  if (page !== undefined) page[at] = (page[at] ?? 0) ^ (1 << (bit % 8));
};
