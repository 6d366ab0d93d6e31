// SPDX-License-Identifier: Apache-2.0
/**
 * People: when the patient presses the button of the controller. A press is a wish; the pump
 * grants or refuses it, and both are recorded.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";

/** The patient's behaviour: never, every so often, or at times known beforehand. */
export type Presses =
  | { readonly kind: "none" }
  | { readonly kind: "every"; readonly interval: Milliseconds }
  | { readonly kind: "at"; readonly times: readonly Milliseconds[] };

/**
 * Times of the presses after the start and up to the end, in order. The first of a regular patient
 * comes one interval after the start.
 * Law: none is before the start or after the end; a time listed twice is two presses.
 */
export const pressTimes = (presses: Presses, upto: Milliseconds): readonly Milliseconds[] => {
  switch (presses.kind) {
    case "none":
      return [];
    case "every":
      return regular(presses.interval, upto);
    case "at":
      return presses.times.filter((time) => time <= upto).toSorted((a, b) => a - b);
  }
};

const regular = (interval: Milliseconds, upto: Milliseconds): readonly Milliseconds[] => {
  const count = interval === 0 ? 0 : Math.floor(upto / interval);
  return Array.from({ length: count }, (_, index) => milliseconds((index + 1) * interval));
};
