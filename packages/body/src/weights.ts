// SPDX-License-Identifier: Apache-2.0
/**
 * The weights of TR-BDF2: a trapezoid to an inner point, then a backward difference over both.
 * Second order and L-stable; with this inner point both stages have one matrix. Stated once for
 * the single run and for the tiles.
 */

/** Where the inner point lies, as a share of the step. */
const GAMMA = 2 - Math.SQRT2;
/** Weight of the first two stages in the integral over a step. */
export const EARLY = Math.SQRT2 / 4;
/** Weight of the last stage in the integral, and of the flux in both stages. */
export const LATE = GAMMA / 2;
/** The second stage is A × stage − B × start. */
export const A = 1 / (GAMMA * (2 - GAMMA));
/** The second stage is A × stage − B × start. */
export const B = A - 1;

/**
 * The embedded error of a step, as weights of the three fluxes over half: the third derivative,
 * divided differences of the flux at start, inner point and end. They add up to nothing.
 * Source: Hosea and Shampine, Applied Numerical Mathematics 20:21 (1996).
 */
export const STRAIN = strainWeights();

function strainWeights(): readonly [number, number, number] {
  const size = (-3 * GAMMA ** 2 + 4 * GAMMA - 2) / (6 * (2 - GAMMA)) / LATE;
  return [size / GAMMA, -size / (GAMMA * (1 - GAMMA)), size / (1 - GAMMA)];
}
