// SPDX-License-Identifier: Apache-2.0
/**
 * Heat: a concentration as one of a few shades of one hue, by decades, the same in every picture.
 */

/** Decades that are told apart; what is less is as good as none. */
export const DECADES = 4;

/** The shade of a value under a greatest one: 0 for none, 1 for the greatest; logarithmic. */
export const shadeOf = (value: number, most: number): number => {
  if (value <= 0 || most <= 0) return 0;
  return Math.min(1, Math.max(0, 1 + Math.log10(value / most) / DECADES));
};

/** The colour of a shade, from the palette of the page. */
export const heatColour = (shade: number): string =>
  `color-mix(in oklab, var(--heat-high) ${Math.round(shade * 100)}%, var(--heat-low))`;

/** The next power of ten at or above a value: the top of a scale. */
export const decadeOver = (value: number): number =>
  value <= 0 ? 1 : 10 ** Math.ceil(Math.log10(value) - 1e-9);
