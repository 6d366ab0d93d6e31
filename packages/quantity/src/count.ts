// SPDX-License-Identifier: Apache-2.0
/**
 * Counts: the integers of the pump. A pump never measures; it counts nanolitres, milliseconds and
 * pulses. Each is a branded safe integer, so mixing two is a compile error and states can be
 * hashed, compared and enumerated.
 */
import {
  type Concentration,
  canonical,
  type Duration,
  type Flow,
  type Mass,
  massIn,
  type Volume,
} from "./quantity.ts";
import { ceiling, floor, multiply, type Rational, rational, round } from "./rational.ts";
import { assert } from "./result.ts";

declare const unit: unique symbol;

/** A safe integer that counts one thing. Arithmetic on it yields a bare number: name the result. */
export type Count<U extends string> = number & { readonly [unit]: U };

/** Nanolitres of fluid. */
export type Nanolitres = Count<"nL">;
/** Milliseconds, a span or an instant on the pump's clock. */
export type Milliseconds = Count<"ms">;
/** Pulses of the pump's mechanism. */
export type Pulses = Count<"pulse">;
/** Pulses a day: the pump's rate. */
export type PulsesPerDay = Count<"pulse/d">;

const count = <U extends string>(value: number, what: string): Count<U> => {
  assert(Number.isSafeInteger(value) && value >= 0, `${what} are a whole number, not negative`, {
    value,
  });
  return value as Count<U>;
};

/** So many nanolitres. Breaks if: not a whole number ≥ 0. */
export const nanolitres = (value: number): Nanolitres => count(value, "nanolitres");
/** So many milliseconds, a duration or an instant on the pump's own clock. */
export const milliseconds = (value: number): Milliseconds => count(value, "milliseconds");
/** So many pulses of the pump's mechanism. */
export const pulses = (value: number): Pulses => count(value, "pulses");
/** A rate as whole pulses a day. */
export const pulsesPerDay = (value: number): PulsesPerDay => count(value, "pulses per day");

/** Milliseconds in a day; the pump's quantum of volume is one pulse × one day ÷ this. */
export const DAY_MS: Milliseconds = milliseconds(86_400_000);
/** Milliseconds in an hour. */
export const HOUR_MS: Milliseconds = milliseconds(3_600_000);

/**
 * How a real amount becomes whole: nearest for a dose, down for what may be given, up for what is
 * charged.
 */
export type Rounding = "nearest" | "down" | "up";

const wholeNumber = (value: Rational, rounding: Rounding): number => {
  const integer =
    rounding === "nearest" ? round(value) : rounding === "down" ? floor(value) : ceiling(value);
  return Number(integer);
};

const MILLION = rational(1_000_000n);

/** Volume as nanolitres. */
export const inNanolitres = (volume: Volume, rounding: Rounding): Nanolitres =>
  nanolitres(wholeNumber(multiply(volume, MILLION), rounding));
/** Time as milliseconds. */
export const inMilliseconds = (duration: Duration, rounding: Rounding): Milliseconds =>
  milliseconds(wholeNumber(multiply(duration, rational(86_400_000n)), rounding));
/** Volume as whole pulses of a given size. */
export const inPulses = (volume: Volume, pulse: Nanolitres, rounding: Rounding): Pulses =>
  pulses(wholeNumber(multiply(volume, rational(1_000_000n, BigInt(pulse))), rounding));
/** Flow as whole pulses a day. */
export const inPulsesPerDay = (flow: Flow, pulse: Nanolitres, rounding: Rounding): PulsesPerDay =>
  pulsesPerDay(wholeNumber(multiply(flow, rational(1_000_000n, BigInt(pulse))), rounding));

/** Nanolitres as an exact volume. */
export const volumeOf = (count: Nanolitres): Volume =>
  canonical(rational(BigInt(count), 1_000_000n));
/** Milliseconds as an exact time. */
export const durationOf = (count: Milliseconds): Duration =>
  canonical(rational(BigInt(count), 86_400_000n));
/** Volume of so many pulses. */
export const volumeOfPulses = (count: Pulses, pulse: Nanolitres): Volume =>
  canonical(rational(BigInt(count) * BigInt(pulse), 1_000_000n));
/** Flow of so many pulses a day. */
export const flowOfPulses = (rate: PulsesPerDay, pulse: Nanolitres): Flow =>
  canonical(rational(BigInt(rate) * BigInt(pulse), 1_000_000n));
/** The one door from counts to mass: so many pulses of a concentration. */
export const doseOf = (count: Pulses, pulse: Nanolitres, concentration: Concentration): Mass =>
  massIn(volumeOfPulses(count, pulse), concentration);
