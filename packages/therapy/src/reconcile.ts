// SPDX-License-Identifier: Apache-2.0
/**
 * Reconcile: at the refill, what the computation expects against what the needle finds. A computed
 * reservoir never knows that a pump runs fast; this comparison is the only way to see it.
 */
import {
  canonical,
  changeOf,
  exceeds,
  isNegative,
  isNone,
  minus,
  negate,
  type Ratio,
  type Volume,
} from "@cisterna/quantity";
import {
  OVER_INFUSION_SHARE,
  residualThresholds,
  type ShareThreshold,
  type VolumeThreshold,
} from "./devices/index.ts";

/** Volumes of one refill visit. */
export type Visit = {
  readonly filled: Volume;
  /** Delivered since the fill, as computed from the program. */
  readonly programmed: Volume;
  readonly aspirated: Volume;
  /** Size of the reservoir. */
  readonly reservoir: Volume;
};

/**
 * What a discrepancy may mean, with the threshold that says so. Suspicions name what a person has
 * to rule out; they are no diagnosis.
 */
export type Verdict =
  | { readonly kind: "within-limits" }
  /** The program asked for more than was filled: by the computation the pump ran dry. */
  | { readonly kind: "ran-dry" }
  /** More was found than was filled: a wrong entry, another fluid, or an overfill. */
  | { readonly kind: "more-than-filled" }
  | {
      readonly kind: "volume-discrepancy" | "pocket-fill-suspected" | "wrong-fill-suspected";
      readonly threshold: VolumeThreshold;
    }
  | {
      readonly kind: "over-infusion" | "under-infusion";
      readonly threshold: ShareThreshold;
    };

/** Why the volumes of a visit cannot belong together. */
export type VisitRefusal = {
  readonly kind: "filled-above-reservoir" | "aspirated-above-reservoir";
  readonly asked: Volume;
  readonly limit: Volume;
};

/** The comparison: positive discrepancy means that less is left than expected. */
export type Reconciliation = {
  readonly expected: Volume;
  readonly discrepancy: Volume;
  readonly delivered: Volume;
  readonly error: Ratio | null;
  readonly verdicts: readonly Verdict[];
};

const absolute = (volume: Volume): Volume =>
  isNegative(volume) ? canonical(negate(volume)) : volume;

/**
 * What the volume difference may mean. Less than expected: the pump ran fast, or the last fill went
 * beside the reservoir. Nothing left at all where much was expected: a smaller fill than entered.
 */
const volumeVerdicts = (visit: Visit, discrepancy: Volume): readonly Verdict[] =>
  residualThresholds(visit.reservoir)
    .filter((row) => exceeds(absolute(discrepancy), row.value))
    .flatMap((threshold): readonly Verdict[] => [
      { kind: "volume-discrepancy", threshold },
      ...(isNegative(discrepancy) || threshold.reservoir === null
        ? []
        : [{ kind: "pocket-fill-suspected", threshold } as const]),
      ...(isNone(visit.aspirated) && threshold.reservoir === null && !isNegative(discrepancy)
        ? [{ kind: "wrong-fill-suspected", threshold } as const]
        : []),
    ]);

/** Nothing is said of the pump's rate where more is left than was filled: no pump gives less. */
const rateVerdicts = (visit: Visit, error: Ratio | null): readonly Verdict[] => {
  if (error === null || exceeds(visit.aspirated, visit.filled)) return [];
  const size: Ratio = isNegative(error) ? canonical(negate(error)) : error;
  if (!exceeds(size, OVER_INFUSION_SHARE.value)) return [];
  return [
    {
      kind: isNegative(error) ? "under-infusion" : "over-infusion",
      threshold: OVER_INFUSION_SHARE,
    },
  ];
};

/** What the volumes say by themselves, whatever a threshold says. */
const volumeFacts = ({ filled, programmed, aspirated }: Visit): readonly Verdict[] => [
  ...(exceeds(programmed, filled) ? [{ kind: "ran-dry" } as const] : []),
  ...(exceeds(aspirated, filled) ? [{ kind: "more-than-filled" } as const] : []),
];

/** What of a visit's volumes cannot be. Each names the volume and what it may not exceed. */
export const visitRefusals = (visit: Visit): readonly VisitRefusal[] => {
  const { filled, aspirated, reservoir } = visit;
  const rows: readonly VisitRefusal[] = [
    { kind: "filled-above-reservoir", asked: filled, limit: reservoir },
    { kind: "aspirated-above-reservoir", asked: aspirated, limit: reservoir },
  ];
  return rows.filter((row) => exceeds(row.asked, row.limit));
};

/**
 * The reconciliation of a visit. `error` is null when nothing was programmed. `expected` is
 * negative when more was programmed than filled; it is not cut off at zero.
 * Law: delivered + aspirated = filled; expected + programmed = filled.
 */
export const reconcile = (visit: Visit): Reconciliation => {
  const expected = minus(visit.filled, visit.programmed);
  const discrepancy = minus(expected, visit.aspirated);
  const delivered = minus(visit.filled, visit.aspirated);
  const error = isNone(visit.programmed) ? null : changeOf(visit.programmed, delivered);
  const found = [
    ...volumeFacts(visit),
    ...volumeVerdicts(visit, discrepancy),
    ...rateVerdicts(visit, error),
  ];
  const verdicts = found.length > 0 ? found : [{ kind: "within-limits" } as const];
  return { expected, discrepancy, delivered, error, verdicts };
};
