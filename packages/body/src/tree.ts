// SPDX-License-Identifier: Apache-2.0
/**
 * Compartments in a tree. Every compartment exchanges with one parent (a deep cord layer with the
 * superficial one, that with its cell, a cell with the next cell up, the last cell with the
 * cranium), so that eliminating children before parents fills nothing in: one factorisation and
 * one solve cost a few operations a compartment. Fluxes leave one compartment and enter another
 * by the same number, so mass can only go where a drain says.
 */

import type { Millilitres, MillilitresPerHour } from "./measure.ts";

/** One compartment, by the place of its parent in the list. */
export type Compartment = {
  readonly volume: Millilitres;
  /** Place of the parent, after this one; null at the root. */
  readonly parent: number | null;
  /** Flux to the parent per concentration here. */
  readonly up: MillilitresPerHour;
  /** Flux from the parent per concentration there. */
  readonly down: MillilitresPerHour;
  /** Flux out of the tree per concentration here. */
  readonly drain: MillilitresPerHour;
};

/**
 * The generator: dm/dt = G c, m = V c, by columns.
 * Law: with the drains counted, every column of G sums to zero.
 */
export type Tree = {
  readonly size: number;
  readonly volume: Float64Array;
  readonly parent: Int32Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly drain: Float64Array;
};

/** Solves (s V − t G) c = b, for one s and t. */
export type Factor = {
  readonly size: number;
  readonly parent: Int32Array;
  /** What of b goes on to the parent. */
  readonly carry: Float64Array;
  /** One over the pivot. */
  readonly inverse: Float64Array;
  /** What of the parent's solution comes back. */
  readonly back: Float64Array;
};

/** The tree of a list whose parents come after their children; the root is last. */
export const treeOf = (list: readonly Compartment[]): Tree => ({
  size: list.length,
  volume: Float64Array.from(list, (each) => each.volume),
  parent: Int32Array.from(list, (each) => each.parent ?? list.length),
  up: Float64Array.from(list, (each) => each.up),
  down: Float64Array.from(list, (each) => each.down),
  drain: Float64Array.from(list, (each) => each.drain),
});

/**
 * Eliminates the tree. The pivots are sums of non-negative terms (each child's surplus over what
 * it hands up), so nothing cancels and a non-negative b gives a non-negative c.
 */
export const factor = (tree: Tree, weights: { storage: number; flux: number }): Factor => {
  const { size, parent } = tree;
  const surplus = new Float64Array(size + 1);
  const carry = new Float64Array(size);
  const inverse = new Float64Array(size);
  const back = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    const up = weights.flux * (tree.up[at] ?? 0);
    const down = weights.flux * (tree.down[at] ?? 0);
    const kept = weights.storage * (tree.volume[at] ?? 0) + weights.flux * (tree.drain[at] ?? 0);
    const own = kept + (surplus[at] ?? 0);
    const pivot = own + up;
    const above = parent[at] ?? size;
    surplus[above] = (surplus[above] ?? 0) + (down * own) / pivot;
    carry[at] = up / pivot;
    inverse[at] = 1 / pivot;
    back[at] = down / pivot;
  }
  return { size, parent, carry, inverse, back };
};

/**
 * Solves in place: `vector` (one longer than the tree, the last entry idle) holds b and then c.
 * The loops are plain because this is where the body's time goes.
 */
export const solve = (factored: Factor, vector: Float64Array): void => {
  const { size, parent, carry, inverse, back } = factored;
  for (let at = 0; at < size; at += 1) {
    const above = parent[at] as number;
    vector[above] = (vector[above] as number) + (carry[at] as number) * (vector[at] as number);
  }
  vector[size] = 0;
  for (let at = size - 1; at >= 0; at -= 1) {
    const above = vector[parent[at] as number] as number;
    vector[at] = (inverse[at] as number) * (vector[at] as number) + (back[at] as number) * above;
  }
};

/** Adds scale × G c to `out`; both one longer than the tree. */
export const addFlux = (
  tree: Tree,
  vectors: { readonly of: Float64Array; readonly into: Float64Array },
  scale: number,
): void => {
  const { size, parent, up, down, drain } = tree;
  const { of, into } = vectors;
  for (let at = 0; at < size; at += 1) {
    const above = parent[at] as number;
    const here = of[at] as number;
    const handed = (up[at] as number) * here - (down[at] as number) * (of[above] as number);
    into[at] = (into[at] as number) - scale * (handed + (drain[at] as number) * here);
    into[above] = (into[above] as number) + scale * handed;
  }
};

/** Σ weight × value over the tree. */
export const dot = (weight: Float64Array, value: Float64Array): number => {
  let sum = 0;
  const { length } = weight;
  for (let at = 0; at < length; at += 1) sum += (weight[at] as number) * (value[at] as number);
  return sum;
};
