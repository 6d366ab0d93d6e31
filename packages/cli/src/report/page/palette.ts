// SPDX-License-Identifier: Apache-2.0
/**
 * The palette of the heat map: from a pale yellow through green to a deep blue, in steps that look
 * alike. It is laid out in OKLab and cut at equal distances; lightness only falls, so it reads in
 * grey, in print and with any colour vision.
 * Source: B. Ottosson, OKLab (2020), for the colour space; the path is ours.
 */

type Lab = readonly [lightness: number, a: number, b: number];

const PATH_POINTS = 400;

/** The path: lightness falls, the hue turns from yellow to blue, the colour is fullest midway. */
const pathAt = (share: number): Lab => {
  const lightness = 0.975 - 0.705 * share;
  const hue = ((108 + 162 * share) * Math.PI) / 180;
  const chroma = 0.035 + 0.085 * Math.sin(Math.PI * Math.min(1, 0.12 + 0.8 * share));
  return [lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)];
};

const distance = (one: Lab, other: Lab): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

/** Length of the path up to each of its points. */
const lengths = (points: readonly Lab[]): readonly number[] => {
  let sum = 0;
  return points.map((point, index) => {
    sum += distance(point, points[Math.max(0, index - 1)] ?? point);
    return sum;
  });
};

const channel = (linear: number): string => {
  const value = Math.min(1, Math.max(0, linear));
  const encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
};

const hexOf = ([lightness, a, b]: Lab): string => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return `#${red}${green}${blue}`;
};

/**
 * So many colours, palest first.
 * Law: neighbours lie equally far apart, and each is darker than the one before.
 */
export const paletteOf = (count: number): readonly string[] => {
  const points = Array.from({ length: PATH_POINTS }, (_, at) => pathAt(at / (PATH_POINTS - 1)));
  const upto = lengths(points);
  const whole = upto.at(-1) ?? 1;
  return Array.from({ length: count }, (_, index) => {
    const target = (index / Math.max(1, count - 1)) * whole;
    return hexOf(points[upto.findIndex((each) => each >= target - 1e-9)] ?? pathAt(1));
  });
};
