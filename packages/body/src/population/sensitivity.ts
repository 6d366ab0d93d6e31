// SPDX-License-Identifier: Apache-2.0
/**
 * Sensitivity: which trait matters for which outcome, over the whole population and not around one
 * person. In: a count and a seed. Out: the people to carry out, and from their outcomes the share
 * of the variance that each trait accounts for, alone (first) and with all it does together with
 * others (total).
 */
import { shareAt } from "./generator.ts";
import type { Traits } from "./member.ts";
import { REFERENCE_TRAITS } from "./person.ts";
import { TRAIT_NAMES, TRAITS, type TraitName, valueWithin } from "./trait.ts";

/** The traits that act by themselves; the body mass index acts through the canal's volume alone. */
export const ACTING: readonly TraitName[] = TRAIT_NAMES.filter((name) => name !== "bodyMassIndex");

/** Irrational steps, one for each dimension: square roots of the first primes. */
const PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
] as const;

/**
 * A point of an even sequence in the unit cube: each coordinate goes on by an irrational step, from
 * a start that the seed draws. It fills the cube more evenly than chance and needs no tables.
 * Source: the additive recurrence of Kronecker and Weyl, shifted as Cranley and Patterson do.
 */
const pointAt = (place: number, seed: number): readonly number[] =>
  PRIMES.map((prime, at) => (shareAt([seed, 1], [at, 0]) + (place + 1) * Math.sqrt(prime)) % 1);

/** The people of an analysis: two samples, and for each trait the first with that one changed. */
export type Crossed = {
  readonly first: readonly Traits[];
  readonly second: readonly Traits[];
  /** The first sample with one trait taken from the second, by the order of `ACTING`. */
  readonly swapped: readonly (readonly Traits[])[];
};

/** The people of an analysis. Every trait is in its range; none leans on another. */
export const crossed = (count: number, seed: number): Crossed => {
  const points = Array.from({ length: count }, (_, place) => pointAt(place, seed));
  const sample = (from: number): readonly Traits[] =>
    points.map((point) => ({
      ...REFERENCE_TRAITS,
      ...Object.fromEntries(
        ACTING.map((name, at) => [name, valueWithin(TRAITS[name], point[from + at] ?? 0.5)]),
      ),
    }));
  const [first, second] = [sample(0), sample(ACTING.length)];
  return {
    first,
    second,
    swapped: ACTING.map((name) =>
      first.map((traits, at) => ({ ...traits, [name]: second[at]?.[name] ?? traits[name] })),
    ),
  };
};

/** Shares of the variance of an outcome. */
export type Indices = { readonly first: number; readonly total: number };

/** One outcome in both samples, and in the first with one trait changed. */
export type Answers = {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly swapped: readonly number[];
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/**
 * The shares of one trait.
 * Law: for a sum of independent terms both are the term's share of the variance.
 * Source: Saltelli et al. 2010 (10.1016/j.cpc.2009.09.018) for the first, Jansen 1999 for the
 * total.
 */
export const indicesOf = ({ first, second, swapped }: Answers): Indices => {
  const all = [...first, ...second];
  const middle = mean(all);
  const variance = mean(all.map((each) => (each - middle) ** 2));
  const alone = mean(
    second.map((each, at) => (each - middle) * ((swapped[at] ?? 0) - (first[at] ?? 0))),
  );
  const together = mean(first.map((each, at) => (each - (swapped[at] ?? 0)) ** 2)) / 2;
  return { first: alone / variance, total: together / variance };
};
