// SPDX-License-Identifier: Apache-2.0
/**
 * Keys: what a calculation takes, one row each. From a row come the option in `--help`, the reader
 * of its value and the type that the calculation receives.
 */
import {
  accepted,
  type Dimension,
  type Instant,
  type NonEmpty,
  type Result,
  refused,
  symbolsOf,
} from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import {
  type Bound,
  type Count,
  type EitherEntry,
  type Entry,
  readCount,
  readEither,
  readEntry,
  readMoment,
  readSpan,
  type Span,
} from "./entry.ts";

/** One key of a calculation. `read` gets every value given under it: none only if not needed. */
export type Key<T> = {
  readonly about: string;
  /** Placeholder in the help, such as `"mL"`. */
  readonly value: string;
  readonly needed: boolean;
  readonly repeatable: boolean;
  readonly read: (texts: readonly string[], path: string) => Result<T, Refusal>;
};

/** The keys of a calculation by name. */
export type Keys = Readonly<Record<string, Key<unknown>>>;

/** What a calculation receives for its keys. */
export type Values<K extends Keys> = {
  readonly [Name in keyof K]: K[Name] extends Key<infer T> ? T : never;
};

type Reader<T> = (text: string, path: string) => Result<T, Refusal>;
type Words = { readonly about: string; readonly value: string };

const one = <T>(words: Words, read: Reader<T>): Key<T> => ({
  ...words,
  needed: true,
  repeatable: false,
  read: (texts, path) => read(texts[0] ?? "", path),
});

/** The same key where it may be left out: null then. */
export const optional = <T>(key: Key<T>): Key<T | null> => ({
  ...key,
  needed: false,
  read: (texts, path) => (texts.length === 0 ? accepted(null) : key.read(texts, path)),
});

const unitsOf = (dimension: Dimension): string => {
  const [first, second] = symbolsOf(dimension);
  return second === undefined ? `"0.5 ${first}"` : `"0.5 ${first}" or ${second}, …`;
};

/** A key that takes a quantity of one dimension. */
export const quantityKey = <D extends Dimension>(
  dimension: D,
  about: string,
  bound: Bound = "above-zero",
): Key<Entry<D>> =>
  one({ about: `${about}: ${unitsOf(dimension)}`, value: dimension }, (text, path) =>
    readEntry(text, path, { dimension, bound }),
  );

/** A key that takes a quantity or a range of it. */
export const spanKey = <D extends Dimension>(
  dimension: D,
  about: string,
  bound: Bound = "above-zero",
): Key<Span<D>> =>
  one(
    { about: `${about}: ${unitsOf(dimension)}; a range as low..high`, value: dimension },
    (text, path) => readSpan(text, path, { dimension, bound }),
  );

/** A key that takes a quantity of any of some dimensions, where which of them does not matter. */
export const anyKey = <D extends Dimension>(
  dimensions: readonly [D, ...D[]],
  about: string,
  bound: Bound = "above-zero",
): Key<Entry<D>> =>
  one({ about: `${about}: ${dimensions.join(" or ")}`, value: "quantity" }, (text, path) =>
    readEither(text, path, { dimensions, bound }),
  );

/** A key that takes a quantity of one dimension or another; its `dimension` tells which. */
export const eitherKey = <D extends Dimension>(
  dimensions: readonly [D, ...D[]],
  about: string,
): Key<EitherEntry<D>> => anyKey(dimensions, about) as unknown as Key<EitherEntry<D>>;

/** A key that takes a whole number. */
export const countKey = (about: string): Key<Count> => one({ about, value: "N" }, readCount);

/** A key that takes a moment with its zone. */
export const momentKey = (about: string): Key<Instant> =>
  one({ about: `${about}: 2026-03-01T09:00:00+01:00`, value: "moment" }, readMoment);

/** A key that takes one of some words. */
export const choiceKey = <C extends string>(choices: readonly C[], about: string): Key<C> =>
  one({ about: `${about}: ${choices.join(" or ")}`, value: "word" }, (text, path) => {
    const choice = choices.find((each) => each === text);
    const near = nearest(text, choices);
    return choice === undefined
      ? refused<Refusal>({
          kind: "unknown-value",
          path,
          read: text,
          ...(near === undefined ? {} : { near }),
          accepted: choices.join(", "),
        })
      : accepted(choice);
  });

/** A key with a grammar of its own. */
export const textKey = <T>(words: Words, read: Reader<T>): Key<T> => one(words, read);

/** A key that may stand several times. Refuses: each value by itself. */
export const manyKey = <T>(key: Key<T>): Key<NonEmpty<T>> => ({
  ...key,
  repeatable: true,
  read: (texts, path) => {
    const readings = texts.map((text) => key.read([text], path));
    const [first, ...rest] = readings.flatMap((each) => (each.ok ? [] : each.refusals));
    if (first !== undefined) return refused(first, ...rest);
    const [value, ...values] = readings.flatMap((each) => (each.ok ? [each.value] : []));
    return value === undefined
      ? refused<Refusal>({ kind: "missing-option", path, accepted: key.about })
      : accepted<NonEmpty<T>>([value, ...values]);
  },
});
