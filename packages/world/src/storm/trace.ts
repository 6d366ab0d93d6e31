// SPDX-License-Identifier: Apache-2.0
/**
 * The trace: everything that a life made a pump say, as one number. Equal traces are the proof that
 * two runs were the same run; traces of lives are joined in the order of the lives, so the number
 * of threads cannot show.
 */
import { scrambled } from "./dice.ts";

/** Two halves of a 64-bit trace. Changed in place. */
export type Trace = { low: number; high: number };

/** A trace of nothing. */
export const emptyTrace = (): Trace => ({ low: 0x9e3779b9, high: 0x243f6a88 });

/** Takes a text into a trace. */
export const trace = (into: Trace, text: string): void => {
  let { low, high } = into;
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = (Math.imul(high, 31) + low) | 0;
  }
  into.low = scrambled(low);
  into.high = scrambled(high ^ into.low);
};

const digits = (half: number): string => (half >>> 0).toString(16).padStart(8, "0");

/** A trace as sixteen hexadecimal digits. */
export const traceText = ({ low, high }: Trace): string => digits(high) + digits(low);

/** The trace of many lives, from the traces of each in order. */
export const joined = (traces: Iterable<string>): string => {
  const whole = emptyTrace();
  for (const each of traces) trace(whole, each);
  return traceText(whole);
};
