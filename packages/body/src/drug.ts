// SPDX-License-Identifier: Apache-2.0
/**
 * What the body has to know of a drug. A number nobody has read in a source is null: the part of
 * the model that needs it is then off, and the model says so among its assumptions. Where a lumped
 * spinal loss stands in for one that is not known, the row says that too.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import {
  type Millilitres,
  type MillilitresPerHour,
  type PerHour,
  perMinute,
  perSecond,
  type SquareCentimetresPerHour,
} from "./measure.ts";
import { CALIBRATION, type Evidence, REFERENCE_ADULT } from "./parameters.ts";

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
  readonly plasma: PlasmaKinetics | null;
};

const ESTIMATE = "physics §4, by molecular weight, ±30 %";
const TRACER_LOSS = 0.1;

const diffusing = (
  cm2PerSecond: number,
  evidence: Evidence = "background",
): Fact<SquareCentimetresPerHour> => ({
  value: perSecond(cm2PerSecond),
  evidence,
  source: ESTIMATE,
});

const ownLoss = (value: PerHour, evidence: Evidence, source: string): SpinalLoss => ({
  value,
  evidence,
  source,
  basis: "own",
});

const lossOfTracer = (why: string): SpinalLoss => ({
  value: TRACER_LOSS,
  evidence: "prototype",
  source: `${CALIBRATION}, inert tracer; ${why}`,
  basis: "of-tracer",
});

const oneSpace = (
  clearance: MillilitresPerHour,
  volume: Millilitres,
  known: { readonly evidence: Evidence; readonly source: string },
): PlasmaKinetics => ({ value: { clearance, volume, peripheral: null }, ...known });

/** One space from a clearance and a half-life. */
const fromHalfLife = (
  clearance: MillilitresPerHour,
  halfLifeHours: number,
  source: string,
): PlasmaKinetics =>
  oneSpace(clearance, (clearance * halfLifeHours) / Math.LN2, { evidence: "derived", source });

/** One space from the middle of two ranges stated per kilogram. */
const perKilogram = (
  mlPerMinute: readonly [number, number],
  litres: readonly [number, number],
  source: string,
): PlasmaKinetics => {
  const weight = REFERENCE_ADULT.weight.value;
  const middle = ([low, high]: readonly [number, number]): number => ((low + high) / 2) * weight;
  return oneSpace(perMinute(middle(mlPerMinute)), middle(litres) * 1000, {
    evidence: "derived",
    source: `${source}; middle of the range at ${weight} kg`,
  });
};

/**
 * Two spaces from clearance, central volume and the two exponents after a dose into the central.
 */
const twoSpaces = (
  clearance: MillilitresPerHour,
  volume: Millilitres,
  exponents: { readonly alpha: PerHour; readonly beta: PerHour; readonly source: string },
): PlasmaKinetics => {
  const { alpha, beta, source } = exponents;
  const leaving = clearance / volume;
  const returning = (alpha * beta) / leaving;
  const exchange = (alpha + beta - leaving - returning) * volume;
  const peripheral = { exchange, volume: exchange / returning };
  return { value: { clearance, volume, peripheral }, evidence: "derived", source };
};

/** Share of an oral dose of baclofen that is absorbed: apparent values times this are true ones. */
const BACLOFEN_ORAL = 0.74;
const TISSUE_OF_CODE = "physics §1, intracranial finite-element code";

/**
 * Every drug and tracer the body knows. Hydromorphone's plasma, and the cord exchange of all but
 * gadobutrol, are not known.
 * Source: physics §2.1, §4 and measurements.json, row by row.
 */
export const DRUGS: readonly Drug[] = [
  {
    name: "morphine",
    diffusivity: diffusing(7e-6),
    spinalLoss: ownLoss(0.1, "prototype", `${CALIBRATION}, morphine rows`),
    cord: null,
    plasma: oneSpace(perMinute(1584), 276_000, { evidence: "source", source: "physics §4" }),
  },
  {
    name: "hydromorphone",
    diffusivity: diffusing(7e-6),
    spinalLoss: lossOfTracer("physics §4: no CSF kinetics found, as morphine"),
    cord: null,
    plasma: null,
  },
  {
    name: "fentanyl",
    diffusivity: diffusing(6e-6),
    spinalLoss: lossOfTracer("a floor: physics §4 says lost faster than morphine, not how fast"),
    cord: null,
    plasma: perKilogram([10, 20], [3, 5], "physics §4"),
  },
  {
    name: "sufentanil",
    diffusivity: diffusing(6e-6),
    spinalLoss: lossOfTracer("a floor: most of a dose is in plasma within hours (Taverne 1995)"),
    cord: null,
    plasma: perKilogram([10, 15], [2.5, 3], "physics §4"),
  },
  {
    name: "bupivacaine",
    diffusivity: diffusing(7e-6),
    spinalLoss: lossOfTracer("physics §4: half-life not calculable, spread six-fold"),
    cord: null,
    plasma: oneSpace(perMinute(470), 72_000, { evidence: "source", source: "bupi-systemic" }),
  },
  {
    name: "clonidine",
    diffusivity: diffusing(7e-6),
    spinalLoss: ownLoss(
      Math.LN2 / 1.3 - (Math.LN2 / 3.2 - TRACER_LOSS),
      "derived",
      "duraclon-csf half-life (epidural) less what a tracer loses by mixing, physics §2.1",
    ),
    cord: null,
    plasma: fromHalfLife(perMinute(219), 9, "duraclon-plasma"),
  },
  {
    name: "ziconotide",
    diffusivity: diffusing(2.5e-6),
    spinalLoss: lossOfTracer("physics §4: CSF clearance clusters near CSF turnover"),
    cord: null,
    plasma: oneSpace(perMinute(270), 30_460, { evidence: "source", source: "prialt-iv" }),
  },
  {
    name: "baclofen",
    diffusivity: diffusing(7e-6),
    spinalLoss: ownLoss(0.4, "prototype", `${CALIBRATION}: 0.2–0.8 /h needed, geometric middle`),
    cord: null,
    plasma: twoSpaces(perMinute(180 * BACLOFEN_ORAL), 28_800 * BACLOFEN_ORAL, {
      alpha: 1.29,
      beta: 0.191,
      source: "baclofen-systemic, oral share 0.74",
    }),
  },
  {
    name: "in-dtpa",
    diffusivity: diffusing(3.8e-6, "code"),
    spinalLoss: ownLoss(TRACER_LOSS, "prototype", CALIBRATION),
    cord: null,
    plasma: null,
  },
  {
    name: "gadobutrol",
    diffusivity: diffusing(3.8e-6, "code"),
    spinalLoss: ownLoss(TRACER_LOSS, "prototype", `${CALIBRATION}, inert hydrophilic tracer`),
    cord: {
      value: {
        permeability: perSecond(2.6e-6),
        tissueDiffusivity: perSecond(1.2e-6),
        accessible: 0.2,
        partition: [0.2, 0.2],
        unboundInCsf: 1,
        lossToBlood: null,
      },
      evidence: "code",
      source: `${TISSUE_OF_CODE}: brain tissue, taken for the cord`,
    },
    plasma: fromHalfLife(perMinute(120), 1.5, "eide2021-gadobutrol-blood-peak, note"),
  },
];

/** A drug the body has no kinetics for. */
export type UnknownDrug = {
  readonly kind: "drug-without-kinetics";
  readonly drug: string;
  readonly accepted: readonly string[];
};

/** The kinetics of a drug by name. Refuses: a name that is not in the table. */
export const drugNamed = (name: string): Result<Drug, UnknownDrug> => {
  const found = DRUGS.find((drug) => drug.name === name);
  if (found !== undefined) return accepted(found);
  return refused({
    kind: "drug-without-kinetics",
    drug: name,
    accepted: DRUGS.map((drug) => drug.name),
  });
};
