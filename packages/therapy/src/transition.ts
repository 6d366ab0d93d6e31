// SPDX-License-Identifier: Apache-2.0
/**
 * Transition: what lies between the reservoir and the tip has to leave before the new fluid
 * arrives. A prime fills an empty line at speed; a bridge runs the old drug out at its own dose.
 * A catheter whose volume is only known as a range gives a best and a worst case.
 * Source: [n3], [n28], [n42]; formulas ours.
 */
import {
  type Concentration,
  type DoseRate,
  type Duration,
  doseFor,
  durationFor,
  type Flow,
  flowFor,
  type Interval,
  type Mass,
  massIn,
  plusInterval,
  through,
  type Volume,
} from "@cisterna/quantity";

/** The line between reservoir and tip: the pump's internal tubing and the catheter. */
export type Line = { readonly tubing: Interval<"volume">; readonly catheter: Interval<"volume"> };

/** Volume of the line. */
export const lineVolume = (line: Line): Interval<"volume"> =>
  plusInterval(line.tubing, line.catheter);

/** A dose of one drug at its concentration. */
export type DoseAt = { readonly dose: DoseRate; readonly concentration: Concentration };

/** A bridge: the old drug leaves the line at its old dose, then the new flow begins. */
export type Bridge = {
  readonly kind: "bridge";
  readonly volume: Interval<"volume">;
  readonly rate: Flow;
  readonly duration: Interval<"time">;
  /** Mass of the old drug that the bridge delivers. */
  readonly drug: Interval<"mass">;
  readonly newFlow: Flow;
  /** Dose per day of the old drug while it clears at the new flow, if no bridge is given. */
  readonly unbridgedDose: DoseRate;
};

/**
 * The bridge from one dose and concentration to another.
 * Law: the old drug's dose at the tip is its old dose until the line is clear.
 * Breaks if: a concentration or the old dose is zero (judged before).
 */
export const bridge = (change: { line: Line; from: DoseAt; to: DoseAt }): Bridge => {
  const volume = lineVolume(change.line);
  const rate = flowFor(change.from.dose, change.from.concentration);
  const newFlow = flowFor(change.to.dose, change.to.concentration);
  return {
    kind: "bridge",
    volume,
    rate,
    duration: through(volume, (each): Duration => durationFor(each, rate)),
    drug: through(volume, (each): Mass => massIn(each, change.from.concentration)),
    newFlow,
    unbridgedDose: doseFor(newFlow, change.from.concentration),
  };
};

/** A prime: a line without drug is filled so that therapy begins at the tip at once. */
export type Prime = {
  readonly kind: "prime";
  readonly volume: Interval<"volume">;
  readonly drug: Interval<"mass">;
  readonly rate: Flow;
  readonly duration: Interval<"time">;
};

/** The prime of a line (or of the catheter alone when the pump was primed before implant). */
export const prime = (order: {
  volume: Interval<"volume">;
  concentration: Concentration;
  rate: Flow;
}): Prime => ({
  kind: "prime",
  volume: order.volume,
  drug: through(order.volume, (each): Mass => massIn(each, order.concentration)),
  rate: order.rate,
  duration: through(order.volume, (each): Duration => durationFor(each, order.rate)),
});

/**
 * The volume to program when the line is only known as a range: the end that cannot overdose.
 * Too long a bridge runs a stronger new drug at the old, faster flow; too short a one runs a
 * stronger old drug at the new, faster flow.
 */
export const cautiousVolume = (
  volume: Interval<"volume">,
  flows: { old: Flow; new: Flow },
): Volume => (flows.old.n * flows.new.d > flows.new.n * flows.old.d ? volume.low : volume.high);
