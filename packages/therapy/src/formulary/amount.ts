// SPDX-License-Identifier: Apache-2.0
/**
 * The value of a confirmation: read in the dimension of its row, compared with what was recalled,
 * and put in the row's place. A limit takes one quantity, a range takes its two ends.
 */
import {
  accepted,
  type Concentration,
  type Dimension,
  type DoseRate,
  exceeds,
  type Quantity,
  type Result,
  readQuantity,
  refused,
  same,
  type UnreadableQuantity,
} from "@cisterna/quantity";
import type { Confirmation, RowId } from "../sources/fact.ts";
import type { Drug, Limit } from "./drug.ts";
import type { UnverifiedRow } from "./unverified.ts";

/** A value as a person writes it: one quantity, or a range. */
export type WrittenValue = string | { readonly low: string; readonly high: string };

/**
 * What an entry says of the value: the value, and whether it is said to differ from the recalled
 * one.
 */
type Claim = { readonly written: WrittenValue; readonly differs: boolean };

/**
 * Why a value confirms nothing. `differs-from-recalled`: it is another number and the entry does
 * not say so; `same-as-recalled`: the entry says that it differs, and it does not.
 */
export type AmountRefusal =
  | {
      readonly kind: "value-unreadable";
      readonly part: "value" | "low" | "high";
      readonly problem: UnreadableQuantity;
    }
  | { readonly kind: "one-value-expected"; readonly read: WrittenValue }
  | { readonly kind: "range-expected"; readonly read: WrittenValue }
  | { readonly kind: "inverted-range"; readonly read: WrittenValue }
  | {
      readonly kind: "differs-from-recalled" | "same-as-recalled";
      readonly read: WrittenValue;
      readonly recalled: UnverifiedRow;
    };

/** What a confirmed value does to its drug. */
export type Amend = (drug: Drug, confirmation: Confirmation) => Drug;

type Part = "value" | "low" | "high";

const readPart = <D extends Dimension>(
  text: string,
  dimension: D,
  part: Part,
): Result<Quantity<D>, AmountRefusal> => {
  const reading = readQuantity(text, dimension);
  if (reading.ok) return reading;
  return refused({ kind: "value-unreadable", part, problem: reading.refusals[0] });
};

/** A claim has to be right about whether the number is the recalled one. */
const honest = <T>(
  value: T,
  claim: Claim & { readonly recalled: UnverifiedRow; readonly equal: boolean },
): Result<T, AmountRefusal> => {
  const { written: read, recalled, differs, equal } = claim;
  if (differs && equal) return refused({ kind: "same-as-recalled", read, recalled });
  if (!differs && !equal) return refused({ kind: "differs-from-recalled", read, recalled });
  return accepted(value);
};

type Single<D extends Dimension> = {
  readonly value: Quantity<D>;
  readonly rangeLow?: Quantity<D>;
};

/** Where a maximum was recalled as a range, either end is the recalled number. */
const isRecalled = <D extends Dimension>(value: Quantity<D>, of: Single<D>): boolean =>
  same(value, of.value) || (of.rangeLow !== undefined && same(value, of.rangeLow));

const readOne = <D extends Dimension>(
  recalled: UnverifiedRow,
  of: Single<D> & { readonly dimension: D },
  claim: Claim,
): Result<Quantity<D>, AmountRefusal> => {
  if (typeof claim.written !== "string")
    return refused({ kind: "one-value-expected", read: claim.written });
  const value = readPart(claim.written, of.dimension, "value");
  if (!value.ok) return value;
  return honest(value.value, { ...claim, recalled, equal: isRecalled(value.value, of) });
};

type Range<D extends Dimension> = { readonly low: Quantity<D>; readonly high: Quantity<D> };
type RecalledRange<D extends Dimension> = {
  readonly [End in "low" | "high"]: Quantity<D> | null;
} & { readonly dimension: D };

const isEnd = <D extends Dimension>(value: Quantity<D>, end: Quantity<D> | null): boolean =>
  end !== null && same(value, end);

const readRange = <D extends Dimension>(
  recalled: UnverifiedRow,
  of: RecalledRange<D>,
  claim: Claim,
): Result<Range<D>, AmountRefusal> => {
  const { written: read } = claim;
  if (typeof read === "string") return refused({ kind: "range-expected", read });
  const low = readPart(read.low, of.dimension, "low");
  const high = readPart(read.high, of.dimension, "high");
  if (!low.ok) return high.ok ? low : refused(low.refusals[0], high.refusals[0]);
  if (!high.ok) return high;
  const range = { low: low.value, high: high.value };
  if (exceeds(range.low, range.high)) return refused({ kind: "inverted-range", read });
  const equal = isEnd(range.low, of.low) && isEnd(range.high, of.high);
  return honest(range, { ...claim, recalled, equal });
};

/** The row with this key, confirmed; every other row as it is. */
const settle =
  <Row extends { readonly status: string }>(
    id: RowId,
    change: (row: Row, standing: ConfirmedStanding) => Row,
  ) =>
  (rows: readonly Row[], confirmation: Confirmation): readonly Row[] =>
    rows.map((row) =>
      row.status === "unverified" && "row" in row && row.row === id
        ? change(row, { status: "confirmed", row: id, confirmation })
        : row,
    );

type ConfirmedStanding = {
  readonly status: "confirmed";
  readonly row: RowId;
  readonly confirmation: Confirmation;
};

const doseLimit = (id: RowId, value: DoseRate): Amend => {
  const change = settle<Limit>(id, ({ rangeLow: _, ...row }, standing) => ({
    ...row,
    ...standing,
    quantity: "dose-per-day",
    value,
  }));
  return (drug, who) => ({ ...drug, limits: change(drug.limits, who) });
};

const strengthLimit = (id: RowId, value: Concentration): Amend => {
  const change = settle<Limit>(id, ({ rangeLow: _, ...row }, standing) => ({
    ...row,
    ...standing,
    quantity: "concentration",
    value,
  }));
  return (drug, who) => ({ ...drug, limits: change(drug.limits, who) });
};

const map = <A, B>(
  result: Result<A, AmountRefusal>,
  use: (value: A) => B,
): Result<B, AmountRefusal> => (result.ok ? accepted(use(result.value)) : result);

const limitAmend = (row: UnverifiedRow, of: Limit, claim: Claim): Result<Amend, AmountRefusal> => {
  switch (of.quantity) {
    case "dose-per-day":
      return map(readOne(row, { ...of, dimension: "dose-rate" }, claim), (value) =>
        doseLimit(row.id, value),
      );
    case "concentration":
      return map(readOne(row, { ...of, dimension: "concentration" }, claim), (value) =>
        strengthLimit(row.id, value),
      );
  }
};

/**
 * What the clinic's value does to the drug.
 *
 * Refuses: a value of another shape or dimension, an inverted range, and a claim that is wrong
 * about whether the number is the recalled one.
 */
export const amendment = (row: UnverifiedRow, claim: Claim): Result<Amend, AmountRefusal> => {
  switch (row.table) {
    case "limits":
      return limitAmend(row, row.of, claim);
    case "startingDoses":
      return map(
        readRange(row, { ...row.of, dimension: "dose-rate" }, claim),
        (range): Amend =>
          (drug, who) => ({
            ...drug,
            startingDoses: settle<Drug["startingDoses"][number]>(row.id, (old, standing) => ({
              ...old,
              ...standing,
              ...range,
            }))(drug.startingDoses, who),
          }),
      );
    case "trialBoluses":
      return map(
        readRange(row, { ...row.of, dimension: "mass" }, claim),
        (range): Amend =>
          (drug, who) => ({
            ...drug,
            trialBoluses: settle<Drug["trialBoluses"][number]>(row.id, (old, standing) => ({
              ...old,
              ...standing,
              ...range,
            }))(drug.trialBoluses, who),
          }),
      );
  }
};
