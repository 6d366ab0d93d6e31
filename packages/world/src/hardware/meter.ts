// SPDX-License-Identifier: Apache-2.0
/**
 * Meters: amounts of which only so many thousandths count. What is left over of a division is kept,
 * so that it does not matter in how many parts an amount was metered.
 */

/** A whole amount and the thousandths that are not yet one more. */
export type Meter = { readonly whole: number; readonly rest: number };

/** Nothing metered yet. */
export const NO_AMOUNT: Meter = { whole: 0, rest: 0 };

/** An amount of which so many thousandths count. */
type Part = readonly [amount: number, share: number];

/**
 * The meter after some more, exactly.
 * Law: metering an amount in parts comes to the same as metering it whole.
 */
export const metered = ({ whole, rest }: Meter, ...parts: readonly Part[]): Meter => {
  let [sum, left] = [whole, rest];
  for (const [amount, share] of parts) {
    const thousands = Math.floor(amount / 1_000);
    left += (amount - thousands * 1_000) * share;
    sum += thousands * share + Math.floor(left / 1_000);
    left %= 1_000;
  }
  return { whole: sum, rest: left };
};
