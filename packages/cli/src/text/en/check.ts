// SPDX-License-Identifier: Apache-2.0
/** One sentence for every kind of check, from its data. Plain words, every number with its unit. */
import type { Check, CheckKind } from "@cisterna/therapy";
import {
  dangerText,
  listed,
  natureText,
  percent,
  populationText,
  prose,
  said,
  transitionText,
} from "./word.ts";

type Sentence = (check: Check) => string;

const drugOf = ({ drug }: Check): string => drug ?? "the drug";
const opening = (check: Check): string =>
  drugOf(check).replace(/^./, (first) => first.toUpperCase());
const drugsOf = ({ drugs }: Check): string => (drugs === undefined ? "the drugs" : listed(drugs));
/** A sentence with a capital at its start. */
const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

/** `x is 133 % of y`, with both numbers. */
const share = (check: Check): string =>
  check.share === undefined ? "" : ` (${percent(check.share)})`;

const held = (check: Check): string => {
  const nature = natureText(check.what, check.origin?.status);
  return `${said(check.asked)}, against ${nature} of ${said(check.limit)}${share(check)}`;
};

const SENTENCES_OF_CASE = {
  "on-fault-missing": () =>
    prose`The case does not say what the pump shall do when a fault leaves it in doubt (hold,
      minimum or stop). There is no default, because stopping is right for one drug and dangerous
      for another.`,
  "dose-of-not-in-reservoir": (check) =>
    `The doses are stated in ${drugOf(check)}, which is not in the reservoir.`,
  "drug-twice": (check) => `${opening(check)} stands twice in the reservoir.`,
  "no-drug": (check) => `The concentration of ${drugOf(check)} is zero.`,
  "constant-missing": ({ path, what }) => {
    const constant = path.split(".").at(-1)?.replaceAll("_", " ") ?? path;
    const known =
      what === "unverified"
        ? `Of this pump's ${constant} only a recalled, unverified value is known.`
        : `No source read here states the ${constant} of this pump.`;
    return `${known} State it in the case, from the maker's document.`;
  },
  "confirmation-without-check": ({ what }) =>
    prose`A confirmation of "${what ?? "a check"}" answers no check of this case. Remove it, so
      that it cannot answer a later error.`,
  "tolerance-unknown": (check) =>
    prose`The case does not say whether the patient is used to opioids. The starting range of
      ${drugOf(check)} depends on it; the ranges of both were applied.`,
  "patient-is-a-child": () =>
    prose`The patient is a child on the day of the fill. Every limit here that acts is about adults;
      none was adapted.`,
  "first-fill-unlikely": ({ what }) =>
    what === "something-before"
      ? prose`The case calls this the first fill of a new pump and states what was in it before. One
          of the two is wrong; the rules of a first fill depend on it.`
      : prose`A prime of pump and catheter belongs to a new pump, and the case does not call this
          the first fill. The rules of a first fill were not applied.`,
} satisfies Partial<Record<CheckKind, Sentence>>;

const SENTENCES_OF_PUMP = {
  "fill-above-reservoir": (check) =>
    `The fill of ${said(check.asked)} is more than the reservoir of ${said(check.limit)} holds.`,
  "fill-below-alarm": (check) =>
    prose`The fill of ${said(check.asked)} is not above the low-reservoir alarm at
      ${said(check.limit)}.`,
  "fill-too-small": (check) =>
    prose`The fill of ${said(check.asked)} is used up at once: what cannot leave the reservoir, the
      transition and the single bolus need ${said(check.limit)}.`,
  "alarm-below-residual": (check) =>
    prose`The low-reservoir alarm at ${said(check.asked)} lies below the ${said(check.limit)} that
      stay in an empty reservoir: it would sound after the pump ran dry.`,
  "flow-below-minimum": (check) =>
    prose`${said(check.asked)} of ${drugOf(check)} needs less than the pump's least flow of
      ${said(check.old)}. The least dose it gives at this concentration is ${said(check.limit)};
      a weaker concentration allows less.`,
  "flow-above-maximum": (check) =>
    prose`${said(check.asked)} of ${drugOf(check)} needs more than the pump's greatest flow of
      ${said(check.old)}. The most it gives at this concentration is ${said(check.limit)}.`,
  "flow-is-fixed": (check) =>
    prose`This pump runs at ${said(check.old)} for life, which gives ${said(check.limit)} of
      ${drugOf(check)}, not ${said(check.asked)}. Only the concentration can change the dose.`,
  "no-flow": () => "The prescription gives nothing at all.",
  "pattern-not-possible": ({ what }) => `This pump model has no ${what ?? "daily pattern"} mode.`,
  "step-doubled": () => "Two steps of the pattern begin at the same time of the same day.",
  "bolus-not-possible": ({ what }) =>
    `This pump model has no ${what === undefined ? "such" : what} bolus.`,
  "bolus-below-pulse": (check) =>
    prose`The bolus of ${said(check.asked)} is less than half of one pulse of
      ${said(check.limit)}: the pump would give nothing.`,
  "bolus-too-fast": (check) =>
    prose`With this bolus the pump would have to run at ${said(check.asked)}; its greatest flow
      is ${said(check.limit)}. Give the bolus over a longer time.`,
  "bolus-longer-than-interval": (check) =>
    prose`The bolus lasts ${said(check.asked)} and the next may begin after ${said(check.limit)}:
      boluses would overlap.`,
  "on-demand-not-possible": () =>
    "The patient cannot ask for boluses on this pump model: it has no such mode.",
  "on-demand-not-permitted": (check) =>
    `The label does not permit boluses on request of ${drugOf(check)} with this pump.`,
  "on-demand-cap-beyond-lockout": ({ what }) =>
    prose`The lock-out leaves room for ${what ?? "fewer"} boluses in 24 hours; the cap of the day
      never acts.`,
  "titration-out-of-order": () =>
    "The titration step is not later than the fill and the step before it.",
  "dose-rounded": (check) =>
    prose`The pump gives whole pulses: ${said(check.limit)} of ${drugOf(check)} in place of
      ${said(check.asked)}.`,
} satisfies Partial<Record<CheckKind, Sentence>>;

const direction = ({ share: change, what }: Check): string => {
  if (change === undefined) return "starts from nothing";
  const word = what === "decrease" || change.n < 0n ? "falls" : "rises";
  return `${word} by ${percent(change.n < 0n ? { n: -change.n, d: change.d } : change)}`;
};

const beginning = ({ what }: Check): { where: string; whom: string } => {
  const [where = "", ...population] = (what ?? "above").split("-");
  return { where, whom: populationText(population.join("-")) };
};

const SENTENCES_OF_DOSE = {
  "dose-limit": (check) => `${opening(check)} comes to at most ${held(check)}.`,
  "worst-day-limit": (check) =>
    `On a day with every allowed bolus, ${drugOf(check)} comes to ${held(check)}.`,
  "concentration-limit": (check) => `The concentration of ${drugOf(check)} is ${held(check)}.`,
  "no-acting-limit": (check) =>
    prose`No source that acts limits the dose per day of ${drugOf(check)}: nothing here would stop
      an overdose of it. The worst day comes to ${said(check.asked)}.`,
  "strength-not-marketed": (check) =>
    prose`${opening(check)} is not sold at ${said(check.asked)} (but, for one, at
      ${said(check.limit)}), and nothing before vouches for it: compare with the label of the
      syringe.`,
  "first-fill": (check) =>
    prose`This is the first fill of a new pump, and ${drugOf(check)} is to be filled at
      ${said(check.limit)} then, not at ${said(check.asked)}.`,
  "starting-dose": (check) => {
    const { where, whom } = beginning(check);
    return prose`A start of ${drugOf(check)} at ${said(check.asked)} lies ${where}
      ${said(check.limit)}, the ${where === "below" ? "lower" : "upper"} end of a starting
      range${whom}.`;
  },
  "dose-change": (check) =>
    `${opening(check)} ${direction(check)}: from ${said(check.old)} to ${said(check.asked)}.${
      check.severity === "confirm" ? " Its loss can be dangerous." : ""
    }`,
  "dose-step": (check) =>
    prose`The step of ${drugOf(check)} from ${said(check.old)} to ${said(check.asked)} is larger
      than the step of ${said(check.limit)} that is advised.`,
  "drug-withdrawn": (check) =>
    prose`${opening(check)} ran at ${said(check.old)} and is not in the reservoir any more. ${
      check.what === "not-known"
        ? "What its sudden loss does was found in no source here."
        : `Its sudden loss means ${dangerText(check.what)}.`
    }`,
  tenfold: (check) =>
    prose`The entry changes at least ten-fold: ${said(check.old)} before, ${said(check.asked)}
      now${check.drug === undefined ? "" : ` (${check.drug})`}. Ten-fold slips look plausible and
      have harmed patients. If it is meant, confirm it separately, naming both values.`,
  "tenfold-strength": (check) =>
    prose`${said(check.asked)} of ${drugOf(check)} is at least ten-fold away from every strength
      that is sold, such as ${said(check.old)}. If it is meant, confirm it separately, naming
      both values.`,
} satisfies Partial<Record<CheckKind, Sentence>>;

const missingTransition: Sentence = (check) =>
  check.old === undefined
    ? prose`The case does not say what is in the line. Until the reservoir's fluid has passed it,
      the dose at the tip is not the dose of the plan; an empty line needs a prime.`
    : prose`Another fluid is in the line and no exchange is planned. While the old fluid clears,
      ${drugOf(check)} reaches the tip at ${said(check.asked)} in place of ${said(check.old)}.`;

const SENTENCES_OF_FLUID = {
  "off-label": (check) =>
    check.what === "not-on-this-pump"
      ? `${opening(check)} is labelled for intrathecal use, but not with this pump.`
      : `${opening(check)} is not labelled for intrathecal use: this is an off-label use.`,
  "stability-unknown": (check) =>
    prose`Nothing was found on how long ${drugsOf(check)}
      ${(check.drugs ?? []).length > 1 ? "last together" : "lasts"} in a pump; no stability caps
      the refill date.`,
  "stability-short": (check) =>
    prose`${opening(check)} is stated stable for ${said(check.limit)}, and the reservoir lasts
      ${said(check.asked)} to its alarm.`,
  "mixture-unstable": (check) =>
    prose`${capital(drugsOf(check))}: ${drugOf(check)} was found not to
      last${check.limit === undefined ? "" : ` ${said(check.limit)}`} in
      ${(check.drugs?.length ?? 1) > 1 ? "this mixture" : "a pump"}.`,
  "transition-missing": missingTransition,
  "prime-pushes-old-drug": (check) =>
    prose`The line holds ${drugOf(check)}, which ran at ${said(check.old)}. The prime pushes
      ${said(check.asked)} of it into the spinal fluid within ${said(check.limit)}. If it is meant,
      confirm it separately, naming both values.`,
  "transition-planned": ({ what }) =>
    `The fluid changes and the case leaves the exchange open: ${transitionText(what)} was planned.`,
  "transition-not-possible": ({ what }) =>
    prose`The case asks for ${transitionText(what)}, which this pump cannot give or for which the
      doses before are not stated.`,
  "catheter-volume-range": (check) =>
    prose`The catheter's volume is only known to lie between ${said(check.old)} and
      ${said(check.asked)}; the plan takes the end that cannot overdose, and gives both.`,
  "catheter-volume-unusual": (check) =>
    prose`A catheter volume of ${said(check.asked)} is more than any catheter of the device table
      holds untrimmed (${said(check.limit)}). A wrong volume makes a prime or a bridge too long.`,
  "stop-is-dangerous": (check) =>
    check.what === "not-known"
      ? prose`The pump shall stop when in doubt. What the sudden loss of ${drugOf(check)} does was
          found in no source here; that is not the same as no danger.`
      : prose`The pump shall stop when in doubt, and the sudden loss of ${drugOf(check)} means
          ${dangerText(check.what)}.`,
} satisfies Partial<Record<CheckKind, Sentence>>;

/** The sentence of every kind of check. */
export const CHECK_SENTENCES: Readonly<Record<CheckKind, Sentence>> = {
  ...SENTENCES_OF_CASE,
  ...SENTENCES_OF_PUMP,
  ...SENTENCES_OF_DOSE,
  ...SENTENCES_OF_FLUID,
};
