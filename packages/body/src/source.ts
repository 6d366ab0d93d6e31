// SPDX-License-Identifier: Apache-2.0
/**
 * Sources: where in the fluid a drug enters, as the share of the dose that each compartment gets.
 * In: a model and a place. Out: what `solve` multiplies by a rate or a dose. The cross-section is
 * taken as mixed; concentrations right at the tip are higher than the model's.
 */

import type { CanalSite } from "./level.ts";
import { positionOf } from "./level.ts";
import type { Centimetres, Millilitres } from "./measure.ts";
import { type Model, spinalVolume } from "./neuraxis.ts";
import { CONVENTIONS } from "./parameters.ts";

/** Shares of a dose by compartment. Law: none is negative and they add up to 1. */
export type Source = { readonly shares: Float64Array };

/** Where drug can be given. */
export type GivingSite = CanalSite | "ventricle";

/**
 * A slow infusion: a smooth stretch of the canal around the tip, or the ventricles.
 * Source: physics §2, S.
 */
export const infusionInto = (model: Model, site: GivingSite): Source =>
  site === "ventricle"
    ? intoSpace(model, model.subject.ventricle)
    : smoothSource(model, positionOf(site), CONVENTIONS.infusionSpread.value);

/**
 * A bolus: evenly into the length that its volume displaces, half of it to each side of the tip,
 * or the ventricles. At an end of the canal the stretch is moved inwards.
 * Breaks if: the volume is not less than the canal's.
 * Source: physics §2, S.
 */
export const bolusInto = (model: Model, site: GivingSite, volume: Millilitres): Source =>
  site === "ventricle"
    ? intoSpace(model, model.subject.ventricle)
    : displacedSource(model, positionOf(site), volume);

/** A source of this standard deviation around x, cut off at the ends of the canal. */
export const smoothSource = (model: Model, x: Centimetres, deviation: Centimetres): Source => {
  const half = model.subject.canal.length / model.cells.length / 2;
  const density = (at: Centimetres): number => Math.exp(-(((at - x) / deviation) ** 2) / 2);
  return overCells(model, (cell) => {
    return density(cell.x - half) + 4 * density(cell.x) + density(cell.x + half);
  });
};

/** A source in the one cell that holds x. */
export const pointSource = (model: Model, x: Centimetres): Source => {
  const half = model.subject.canal.length / model.cells.length / 2;
  return overCells(model, (cell) => (x >= cell.x - half && x < cell.x + half ? 1 : 0));
};

/** A source over the stretch around x that holds this volume of fluid. */
export const displacedSource = (model: Model, x: Centimetres, volume: Millilitres): Source => {
  const half = model.subject.canal.length / model.cells.length / 2;
  const below = model.cells.reduce((sum, cell) => {
    const share = (x - (cell.x - half)) / (2 * half);
    return sum + cell.volume * Math.min(Math.max(share, 0), 1);
  }, 0);
  const room = spinalVolume(model) - volume;
  const from = Math.min(Math.max(below - volume / 2, 0), Math.max(room, 0));
  let reached = 0;
  return overCells(model, (cell) => {
    const start = reached;
    reached += cell.volume;
    return Math.max(Math.min(reached, from + volume) - Math.max(start, from), 0);
  });
};

const intoSpace = (model: Model, space: number): Source => {
  const shares = new Float64Array(model.tree.size);
  shares[model.layout.spaces[space] ?? -1] = 1;
  return { shares };
};

const overCells = (model: Model, weigh: (cell: Model["cells"][number]) => number): Source => {
  const weights = model.cells.map(weigh);
  const sum = weights.reduce((total, each) => total + each, 0);
  const shares = new Float64Array(model.tree.size);
  model.layout.cells.forEach((place, index) => {
    shares[place] = (weights[index] ?? 0) / sum;
  });
  return { shares };
};
