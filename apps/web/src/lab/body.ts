// SPDX-License-Identifier: Apache-2.0
/**
 * The body under the lab's implant: one run of the real model for each drug that can leave the tip.
 * Masses at the tip flow in, concentrations by place flow out. A model, and shown as one.
 */
import {
  advanceRun,
  concentrationAt,
  concentrationAtX,
  drugNamed,
  type GivingSite,
  infusionInto,
  microgramsPerHourOf,
  neuraxis,
  type Run,
  referenceAdult,
  type Source,
  startRun,
  steadyState,
  stepsFor,
} from "@cisterna/body";
import { nanolitres, toNumber } from "@cisterna/quantity";
import type { DrugId, Plan } from "@cisterna/therapy";
import { doseBefore, drugsOf, type Fluids, massOfDrug } from "@cisterna/world";

/** One drug on its way from the tip. Changed in place. */
export type Stream = {
  readonly drug: DrugId;
  /** Micrograms in a nanolitre of each fluid. */
  readonly strength: readonly number[];
  /** Null where the body knows no kinetics of the drug. */
  readonly body: { readonly run: Run; readonly source: Source } | null;
  /** Micrograms that have reached the spinal fluid. */
  given: number;
  /** Micrograms in a nanolitre of what left the tip last. */
  leaving: number;
};

const LONGEST_STEP_HOURS = 1 / 6;
const MCG_PER_MG = 1000;
const MILLILITRE = nanolitres(1_000_000);

const bodyOf = (plan: Plan, drug: DrugId, tip: GivingSite): Stream["body"] => {
  const known = drugNamed(drug);
  if (!known.ok) return null;
  const model = neuraxis(referenceAdult, known.value);
  const [run, source] = [startRun(model), infusionInto(model, tip)];
  const rate = microgramsPerHourOf(doseBefore(plan, drug));
  if (rate > 0) {
    const steady = steadyState(model, source, rate);
    run.concentration.set(steady.concentration);
    if (steady.plasma !== null) run.plasma?.set(steady.plasma);
  }
  return { run, source };
};

/** One stream for every drug of the fluids. A body that was treated before begins steady. */
export const streamsOf = (plan: Plan, fluids: Fluids, tip: GivingSite): readonly Stream[] =>
  drugsOf(fluids).map((drug) => ({
    drug,
    strength: fluids.map(
      (fluid) => (toNumber(massOfDrug(fluid, drug, MILLILITRE)) * MCG_PER_MG) / Number(MILLILITRE),
    ),
    body: bodyOf(plan, drug, tip),
    given: 0,
    leaving: 0,
  }));

/** So many nanolitres of each fluid reached the spinal fluid within some hours. */
export const carry = (stream: Stream, volumes: readonly number[], hours: number): void => {
  const mass = volumes.reduce((sum, each, fluid) => sum + each * (stream.strength[fluid] ?? 0), 0);
  const volume = volumes.reduce((sum, each) => sum + each, 0);
  stream.given += mass;
  if (volume > 0) stream.leaving = mass / volume;
  if (stream.body === null) return;
  const { run, source } = stream.body;
  advanceRun(run, { ...stepsFor(hours, LONGEST_STEP_HOURS), source, rate: mass / hours });
};

/** Concentrations of one drug, mcg/mL: along the canal from its lower end, and in plasma. */
export type Concentrations = {
  readonly canal: Float64Array;
  readonly plasma: number | null;
};

/** What the model says of a stream now; null where it has no kinetics. */
export const concentrationsOf = ({ body }: Stream): Concentrations | null => {
  if (body === null) return null;
  const { run } = body;
  const { cells } = run.model;
  return {
    canal: Float64Array.from(cells, ({ x }) => concentrationAtX(run, x)),
    plasma: concentrationAt(run, "plasma"),
  };
};
