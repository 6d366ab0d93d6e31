// SPDX-License-Identifier: Apache-2.0
/**
 * The accepted name nearest to a misspelt one, for a refusal to offer. It is offered, never taken.
 */

/** Edits (insert, drop, change a letter, swap two neighbours) from one word to another. */
const editsBetween = (from: string, upto: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: upto.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= upto.length; column += 1) {
      const change = from[row - 1] === upto[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === upto[column - 2] && from[row - 2] === upto[column - 1];
      here[column] = Math.min(
        (last[column] ?? 0) + 1,
        (here[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + change,
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, here];
  }
  return last[upto.length] ?? 0;
};

/** A word longer than this is not a misspelling of any of our names. */
const LONGEST = 40;

/** The nearest of the names, or undefined when none is near: at most two letters in five differ. */
export const nearest = (word: string, names: readonly string[]): string | undefined => {
  if (word.length > LONGEST) return undefined;
  const ranked = names
    .map((name) => ({ name, edits: editsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(name.length * 0.4)))
    .toSorted((a, b) => a.edits - b.edits);
  return ranked[0]?.name;
};
