// SPDX-License-Identifier: Apache-2.0
/**
 * Exact quantities: a rational in the canonical unit of its dimension, with the dimension in the
 * type. Arithmetic that changes the dimension has a name from the clinic (`flowFor`, `doseFor`);
 * there is no way to add a volume to a time.
 */

import {
  add,
  ceiling,
  compare,
  divide,
  equal,
  least,
  most,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "./rational.ts";
import { assert } from "./result.ts";
import type { Dimension } from "./unit.ts";

declare const dimension: unique symbol;

/** An exact amount of one dimension, in that dimension's canonical unit (mg, mL, d, cm). */
export type Quantity<D extends Dimension> = Rational & {
  /** A function type keeps dimensions apart in both directions: a mass and a volume do not add. */
  readonly [dimension]: (of: D) => D;
};

/** An exact mass. */
export type Mass = Quantity<"mass">;
/** An exact volume. */
export type Volume = Quantity<"volume">;
/** An exact time. */
export type Duration = Quantity<"time">;
/** An exact length. */
export type Length = Quantity<"length">;
/** An exact mass per volume. */
export type Concentration = Quantity<"concentration">;
/** An exact mass per time: a dose per day or hour. */
export type DoseRate = Quantity<"dose-rate">;
/** An exact volume per time. */
export type Flow = Quantity<"flow">;
/** An exact volume per length: a catheter's lumen. */
export type VolumePerLength = Quantity<"volume-per-length">;
/** An exact share: a change, an error, a part of a limit. */
export type Ratio = Quantity<"ratio">;

/**
 * A rational taken as a quantity in its canonical unit. The only cast, and only in this package.
 */
export const canonical = <D extends Dimension>(value: Rational): Quantity<D> =>
  value as Quantity<D>;

/** Nothing of a dimension. */
export const none = <D extends Dimension>(): Quantity<D> => canonical(ZERO);

/** a + b of one dimension. */
export const plus = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): Quantity<D> =>
  canonical(add(a, b));
/** a − b of one dimension; may be negative (a discrepancy). */
export const minus = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): Quantity<D> =>
  canonical(subtract(a, b));
/** A quantity taken so many times. */
export const times = <D extends Dimension>(a: Quantity<D>, factor: Rational): Quantity<D> =>
  canonical(multiply(a, factor));
/** Sum of a list. */
export const total = <D extends Dimension>(list: readonly Quantity<D>[]): Quantity<D> =>
  list.reduce<Quantity<D>>(plus, none());
/** How many times b goes into a. Breaks if: b is zero. */
export const ratio = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): Ratio =>
  canonical(divide(a, b));
/** Change from `from` to `upto` as a share of `from`. Breaks if: `from` is zero. */
export const changeOf = <D extends Dimension>(from: Quantity<D>, upto: Quantity<D>): Ratio =>
  ratio(minus(upto, from), from);

/** Whether a > b. */
export const exceeds = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): boolean =>
  compare(a, b) > 0;
/** Whether two quantities are the same amount. */
export const same = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): boolean => equal(a, b);
/** Whether there is none of it. */
export const isNone = (a: Rational): boolean => a.n === 0n;
/** Whether it is below nothing (only differences can be). */
export const isNegative = (a: Rational): boolean => a.n < 0n;
/** The lesser of two. */
export const lesser = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): Quantity<D> =>
  canonical(least(a, b));
/** The greater of two. */
export const greater = <D extends Dimension>(a: Quantity<D>, b: Quantity<D>): Quantity<D> =>
  canonical(most(a, b));

/** Flow that carries a daily dose at a concentration. Breaks if: the concentration is zero. */
export const flowFor = (dose: DoseRate, concentration: Concentration): Flow =>
  canonical(divide(dose, concentration));
/** Daily dose that a flow carries at a concentration. */
export const doseFor = (flow: Flow, concentration: Concentration): DoseRate =>
  canonical(multiply(flow, concentration));
/** Volume that holds a mass at a concentration. Breaks if: the concentration is zero. */
export const volumeFor = (mass: Mass, concentration: Concentration): Volume =>
  canonical(divide(mass, concentration));
/** The door between counts and measures: the mass that a volume carries at a concentration. */
export const massIn = (volume: Volume, concentration: Concentration): Mass =>
  canonical(multiply(volume, concentration));
/** Concentration of a mass dissolved in a volume. Breaks if: the volume is zero. */
export const concentrationOf = (mass: Mass, volume: Volume): Concentration =>
  canonical(divide(mass, volume));
/** Volume that a flow moves in a time. */
export const volumeOver = (flow: Flow, duration: Duration): Volume =>
  canonical(multiply(flow, duration));
/** Time in which a flow moves a volume. Breaks if: the flow is zero. */
export const durationFor = (volume: Volume, flow: Flow): Duration =>
  canonical(divide(volume, flow));
/** Flow that moves a volume in a time. Breaks if: the time is zero. */
export const flowOver = (volume: Volume, duration: Duration): Flow =>
  canonical(divide(volume, duration));
/** Mass that a dose rate gives in a time. */
export const massOver = (dose: DoseRate, duration: Duration): Mass =>
  canonical(multiply(dose, duration));
/** Dose rate that gives a mass in a time. Breaks if: the time is zero. */
export const doseOver = (mass: Mass, duration: Duration): DoseRate =>
  canonical(divide(mass, duration));
/** Lumen volume of a length of catheter. */
export const lumenOf = (length: Length, perLength: VolumePerLength): Volume =>
  canonical(multiply(length, perLength));

/** π to 30 digits: a cylinder's volume is the one place where therapy needs it. */
const PI = rational(3_141_592_653_589_793_238_462_643_383_280n, 10n ** 30n);
/** Volume of a cylinder (cm³ = mL) from its length and inner diameter. */
export const cylinderOf = (length: Length, innerDiameter: Length): Volume => {
  const radius = divide(innerDiameter, rational(2n));
  return canonical(multiply(multiply(PI, multiply(radius, radius)), length));
};

/** One day. */
export const DAY: Duration = canonical(rational(1n));
/** So many days. */
export const days = (count: number): Duration => {
  assert(Number.isSafeInteger(count), "a number of days is whole", { count });
  return canonical(rational(BigInt(count)));
};
/** Whole days that have to begin for this time to pass. */
export const daysBegun = (duration: Duration): number => Number(ceiling(duration));
