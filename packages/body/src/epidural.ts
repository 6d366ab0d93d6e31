// SPDX-License-Identifier: Apache-2.0
/**
 * The epidural space beside each cell of CSF: a pool behind the dura, with the blood on one side
 * and, for a drug that dissolves in it, fat on the other. Only for a drug and a subject of which
 * both are known; for every other the lumped spinal loss stands for this way out.
 */
import type { EpiduralExchange } from "./drug.ts";
import type { Millilitres, MillilitresPerHour } from "./measure.ts";
import type { EpiduralGeometry } from "./subject.ts";

/** One compartment beside another, with what passes to and fro and what leaves it for the blood. */
type Beside = {
  readonly volume: Millilitres;
  readonly up: MillilitresPerHour;
  readonly down: MillilitresPerHour;
  readonly loss: MillilitresPerHour;
};

/** The pool beside one cell, and the fat beside that pool. */
export type EpiduralStretch = { readonly pool: Beside; readonly fat: Beside | null };

/**
 * The epidural space along this share of the canal, even along it. Drug passes the dura by its
 * permeability and the dura's surface, and from the pool into fat by a rate of the pool.
 * Source: physics §2, cord, per cell; the chain of Ummenhofer 2000.
 */
export const epiduralOf = (
  geometry: EpiduralGeometry,
  exchange: EpiduralExchange["value"],
  share: number,
): EpiduralStretch => {
  const passing = exchange.permeability * geometry.surface * share;
  const volume = geometry.volume * share;
  const pool = {
    volume,
    up: passing / exchange.partition,
    down: passing * exchange.unboundInCsf,
    loss: exchange.lossToBlood * volume,
  };
  if (exchange.fat === null) return { pool, fat: null };
  const { rate, partition } = exchange.fat;
  const down = rate * volume;
  const fat = { volume: geometry.fat * share, up: down / partition, down, loss: 0 };
  return { pool, fat };
};
