// SPDX-License-Identifier: Apache-2.0
/**
 * The cranial fluid: a few well-mixed spaces in a tree, the root of which meets the canal. Made in
 * some of them, the fluid runs to where it leaves for the blood; the canal takes or gives its
 * share at the foramen magnum.
 */
import { assert } from "@cisterna/quantity";
import type { Millilitres, MillilitresPerHour } from "./measure.ts";
import type { CranialSpace } from "./subject.ts";

/** One space with its passage to the space that it meets. */
type Space = {
  readonly volume: Millilitres;
  readonly meets: number | null;
  readonly up: MillilitresPerHour;
  readonly down: MillilitresPerHour;
  readonly outflow: MillilitresPerHour;
};

/**
 * The spaces with their flows, given the bulk flow that comes up through the foramen magnum
 * (negative when the canal absorbs more than it is given). A space is mixed, so what flows out of
 * it has its concentration.
 * Law: of water, what is made and comes up equals what leaves.
 * Breaks if: the canal absorbs more than the cranium makes.
 */
export const spacesOf = (
  cranium: readonly CranialSpace[],
  fromCanal: MillilitresPerHour,
): readonly Space[] => {
  const leaving = cranium.reduce((sum, space) => sum + space.production, fromCanal);
  assert(leaving >= 0, "the cranium makes what the canal absorbs", { leaving, fromCanal });
  assert(cranium.length > 0 || leaving === 0, "fluid of a closed canal stays", { leaving });
  const surplus = cranium.map((space) => space.production - space.outflowShare * leaving);
  return cranium.map((space, index) => {
    const flow = surplus[index] ?? 0;
    const { meets } = space;
    const outflow = space.outflowShare * leaving;
    if (meets === null) return { volume: space.volume, meets, up: 0, down: 0, outflow };
    surplus[meets] = (surplus[meets] ?? 0) + flow;
    const up = space.mixing + Math.max(flow, 0);
    const down = space.mixing + Math.max(-flow, 0);
    return { volume: space.volume, meets, up, down, outflow };
  });
};
