// SPDX-License-Identifier: Apache-2.0
/**
 * Structure: a model as the kernels see it, one list of compartments with rates per mass. The
 * fluid's tree comes first, then plasma's, then one compartment that keeps what has left the body,
 * so that the balance of a lane is a sum. Nothing flows from the blood into the fluid.
 */
import type { Model } from "../neuraxis.ts";
import type { Tree } from "../tree.ts";
import { LANES, lengthOf, type Shape, VECTOR, type Workspace } from "./kernel.ts";

/** Bodies with the same structure fit into one tile. */
export const structureOf = ({ tree, plasma }: Model): string =>
  `${tree.parent.join()};${plasma?.parent.join() ?? ""}`;

/** The shape of a tile of such bodies. Without plasma the fluid drains out of the body. */
export const shapeOf = ({ tree, plasma }: Model, slots: number): Shape => {
  const blood = plasma?.size ?? 0;
  const central = tree.size + Math.max(blood - 1, 0);
  return { fluid: tree.size, central, size: tree.size + blood + 1, slots };
};

/**
 * Where each compartment of the model stands in a tile: first all that hangs on the longest way to
 * the root, in their own order, then that way itself (the canal, up into the cranium) in one row,
 * so that a kernel passes most of what it passes to the very next place. Then the blood.
 */
export const placesOf = ({ tree, plasma }: Model): Int32Array => {
  const onWay = longestWay(tree);
  const aside = tree.size - onWay.reduce((sum, each) => sum + each, 0);
  let [beside, along] = [0, aside];
  return Int32Array.from({ length: tree.size + (plasma?.size ?? 0) }, (_, at) => {
    if (at >= tree.size) return at;
    return onWay[at] === 1 ? along++ : beside++;
  });
};

/** Marks the longest way from a leaf to the root. */
const longestWay = ({ size, parent }: Tree): Uint8Array => {
  const height = new Int32Array(size + 1);
  const tallest = new Int32Array(size + 1).fill(-1);
  for (let at = 0; at < size; at += 1) {
    const over = parent[at] ?? size;
    const reach = (height[at] ?? 0) + 1;
    if (reach <= (height[over] ?? 0)) continue;
    height[over] = reach;
    tallest[over] = at;
  }
  const marks = new Uint8Array(size);
  for (let at = tallest[size] ?? -1; at >= 0; at = tallest[at] ?? -1) marks[at] = 1;
  return marks;
};

/** Writes a model into one lane of a workspace. */
export const load = (
  { shape, numbers, parent }: Workspace,
  { model, places }: { readonly model: Model; readonly places: Int32Array },
  lane: number,
): void => {
  const set = (vector: number, at: number, value: number): void => {
    numbers[vector * lengthOf(shape) + LANES * at + lane] = value;
  };
  const put = (tree: Tree, { first, above }: { first: number; above: number }): void => {
    tree.volume.forEach((volume, index) => {
      const at = places[first + index] ?? 0;
      const over = tree.parent[index] ?? tree.size;
      const isRoot = over === tree.size;
      const drain = (tree.drain[index] ?? 0) / volume;
      const leaves = isRoot && first > 0;
      parent[at] = isRoot ? above : (places[first + over] ?? 0);
      set(VECTOR.up, at, leaves ? drain : (tree.up[index] ?? 0) / volume);
      set(VECTOR.down, at, isRoot ? 0 : (tree.down[index] ?? 0) / (tree.volume[over] ?? 1));
      set(VECTOR.drain, at, leaves ? 0 : drain);
      set(VECTOR.perVolume, at, 1 / volume);
    });
  };
  const gone = shape.size - 1;
  put(model.tree, { first: 0, above: shape.size });
  if (model.plasma !== null) put(model.plasma, { first: shape.fluid, above: gone });
  parent[gone] = shape.size;
  set(VECTOR.perVolume, gone, 1);
};
