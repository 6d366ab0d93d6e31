// SPDX-License-Identifier: Apache-2.0
/**
 * What the pump can do: fill, flow range at every step of every week, boluses, and the modes that
 * its model has. A dose below the least flow names the least dose this concentration can deliver.
 */
import {
  type Concentration,
  type DoseRate,
  type Duration,
  doseFor,
  exceeds,
  type Flow,
  flowFor,
  flowOver,
  isNone,
  type Mass,
  plus,
  same,
  volumeFor,
} from "@cisterna/quantity";
import { amount, type Check, type CheckKind } from "../check.ts";
import type { Mode, PumpConstants } from "../devices/index.ts";
import { bolusInPulses } from "../order.ts";
import type { Basal } from "../prescription.ts";
import { allowedPerDay, doubledSteps, lockoutPerDay, weekOf, worstBasalDay } from "../regimen.ts";
import { type Context, doseUnit, drugOf, pulseOf } from "./context.ts";

/** A context whose constants and concentration are known. */
export type Runnable = Context & {
  readonly constants: PumpConstants;
  readonly concentration: Concentration;
};

/** Whether the checks of this file can speak. */
export const isRunnable = (context: Context): context is Runnable =>
  context.constants !== null && context.concentration !== null;

const fillChecks = (context: Runnable): readonly Check[] => {
  const { volume } = context.of.reservoir;
  const { reservoir, lowReservoir } = context.constants;
  const asked = amount(volume, "volume", "mL");
  const path = "reservoir.volume";
  if (exceeds(volume, reservoir)) {
    const limit = amount(reservoir, "volume", "mL");
    return [{ kind: "fill-above-reservoir", severity: "refuse", path, asked, limit }];
  }
  if (exceeds(volume, lowReservoir)) return [];
  const limit = amount(lowReservoir, "volume", "mL");
  return [{ kind: "fill-below-alarm", severity: "confirm", path, asked, limit }];
};

/** Every basal of the prescription with its place in the case file. */
const basals = (context: Context): readonly { basal: Basal; path: string }[] => {
  const { basal, titration } = context.of.prescription;
  const nameOf = (each: Basal): string => (each.kind === "continuous" ? "basal" : "pattern");
  return [
    { basal, path: `prescription.${nameOf(basal)}` },
    ...titration.map((step, index) => ({
      basal: step.basal,
      path: `prescription.titration[${index}].${nameOf(step.basal)}`,
    })),
  ];
};

const stepsOf = (each: {
  basal: Basal;
  path: string;
}): readonly { dose: DoseRate; path: string }[] =>
  each.basal.kind === "continuous"
    ? [{ dose: each.basal.dose, path: each.path }]
    : each.basal.steps.map((step, index) => ({
        dose: step.dose,
        path: `${each.path}[${index}].rate`,
      }));

const rangeCheck = (
  context: Runnable,
  step: { dose: DoseRate; path: string },
  broken: { kind: CheckKind; limit: Flow },
): Check => {
  const unit = doseUnit(context, context.of.prescription.doseOf);
  return {
    kind: broken.kind,
    severity: "refuse",
    path: step.path,
    drug: context.of.prescription.doseOf,
    asked: amount(step.dose, "dose-rate", unit),
    limit: amount(doseFor(broken.limit, context.concentration), "dose-rate", unit),
    old: amount(broken.limit, "flow", "mL/d"),
  };
};

const flowChecks = (context: Runnable): readonly Check[] =>
  basals(context)
    .flatMap(stepsOf)
    .flatMap((step) => {
      const flow = flowFor(step.dose, context.concentration);
      const { minimumFlow: least, maximumFlow: most } = context.constants;
      if (!context.of.implant.pump.programmable) {
        return same(flow, most)
          ? []
          : [rangeCheck(context, step, { kind: "flow-is-fixed", limit: most })];
      }
      if (exceeds(flow, most)) {
        return [rangeCheck(context, step, { kind: "flow-above-maximum", limit: most })];
      }
      return exceeds(least, flow)
        ? [rangeCheck(context, step, { kind: "flow-below-minimum", limit: least })]
        : [];
    });

type Given = { readonly dose: Mass; readonly over: Duration; readonly path: string };

const boluses = (context: Context): readonly Given[] => {
  const { single, periodic, onDemand } = context.of.prescription;
  return [
    ...(single === null ? [] : [{ ...single, path: "prescription.single" }]),
    ...(periodic === null ? [] : [{ ...periodic, path: "prescription.periodic" }]),
    ...(onDemand === null ? [] : [{ ...onDemand, path: "prescription.on_demand" }]),
  ];
};

const peakFlow = (context: Runnable, bolus: Given): Flow => {
  const highest = basals(context)
    .flatMap(({ basal }) => weekOf(basal).map((step) => step.dose))
    .reduce(
      (most, dose) => (exceeds(dose, most) ? dose : most),
      worstBasalDay(weekOf(context.of.prescription.basal)),
    );
  return plus(
    flowFor(highest, context.concentration),
    flowOver(volumeFor(bolus.dose, context.concentration), bolus.over),
  );
};

const bolusChecks = (context: Runnable, bolus: Given): readonly Check[] => {
  const { doseOf } = context.of.prescription;
  const pulse = pulseOf(context);
  const asked = amount(bolus.dose, "mass", drugOf(context, doseOf).massUnit);
  const counted =
    pulse === null ? null : bolusInPulses(bolus, { pulse, concentration: context.concentration });
  if (counted?.pulses === 0) {
    const limit = amount(context.constants.pulse, "volume", "nL");
    const path = `${bolus.path}.dose`;
    return [{ kind: "bolus-below-pulse", severity: "refuse", path, drug: doseOf, asked, limit }];
  }
  const peak = peakFlow(context, bolus);
  const { maximumFlow } = context.constants;
  if (!exceeds(peak, maximumFlow)) return [];
  return [
    {
      kind: "bolus-too-fast",
      severity: "refuse",
      path: `${bolus.path}.over`,
      drug: doseOf,
      asked: amount(peak, "flow", "mL/h"),
      limit: amount(maximumFlow, "flow", "mL/h"),
    },
  ];
};

const spacingChecks = (context: Context): readonly Check[] => {
  const { periodic, onDemand } = context.of.prescription;
  const longer = (over: Duration, interval: Duration, path: string): readonly Check[] =>
    exceeds(over, interval)
      ? [
          {
            kind: "bolus-longer-than-interval",
            severity: "refuse",
            path,
            asked: amount(over, "time", "min"),
            limit: amount(interval, "time", "min"),
          },
        ]
      : [];
  return [
    ...(periodic === null
      ? []
      : longer(periodic.over, periodic.every, "prescription.periodic.over")),
    ...(onDemand === null
      ? []
      : longer(onDemand.over, onDemand.lockout, "prescription.on_demand.over")),
    ...(onDemand !== null && onDemand.perDay > lockoutPerDay(onDemand.lockout)
      ? [
          {
            kind: "on-demand-cap-beyond-lockout" as const,
            severity: "note" as const,
            path: "prescription.on_demand.per_day",
            what: `${allowedPerDay(onDemand)}`,
          },
        ]
      : []),
  ];
};

/** Modes that the prescription needs, each with its place in the case file. */
const modesNeeded = (
  context: Context,
): readonly { mode: Mode; path: string; kind: CheckKind }[] => {
  const { basal, titration, periodic, single, onDemand } = context.of.prescription;
  const bolus = "bolus-not-possible";
  return [
    ...(basal.kind === "pattern"
      ? [{ mode: "pattern", path: "prescription.pattern", kind: "pattern-not-possible" } as const]
      : []),
    ...(titration.length > 0
      ? [
          {
            mode: "titration",
            path: "prescription.titration",
            kind: "pattern-not-possible",
          } as const,
        ]
      : []),
    ...(periodic === null
      ? []
      : [{ mode: "periodic", path: "prescription.periodic", kind: bolus } as const]),
    ...(single === null
      ? []
      : [{ mode: "single", path: "prescription.single", kind: bolus } as const]),
    ...(onDemand === null
      ? []
      : [
          {
            mode: "on-demand",
            path: "prescription.on_demand",
            kind: "on-demand-not-possible",
          } as const,
        ]),
  ];
};

/** Whether a model is known to lack a mode. An unknown model's silence is not a no. */
export const lacks = (context: Context, mode: Mode): boolean => {
  const { modes, programmable } = context.of.implant.pump;
  if (!programmable) return mode !== "continuous" && mode !== "prime";
  if (modes === null || modes.status === "unverified") return false;
  return !modes.value.includes(mode);
};

const modeChecks = (context: Context): readonly Check[] =>
  modesNeeded(context)
    .filter(({ mode }) => lacks(context, mode))
    .map(({ mode, path, kind }) => ({ kind, severity: "refuse", path, what: mode }));

const shapeChecks = (context: Context): readonly Check[] => {
  const { titration, basal } = context.of.prescription;
  const doubled = basal.kind === "pattern" ? doubledSteps(basal.steps).length : 0;
  const start = context.of.reservoir.filled.epochMs;
  const times = titration.map((step) => step.at.epochMs);
  const outOfOrder = times.findIndex((at, index) => at <= (times[index - 1] ?? start));
  return [
    ...(doubled > 0
      ? [{ kind: "step-doubled", severity: "refuse", path: "prescription.pattern" } as const]
      : []),
    ...(outOfOrder >= 0
      ? [
          {
            kind: "titration-out-of-order",
            severity: "refuse",
            path: `prescription.titration[${outOfOrder}].at`,
          } as const,
        ]
      : []),
  ];
};

const noFlowChecks = (context: Context): readonly Check[] =>
  isNone(context.daily.perDay)
    ? [{ kind: "no-flow", severity: "refuse", path: "prescription" }]
    : [];

/** Everything that the pump itself has to say about the prescription. */
export const pumpChecks = (context: Context): readonly Check[] => [
  ...modeChecks(context),
  ...shapeChecks(context),
  ...spacingChecks(context),
  ...noFlowChecks(context),
  ...(isRunnable(context)
    ? [
        ...fillChecks(context),
        ...flowChecks(context),
        ...boluses(context).flatMap((bolus) => bolusChecks(context, bolus)),
      ]
    : []),
];
