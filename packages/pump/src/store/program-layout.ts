// SPDX-License-Identifier: Apache-2.0
/** How a program stands in bytes: one table of its fields. */
import { milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import type {
  Bolus,
  DrugClass,
  HardLimits,
  OnDemand,
  OnFault,
  PeriodicBolus,
  Program,
  Segment,
  TitrationStep,
  TransitionOrder,
} from "@cisterna/therapy";
import { counted, type Fields, listOf, oneOf, orNull, recordOf, text, whole } from "./layout.ts";

/** Milliseconds, pulses and pulses a day in bytes. */
export const time = counted(milliseconds);
/** See `time`. */
export const amount = counted(pulses);
/** See `time`. */
export const rate = counted(pulsesPerDay);

/** Which transition it is. */
export const transitionKind = oneOf<TransitionOrder["kind"]>({ prime: 0, bridge: 1 });

const week = listOf(recordOf<Segment>({ from: time, rate }));
const bolus: Fields<Bolus> = { pulses: amount, over: time };

/** The limits that nothing may exceed. */
export const limits = recordOf<HardLimits>({ rate, hour: amount, day: amount });

/** A program. */
export const programLayout = recordOf<Program>({
  version: whole,
  clock: time,
  week,
  titration: listOf(recordOf<TitrationStep>({ at: time, week })),
  periodic: orNull(recordOf<PeriodicBolus>({ ...bolus, first: time, every: time })),
  onDemand: orNull(recordOf<OnDemand>({ ...bolus, lockout: time, perDay: whole, validity: time })),
  single: orNull(recordOf<Bolus>(bolus)),
  transition: orNull(recordOf<TransitionOrder>({ kind: transitionKind, pulses: amount, rate })),
  minimum: rate,
  onFault: oneOf<OnFault>({ hold: 0, minimum: 1, stop: 2 }),
  fluid: text,
  drugClass: oneOf<DrugClass>({ opioid: 0, ziconotide: 1, baclofen: 2, other: 3 }),
  limits,
});
