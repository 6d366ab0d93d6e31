// SPDX-License-Identifier: Apache-2.0
/**
 * Printing quantities: for people (symbol, at most six digits, marked when rounded) and for
 * machines (UCUM code, twelve digits).
 */
import { digitsOf, toSignificant } from "./decimal.ts";
import type { Quantity } from "./quantity.ts";
import { divide } from "./rational.ts";
import { assert } from "./result.ts";
import { type Dimension, type Unit, unitNamed } from "./unit.ts";

/** Digits that a person is shown; a rounded value is marked with ≈. */
export const SHOWN_DIGITS = 6;

/** A quantity for machines: a number and its UCUM code. */
export type UcumQuantity = { readonly value: number; readonly unit: string };

const unitFor = (symbol: string, dimension?: Dimension): Unit => {
  const unit = unitNamed(symbol);
  assert(unit !== undefined, "a printed unit is in the table", { symbol, dimension });
  return unit;
};

/** The quantity in a unit, for people: `0.2 mL/d`, `≈ 38.6667 mcg/h`. */
export const print = <D extends Dimension>(value: Quantity<D>, symbol: string): string => {
  const unit = unitFor(symbol);
  const digits = digitsOf(divide(value, unit.factor), SHOWN_DIGITS);
  const text = `${digits.exact ? "" : "≈ "}${digits.text}`;
  return unit.symbol === "1" ? text : `${text} ${unit.symbol}`;
};

/** The quantity in a unit, for machines. */
export const toUcum = <D extends Dimension>(value: Quantity<D>, symbol: string): UcumQuantity => {
  const unit = unitFor(symbol);
  return { value: toSignificant(divide(value, unit.factor)), unit: unit.ucum };
};
