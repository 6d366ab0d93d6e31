// SPDX-License-Identifier: Apache-2.0
/** The horizon: how long a change is looked at, and at which instants. */
import { hoursUntil, type Passage } from "./passage.ts";

const STEPS = 320;
/** The first part is cut finer when something happens fast in it. */
const FINE_STEPS = 80;

/** Until the line has been exchanged and half of it once more; at least a day. */
const endOf = (passages: readonly Passage[]): number =>
  passages.reduce(
    (latest, { phases, line }) => Math.max(latest, hoursUntil(phases, line * 1.5)),
    24,
  );

const evenly = (from: number, upto: number, steps: number): readonly number[] =>
  Array.from({ length: steps }, (_, step) => from + ((upto - from) * (step + 1)) / steps);

/** Instants, h, from 0 on: fine while a prime or a short bridge runs, then even. */
export const timesOf = (passages: readonly Passage[]): readonly number[] => {
  const end = endOf(passages);
  const first = Math.min(...passages.map(({ phases }) => hoursUntil(phases, phases[0]?.upto ?? 0)));
  const fast = first < end / 10 ? first * 2 : 0;
  const fine = fast > 0 ? evenly(0, fast, FINE_STEPS) : [];
  return [0, ...fine, ...evenly(fast, end, STEPS)];
};
