// SPDX-License-Identifier: Apache-2.0
/**
 * Boluses against the pump: each has to come to a whole pulse, fit its interval, and leave room for
 * basal and the other boluses under the pump's fastest flow, as if they all fell together.
 */
import {
  canonical,
  DAY,
  DAY_MS,
  type Duration,
  exceeds,
  type Flow,
  inPulsesPerDay,
  type Mass,
  multiply,
  type Nanolitres,
  rational,
  volumeOf,
} from "@cisterna/quantity";
import { amount, type Check } from "../check.ts";
import { bolusInPulses, weekInPulses } from "../order.ts";
import type { Bolus } from "../program.ts";
import { allowedPerDay, lockoutPerDay } from "../regimen.ts";
import { basalsOf, type Context, drugOf, pulseOf, type Runnable } from "./context.ts";

type Given = { readonly dose: Mass; readonly over: Duration; readonly path: string };

const boluses = (context: Context): readonly Given[] => {
  const { single, periodic, onDemand } = context.of.prescription;
  return [
    ...(single === null ? [] : [{ ...single, path: "prescription.single" }]),
    ...(periodic === null ? [] : [{ ...periodic, path: "prescription.periodic" }]),
    ...(onDemand === null ? [] : [{ ...onDemand, path: "prescription.on_demand" }]),
  ];
};

/** Whole pulses a day while a bolus flows, as the pump rounds them. */
const rateOf = (bolus: Bolus): number => Math.ceil((bolus.pulses * DAY_MS) / bolus.over);

type Scaled = { readonly pulse: Nanolitres; readonly context: Runnable };

/** The fastest the pump would have to run, in pulses a day. */
const peakRate = ({ pulse, context }: Scaled): number => {
  const scale = { pulse, concentration: context.concentration };
  const rates = basalsOf(context).flatMap(({ basal }) =>
    weekInPulses(basal, scale).map((segment) => segment.rate),
  );
  const together = boluses(context).map((bolus) => rateOf(bolusInPulses(bolus, scale)));
  return together.reduce((sum, rate) => sum + rate, Math.max(...rates));
};

const belowPulse = ({ pulse, context }: Scaled): readonly Check[] => {
  const { doseOf } = context.of.prescription;
  const scale = { pulse, concentration: context.concentration };
  return boluses(context)
    .filter((bolus) => bolusInPulses(bolus, scale).pulses === 0)
    .map((bolus) => ({
      kind: "bolus-below-pulse",
      severity: "refuse",
      path: `${bolus.path}.dose`,
      drug: doseOf,
      asked: amount(bolus.dose, "mass", drugOf(context, doseOf).massUnit),
      limit: amount(volumeOf(pulse), "volume", "nL"),
    }));
};

const tooFast = ({ pulse, context }: Scaled): readonly Check[] => {
  const peak = peakRate({ pulse, context });
  const { maximumFlow } = context.constants;
  if (peak <= inPulsesPerDay(maximumFlow, pulse, "down")) return [];
  const shown = BigInt(Math.min(peak, Number.MAX_SAFE_INTEGER));
  const asked: Flow = canonical(multiply(volumeOf(pulse), rational(shown)));
  return boluses(context).map((bolus) => ({
    kind: "bolus-too-fast",
    severity: "refuse",
    path: `${bolus.path}.over`,
    drug: context.of.prescription.doseOf,
    asked: amount(asked, "flow", "mL/h"),
    limit: amount(maximumFlow, "flow", "mL/h"),
  }));
};

/** Boluses that the pump cannot give as asked. */
export const bolusChecks = (context: Runnable): readonly Check[] => {
  const pulse = pulseOf(context);
  if (pulse === null || boluses(context).length === 0) return [];
  return [...belowPulse({ pulse, context }), ...tooFast({ pulse, context })];
};

const longer = (bolus: Given, interval: Duration): readonly Check[] =>
  exceeds(bolus.over, interval)
    ? [
        {
          kind: "bolus-longer-than-interval",
          severity: "refuse",
          path: `${bolus.path}.over`,
          asked: amount(bolus.over, "time", "min"),
          limit: amount(interval, "time", "min"),
        },
      ]
    : [];

/** The time within which a bolus has to be given: its interval, and never more than a day. */
const intervalOf = (context: Context, path: string): Duration => {
  const { periodic, onDemand } = context.of.prescription;
  const interval =
    path === "prescription.periodic"
      ? periodic?.every
      : path === "prescription.on_demand"
        ? onDemand?.lockout
        : undefined;
  return interval === undefined || exceeds(interval, DAY) ? DAY : interval;
};

const capChecks = (context: Context): readonly Check[] => {
  const { onDemand } = context.of.prescription;
  if (onDemand === null || onDemand.perDay <= lockoutPerDay(onDemand.lockout)) return [];
  return [
    {
      kind: "on-demand-cap-beyond-lockout",
      severity: "note",
      path: "prescription.on_demand.per_day",
      what: `${allowedPerDay(onDemand)}`,
    },
  ];
};

/** Boluses against their own intervals. */
export const spacingChecks = (context: Context): readonly Check[] => [
  ...boluses(context).flatMap((bolus) => longer(bolus, intervalOf(context, bolus.path))),
  ...capChecks(context),
];
