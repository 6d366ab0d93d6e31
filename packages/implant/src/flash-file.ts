// SPDX-License-Identifier: Apache-2.0
/**
 * A flash as a file: every byte that the store writes is on the disk before the next one is, so
 * that killing the process or the machine is a power cut like any other. Bytes stand inverted in
 * the file: what was never written is a hole and takes no room. What the disk does not take is not
 * reported: the store reads back and finds out.
 */
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from "node:fs";
import type { Flash } from "@cisterna/pump";

/** A flash on disk, until it is closed. */
export type FlashFile = Flash & {
  /** Whether nothing was ever written on it. */
  readonly isNew: boolean;
  readonly close: () => void;
};

type Shape = { readonly pages: number; readonly size: number };

const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => ~byte);

/** Does what the disk allows; the store sees what became of it. */
const tried = (work: () => void): void => {
  try {
    work();
  } catch {
    // A full or broken disk is a flash that does not take what it is told.
  }
};

const readAt = (file: number, from: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  tried(() => void readSync(file, bytes, 0, length, from));
  return inverted(bytes);
};

const writeAt = (file: number, from: number, bytes: Uint8Array): void =>
  tried(() => void writeSync(file, inverted(bytes), 0, bytes.length, from));

const { O_RDWR, O_CREAT, O_DSYNC } = constants;

/** Opens the flash in a file, or makes it. Throws what the disk says if it cannot be opened. */
export const openFlash = (path: string, { pages, size }: Shape): FlashFile => {
  const file = openSync(path, O_RDWR | O_CREAT | O_DSYNC, 0o600);
  return {
    pages,
    size,
    isNew: fstatSync(file).size === 0,
    read: (page) => readAt(file, page * size, size),
    write: (page, at, bytes) => {
      const from = page * size + at;
      const there = readAt(file, from, bytes.length);
      // Programming only clears bits.
      writeAt(
        file,
        from,
        bytes.map((byte, index) => byte & (there[index] ?? 0)),
      );
    },
    erase: (page) => writeAt(file, page * size, new Uint8Array(size).fill(0xff)),
    close: () => closeSync(file),
  };
};
