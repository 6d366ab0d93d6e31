// SPDX-License-Identifier: Apache-2.0
/**
 * The two ways a computation ends without its value: a refusal (understood and not allowed; a value
 * with data) and a broken invariant (the program is wrong; thrown, caught only by a shell).
 */

/** At least one of something: a refusal list is never empty. */
export type NonEmpty<T> = readonly [T, ...T[]];

/**
 * A value, or every reason why there is none. Refusals carry data; the outer ring makes the words.
 */
export type Result<T, R> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: NonEmpty<R> };

/** A successful result. */
export const accepted = <T>(value: T): { readonly ok: true; readonly value: T } => ({
  ok: true,
  value,
});

/** A refused result with all its reasons. */
export const refused = <R>(
  first: R,
  ...rest: readonly R[]
): { readonly ok: false; readonly refusals: NonEmpty<R> } => ({
  ok: false,
  refusals: [first, ...rest],
});

/**
 * A broken invariant: the program is wrong, not its input. Only a shell's supervisor catches it.
 */
export class Broken extends Error {
  readonly values: Readonly<Record<string, unknown>>;
  constructor(what: string, values: Readonly<Record<string, unknown>> = {}) {
    super(what);
    this.name = "Broken";
    this.values = values;
  }
}

/** Breaks unless the condition holds. `what` is the invariant in words, `values` what was found. */
export function assert(
  condition: boolean,
  what: string,
  values: Readonly<Record<string, unknown>> = {},
): asserts condition {
  if (!condition) throw new Broken(what, values);
}
