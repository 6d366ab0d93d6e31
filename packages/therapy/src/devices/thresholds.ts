// SPDX-License-Identifier: Apache-2.0
/**
 * When a refill that does not add up is worth a look. Thresholds of different sources stay apart;
 * the one that is reached first speaks.
 */
import { quantity, type Ratio, same, type Volume } from "@cisterna/quantity";
import { type Fact, fact } from "../sources/fact.ts";

/**
 * A volume by which the aspirated residue may differ from the expected one, for pumps of one
 * reservoir size; null: for every pump.
 */
export type VolumeThreshold = Fact & {
  readonly kind: "residual-discrepancy";
  readonly value: Volume;
  readonly reservoir: Volume | null;
};

/** A share of the programmed volume by which delivery may be off. */
export type ShareThreshold = Fact & { readonly kind: "over-infusion"; readonly value: Ratio };

/** A threshold of reconciliation, with where it comes from. */
export type Threshold = VolumeThreshold | ShareThreshold;

/**
 * Discrepancies of the residual volume that call for an investigation, one row per source and size.
 */
export const RESIDUAL_THRESHOLDS: readonly VolumeThreshold[] = [
  {
    ...fact(
      { source: "n45", edition: "ASRA 2017", jurisdiction: null },
      "also whenever the pump leaves its own specification",
    ),
    kind: "residual-discrepancy",
    value: quantity("2 mL", "volume"),
    reservoir: null,
  },
  {
    ...fact({ source: "maino2017", edition: "Maino 2017", jurisdiction: null }),
    kind: "residual-discrepancy",
    value: quantity("1 mL", "volume"),
    reservoir: quantity("20 mL", "volume"),
  },
  {
    ...fact({ source: "maino2017", edition: "Maino 2017", jurisdiction: null }),
    kind: "residual-discrepancy",
    value: quantity("2 mL", "volume"),
    reservoir: quantity("40 mL", "volume"),
  },
];

/** The thresholds that hold for a pump with this reservoir. */
export const residualThresholds = (reservoir: Volume): readonly VolumeThreshold[] =>
  RESIDUAL_THRESHOLDS.filter((row) => row.reservoir === null || same(row.reservoir, reservoir));

/** Delivery above the programmed volume, as a share of it, that is called over-infusion. */
export const OVER_INFUSION_SHARE: ShareThreshold = {
  ...fact({ source: "n9", also: ["n8"], edition: "field safety notice FA596", jurisdiction: null }),
  kind: "over-infusion",
  value: quantity("14.5 %", "ratio"),
};
