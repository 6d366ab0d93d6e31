// SPDX-License-Identifier: Apache-2.0
/**
 * The transition of a case: which one it needs, whether the pump can give it, and what happens
 * without one.
 */
import {
  type DoseRate,
  doseFor,
  exactly,
  exceeds,
  flowFor,
  isExact,
  isNone,
  type Volume,
} from "@cisterna/quantity";
import { amount, type Check } from "../check.ts";
import { concentrationIn, sameFluid } from "../fluid.ts";
import {
  type Bridge,
  bridge,
  cautiousVolume,
  type DoseAt,
  type Line,
  lineVolume,
  type Prime,
  prime,
} from "../transition.ts";
import { type Context, doseUnit, type Runnable } from "./context.ts";
import { lacks } from "./flow.ts";
import { isConfirmed } from "./tenfold.ts";

/** What the plan does about the line, or why it does nothing. */
export type Passage =
  | { readonly kind: "none"; readonly because: "nothing-changed" | "not-stated" | "declined" }
  | ((Bridge | Prime) & { readonly programmed: Volume });

/** The line of a case. */
export const lineOf = (context: Runnable): Line => ({
  tubing: exactly(context.constants.tubing),
  catheter: context.of.implant.catheter.volume,
});

/** The dose that ran before, of the drug it was stated in. */
const doseAtBefore = (context: Context): DoseAt | null => {
  const { before } = context.of;
  if (before === null || context.dailyBefore === null) return null;
  const concentration = concentrationIn(before.fluid, before.prescription.doseOf);
  return concentration === undefined || isNone(concentration) || isNone(context.dailyBefore.perDay)
    ? null
    : { dose: context.dailyBefore.perDay, concentration };
};

const changed = (context: Context): boolean =>
  context.of.before !== null && !sameFluid(context.of.before.fluid, context.of.reservoir.fluid);

/** The choice of the case, or the one that follows from it when the case leaves it open. */
const choiceOf = (context: Context) =>
  context.of.prescription.transition ?? (changed(context) ? "bridge" : "none");

const bridgeOf = (context: Runnable, from: DoseAt): Passage => {
  const to = { dose: context.daily.perDay, concentration: context.concentration };
  const planned = bridge({ line: lineOf(context), from, to });
  const flows = { old: planned.rate, new: planned.newFlow };
  return { ...planned, programmed: cautiousVolume(planned.volume, flows) };
};

const primeOf = (context: Runnable, volume: Line["catheter"]): Passage => {
  const { concentration } = context;
  const planned = prime({ volume, concentration, rate: context.constants.maximumFlow });
  return { ...planned, programmed: volume.low };
};

/** The transition that the plan gives. */
export const passageOf = (context: Runnable): Passage => {
  const line = lineOf(context);
  const from = doseAtBefore(context);
  switch (choiceOf(context)) {
    case "bridge":
      return from === null ? { kind: "none", because: "not-stated" } : bridgeOf(context, from);
    case "prime-pump-and-catheter":
      return primeOf(context, lineVolume(line));
    case "prime-catheter":
      return primeOf(context, line.catheter);
    case "none":
      return { kind: "none", because: noneBecause(context) };
  }
};

const noneBecause = (context: Context): "nothing-changed" | "not-stated" | "declined" => {
  if (context.of.before === null) return "not-stated";
  return changed(context) ? "declined" : "nothing-changed";
};

/** Dose per day of the old drug while it clears at the new flow. */
const unbridged = (context: Context, from: DoseAt): DoseRate | null =>
  context.concentration === null
    ? null
    : doseFor(flowFor(context.daily.perDay, context.concentration), from.concentration);

const declinedChecks = (context: Context): readonly Check[] => {
  const { before } = context.of;
  const from = doseAtBefore(context);
  const found = from === null ? null : unbridged(context, from);
  if (before === null || from === null || found === null) return [];
  const unit = doseUnit(context, before.prescription.doseOf);
  const check = {
    kind: "transition-missing",
    path: "prescription.transition",
    old: amount(from.dose, "dose-rate", unit),
    asked: amount(found, "dose-rate", unit),
  } as const;
  const severity = isConfirmed(context, check) ? "confirm" : "refuse";
  return [{ ...check, severity, drug: before.prescription.doseOf }];
};

const impossible = (context: Context): boolean => {
  const choice = choiceOf(context);
  if (choice === "none") return false;
  if (choice === "bridge") return lacks(context, "bridge") || !bridgeable(context);
  return lacks(context, "prime");
};

/** Whether the old dose is known and within what the pump can run. */
const bridgeable = (context: Context): boolean => {
  const from = doseAtBefore(context);
  if (from === null) return false;
  if (context.constants === null) return true;
  const rate = flowFor(from.dose, from.concentration);
  const { minimumFlow, maximumFlow } = context.constants;
  return !exceeds(minimumFlow, rate) && !exceeds(rate, maximumFlow);
};

const rangeChecks = (context: Context): readonly Check[] => {
  const { volume } = context.of.implant.catheter;
  if (isExact(volume) || choiceOf(context) === "none") return [];
  return [
    {
      kind: "catheter-volume-range",
      severity: "confirm",
      path: "implant.catheter",
      old: amount(volume.low, "volume", "mL"),
      asked: amount(volume.high, "volume", "mL"),
    },
  ];
};

const plannedChecks = (context: Context): readonly Check[] => {
  const choice = choiceOf(context);
  if (context.of.before === null && choice === "none") {
    return [
      {
        kind: "transition-missing",
        severity: context.of.reservoir.firstFill ? "confirm" : "note",
        path: "prescription.transition",
        what: "not-stated",
      },
    ];
  }
  if (!changed(context)) return [];
  if (choice === "none") return declinedChecks(context);
  if (context.of.prescription.transition !== null) return [];
  return [
    {
      kind: "transition-planned",
      severity: "note",
      path: "prescription.transition",
      what: choice,
    },
  ];
};

/** What there is to say about the exchange of the fluid in the line. */
export const passageChecks = (context: Context): readonly Check[] => [
  ...(impossible(context)
    ? [
        {
          kind: "transition-not-possible",
          severity: "refuse",
          path: "prescription.transition",
          what: choiceOf(context),
        } as const,
      ]
    : plannedChecks(context)),
  ...rangeChecks(context),
];
