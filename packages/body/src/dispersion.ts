// SPDX-License-Identifier: Apache-2.0
/**
 * Taylor–Aris spread in the catheter: how much a sharp front between two fluids is blurred when it
 * reaches the tip. In: lumen, flow, diffusivity, and the rate at the tip as plug flow gives it.
 * Out: the same mass, spread in time. Only where the theory holds; elsewhere a refusal.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type {
  Centimetres,
  Hours,
  MicrogramsPerHour,
  MillilitresPerHour,
  SquareCentimetresPerHour,
} from "./measure.ts";

/** A round lumen with a steady flow through it. */
export type Lumen = {
  readonly innerRadius: Centimetres;
  readonly length: Centimetres;
  readonly flow: MillilitresPerHour;
  readonly diffusivity: SquareCentimetresPerHour;
};

/** What the lumen does to a front. */
export type Spread = {
  readonly dispersion: SquareCentimetresPerHour;
  readonly peclet: number;
  readonly residence: Hours;
  /** Variance of the residence time, h². */
  readonly variance: number;
};

/** Why there is no spread to speak of: flow too fast for the theory, or a lumen that is none. */
export type SpreadRefusal =
  | {
      readonly kind: "taylor-aris-not-valid";
      /** Time in the lumen over the time to mix across it. */
      readonly residenceOverMixing: number;
      readonly least: number;
    }
  | { readonly kind: "lumen-not-positive"; readonly lumen: Lumen };

/** How many times longer than the mixing across it the stay in the lumen has to be ("≫"). */
export const LEAST_RESIDENCE_OVER_MIXING = 10;

/**
 * Taylor–Aris dispersion D (1 + Pe²/48), Pe = a U / D, and the variance 2 D L / U³ of the time in
 * the lumen.
 * Refuses: a stay shorter than ten times a²/D, and any size that is not positive.
 * Source: physics §2 [B].
 */
export const spreadIn = (lumen: Lumen): Result<Spread, SpreadRefusal> => {
  const { innerRadius, length, flow, diffusivity } = lumen;
  const positive = [innerRadius, length, flow, diffusivity].every((size) => size > 0);
  if (!positive) return refused({ kind: "lumen-not-positive", lumen });
  const velocity = flow / (Math.PI * innerRadius ** 2);
  const residence = length / velocity;
  const residenceOverMixing = (residence * diffusivity) / innerRadius ** 2;
  const least = LEAST_RESIDENCE_OVER_MIXING;
  if (residenceOverMixing < least) {
    return refused({ kind: "taylor-aris-not-valid", residenceOverMixing, least });
  }
  const peclet = (innerRadius * velocity) / diffusivity;
  const dispersion = diffusivity * (1 + peclet ** 2 / 48);
  return accepted({
    dispersion,
    peclet,
    residence,
    variance: (2 * dispersion * length) / velocity ** 3,
  });
};

/**
 * Share of a front that has left a lumen after a time, where the flow is too fast to mix across:
 * 1 − (residence / 2 time)², none before half the residence, when the middle of the stream arrives.
 * Law: the mean time of leaving is the residence.
 * Source: physics §2 [B], laminar flow without diffusion, at 0.1 mL/min and above.
 */
export const laminarShare = (residence: Hours, time: Hours): number =>
  time <= residence / 2 ? 0 : 1 - (residence / (2 * time)) ** 2;

/** A rate at the tip, constant over each of equal steps. */
export type TipSeries = {
  readonly from: Hours;
  readonly step: Hours;
  readonly rates: Float64Array;
};

/**
 * The series with every moment blurred by a normal residence-time spread of this variance (h²).
 * The result starts earlier and ends later by five standard deviations.
 * Law: the mass is conserved, and the variance of a pulse grows by the variance given.
 */
export const blur = (series: TipSeries, variance: number): TipSeries => {
  const kernel = kernelOf(Math.sqrt(variance) / series.step);
  const margin = (kernel.length - 1) / 2;
  const rates = convolve(series.rates, kernel);
  return { from: series.from - margin * series.step, step: series.step, rates };
};

/** Mass of a series, mcg. */
export const massOfSeries = (series: TipSeries): number =>
  series.step * series.rates.reduce((sum, rate) => sum + rate, 0);

const kernelOf = (deviation: number): Float64Array => {
  const margin = Math.ceil(5 * deviation);
  const weight = (index: number): number =>
    deviation === 0 ? 1 : Math.exp(-(((index - margin) / deviation) ** 2) / 2);
  const weights = Float64Array.from({ length: 2 * margin + 1 }, (_, index) => weight(index));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
};

const convolve = (rates: Float64Array, kernel: Float64Array): Float64Array => {
  const out = new Float64Array(rates.length + kernel.length - 1);
  rates.forEach((rate: MicrogramsPerHour, at) => {
    kernel.forEach((weight, lag) => {
      out[at + lag] = (out[at + lag] ?? 0) + rate * weight;
    });
  });
  return out;
};
