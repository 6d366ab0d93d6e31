// SPDX-License-Identifier: Apache-2.0
/**
 * Kernels: who does the arithmetic of a tile, four bodies of one structure carried side by side.
 * The plain one stands beside this file; a shell may pass in another, such as the WebAssembly one,
 * because the core sees no WebAssembly. A kernel knows compartments and numbers, no anatomy.
 */

/** Bodies in a tile: two pairs of doubles for a processor that works on pairs. */
export const LANES = 4;

/** What a tile's compartments are: first the fluid with all beside it, then the blood. */
export type Shape = {
  /** Compartments of canal, cord and cranium. */
  readonly fluid: number;
  /** The compartment of the blood into which every drain of the fluid runs. */
  readonly central: number;
  /** All compartments; the last one keeps what has left the body. */
  readonly size: number;
  /** Step lengths whose factors are kept at once. */
  readonly slots: number;
};

/**
 * Where each vector of a tile lies in the workspace, counted in vectors. `up`, `down` and `drain`
 * are rates per hour of mass: to the parent, from the parent, out of the fluid. `mass` and `flux`
 * (what moves by itself, mcg/h) stand twice: a step goes from one pair into the other, so that it
 * can be taken back.
 */
export const VECTOR = {
  up: 0,
  down: 1,
  drain: 2,
  perVolume: 3,
  /** What enters from outside, mcg/h. */
  source: 4,
  mass: [5, 7],
  flux: [6, 8],
  stage: 9,
  strain: 10,
  /** Of each slot three: what goes on to the parent, one over the pivot, what comes back. */
  factors: 11,
} as const;

/** Vectors of a workspace with so many slots. */
export const vectorsOf = (slots: number): number => VECTOR.factors + 3 * slots;

/** Doubles in one vector: four for each compartment, and four idle ones that a root passes to. */
export const lengthOf = ({ size }: Pick<Shape, "size">): number => LANES * (size + 1);

/** Which of the two pairs of mass and flux a step starts from. */
export type Side = 0 | 1;

/**
 * The memory of a tile and what can be done to it. Doubles lie by vector, compartment, lane.
 * `half` is a step's length times the weight of its stages.
 * Law: every kernel leaves the same numbers in the same places.
 */
export type Workspace = {
  readonly shape: Shape;
  readonly numbers: Float64Array;
  /** Parent of each compartment, `size` for a root; parents come after their children. */
  readonly parent: Int32Array;
  /** Eliminates the tree for steps of one length. */
  readonly factor: (slot: number, half: number) => void;
  /** One step from one side into the other. */
  readonly step: (slot: number, half: number, from: Side) => void;
  /**
   * How far the step just taken may be off: the worst concentration of its damped embedded error
   * over the highest concentration of the same lane; the worst lane.
   */
  readonly strain: (slot: number, half: number, from: Side) => number;
};

/** One way to do the arithmetic. */
export type Kernel = { readonly name: string; readonly open: (shape: Shape) => Workspace };
