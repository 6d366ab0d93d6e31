// SPDX-License-Identifier: Apache-2.0
/**
 * Entries: what stands behind one key of a calculation, read exactly. An entry keeps the words as
 * they were typed, because the formula is printed with them, and the unit, because the answer comes
 * back in the unit of the question.
 */
import {
  accepted,
  between,
  type Dimension,
  exceeds,
  type Instant,
  type Interval,
  isNone,
  type Quantity,
  type Result,
  readInstant,
  readQuantity,
  refused,
  unitNamed,
} from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";

/** One quantity as it was entered. */
export type Entry<D extends Dimension> = {
  readonly dimension: D;
  readonly value: Quantity<D>;
  readonly text: string;
  /** Symbol of the unit it was entered in. */
  readonly unit: string;
};

/** A quantity that may be known only between two bounds, as it was entered. */
export type Span<D extends Dimension> = {
  readonly dimension: D;
  readonly value: Interval<D>;
  readonly text: string;
  readonly unit: string;
};

/** An entry of one dimension of several; `dimension` tells which. */
export type EitherEntry<D extends Dimension> = D extends Dimension ? Entry<D> : never;

/** A whole number as it was entered. */
export type Count = { readonly value: number; readonly text: string };

/** Whether zero may stand there. */
export type Bound = "any" | "above-zero";

/** What a quantity has to be. */
type Rule<D extends Dimension> = { readonly dimension: D; readonly bound: Bound };

const unitOf = (text: string): string => {
  const name = text.slice(text.indexOf(" ") + 1);
  return unitNamed(name)?.symbol ?? name;
};

const zero = (path: string, read: string): Refusal => ({
  kind: "zero-quantity",
  path,
  read,
  accepted: "more than zero",
});

/** The quantity that a text states. Refuses: the text, its unit, or zero where it may not be. */
export const readEntry = <D extends Dimension>(
  text: string,
  path: string,
  { dimension, bound }: Rule<D>,
): Result<Entry<D>, Refusal> => {
  const reading = readQuantity(text, dimension);
  if (!reading.ok) {
    const { kind, read, accepted: accepts } = reading.refusals[0];
    return refused<Refusal>({ kind, path, read, accepted: accepts });
  }
  if (bound === "above-zero" && isNone(reading.value)) return refused(zero(path, text));
  return accepted({ dimension, value: reading.value, text, unit: unitOf(text) });
};

const RANGE = /^([^ ]*?)\.\.([^ ]*)( .*)$/;

/** The quantity or range (`0.15..0.20 mL`) that a text states. Refuses: also an inverted range. */
export const readSpan = <D extends Dimension>(
  text: string,
  path: string,
  rule: Rule<D>,
): Result<Span<D>, Refusal> => {
  const [, from, upto, unit] = RANGE.exec(text) ?? [];
  if (from === undefined || upto === undefined || unit === undefined) {
    const entry = readEntry(text, path, rule);
    return entry.ok
      ? accepted({ ...entry.value, value: between(entry.value.value, entry.value.value) })
      : entry;
  }
  const low = readEntry(from + unit, path, rule);
  const high = readEntry(upto + unit, path, rule);
  if (!low.ok) return low;
  if (!high.ok) return high;
  if (exceeds(low.value.value, high.value.value)) {
    return refused<Refusal>({
      kind: "inverted-range",
      path,
      read: text,
      accepted: "the lower bound first, such as 0.15..0.20 mL",
    });
  }
  return accepted({ ...low.value, value: between(low.value.value, high.value.value), text });
};

/** The quantity that a text states, of one dimension of several; its unit tells of which. */
export const readEither = <D extends Dimension>(
  text: string,
  path: string,
  { dimensions, bound }: { readonly dimensions: readonly [D, ...D[]]; readonly bound: Bound },
): Result<Entry<D>, Refusal> => {
  const named = unitNamed(text.slice(text.indexOf(" ") + 1))?.dimension;
  const dimension = dimensions.find((each) => each === named) ?? dimensions[0];
  const entry = readEntry(text, path, { dimension, bound });
  if (entry.ok || dimension === named) return entry;
  const { kind } = entry.refusals[0];
  return kind === "malformed-number"
    ? entry
    : refused<Refusal>({
        kind,
        path,
        read: text,
        accepted: `a number, a space and a unit of ${dimensions.join(" or ")}`,
      });
};

const COUNT = /^[0-9]{1,6}$/;

/** The whole number that a text states. */
export const readCount = (text: string, path: string): Result<Count, Refusal> =>
  COUNT.test(text)
    ? accepted({ value: Number(text), text })
    : refused<Refusal>({
        kind: "malformed-count",
        path,
        read: text,
        accepted: "a whole number of at most six digits, such as 6",
      });

/** The moment that a text states. */
export const readMoment = (text: string, path: string): Result<Instant, Refusal> => {
  const instant = readInstant(text);
  return instant === null
    ? refused<Refusal>({
        kind: "malformed-instant",
        path,
        read: text,
        accepted: "date, time and zone, such as 2026-03-01T09:00:00+01:00",
      })
    : accepted(instant);
};
