// SPDX-License-Identifier: Apache-2.0
/**
 * Frames: the lab at one moment, as plain numbers that travel from the worker to the screen. Two
 * halves that never mix: what the pump says of itself, and what truly is.
 */
import {
  type ActiveFault,
  datesOf,
  type Event,
  type Fault as Found,
  modeOf,
  type Priority,
  priorityIn,
  runningRate,
  signalOf,
} from "@cisterna/pump";
import type { DrugId } from "@cisterna/therapy";
import type { Fault } from "@cisterna/world";
import { type Concentrations, concentrationsOf, type Stream } from "./body.ts";
import { type Act, type Lab, nowOf } from "./engine.ts";

/** An alarm of the pump with its urgency under the drug that it holds. */
export type Alarm = ActiveFault & { readonly priority: Priority };

/** What the pump would say if it were asked now. Volumes in nL, flows in nL/d, times in ms. */
export type Account = {
  readonly at: number;
  readonly mode: ReturnType<typeof modeOf>;
  readonly flow: number;
  readonly reservoir: number;
  readonly delivered: number;
  readonly version: number | null;
  readonly alarms: readonly Alarm[];
  readonly low: number | null;
  readonly empty: number | null;
  readonly replaceBy: number | null;
  readonly scan: boolean;
};

/** What truly is, and the pump cannot see. */
export type Truth = {
  readonly flow: number;
  readonly reservoir: number;
  readonly moved: number;
  readonly astray: number;
  /** From the tip to the pump: the number of each fluid and its volume. */
  readonly line: readonly { readonly fluid: number; readonly volume: number }[];
  readonly faults: readonly Fault[];
};

/** One drug: what reaches the spinal fluid, and what the model makes of it. */
type DrugFrame = {
  readonly drug: DrugId;
  /** mcg/h in the last stretch. */
  readonly rate: number;
  /** mcg since the start. */
  readonly given: number;
  readonly concentrations: Concentrations | null;
};

/** The lab at one moment. */
export type Frame = {
  readonly now: number;
  /** What the reservoir holds at the most, nL. */
  readonly capacity: number;
  readonly account: Account;
  readonly heard: { readonly fault: Found; readonly priority: Priority } | null;
  readonly truth: Truth;
  readonly drugs: readonly DrugFrame[];
};

/** One point of every curve. Hours, mL, mL/d, mcg/h, mcg/mL. */
export type Sample = {
  readonly hours: number;
  readonly said: number;
  readonly flow: number;
  readonly believed: number;
  readonly reservoir: number;
  readonly doses: readonly number[];
  readonly peaks: readonly (number | null)[];
};

/** What is new since the last message. */
export type News = {
  readonly frame: Frame;
  readonly samples: readonly Sample[];
  readonly events: readonly Event[];
  readonly acts: readonly Act[];
};

const NL_PER_ML = 1_000_000;

const accountOf = ({ stage }: Lab): Account => {
  const { pump } = stage.scene;
  const { pulse } = pump.device;
  const drugClass = pump.program?.drugClass ?? "other";
  return {
    at: pump.now,
    mode: modeOf(pump),
    flow: runningRate(pump) * pulse,
    reservoir: pump.reservoir,
    delivered: pump.delivered.pulses * pulse,
    version: pump.program?.version ?? null,
    alarms: pump.faults.map((each) => ({
      ...each,
      priority: priorityIn(each.fault, drugClass),
    })),
    ...datesOf(pump),
    scan: pump.scan !== null,
  };
};

const truthOf = ({ stage, astray, flow, seen }: Lab): Truth => {
  const { implant, active } = stage.scene.hardware;
  return {
    flow,
    reservoir: Math.floor(implant.stock / 86_400_000),
    moved: seen.moved,
    astray,
    line: stage.line.slugs,
    faults: active.map(({ fault }) => fault),
  };
};

const HOURS_A_DAY = 24;

/** What reaches the tip in an hour, mcg: of the flow as it is, and of the fluid that left last. */
const rateOf = ({ flow, reaching }: Lab, { leaving }: Stream): number =>
  (flow * reaching * leaving) / HOURS_A_DAY;

/** The lab as it stands. */
export const frameOf = (lab: Lab): Frame => {
  const { pump } = lab.stage.scene;
  const signal = signalOf(pump, pump.now);
  return {
    now: nowOf(lab),
    capacity: pump.device.capacity,
    account: accountOf(lab),
    heard: signal === null ? null : { fault: signal.fault, priority: signal.priority },
    truth: truthOf(lab),
    drugs: lab.streams.map((stream) => ({
      drug: stream.drug,
      rate: rateOf(lab, stream),
      given: stream.given,
      concentrations: concentrationsOf(stream),
    })),
  };
};

/** Most of what a canal holds of a drug anywhere, mcg/mL: where the infusion is. */
const peakOf = (concentrations: Concentrations | null): number | null =>
  concentrations === null ? null : concentrations.canal.reduce((a, b) => Math.max(a, b), 0);

/** One point of every curve, now. */
export const sampleOf = (lab: Lab): Sample => {
  const [account, truth] = [accountOf(lab), truthOf(lab)];
  return {
    hours: nowOf(lab) / 3_600_000,
    said: account.flow / NL_PER_ML,
    flow: truth.flow / NL_PER_ML,
    believed: account.reservoir / NL_PER_ML,
    reservoir: truth.reservoir / NL_PER_ML,
    doses: lab.streams.map((stream) => rateOf(lab, stream)),
    peaks: lab.streams.map((stream) => peakOf(concentrationsOf(stream))),
  };
};
