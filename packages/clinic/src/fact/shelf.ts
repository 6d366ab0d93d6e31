// SPDX-License-Identifier: Apache-2.0
/**
 * Shelf: many records by name, of which one at a time changes. A change copies one small board of
 * the shelf and leaves every earlier shelf as it was, so that a decision that comes to nothing has
 * changed nothing.
 */

const BOARDS = 512;

/** Records by name. */
export type Shelf<T> = { readonly boards: readonly ReadonlyMap<string, T>[] };

/** A shelf with nothing on it. */
export const emptyShelf = <T>(): Shelf<T> => {
  const board: ReadonlyMap<string, T> = new Map();
  return { boards: Array.from({ length: BOARDS }, () => board) };
};

/** The board of a name: the same name always lies on the same one. */
const boardOf = (name: string): number => {
  let sum = 0;
  for (let index = 0; index < name.length; index += 1) {
    sum = (sum * 31 + name.charCodeAt(index)) % 1_000_003;
  }
  return sum % BOARDS;
};

/** The record of a name. */
export const onShelf = <T>(shelf: Shelf<T>, name: string): T | undefined =>
  shelf.boards[boardOf(name)]?.get(name);

/** The shelf with a record put on it or replaced. Law: every other record is the same. */
export const put = <T>(shelf: Shelf<T>, name: string, record: T): Shelf<T> => {
  const place = boardOf(name);
  const board = new Map(shelf.boards[place]).set(name, record);
  return { boards: shelf.boards.with(place, board) };
};

/** Every record with its name, in no order that means anything, but always the same. */
export const records = <T>(shelf: Shelf<T>): readonly (readonly [string, T])[] =>
  shelf.boards.flatMap((board) => [...board]);

/** Every record with its name, in the order of the names. */
export const everyRecord = <T>(shelf: Shelf<T>): readonly (readonly [string, T])[] =>
  records(shelf).toSorted(([a], [b]) => (a < b ? -1 : 1));
