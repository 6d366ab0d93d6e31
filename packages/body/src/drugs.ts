// SPDX-License-Identifier: Apache-2.0
/**
 * The table of drugs and tracers: what is known of each, with its source, and what is not. Four
 * losses are fitted (`calibrated`), one is derived, and where nobody measured one it is a range.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { CALIBRATED, type Calibrated } from "./calibrated.ts";
import type { Drug, Fact, PlasmaKinetics, SpinalLoss } from "./drug.ts";
import {
  type Millilitres,
  type MillilitresPerHour,
  type PerHour,
  perMinute,
  perSecond,
  type SquareCentimetresPerHour,
} from "./measure.ts";
import { type Evidence, FITTED, REFERENCE_ADULT } from "./parameters.ts";

const ESTIMATE = "physics §4, by molecular weight, ±30 %";

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
  range: null,
});

const fittedLoss = (value: PerHour): SpinalLoss => ownLoss(value, "calibrated", FITTED);

/** The inert tracer's loss, for a drug of which only its kinship to it is known. */
const lossOfTracer = (fitted: Calibrated, why: string): SpinalLoss => ({
  value: fitted.tracerLoss,
  evidence: "calibrated",
  source: `${FITTED}, of the inert tracer; ${why}`,
  basis: "of-tracer",
  range: null,
});

/** The fastest decline seen in spinal fluid, of the lipophilic end of the opioids: heroin's. */
const FASTEST_DECLINE: PerHour = Math.LN2 / (43 / 60);

/** A loss that nobody measured: the tracer's is its floor, heroin's whole decline its ceiling. */
const unknownLoss = (fitted: Calibrated, why: string): SpinalLoss => ({
  ...lossOfTracer(fitted, `${why}; ceiling from heroin1986`),
  range: { low: fitted.tracerLoss, high: FASTEST_DECLINE },
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
export const BACLOFEN_ORAL = 0.74;
const TISSUE_OF_CODE = "physics §1, intracranial finite-element code";

/** What mixing alone takes from a lumbar site: the tracer's decline there less its loss. */
const TRACER_MIXING: PerHour = Math.LN2 / 3.2 - 0.1;

const opioids = (fitted: Calibrated): readonly Drug[] => [
  {
    name: "morphine",
    diffusivity: diffusing(7e-6),
    spinalLoss: fittedLoss(fitted.morphineLoss),
    cord: null,
    epidural: null,
    plasma: oneSpace(perMinute(1584), 276_000, { evidence: "source", source: "physics §4" }),
  },
  {
    name: "hydromorphone",
    diffusivity: diffusing(7e-6),
    spinalLoss: unknownLoss(fitted, "physics §4: no CSF kinetics found"),
    cord: null,
    epidural: null,
    plasma: null,
  },
  {
    name: "fentanyl",
    diffusivity: diffusing(6e-6),
    spinalLoss: unknownLoss(fitted, "physics §4: lost faster than morphine"),
    cord: null,
    epidural: null,
    plasma: perKilogram([10, 20], [3, 5], "physics §4"),
  },
  {
    name: "sufentanil",
    diffusivity: diffusing(6e-6),
    spinalLoss: unknownLoss(fitted, "Taverne 1995: soon in plasma"),
    cord: null,
    epidural: null,
    plasma: perKilogram([10, 15], [2.5, 3], "physics §4"),
  },
];

const others = (fitted: Calibrated): readonly Drug[] => [
  {
    name: "bupivacaine",
    diffusivity: diffusing(7e-6),
    spinalLoss: unknownLoss(fitted, "physics §4: spread six-fold"),
    cord: null,
    epidural: null,
    plasma: oneSpace(perMinute(470), 72_000, { evidence: "source", source: "bupi-systemic" }),
  },
  {
    name: "clonidine",
    diffusivity: diffusing(7e-6),
    spinalLoss: ownLoss(
      Math.LN2 / 1.3 - TRACER_MIXING,
      "derived",
      "duraclon-csf half-life (epidural) less what a tracer loses by mixing, physics §2.1",
    ),
    cord: null,
    epidural: null,
    plasma: fromHalfLife(perMinute(219), 9, "duraclon-plasma"),
  },
  {
    name: "ziconotide",
    diffusivity: diffusing(2.5e-6),
    spinalLoss: lossOfTracer(fitted, "physics §4: its clearance is near the turnover of CSF"),
    cord: null,
    epidural: null,
    plasma: oneSpace(perMinute(270), 30_460, { evidence: "source", source: "prialt-iv" }),
  },
  {
    name: "baclofen",
    diffusivity: diffusing(7e-6),
    spinalLoss: fittedLoss(fitted.baclofenLoss),
    cord: null,
    epidural: null,
    plasma: twoSpaces(perMinute(180 * BACLOFEN_ORAL), 28_800 * BACLOFEN_ORAL, {
      alpha: 1.29,
      beta: 0.191,
      source: "baclofen-systemic, oral share 0.74",
    }),
  },
];

const tracers = (fitted: Calibrated): readonly Drug[] => [
  {
    name: "in-dtpa",
    diffusivity: diffusing(3.8e-6, "code"),
    spinalLoss: fittedLoss(fitted.tracerLoss),
    cord: null,
    epidural: null,
    plasma: null,
  },
  {
    name: "gadobutrol",
    diffusivity: diffusing(3.8e-6, "code"),
    spinalLoss: lossOfTracer(fitted, "an inert hydrophilic tracer as well"),
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
    epidural: null,
    plasma: fromHalfLife(perMinute(120), 1.5, "eide2021-gadobutrol-blood-peak, note"),
  },
];

/**
 * Every drug and tracer the body knows, with these values of what is fitted. Hydromorphone's
 * plasma, the cord exchange of all but gadobutrol, and every epidural exchange are not known.
 * Source: physics §2.1, §4 and measurements.json, row by row.
 */
export const drugsWith = (fitted: Calibrated): readonly Drug[] => [
  ...opioids(fitted),
  ...others(fitted),
  ...tracers(fitted),
];

/** Every drug and tracer the body knows, as the fit left them. */
export const DRUGS: readonly Drug[] = drugsWith(CALIBRATED);

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
