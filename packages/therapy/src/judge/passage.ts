// SPDX-License-Identifier: Apache-2.0
/**
 * The transition of a case: which one it needs, whether the pump can give it, and what happens
 * without one.
 */
import {
  doseFor,
  exactly,
  exceeds,
  flowFor,
  greater,
  inPulsesPerDay,
  isExact,
  isNone,
  lumenOf,
  massIn,
  none,
  type Volume,
} from "@cisterna/quantity";
import { amount, type Check } from "../check.ts";
import { acts, CATHETERS } from "../devices/index.ts";
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
import {
  type Context,
  doseUnit,
  drugOf,
  isRunnable,
  lacks,
  pulseOf,
  type Runnable,
} from "./context.ts";
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

/**
 * What the old drug does while it clears at the new flow. It needs the old concentration only: a
 * pump that stood still has the strong fluid in its line all the same.
 */
const declinedChecks = (context: Context): readonly Check[] => {
  const { before } = context.of;
  if (before === null || context.dailyBefore === null || context.concentration === null) return [];
  const { doseOf } = before.prescription;
  const old = concentrationIn(before.fluid, doseOf);
  if (old === undefined) return [];
  const unit = doseUnit(context, doseOf);
  const clearing = doseFor(flowFor(context.daily.perDay, context.concentration), old);
  const check = {
    kind: "transition-missing",
    path: "prescription.transition",
    old: amount(context.dailyBefore.perDay, "dose-rate", unit),
    asked: amount(clearing, "dose-rate", unit),
  } as const;
  return [{ ...check, severity: confirmable(context, check), drug: doseOf }];
};

const confirmable = (
  context: Context,
  check: Parameters<typeof isConfirmed>[1],
): "confirm" | "refuse" => (isConfirmed(context, check) ? "confirm" : "refuse");

/** A prime into a line that holds drug gives that drug to the patient within minutes. */
const primingChecks = (context: Context): readonly Check[] => {
  const { before } = context.of;
  const passage = isRunnable(context) ? passageOf(context) : null;
  if (before === null || context.dailyBefore === null || passage?.kind !== "prime") return [];
  const { doseOf } = before.prescription;
  const held = concentrationIn(before.fluid, doseOf);
  if (held === undefined) return [];
  const check = {
    kind: "prime-pushes-old-drug",
    path: "prescription.transition",
    old: amount(context.dailyBefore.perDay, "dose-rate", doseUnit(context, doseOf)),
    asked: amount(massIn(passage.volume.high, held), "mass", drugOf(context, doseOf).massUnit),
  } as const;
  const limit = amount(passage.duration.high, "time", "min");
  return [{ ...check, limit, severity: confirmable(context, check), drug: doseOf }];
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
  const pulse = pulseOf(context);
  if (context.constants === null || pulse === null) return true;
  const rate = flowFor(from.dose, from.concentration);
  const { minimumFlow, maximumFlow } = context.constants;
  const most = inPulsesPerDay(maximumFlow, pulse, "down");
  return !exceeds(minimumFlow, rate) && inPulsesPerDay(rate, pulse, "nearest") <= most;
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

/** The most that a catheter of the device table holds, untrimmed, as far as that is known. */
const LARGEST: Volume = [...CATHETERS.values()].reduce((most, { supplied, perLength }) => {
  if (!acts(supplied) || !acts(perLength)) return most;
  return greater(most, lumenOf(supplied.value, perLength.value));
}, none<"volume">());

/** A wrong catheter volume makes a prime or a bridge too long: a published cause of overdose. */
const unusualChecks = (context: Context): readonly Check[] => {
  const { volume } = context.of.implant.catheter;
  if (!exceeds(volume.high, LARGEST)) return [];
  return [
    {
      kind: "catheter-volume-unusual",
      severity: "confirm",
      path: "implant.catheter",
      asked: amount(volume.high, "volume", "mL"),
      limit: amount(LARGEST, "volume", "mL"),
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
  ...primingChecks(context),
  ...rangeChecks(context),
  ...unusualChecks(context),
];
