// SPDX-License-Identifier: Apache-2.0
/**
 * Populations: which there are, and what may be asked of one. The adult population is the only one
 * whose traits have sources; `member` draws it.
 */
import type { PopulationAsked, ProtocolRefusal } from "../protocol.ts";

/** Names of the populations. */
export const POPULATIONS: readonly string[] = ["adult"];

/** Members of one protocol at most. Ours. */
export const MOST_MEMBERS = 100_000;
/** The largest seed. */
export const LARGEST_SEED = 2 ** 32 - 1;

type Bounds = { readonly low: number; readonly high: number };

const outside = (asked: number, { low, high }: Bounds): boolean =>
  !(Number.isSafeInteger(asked) && asked >= low && asked <= high);

/** Why a population cannot be drawn: no such one, a seed or a number of members out of range. */
export const populationRefusals = (asked: PopulationAsked): readonly ProtocolRefusal[] => {
  const { population, seed, members } = asked;
  const seeds = { low: 0, high: LARGEST_SEED };
  const counts = { low: 1, high: MOST_MEMBERS };
  const named = { path: "subject.population", asked: population, accepted: POPULATIONS };
  const known = POPULATIONS.includes(population);
  return [
    ...(known ? [] : [{ kind: "population-not-offered", ...named } as const]),
    ...(outside(seed, seeds)
      ? [{ kind: "seed-out-of-range", path: "subject.seed", asked: seed, ...seeds } as const]
      : []),
    ...(outside(members, counts)
      ? [
          {
            kind: "members-out-of-range",
            path: "subject.members",
            asked: members,
            ...counts,
          } as const,
        ]
      : []),
  ];
};
