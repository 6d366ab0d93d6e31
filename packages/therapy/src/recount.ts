// SPDX-License-Identifier: Apache-2.0
/**
 * Recount: the products and sums of a worksheet a second time, from the numbers as they are
 * printed. It shares no code with quantities: digits as whole numbers, and a unit table of its own,
 * so that one slip cannot be made twice. Arithmetic is ours.
 */

/** Nanograms, nanolitres and nanograms in a nanolitre, times a million: no digit is lost. */
const SCALE: Readonly<Record<string, bigint>> = {
  mcg: 1_000n,
  mg: 1_000_000n,
  g: 1_000_000_000n,
  mL: 1_000_000n,
  L: 1_000_000_000n,
  "ng/mL": 1n,
  "mcg/mL": 1_000n,
  "mg/mL": 1_000_000n,
  "g/mL": 1_000_000_000n,
};

const PLACES = 18;

/** A printed amount as a whole number of 1e-18 of its base; null: it is not one of these. */
const wholeOf = (text: string): { readonly value: bigint; readonly rounded: boolean } | null => {
  const found = /^(≈ )?(\d+)(?:\.(\d+))? (\S+)$/.exec(text);
  const [, sign, whole = "", fraction = "", unit = ""] = found ?? [];
  const scale = SCALE[unit];
  if (found === null || scale === undefined || fraction.length > PLACES) return null;
  const digits = BigInt(whole + fraction.padEnd(PLACES, "0"));
  return { value: digits * scale, rounded: sign !== undefined };
};

const ONE = 10n ** BigInt(PLACES);

/** Nanograms in a millilitre times nanolitres are a millionth of nanograms. */
const PER_MILLILITRE = 1_000_000n;

/** What six printed digits may have lost of a product: five parts in a million, each. */
const isNear = (a: bigint, b: bigint): boolean => {
  const difference = a < b ? b - a : a - b;
  const size = a < b ? b : a;
  return difference * 100_000n <= size;
};

/**
 * Whether a printed concentration times a printed volume is the printed mass. Refuses: what cannot
 * be read is never right. Law: it holds for what quantities print, and for nothing ten times more.
 */
export const isMassOf = (concentration: string, volume: string, mass: string): boolean => {
  const [c, v, m] = [wholeOf(concentration), wholeOf(volume), wholeOf(mass)];
  if (c === null || v === null || m === null) return false;
  const product = c.value * v.value;
  const exact = m.value * ONE * PER_MILLILITRE;
  return c.rounded || v.rounded || m.rounded ? isNear(product, exact) : product === exact;
};

/** Whether printed volumes make up the printed whole, to a digit of what was rounded. */
export const isSumOf = (parts: readonly string[], whole: string): boolean => {
  const [all, sum] = [parts.map(wholeOf), wholeOf(whole)];
  const read = all.filter((each) => each !== null);
  if (sum === null || read.length !== parts.length) return false;
  const total = read.reduce((so, { value }) => so + value, 0n);
  return read.some(({ rounded }) => rounded) ? isNear(total, sum.value) : total === sum.value;
};
