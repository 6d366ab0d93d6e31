// SPDX-License-Identifier: Apache-2.0
/**
 * What the body has to know of a drug. A number nobody has read in a source is null: the part of
 * the model that needs it is then off, and the model says so among its assumptions. Where a lumped
 * spinal loss stands in for one that is not known, the row says that too.
 */
import type {
  Millilitres,
  MillilitresPerHour,
  PerHour,
  SquareCentimetresPerHour,
} from "./measure.ts";
import type { Evidence } from "./parameters.ts";

/** A fact of a drug in the body's units, or in those its name states. */
export type Fact<T = number> = {
  readonly value: T;
  readonly evidence: Evidence;
  readonly source: string;
};

/** First-order loss from the spinal CSF to the blood, all routes lumped. */
export type SpinalLoss = Fact<PerHour> & {
  /** `own` if fitted or derived for the drug, `of-tracer` if the inert tracer's stands in. */
  readonly basis: "own" | "of-tracer";
  /** Where the true value lies if it is not known; a result is then a band. Null if it is. */
  readonly range: { readonly low: PerHour; readonly high: PerHour } | null;
};

/** Exchange of CSF with the two-layer cord. */
export type CordExchange = Fact<{
  /** Of the pia, cm/h. */
  readonly permeability: number;
  readonly tissueDiffusivity: SquareCentimetresPerHour;
  /** Share of the tissue that the drug may enter: extracellular for a tracer. */
  readonly accessible: number;
  /** Tissue over CSF at rest, superficial and deep. */
  readonly partition: readonly [superficial: number, deep: number];
  readonly unboundInCsf: number;
  /** From tissue to blood, or null if not known: then none leaves that way. */
  readonly lossToBlood: PerHour | null;
}>;

/** Exchange of CSF with the epidural pool, and of that with the blood and with fat. */
export type EpiduralExchange = Fact<{
  /** Of arachnoid and dura, cm/h. */
  readonly permeability: number;
  readonly unboundInCsf: number;
  /** Pool over CSF at rest. */
  readonly partition: number;
  readonly lossToBlood: PerHour;
  /** From the pool into fat, and fat over pool at rest; null where fat takes none. */
  readonly fat: { readonly rate: PerHour; readonly partition: number } | null;
}>;

/** Disposition in plasma; without a peripheral compartment it is one space. */
export type PlasmaKinetics = Fact<{
  readonly volume: Millilitres;
  readonly clearance: MillilitresPerHour;
  readonly peripheral: {
    readonly volume: Millilitres;
    readonly exchange: MillilitresPerHour;
  } | null;
}>;

/** A drug or tracer as the body sees it. */
export type Drug = {
  readonly name: string;
  readonly diffusivity: Fact<SquareCentimetresPerHour>;
  readonly spinalLoss: SpinalLoss;
  readonly cord: CordExchange | null;
  readonly epidural: EpiduralExchange | null;
  readonly plasma: PlasmaKinetics | null;
};
