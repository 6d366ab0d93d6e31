// SPDX-License-Identifier: Apache-2.0
/**
 * Bounds of what is fitted, and the map between the inside of them and the whole of space in which
 * an optimiser may walk: evenly in the logarithm, and never out.
 */
import type { Calibrated } from "../calibrated.ts";

/** A free parameter by its name. */
export type FreeName = keyof Calibrated;

/** Lowest and highest value that the fit may give, with why. */
export type Bounds = { readonly low: number; readonly high: number; readonly why: string };

/** Every free parameter with its bounds. */
export const BOUNDS: Readonly<Record<FreeName, Bounds>> = {
  mixingEfficiency: { low: 0.005, high: 1, why: "a share of a displacement" },
  restDispersion: { low: 0.001, high: 0.1, why: "physics §0: 5e-3 by computation; 20-fold about" },
  tracerLoss: { low: 0.01, high: 1, why: "physics §0: about 0.1 /h; ten-fold about" },
  morphineLoss: { low: 0.01, high: 2, why: "as the tracer, to twice the fastest decline" },
  baclofenLoss: { low: 0.01, high: 2, why: "as the tracer, to twice the fastest decline" },
  cisternVolume: { low: 20, high: 120, why: "less than a third of the fluid of the head" },
  convexityMixing: { low: 1, high: 300, why: "hours to minutes for the cisterns" },
  ventricleMixing: {
    low: 0.5,
    high: 12.3,
    why: "no more than flows out of them, or they would fill",
  },
  cameraThreshold: { low: 0.005, high: 0.5, why: "a share of the mixed concentration" },
};

/** The names in the order of the table. */
export const FREE_NAMES: readonly FreeName[] = Object.keys(BOUNDS) as FreeName[];

/** The value of a parameter at a place of the whole line. Law: strictly inside its bounds. */
export const inside = (name: FreeName, place: number): number => {
  const { low, high } = BOUNDS[name];
  return low * (high / low) ** (1 / (1 + Math.exp(-place)));
};

/** The place of a value. Law: undoes `inside`. */
export const placeOf = (name: FreeName, value: number): number => {
  const { low, high } = BOUNDS[name];
  const share = Math.log(value / low) / Math.log(high / low);
  const within = Math.min(Math.max(share, 1e-6), 1 - 1e-6);
  return Math.log(within / (1 - within));
};
