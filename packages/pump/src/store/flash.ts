// SPDX-License-Identifier: Apache-2.0
/**
 * The flash: the memory that keeps what it holds without power, as a port. Bytes are erased by the
 * page and programmed once; power may fail at any byte of either, and a page may no longer do what
 * it is told. Nothing here says whether it did: the store reads back.
 */

/** What an erased byte reads as. */
export const ERASED = 0xff;

/** A memory of pages. */
export type Flash = {
  readonly pages: number;
  /** Bytes in a page; at most 65,536. */
  readonly size: number;
  /** The bytes of a page as they are now. They belong to the flash: look, do not keep or change. */
  readonly read: (page: number) => Uint8Array;
  /** Programs bytes from a place of a page on. The place has to be erased. */
  readonly write: (page: number, at: number, bytes: Uint8Array) => void;
  /** Erases a page. */
  readonly erase: (page: number) => void;
};
