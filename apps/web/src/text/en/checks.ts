// SPDX-License-Identifier: Apache-2.0
/** One sentence for every check of therapy, in English. */
import type { CheckKind } from "@cisterna/therapy";

/** The data of a check, each part said with its unit. What a check does not have is empty. */
export type SaidCheck = {
  readonly drug: string;
  readonly asked: string;
  readonly limit: string;
  readonly old: string;
  /** In brackets after a space, such as ` (133 %)`; empty where there is none. */
  readonly share: string;
  readonly what: string;
};

/** A sentence for every kind of check. */
export type CheckText = Readonly<Record<CheckKind, (said: SaidCheck) => string>>;

/** The table. */
export const EN_CHECKS: CheckText = {
  "on-fault-missing": () =>
    "It is not said what the pump shall do when a fault leaves it in doubt.",
  "dose-of-not-in-reservoir": ({ drug }) =>
    `Doses are stated in ${drug}, which is not in the reservoir.`,
  "drug-twice": ({ drug }) => `${drug} stands twice in the reservoir.`,
  "no-drug": ({ drug }) => `The concentration of ${drug} is zero.`,
  "constant-missing": ({ what }) => `A constant of this pump is missing (${what}).`,
  "fill-above-reservoir": ({ asked, limit }) =>
    `${asked} is more than the reservoir of ${limit} holds.`,
  "fill-below-alarm": ({ asked, limit }) =>
    `What is left, ${asked}, is not above the low-reservoir alarm at ${limit}.`,
  "fill-too-small": ({ asked, limit }) =>
    `What is left, ${asked}, is used up at once: ${limit} are needed.`,
  "alarm-below-residual": ({ asked, limit }) =>
    `The alarm at ${asked} lies below the ${limit} that stay in an empty reservoir.`,
  "flow-below-minimum": ({ asked, drug, limit }) =>
    `${asked} of ${drug} is below the pump's least flow; the least it gives is ${limit}.`,
  "flow-above-maximum": ({ asked, drug, limit }) =>
    `${asked} of ${drug} is above the pump's greatest flow; the most it gives is ${limit}.`,
  "flow-is-fixed": ({ limit }) => `This pump has one flow for life, which gives ${limit}.`,
  "no-flow": () => "The prescription gives nothing at all.",
  "pattern-not-possible": () => "This pump model has no such pattern.",
  "step-doubled": () => "Two steps of the pattern begin at the same time.",
  "bolus-not-possible": () => "This pump model has no such bolus.",
  "bolus-below-pulse": ({ asked, limit }) =>
    `The dose of ${asked} is less than half of one pulse of ${limit}: nothing would be given.`,
  "bolus-too-fast": ({ asked, limit }) =>
    `The pump would have to run at ${asked}; it gives at most ${limit}. Take longer.`,
  "bolus-longer-than-interval": ({ asked, limit }) =>
    `A dose lasts ${asked} and the next may begin after ${limit}: they would overlap.`,
  "on-demand-not-possible": () => "On this pump model the patient cannot ask for doses.",
  "on-demand-not-permitted": ({ drug }) =>
    `The label does not permit doses on request of ${drug} with this pump.`,
  "on-demand-cap-beyond-lockout": ({ what }) =>
    `The lock-out leaves room for ${what} doses in 24 h; the most in 24 h never acts.`,
  "titration-out-of-order": () => "A dated step is not later than the one before it.",
  "dose-limit": ({ drug, asked, limit, share }) =>
    `${drug} comes to ${asked}, against ${limit}${share}.`,
  "worst-day-limit": ({ drug, asked, limit, share }) =>
    `On a day with every dose asked for, ${drug} comes to ${asked}, against ${limit}${share}.`,
  "concentration-limit": ({ drug, asked, limit, share }) =>
    `The concentration of ${drug} is ${asked}, against ${limit}${share}.`,
  "no-acting-limit": ({ drug, asked }) =>
    `No verified source limits ${drug}: nothing here would stop an overdose. Worst day: ${asked}.`,
  "first-fill": ({ drug, limit }) => `In a new pump ${drug} is first filled at ${limit}.`,
  "first-fill-unlikely": () => "Whether this is the first fill does not fit what is stated.",
  "starting-dose": ({ drug, asked, limit }) =>
    `A start of ${drug} at ${asked} lies outside the starting range (${limit}).`,
  "tolerance-unknown": ({ drug }) =>
    `Whether the patient is used to opioids is not recorded; both ranges of ${drug} were applied.`,
  "patient-is-a-child": () => "The patient is a child: every limit that acts is about adults.",
  "dose-change": ({ drug, old, asked, share }) => `${drug}: from ${old} to ${asked}${share}.`,
  "dose-step": ({ drug, old, asked, limit }) =>
    `The step of ${drug} from ${old} to ${asked} is larger than the ${limit} that are advised.`,
  "drug-withdrawn": ({ drug, old }) => `${drug} ran at ${old} and is not given any more.`,
  tenfold: ({ old, asked, drug }) =>
    `At least ten-fold: ${old} before, ${asked} now${drug === "" ? "" : ` (${drug})`}.`,
  "tenfold-strength": ({ asked, old, drug }) =>
    `${asked} of ${drug} is at least ten-fold away from what is sold, such as ${old}.`,
  "strength-not-marketed": ({ drug, asked, limit }) =>
    `${drug} is not sold at ${asked} (but at ${limit}): compare with the label.`,
  "dose-rounded": ({ limit, asked }) =>
    `The pump gives whole pulses: ${limit} in place of ${asked}.`,
  "off-label": ({ drug }) => `${drug} is off-label here.`,
  "stability-unknown": () => "Nothing was found on how long this fluid lasts in a pump.",
  "stability-short": ({ drug, limit, asked }) =>
    `${drug} is stated stable for ${limit}; from now to the alarm it would be ${asked}.`,
  "mixture-unstable": ({ drug }) => `${drug} was found not to last in this mixture.`,
  "transition-missing": () => "Another fluid is in the line and no exchange is planned.",
  "prime-pushes-old-drug": ({ asked, limit }) =>
    `The prime pushes ${asked} of the old drug into the spinal fluid within ${limit}.`,
  "transition-planned": () => "The fluid changes; an exchange was planned.",
  "transition-not-possible": () => "The pump cannot give this exchange.",
  "catheter-volume-range": ({ old, asked }) =>
    `The catheter's volume is only known to lie between ${old} and ${asked}.`,
  "catheter-volume-unusual": ({ asked, limit }) =>
    `A catheter volume of ${asked} is more than any catheter known here holds (${limit}).`,
  "stop-is-dangerous": ({ drug }) =>
    `In doubt the pump shall stop, and the sudden loss of ${drug} can be dangerous.`,
  "confirmation-without-check": () => "A confirmation answers no check any more.",
};
