// SPDX-License-Identifier: Apache-2.0
/** What each check of the judge says, in English: the danger by its name. */
import type { CheckKind } from "@cisterna/therapy";

/** What a check says, in words and amounts of the reader's language. */
type CheckSaid = Readonly<Record<"drug" | "asked" | "limit" | "old" | "share" | "what", string>>;

/** The table of checks. */
export type CheckText = Readonly<Record<CheckKind, (said: CheckSaid) => string>>;

/** The table. */
export const EN_CHECK: CheckText = {
  "on-fault-missing": () =>
    "It is not said what the pump shall do when a fault leaves it in doubt.",
  "dose-of-not-in-reservoir": ({ drug }) =>
    `The doses are stated in ${drug}, which is not in the reservoir.`,
  "drug-twice": ({ drug }) => `${drug} stands twice in the reservoir.`,
  "no-drug": ({ drug }) => `The concentration of ${drug} is zero.`,
  "constant-missing": () => "A number of this pump or catheter is not known: it has to be stated.",
  "fill-above-reservoir": ({ asked, limit }) =>
    `Overfill: ${asked} is more than the reservoir of ${limit} holds.`,
  "fill-below-alarm": ({ asked, limit }) =>
    `The fill of ${asked} is not above the low-reservoir alarm at ${limit}.`,
  "fill-too-small": ({ asked, limit }) =>
    `The fill of ${asked} is used up at once: at least ${limit} are needed.`,
  "alarm-below-residual": ({ asked, limit }) =>
    `The alarm at ${asked} lies below the ${limit} that stay in an empty reservoir.`,
  "flow-below-minimum": ({ asked, limit, drug }) =>
    `${asked} of ${drug} is less than this pump gives at this strength; the least is ${limit}.`,
  "flow-above-maximum": ({ asked, limit, drug }) =>
    `${asked} of ${drug} is more than this pump gives at this strength; the most is ${limit}.`,
  "flow-is-fixed": ({ asked, limit, drug }) =>
    `The flow of this pump is fixed: it gives ${limit} of ${drug}, not ${asked}.`,
  "no-flow": () => "The prescription gives nothing at all: the patient would go without the drug.",
  "pattern-not-possible": () => "This pump has no daily pattern.",
  "step-doubled": () => "Two steps of the pattern begin at the same time.",
  "bolus-not-possible": () => "This pump cannot give such a bolus.",
  "bolus-below-pulse": ({ asked, limit }) =>
    `The bolus of ${asked} is less than half of one pulse of ${limit}: nothing would be given.`,
  "bolus-too-fast": ({ asked, limit }) =>
    `The bolus would need ${asked}; the pump's greatest flow is ${limit}.`,
  "bolus-longer-than-interval": ({ asked, limit }) =>
    `Boluses would overlap: one lasts ${asked}, the next may begin after ${limit}.`,
  "on-demand-not-possible": () => "On this pump the patient cannot ask for boluses.",
  "on-demand-not-permitted": ({ drug }) =>
    `The label does not permit boluses on request of ${drug} with this pump.`,
  "on-demand-cap-beyond-lockout": () =>
    "The lock-out allows fewer boluses than the cap of the day.",
  "titration-out-of-order": () => "A step of the titration is not later than the one before it.",
  "dose-limit": ({ drug, asked, limit, share }) =>
    `Overdose: ${drug} comes to ${asked}, ${share} of the limit of ${limit}.`,
  "worst-day-limit": ({ drug, asked, limit, share }) =>
    `Overdose on a day with every allowed bolus: ${drug} ${asked}, ${share} of ${limit}.`,
  "concentration-limit": ({ drug, asked, limit, share }) =>
    `The concentration of ${drug} is ${asked}, ${share} of the limit of ${limit}: granuloma.`,
  "no-acting-limit": ({ drug, asked }) =>
    `No known limit would stop an overdose of ${drug}. The worst day comes to ${asked}.`,
  "first-fill": ({ drug, asked, limit }) =>
    `A new pump is first filled with ${drug} at ${limit}, not at ${asked}.`,
  "first-fill-unlikely": () => "First fill and what is said of before contradict each other.",
  "starting-dose": ({ drug, asked, limit }) =>
    `The start of ${drug} at ${asked} is outside the starting range, which ends at ${limit}.`,
  "tolerance-unknown": ({ drug }) =>
    `It is not known whether the patient is used to opioids: ${drug} may stop the breath.`,
  "patient-is-a-child": () => "The patient is a child: the limits here are of adults.",
  "dose-change": ({ drug, old, asked, share }) =>
    `${drug}: ${old} before, ${asked} now (${share}). Losing it can mean withdrawal.`,
  "dose-step": ({ drug, old, asked, limit }) =>
    `The step of ${drug} from ${old} to ${asked} is larger than the advised ${limit}.`,
  "drug-withdrawn": ({ drug, old }) =>
    `${drug} ran at ${old} and is not in the reservoir any more: its loss can mean withdrawal.`,
  tenfold: ({ drug, old, asked }) =>
    `Ten-fold: ${drug} ${old} before, ${asked} now. A slip of the point has killed patients.`,
  "tenfold-strength": ({ drug, old, asked }) =>
    `Ten-fold: ${drug} at ${asked} is far from every strength that is sold, such as ${old}.`,
  "strength-not-marketed": ({ drug, asked, limit }) =>
    `${drug} is not sold at ${asked} (but at ${limit}): compare with the syringe's label.`,
  "dose-rounded": ({ drug, asked, limit }) =>
    `The pump gives whole pulses: ${limit} of ${drug} in place of ${asked}.`,
  "off-label": ({ drug }) => `${drug} is not labelled for this use in this pump.`,
  "stability-unknown": () => "How long the drug lasts in a pump was found in no source.",
  "stability-short": ({ drug, asked, limit }) =>
    `${drug} is known to last ${limit}; the reservoir lasts ${asked}: it may lose its effect.`,
  "mixture-unstable": ({ drug }) => `${drug} was found not to last in this mixture.`,
  "transition-missing": ({ drug, old, asked }) =>
    `Another fluid is in the line: ${drug} would reach the tip at ${asked} in place of ${old}.`,
  "prime-pushes-old-drug": ({ drug, asked, limit }) =>
    `The prime pushes ${asked} of ${drug} into the spinal fluid within ${limit}: overdose.`,
  "transition-planned": () => "The fluid changes: a way to exchange it in the line was planned.",
  "transition-not-possible": () => "This pump cannot exchange the fluid in the line in that way.",
  "catheter-volume-range": ({ old, asked }) =>
    `The catheter's volume is only known to lie between ${old} and ${asked}.`,
  "catheter-volume-unusual": ({ asked, limit }) =>
    `The catheter's volume of ${asked} is unusual (most: ${limit}): a prime would be too long.`,
  "stop-is-dangerous": ({ drug }) =>
    `In doubt the pump stops: the sudden loss of ${drug} can mean withdrawal.`,
  "confirmation-without-check": () => "A confirmation answers nothing any more.",
};
