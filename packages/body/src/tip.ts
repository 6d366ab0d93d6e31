// SPDX-License-Identifier: Apache-2.0
/**
 * At the tip: how much more concentrated the fluid is close to a slow infusion than the mean across
 * the canal, which is all that the model's cells know. How well the fluid is stirred across is not
 * known, so the answer is a band: between stirred as along the canal, and not stirred at all.
 */
import { dispersionAt } from "./csf.ts";
import { type CanalSite, positionOf } from "./level.ts";
import type {
  Centimetres,
  MicrogramsPerHour,
  MicrogramsPerMillilitre,
  MillilitresPerHour,
} from "./measure.ts";
import type { Model } from "./neuraxis.ts";

/** Concentration over the mean of the cross-section, at its least and at its most. */
export type NearTip = {
  readonly distance: Centimetres;
  readonly low: MicrogramsPerMillilitre;
  readonly high: MicrogramsPerMillilitre;
};

/** A slow infusion from a tip in the canal. */
export type TipInfusion = {
  readonly at: CanalSite;
  readonly rate: MicrogramsPerHour;
  readonly flow: MillilitresPerHour;
};

/** How far from the tip a reader is told of. Ours. */
export const NEAR: Centimetres = 0.1;

/**
 * What an infusion adds at a distance from its tip: rate over 4π × diffusivity × distance, a point
 * that gives off drug for ever into still fluid, and never more than the infusate holds.
 * Law: falls with the distance, and the low end is not above the high one.
 * Source: physics §2, optional near-tip sub-cell; the formula is the textbook's.
 */
export const nearTip = (
  model: Model,
  { at, rate, flow }: TipInfusion,
  distance: Centimetres = NEAR,
): NearTip => {
  const added = (diffusivity: number): MicrogramsPerMillilitre =>
    Math.min(rate / (4 * Math.PI * diffusivity * distance), rate / flow);
  const stirred = dispersionAt(model.subject, model.drug, positionOf(at));
  return { distance, low: added(stirred), high: added(model.drug.diffusivity.value) };
};
