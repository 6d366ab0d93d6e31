// SPDX-License-Identifier: Apache-2.0
/**
 * What the pump can do: fill, flow range at every step of every week, and the modes that its model
 * has. A dose below the least flow names the least dose this concentration can deliver.
 */
import {
  type DoseRate,
  doseFor,
  exceeds,
  type Flow,
  flowFor,
  inNanolitres,
  inPulsesPerDay,
  isNone,
  none,
  plus,
  same,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";
import { amount, type Check, type CheckKind, type Severity } from "../check.ts";
import type { Mode } from "../devices/index.ts";
import { rateFor } from "../order.ts";
import type { Basal } from "../prescription.ts";
import { doubledSteps } from "../regimen.ts";
import { bolusChecks, spacingChecks } from "./bolus.ts";
import { basalsOf, type Context, doseUnit, isRunnable, lacks, type Runnable } from "./context.ts";
import { passageOf } from "./passage.ts";

/** Volume that leaves at once: the transition and the single bolus. */
const volumeAtOnce = (context: Runnable): Volume => {
  const { single } = context.of.prescription;
  const given = single === null ? none<"volume">() : volumeFor(single.dose, context.concentration);
  const passage = passageOf(context);
  return passage.kind === "none" ? given : plus(given, passage.volume.high);
};

const fillChecks = (context: Runnable): readonly Check[] => {
  const { volume } = context.of.reservoir;
  const { reservoir, lowReservoir, residual } = context.constants;
  const asked = amount(volume, "volume", "mL");
  const path = "reservoir.volume";
  const against = (kind: CheckKind, severity: Severity, limit: Volume): Check => ({
    kind,
    severity,
    path,
    asked,
    limit: amount(limit, "volume", "mL"),
  });
  const needed = plus(residual, volumeAtOnce(context));
  if (exceeds(volume, reservoir)) return [against("fill-above-reservoir", "refuse", reservoir)];
  if (!exceeds(volume, needed)) return [against("fill-too-small", "refuse", needed)];
  return exceeds(volume, lowReservoir)
    ? []
    : [against("fill-below-alarm", "confirm", lowReservoir)];
};

const alarmChecks = ({ constants: { lowReservoir, residual } }: Runnable): readonly Check[] =>
  exceeds(residual, lowReservoir)
    ? [
        {
          kind: "alarm-below-residual",
          severity: "refuse",
          path: "implant.pump.low_reservoir",
          asked: amount(lowReservoir, "volume", "mL"),
          limit: amount(residual, "volume", "mL"),
        },
      ]
    : [];

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

/** Whether the nearest whole pulses are more than the pump's fastest flow allows. */
const tooManyPulses = ({ constants, concentration }: Runnable, dose: DoseRate): boolean => {
  const pulse = inNanolitres(constants.pulse, "nearest");
  const most = inPulsesPerDay(constants.maximumFlow, pulse, "down");
  return rateFor(dose, { pulse, concentration }) > most;
};

const flowChecks = (context: Runnable): readonly Check[] =>
  basalsOf(context)
    .flatMap(stepsOf)
    .flatMap((step) => {
      const flow = flowFor(step.dose, context.concentration);
      const { minimumFlow: least, maximumFlow: most } = context.constants;
      if (!context.of.implant.pump.programmable) {
        return same(flow, most)
          ? []
          : [rangeCheck(context, step, { kind: "flow-is-fixed", limit: most })];
      }
      if (exceeds(flow, most) || tooManyPulses(context, step.dose)) {
        return [rangeCheck(context, step, { kind: "flow-above-maximum", limit: most })];
      }
      return exceeds(least, flow)
        ? [rangeCheck(context, step, { kind: "flow-below-minimum", limit: least })]
        : [];
    });

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
        ...alarmChecks(context),
        ...flowChecks(context),
        ...bolusChecks(context),
      ]
    : []),
];
