// SPDX-License-Identifier: Apache-2.0
/**
 * Reading quantities as people write them: a number, one space, a unit. Anything else is refused
 * with what was read and what would be accepted.
 */
import { readDecimal } from "./decimal.ts";
import { canonical, type Quantity } from "./quantity.ts";
import { multiply } from "./rational.ts";
import { accepted, type Result, refused } from "./result.ts";
import { type Dimension, symbolsOf, unitNamed } from "./unit.ts";

/** Why a text is not the quantity that was asked for. */
export type UnreadableQuantity = {
  readonly kind: "malformed-quantity" | "malformed-number" | "unknown-unit" | "wrong-kind-of-unit";
  readonly read: string;
  /** The dimension asked for. */
  readonly dimension: Dimension;
  /** What would be accepted, for example `a number, a space and one of mg/d, mcg/d`. */
  readonly accepted: string;
};

const offer = (dimension: Dimension): string =>
  `a number, a space and one of ${symbolsOf(dimension).join(", ")}`;

const unreadable = (
  kind: UnreadableQuantity["kind"],
  read: string,
  dimension: Dimension,
): Result<never, UnreadableQuantity> =>
  refused({
    kind,
    read,
    dimension,
    accepted:
      kind === "malformed-number"
        ? "digits with at most one point and a digit on each side of it, such as 0.5"
        : offer(dimension),
  });

/** The exact quantity that a text states. Refuses: anything outside the grammar of entry. */
export const readQuantity = <D extends Dimension>(
  text: string,
  dimension: D,
): Result<Quantity<D>, UnreadableQuantity> => {
  const space = text.indexOf(" ");
  if (space < 0) return unreadable("malformed-quantity", text, dimension);
  const number = readDecimal(text.slice(0, space));
  if (number === null) return unreadable("malformed-number", text, dimension);
  const unit = unitNamed(text.slice(space + 1));
  if (unit === undefined) return unreadable("unknown-unit", text, dimension);
  if (unit.dimension !== dimension) return unreadable("wrong-kind-of-unit", text, dimension);
  return accepted(canonical(multiply(number, unit.factor)));
};

/**
 * A quantity written in our own tables, such as `quantity("2.4 mcg/d", "dose-rate")`.
 * Breaks if: the text is not such a quantity; input from outside goes through `readQuantity`.
 */
export const quantity = <D extends Dimension>(text: string, dimension: D): Quantity<D> => {
  const reading = readQuantity(text, dimension);
  if (!reading.ok) throw new RangeError(`${text}: ${reading.refusals[0].kind}`);
  return reading.value;
};
