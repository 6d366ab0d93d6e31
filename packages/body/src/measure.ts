// SPDX-License-Identifier: Apache-2.0
/**
 * Measures: what the body's doubles mean. One coherent set (mL, mcg, h, cm) inside the whole
 * package; exact quantities come in and are turned into it here, and nothing is turned back. The
 * names are aliases, not brands: a measure is compared with a tolerance and decides nothing.
 */
import {
  type DoseRate,
  type Duration,
  type Flow,
  type Mass,
  type Ratio,
  toNumber,
  type Volume,
} from "@cisterna/quantity";

/** Time since the start of a run or of giving, or a length of time. */
export type Hours = number;
/** Position along the canal from the sac end, or a length. */
export type Centimetres = number;
/** A cross-section or a surface. */
export type SquareCentimetres = number;
/** A volume of fluid or tissue. */
export type Millilitres = number;
/** A mass of drug. */
export type Micrograms = number;
/** A rate at which drug enters or leaves. */
export type MicrogramsPerHour = number;
/** A concentration. */
export type MicrogramsPerMillilitre = number;
/** A bulk flow, a clearance, or the conductance of an exchange. */
export type MillilitresPerHour = number;
/** A first-order rate, or how often a stroke comes. */
export type PerHour = number;
/** A diffusivity or dispersion. The literature gives cm²/s; see `perSecond`. */
export type SquareCentimetresPerHour = number;

/** Seconds in an hour: rates of the literature per second, times this, are the body's. */
export const SECONDS_PER_HOUR = 3600;
/** Minutes in an hour. */
export const MINUTES_PER_HOUR = 60;

/** A value stated per second, per hour. */
export const perSecond = (value: number): number => value * SECONDS_PER_HOUR;
/** A value stated per minute, per hour. */
export const perMinute = (value: number): number => value * MINUTES_PER_HOUR;

/** An exact time as hours. */
export const hoursOf = (duration: Duration): Hours => toNumber(duration) * 24;
/** An exact mass as micrograms. */
export const microgramsOf = (mass: Mass): Micrograms => toNumber(mass) * 1000;
/** An exact dose rate as micrograms an hour. */
export const microgramsPerHourOf = (rate: DoseRate): MicrogramsPerHour =>
  (toNumber(rate) * 1000) / 24;
/** An exact volume as millilitres. */
export const millilitresOf = (volume: Volume): Millilitres => toNumber(volume);
/** An exact flow as millilitres an hour. */
export const millilitresPerHourOf = (flow: Flow): MillilitresPerHour => toNumber(flow) / 24;
/** An exact ratio as a double. */
export const shareOf = (ratio: Ratio): number => toNumber(ratio);
