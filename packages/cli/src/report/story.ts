// SPDX-License-Identifier: Apache-2.0
/**
 * The story of a run, as the report tells it: what `judge` said, what `run` found, and the series
 * in the units that the figures draw. Figures and sections read this and nothing else.
 */

import type { Assumption, Site } from "@cisterna/body";
import type { Event } from "@cisterna/pump";
import { type Instant, toNumber, unitNamed, type Volume } from "@cisterna/quantity";
import type { Check, DrugId, Formulary, Plan } from "@cisterna/therapy";
import type {
  BodyStart,
  CatheterRun,
  DrugBalance,
  LineStart,
  PressCount,
  RunResult,
} from "@cisterna/world";
import { massUnitOf } from "../case/judged.ts";

/** What a report is made from. */
export type ReportInput = {
  readonly run: RunResult;
  readonly checks: readonly Check[];
  /** The formulary that the plan was judged with. */
  readonly formulary: Formulary;
  /** When the report is made; the report asks no clock. */
  readonly made: Instant;
  /** Version of Cisterna. */
  readonly version: string;
};

/** Concentrations of one drug by place, as the model of the body estimates them. */
export type Spread = {
  /** mcg/mL at the end of each output step. */
  readonly concentrations: ReadonlyMap<Site, Float64Array>;
  /** mcg in the body at the start. */
  readonly standing: number;
  readonly assumptions: readonly Assumption[];
  readonly parameters: string;
};

/** One drug of the run. */
export type DrugStory = {
  readonly drug: DrugId;
  /** Unit of mass in which its doses are shown. */
  readonly unit: string;
  /** mcg that left the tip in each output step. */
  readonly perStep: Float64Array;
  /** Null on a drug whose kinetics nobody has read. */
  readonly spread: Spread | null;
  readonly balance: DrugBalance;
};

/** A run, ready to be told. */
export type Story = {
  readonly plan: Plan;
  readonly checks: readonly Check[];
  readonly formulary: Formulary;
  readonly start: Instant;
  readonly days: number;
  readonly stepMinutes: number;
  /** Ends of the output steps, ms since the fill. */
  readonly ends: Float64Array;
  /** mL in the reservoir at the end of each output step, what cannot be delivered included. */
  readonly reservoir: Float64Array;
  readonly delivered: Volume;
  readonly drugs: readonly DrugStory[];
  readonly events: readonly Event[];
  readonly presses: PressCount;
  readonly dryAt: number | null;
  readonly catheter: CatheterRun;
  readonly lineStart: LineStart;
  readonly bodyStart: BodyStart;
  /** Hash of the last entry of the record. */
  readonly head: string;
};

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/** The story of a run. */
export const storyOf = ({ run, checks, formulary }: ReportInput): Story => {
  const residual = toNumber(run.plan.constants.residual);
  return {
    plan: run.plan,
    checks,
    formulary,
    start: run.start,
    days: (run.time.at(-1) ?? 0) / MS_PER_DAY,
    stepMinutes: (run.time[0] ?? 0) / MS_PER_MINUTE,
    ends: run.time,
    reservoir: run.reservoir.map((volume) => volume / 1_000_000 + residual),
    delivered: run.delivered.volume,
    drugs: run.drugs.map(({ drug, atTip, course, balance }) => ({
      drug,
      unit: massUnitOf(formulary, drug),
      perStep: atTip,
      spread: course,
      balance,
    })),
    events: run.events,
    presses: run.presses,
    dryAt: run.dryAt,
    catheter: run.catheter,
    lineStart: run.lineStart,
    bodyStart: run.bodyStart,
    head: run.head,
  };
};

/** mcg of a drug in a unit of mass. */
export const inUnit = (micrograms: number, unit: string): number =>
  micrograms / 1000 / toNumber(unitNamed(unit)?.factor ?? { n: 1n, d: 1n });
