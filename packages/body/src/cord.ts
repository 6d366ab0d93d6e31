// SPDX-License-Identifier: Apache-2.0
/**
 * The cord beside each cell of CSF: a superficial and a deep layer, two shells of equal volume of
 * one cylinder. Only for a drug whose exchange with the cord is known; for every other drug the
 * cord is not modelled, rather than guessed.
 */
import type { CordExchange } from "./drug.ts";
import type { Millilitres, MillilitresPerHour } from "./measure.ts";
import type { CordGeometry } from "./subject.ts";

/** The two layers beside one cell, and their passages inwards and outwards. */
export type CordLayers = {
  readonly volume: Millilitres;
  readonly deepUp: MillilitresPerHour;
  readonly deepDown: MillilitresPerHour;
  readonly pialUp: MillilitresPerHour;
  readonly pialDown: MillilitresPerHour;
  /** From each layer to the blood. */
  readonly loss: MillilitresPerHour;
};

/** Boundary of two shells of equal volume, and their mean radii, as shares of the radius. */
const BOUNDARY = Math.SQRT1_2;
const DEEP_MEAN = (2 / 3) * BOUNDARY;
const SUPERFICIAL_MEAN = ((2 / 3) * (1 - BOUNDARY ** 3)) / (1 - BOUNDARY ** 2);

/**
 * Layers of a stretch of cord, length in cm. Between the layers drug diffuses through the
 * accessible share of the tissue over the distance of their mean radii; over the pia it passes by
 * the permeability.
 * Source: physics §2, cord, per cell; Sass 2017 for volume and surface.
 */
export const layersOf = (
  geometry: CordGeometry,
  exchange: CordExchange["value"],
  length: number,
): CordLayers => {
  const area = geometry.volume / geometry.length;
  const radius = Math.sqrt(area / Math.PI);
  const perimeter = 2 * Math.PI * radius * BOUNDARY;
  const distance = radius * (SUPERFICIAL_MEAN - DEEP_MEAN);
  const inner = (exchange.accessible * exchange.tissueDiffusivity * perimeter * length) / distance;
  const pial = (exchange.permeability * geometry.surface * length) / geometry.length;
  const [superficial, deep] = exchange.partition;
  const volume = (area * length) / 2;
  return {
    volume,
    deepUp: inner / deep,
    deepDown: inner / superficial,
    pialUp: pial / superficial,
    pialDown: pial * exchange.unboundInCsf,
    loss: (exchange.lossToBlood ?? 0) * volume,
  };
};
