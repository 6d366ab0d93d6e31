// SPDX-License-Identifier: Apache-2.0
/**
 * The plain kernel: TR-BDF2 on a tile in typed arrays, four lanes side by side. It runs wherever
 * the language does, and it is what every other kernel is held to. It carries masses rather than
 * concentrations, so that volumes fall out of the loops, and reads the flux of a solution off its
 * own right-hand side, so that the generator is never applied.
 */
import { assert } from "@cisterna/quantity";
import { A, B, STRAIN } from "../weights.ts";
import {
  type Kernel,
  LANES,
  lengthOf,
  type Shape,
  type Side,
  VECTOR,
  vectorsOf,
} from "./kernel.ts";

/** The kernel in the language alone. */
export const plainKernel: Kernel = {
  name: "plain",
  open: (shape) => {
    const length = lengthOf(shape);
    const numbers = new Float64Array(length * vectorsOf(shape.slots));
    const parent = new Int32Array(shape.size);
    const tile = tileIn(shape, parent, (vector) =>
      numbers.subarray(vector * length, (vector + 1) * length),
    );
    const kept = (slot: number): Factor => {
      const found = tile.factors[slot];
      assert(found !== undefined, "a slot of the workspace", { slot });
      return found;
    };
    return {
      shape,
      numbers,
      parent,
      factor: (slot, half) => factor(tile, kept(slot), half),
      step: (slot, half, from) => step(tile, kept(slot), { half, from }),
      strain: (slot, half, from) => strain(tile, kept(slot), { half, from }),
    };
  },
};

type Factor = Readonly<Record<"carry" | "inverse" | "back", Float64Array>>;
type Pair = readonly [Float64Array, Float64Array];

/** What the loops below share. */
type Tile = {
  readonly shape: Shape;
  readonly parent: Int32Array;
  /** Place of each number's parent in its own lane. */
  readonly above: Int32Array;
  readonly vectors: Readonly<
    Record<"up" | "down" | "drain" | "perVolume" | "source" | "stage" | "strain", Float64Array>
  > &
    Readonly<Record<"mass" | "flux", Pair>>;
  readonly factors: readonly Factor[];
  /** What the fluid hands to the blood at a stage, by lane, mcg/h. */
  readonly handed: Float64Array;
};

/** A step's length, and the side that it starts from. */
type Stride = { readonly half: number; readonly from: Side };

const tileIn = (shape: Shape, parent: Int32Array, at: (vector: number) => Float64Array): Tile => ({
  shape,
  parent,
  above: new Int32Array(LANES * shape.size),
  vectors: {
    up: at(VECTOR.up),
    down: at(VECTOR.down),
    drain: at(VECTOR.drain),
    perVolume: at(VECTOR.perVolume),
    source: at(VECTOR.source),
    stage: at(VECTOR.stage),
    strain: at(VECTOR.strain),
    mass: [at(VECTOR.mass[0]), at(VECTOR.mass[1])],
    flux: [at(VECTOR.flux[0]), at(VECTOR.flux[1])],
  },
  factors: Array.from({ length: shape.slots }, (_, slot): Factor => {
    const first = VECTOR.factors + 3 * slot;
    return { carry: at(first), inverse: at(first + 1), back: at(first + 2) };
  }),
  handed: new Float64Array(LANES),
});

/** As `factor` of a single tree, with masses for concentrations. */
const factor = (tile: Tile, into: Factor, half: number): void => {
  const { shape, parent, above, vectors } = tile;
  const { up, down, drain, stage: surplus } = vectors;
  const { carry, inverse, back } = into;
  surplus.fill(0);
  for (let at = 0; at < LANES * shape.size; at += 1) {
    const over = LANES * (parent[at >> 2] as number) + (at & 3);
    const [rising, falling] = [half * (up[at] as number), half * (down[at] as number)];
    const own = 1 + half * (drain[at] as number) + (surplus[at] as number);
    const pivot = own + rising;
    surplus[over] = (surplus[over] as number) + (falling * own) / pivot;
    above[at] = over;
    carry[at] = rising / pivot;
    inverse[at] = 1 / pivot;
    back[at] = falling / pivot;
  }
};

/** Solves in place over some compartments, none of which has a parent outside of them. */
const solve = (
  { above }: Tile,
  { carry, inverse, back }: Factor,
  { vector, from, upto }: { vector: Float64Array; from: number; upto: number },
): void => {
  for (let at = LANES * from; at < LANES * upto; at += 1) {
    const over = above[at] as number;
    vector[over] = (vector[over] as number) + (carry[at] as number) * (vector[at] as number);
  }
  for (let at = LANES * upto - 1; at >= LANES * from; at -= 1) {
    const over = vector[above[at] as number] as number;
    vector[at] = (inverse[at] as number) * (vector[at] as number) + (back[at] as number) * over;
  }
};

/** Adds up what the fluid hands to the blood; the root comes first, as the solution does. */
const hand = ({ shape, vectors, handed }: Tile, of: Float64Array): void => {
  const { drain } = vectors;
  handed.fill(0);
  for (let at = LANES * shape.fluid - 1; at >= 0; at -= 1) {
    const lane = at & 3;
    handed[lane] = (handed[lane] as number) + (drain[at] as number) * (of[at] as number);
  }
};

/** Solves the fluid, and then the blood with what the fluid hands to it. */
const solveAll = (tile: Tile, factored: Factor, { end: vector, half }: Solved): void => {
  const { shape, handed } = tile;
  const { fluid, size } = shape;
  solve(tile, factored, { vector, from: 0, upto: fluid });
  hand(tile, vector);
  for (let lane = 0; lane < LANES; lane += 1) {
    const at = LANES * shape.central + lane;
    vector[at] = (vector[at] as number) + half * (handed[lane] as number);
  }
  solve(tile, factored, { vector, from: fluid, upto: size });
};

type Solved = { readonly end: Float64Array; readonly half: number };

const step = (tile: Tile, factored: Factor, { half, from }: Stride): void => {
  const { source, stage, mass, flux } = tile.vectors;
  const [start, before] = [mass[from], flux[from]];
  const [end, after] = from === 0 ? [mass[1], flux[1]] : [mass[0], flux[0]];
  const length = LANES * tile.shape.size;
  for (let at = 0; at < length; at += 1) {
    const moving = (before[at] as number) + 2 * (source[at] as number);
    stage[at] = (start[at] as number) + half * moving;
  }
  solveAll(tile, factored, { end: stage, half });
  for (let at = 0; at < length; at += 1) {
    const blend = A * (stage[at] as number) - B * (start[at] as number);
    const right = blend + half * (source[at] as number);
    end[at] = right;
    after[at] = right;
  }
  solveAll(tile, factored, { end, half });
  readFlux(tile, { end, after, half });
};

/** The solution less its right-hand side is what its own flux adds in half a step. */
const readFlux = ({ shape }: Tile, { end, after, half }: Ended): void => {
  const perHalf = 1 / half;
  for (let at = 0; at < LANES * shape.size; at += 1) {
    after[at] = ((end[at] as number) - (after[at] as number)) * perHalf;
  }
};

type Ended = Solved & { readonly after: Float64Array };

const strain = (tile: Tile, factored: Factor, stride: Stride): number => {
  const { shape, vectors } = tile;
  const { strain: vector, perVolume, mass } = vectors;
  differ(tile, stride);
  solve(tile, factored, { vector, from: 0, upto: shape.fluid });
  const end = mass[stride.from === 0 ? 1 : 0];
  const [off, high] = [new Float64Array(LANES), new Float64Array(LANES).fill(Number.MIN_VALUE)];
  for (let at = 0; at < LANES * shape.fluid; at += 1) {
    const lane = at & 3;
    const per = perVolume[at] as number;
    off[lane] = Math.max(off[lane] as number, Math.abs((vector[at] as number) * per));
    high[lane] = Math.max(high[lane] as number, (end[at] as number) * per);
  }
  return off.reduce((worst, each, lane) => Math.max(worst, each / (high[lane] as number)), 0);
};

/** The embedded error before it is damped: a third difference of the fluxes over the step. */
const differ = ({ shape, vectors }: Tile, { half, from }: Stride): void => {
  const { source, stage, strain: into, mass, flux } = vectors;
  const [start, before, after] = [mass[from], flux[from], flux[from === 0 ? 1 : 0]];
  const [early, inner, late] = STRAIN;
  for (let at = 0; at < LANES * shape.fluid; at += 1) {
    const still = before[at] as number;
    const moved = (stage[at] as number) - (start[at] as number);
    const middle = moved - half * (still + 2 * (source[at] as number));
    into[at] = early * half * still + inner * middle + late * half * (after[at] as number);
  }
};
