// SPDX-License-Identifier: Apache-2.0
/**
 * The order to the pump: exact doses become whole pulses here, once, to the nearest. What was
 * asked and what is achievable are both kept; the pump sees only the counts.
 */
import {
  type Concentration,
  canonical,
  DAY_MS,
  type DoseRate,
  doseFor,
  elapsed,
  type Flow,
  flowFor,
  flowOfPulses,
  HOUR_MS,
  type Instant,
  inMilliseconds,
  inPulses,
  inPulsesPerDay,
  type Mass,
  milliseconds,
  type Nanolitres,
  type PulsesPerDay,
  rational,
  sinceMonday,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";
import { drugClassOf, type Fluid, fluidId } from "./fluid.ts";
import type { Basal, Prescription } from "./prescription.ts";
import type { Bolus, OnFault, Program, TransitionOrder, Week } from "./program.ts";
import { weekOf } from "./regimen.ts";
import { worstWindow } from "./window.ts";

/** A request older than this is not a wish any more. Source: [happ], proposed in safety REQ-028. */
const REQUEST_VALIDITY_MS = milliseconds(300_000);

/** What turns doses into pulses: the size of one, and the drug's concentration in the reservoir. */
export type Scale = { readonly pulse: Nanolitres; readonly concentration: Concentration };

/** Whole pulses a day for a dose, to the nearest. */
export const rateFor = (dose: DoseRate, scale: Scale): PulsesPerDay =>
  inPulsesPerDay(flowFor(dose, scale.concentration), scale.pulse, "nearest");

/** The dose that the pump achieves for the dose that was asked. */
export const achievableDose = (dose: DoseRate, scale: Scale): DoseRate =>
  doseFor(flowOfPulses(rateFor(dose, scale), scale.pulse), scale.concentration);

/** The basal week in pulses. */
export const weekInPulses = (basal: Basal, scale: Scale): Week =>
  weekOf(basal).map((step) => ({
    from: milliseconds(step.fromMinute * 60_000),
    rate: rateFor(step.dose, scale),
  }));

/** A bolus in pulses. */
export const bolusInPulses = (
  order: { dose: Mass; over: Parameters<typeof inMilliseconds>[0] },
  scale: Scale,
): Bolus => ({
  pulses: inPulses(volumeFor(order.dose, scale.concentration), scale.pulse, "nearest"),
  over: inMilliseconds(order.over, "nearest"),
});

/** What the pump itself sets: its fastest and its slowest flow. */
export type FlowRange = { readonly least: Flow; readonly most: Flow };

/** Everything an order is made from; judged before. */
export type OrderInput = {
  readonly prescription: Prescription;
  readonly onFault: OnFault;
  readonly fluid: Fluid;
  readonly scale: Scale;
  readonly start: Instant;
  readonly range: FlowRange;
  readonly transition: { kind: "prime" | "bridge"; volume: Volume; rate: Flow } | null;
};

const periodicOf = ({ prescription, scale, start }: OrderInput): Program["periodic"] => {
  const order = prescription.periodic;
  if (order === null) return null;
  const today = Math.floor(sinceMonday(start) / DAY_MS) * DAY_MS;
  return {
    ...bolusInPulses(order, scale),
    first: milliseconds(today + order.first * 60_000),
    every: inMilliseconds(order.every, "nearest"),
  };
};

const onDemandOf = ({ prescription, scale }: OrderInput): Program["onDemand"] => {
  const order = prescription.onDemand;
  if (order === null) return null;
  return {
    ...bolusInPulses(order, scale),
    lockout: inMilliseconds(order.lockout, "up"),
    perDay: order.perDay,
    validity: REQUEST_VALIDITY_MS,
  };
};

const transitionOf = ({ transition, scale }: OrderInput): TransitionOrder | null =>
  transition === null
    ? null
    : {
        kind: transition.kind,
        pulses: inPulses(transition.volume, scale.pulse, "nearest"),
        rate: inPulsesPerDay(
          transition.rate,
          scale.pulse,
          transition.kind === "prime" ? "down" : "nearest",
        ),
      };

/**
 * The program of a judged prescription. Its hard limits are the most that it can itself deliver in
 * any hour or day, every allowed bolus included, and the pump's fastest flow.
 * Law: what the pump then delivers equals `ledger` of this program, to the last nanolitre.
 */
export const programOf = (input: OrderInput): Program => {
  const { prescription, scale, start, range } = input;
  const deliverable = {
    clock: milliseconds(sinceMonday(start)),
    week: weekInPulses(prescription.basal, scale),
    titration: prescription.titration.map((step) => ({
      at: inMilliseconds(elapsed(start, step.at), "nearest"),
      week: weekInPulses(step.basal, scale),
    })),
    periodic: periodicOf(input),
    onDemand: onDemandOf(input),
    single: prescription.single === null ? null : bolusInPulses(prescription.single, scale),
  };
  return {
    ...deliverable,
    version: 1,
    transition: transitionOf(input),
    minimum: inPulsesPerDay(range.least, scale.pulse, "up"),
    onFault: input.onFault,
    fluid: fluidId(input.fluid),
    drugClass: drugClassOf(input.fluid),
    limits: {
      rate: inPulsesPerDay(range.most, scale.pulse, "down"),
      hour: worstWindow(deliverable, HOUR_MS),
      day: worstWindow(deliverable, DAY_MS),
    },
  };
};

/** Mean flow of a basal week in pulses. */
export const meanFlow = (week: Week, pulse: Nanolitres): Flow => {
  const ends = [...week.slice(1).map((segment) => segment.from), milliseconds(7 * DAY_MS)];
  const quanta = week.reduce(
    (sum, segment, index) =>
      sum + BigInt(segment.rate) * BigInt((ends[index] ?? segment.from) - segment.from),
    0n,
  );
  return canonical(rational(quanta * BigInt(pulse), 7n * BigInt(DAY_MS) * 1_000_000n));
};
