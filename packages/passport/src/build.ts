// SPDX-License-Identifier: Apache-2.0
/**
 * Build: a judged plan becomes a passport. Every rounding goes to the side of the sooner empty
 * reservoir. Refuses what a passport cannot state.
 */
import {
  accepted,
  type Concentration,
  canonical,
  type Duration,
  type Flow,
  floor,
  flowFor,
  type Instant,
  inMilliseconds,
  inNanolitres,
  isNone,
  later,
  lesser,
  minus,
  multiply,
  type Nanolitres,
  none,
  ONE,
  plus,
  type Result,
  type Rounding,
  rational,
  refused,
  subtract,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";
import {
  concentrationIn,
  type DrugId,
  dailyDose,
  fastest,
  type Ingredient,
  type Plan,
} from "@cisterna/therapy";
import type { Content, Disclosed, Issuer, Passport, PerDay, Request } from "./passport.ts";

/** What a passport needs beside the plan. */
export type Issue = {
  readonly id: string;
  readonly issued: Instant;
  readonly issuer: Issuer;
  readonly patient: Disclosed;
};

/** Why a plan has no passport. */
export type Unwritable = {
  /** The concentration has digits below a nanogram in a millilitre. */
  readonly kind: "concentration-too-fine";
  readonly drug: DrugId;
};

const NANOGRAMS_PER_MILLIGRAM = rational(1_000_000n);
const SECOND_MS = 1000;

const contentOf = ({ drug, concentration }: Ingredient): Content => ({
  drug,
  nanogramsPerMillilitre: Number(floor(multiply(concentration, NANOGRAMS_PER_MILLIGRAM))),
});

const isTooFine = ({ concentration }: Ingredient): boolean => {
  const nanograms = multiply(concentration, NANOGRAMS_PER_MILLIGRAM);
  return !isNone(subtract(nanograms, rational(floor(nanograms))));
};

/** The second that an instant lies in. */
const second = ({ epochMs, offsetMinutes }: Instant): Instant => ({
  epochMs: Math.floor(epochMs / SECOND_MS) * SECOND_MS,
  offsetMinutes,
});

const leading = ({ of }: Plan): Concentration =>
  concentrationIn(of.reservoir.fluid, of.prescription.doseOf) ??
  of.reservoir.fluid[0].concentration;

const aDay = (flow: Flow, rounding: Rounding): Nanolitres =>
  inNanolitres(canonical<"volume">(flow), rounding);

/** Least and most flow: every dated step counts, and the pump is slow or fast by its error. */
const perDayOf = (plan: Plan): PerDay => {
  const { prescription } = plan.of;
  const steps = [prescription.basal, ...prescription.titration.map(({ basal }) => basal)];
  const doses = steps.map((basal) => dailyDose({ ...prescription, basal }).perDay);
  const slow = subtract(ONE, plan.constants.underError);
  const least = flowFor(doses.reduce(lesser), leading(plan));
  const most = flowFor(dailyDose(prescription).sustained, leading(plan));
  return {
    least: aDay(canonical(multiply(least, slow)), "down"),
    programmed: aDay(plan.flow, "nearest"),
    most: aDay(fastest(most, plan.constants.overError), "up"),
  };
};

const besidesOf = (plan: Plan): Volume => {
  const { single } = plan.of.prescription;
  const once = single === null ? none<"volume">() : volumeFor(single.dose, leading(plan));
  return plan.transition.kind === "none" ? once : plus(once, plan.transition.volume.high);
};

const settlingOf = ({ transition }: Plan): Duration =>
  transition.kind === "none" ? none() : transition.duration.high;

const requestOf = (plan: Plan): Request | null => {
  const order = plan.of.prescription.onDemand;
  if (order === null || plan.onDemand === null) return null;
  return {
    bolus: inNanolitres(volumeFor(order.dose, leading(plan)), "nearest"),
    lockout: inMilliseconds(order.lockout, "down"),
    perDay: plan.onDemand.allowedPerDay,
  };
};

/**
 * The passport of a plan.
 * Refuses: a concentration that is no whole number of ng/mL.
 * Law: what it lets one expect today holds what the plan's own forecast says.
 */
export const passportOf = (plan: Plan, issue: Issue): Result<Passport, Unwritable> => {
  const { reservoir, implant } = plan.of;
  const fine = reservoir.fluid.find(isTooFine);
  if (fine !== undefined) return refused({ kind: "concentration-too-fine", drug: fine.drug });
  const [first, ...rest] = reservoir.fluid;
  return accepted({
    ...issue,
    issued: second(issue.issued),
    pump: implant.pump.id,
    tip: implant.catheter.tip,
    contents: [contentOf(first), ...rest.map(contentOf)],
    filled: second(reservoir.filled),
    settled: second(later(reservoir.filled, settlingOf(plan))),
    volume: inNanolitres(minus(reservoir.volume, plan.constants.residual), "down"),
    besides: inNanolitres(besidesOf(plan), "up"),
    perDay: perDayOf(plan),
    request: requestOf(plan),
    due: second(plan.refill.due),
  });
};
