// SPDX-License-Identifier: Apache-2.0
/**
 * Members: the persons of a population as numbers. In: a seed and the place of a member. Out: the
 * member's traits. A draw with any trait outside its range is thrown away as a whole and drawn
 * again, never moved to the edge, so no range has a pile of people at its end.
 */
import { assert } from "@cisterna/quantity";
import { shareAt } from "./generator.ts";
import { scoreOf } from "./normal.ts";
import { isWithin, TRAIT_NAMES, TRAITS, type TraitName, valueAt } from "./trait.ts";

/** The traits of one person, each in the unit of its row. */
export type Traits = Readonly<Record<TraitName, number>>;

/** Draws of one member that are tried at most; a few in a hundred need a second one. */
const MOST_DRAWS = 1000;

/**
 * The traits of the member at this place.
 * Law: depends on the seed and the place alone; every trait is in its range.
 */
export const memberAt = (seed: number, place: number): Traits => {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const traits = drawn({ seed, place, draw });
    if (TRAIT_NAMES.every((name) => isWithin(TRAITS[name], traits[name]))) return traits;
  }
  assert(false, "a member is drawn within a few trials", { seed, place });
};

type Draw = { readonly seed: number; readonly place: number; readonly draw: number };

/** Every draw of a member has counters of its own: stream and draw share the second word. */
const STREAMS = 64;

const drawn = (draw: Draw): Traits =>
  Object.fromEntries(TRAIT_NAMES.map((name) => [name, traitOf(draw, name)])) as Record<
    TraitName,
    number
  >;

const shareOf = ({ seed, place, draw }: Draw, name: TraitName): number =>
  shareAt([seed, 0], [place, draw * STREAMS + TRAITS[name].stream]);

const traitOf = (draw: Draw, name: TraitName): number => {
  const { leaning } = TRAITS[name];
  const share = shareOf(draw, name);
  if (leaning === null) return valueAt(TRAITS[name], { share });
  const { on, correlation } = leaning;
  const own = Math.sqrt(1 - correlation ** 2) * scoreOf(share);
  return valueAt(TRAITS[name], { share, score: correlation * scoreOf(shareOf(draw, on)) + own });
};
