// SPDX-License-Identifier: Apache-2.0
/**
 * The balance: where all of the drug is that was given. Every sink is a state of its own, so the
 * balance closes by bookkeeping or not at all.
 */
import type { Micrograms } from "./measure.ts";
import type { Model, Route } from "./neuraxis.ts";
import type { State } from "./solve.ts";

/** Mass by place. */
export type Balance = {
  readonly given: Micrograms;
  readonly spinalFluid: Micrograms;
  readonly cord: Micrograms;
  /** In the epidural pool and its fat. */
  readonly epidural: Micrograms;
  readonly cranium: Micrograms;
  /** In plasma's spaces; 0 where plasma is not modelled. */
  readonly plasma: Micrograms;
  readonly eliminated: Micrograms;
  /** Passed to the blood so far, whether or not plasma is modelled. */
  readonly absorbed: Micrograms;
  readonly routed: Readonly<Record<Route, Micrograms>>;
  /** What is missing or too much, as a share of what was given. */
  readonly error: number;
};

/**
 * The balance of a state.
 * Law: the error stays at or below 1e-10 at every step.
 */
export const balance = (state: State): Balance => {
  const { model, given, absorbed, eliminated, routed } = state;
  const { cells, cord, epidural, spaces } = model.layout;
  const massIn = (places: readonly number[]): Micrograms =>
    places.reduce((sum, at) => sum + heldAt(model, state.concentration, at), 0);
  const held = {
    spinalFluid: massIn(cells),
    cord: massIn(cord.flatMap((each) => (each ? [each.superficial, each.deep] : []))),
    epidural: massIn(epidural.flatMap((each) => (each ? [each.pool, each.fat ?? []].flat() : []))),
    cranium: massIn(spaces),
  };
  const plasma = inPlasma(state);
  const gone = model.plasma === null ? absorbed : plasma + eliminated;
  const inBody = held.spinalFluid + held.cord + held.epidural + held.cranium;
  const error = given === 0 ? 0 : Math.abs(given - inBody - gone) / given;
  return { given, ...held, plasma, eliminated, absorbed, routed, error };
};

const heldAt = ({ tree }: Model, concentration: Float64Array, at: number): Micrograms =>
  (tree.volume[at] ?? 0) * (concentration[at] ?? 0);

const inPlasma = ({ model, plasma }: State): Micrograms =>
  model.plasma === null || plasma === null
    ? 0
    : model.plasma.volume.reduce((sum, volume, at) => sum + volume * (plasma[at] ?? 0), 0);
