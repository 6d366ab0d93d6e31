// SPDX-License-Identifier: Apache-2.0
/**
 * Parameters of the reference adult: every number with its unit as the source prints it, where it
 * was found and how good the evidence is. `subject` turns them into the body's units. Facts of a
 * drug are in `drug`.
 */
import { CALIBRATED } from "./calibrated.ts";

/**
 * How a number is known: read in a copy of the source, seen in public code, derived by arithmetic
 * from such, fitted on the training side of the measurements, set by eye on a prototype, or
 * textbook background not checked in a source.
 */
export type Evidence = "source" | "code" | "derived" | "calibrated" | "prototype" | "background";

/** A number of the model. */
export type Parameter = {
  readonly value: number;
  readonly unit: string;
  readonly evidence: Evidence;
  readonly source: string;
};

type Measure = readonly [value: number, unit: string];

const row = ([value, unit]: Measure, evidence: Evidence, source: string): Parameter => ({
  value,
  unit,
  evidence,
  source,
});

/** Where the hand-drawn geometry stands. */
export const CALIBRATION = "physics §2.1";
/** Where the fit is described. */
export const FITTED = "docs/calibration.md";

/** The reference adult. Source: physics §2, §2.1, §3, §4, each row with its own. */
export const REFERENCE_ADULT = {
  canalLength: row([60, "cm"], "source", "Sincomb 2022"),
  restDispersion: row([CALIBRATED.restDispersion, "cm2/s"], "calibrated", FITTED),
  mixingEfficiency: row([CALIBRATED.mixingEfficiency, "1"], "calibrated", FITTED),
  heartRate: row([1.1, "Hz"], "prototype", CALIBRATION),
  /** At C2/3. */
  heartStroke: row([2.1, "mL"], "source", "Wolf 2023, ±0.7, at C2/3"),
  /** Power of the distance from the sac end by which the heart's stroke falls. */
  heartSteepness: row([2.5, "1"], "derived", "Wolf 2023: 0.4 mL less at C5/6 than at C2/3"),
  breathRate: row([0.25, "Hz"], "background", "quiet breathing"),
  /** At C2/3: the heart's displacement, so that the heart leads the flow in quiet breathing. */
  breathStroke: row([2.1, "mL"], "background", "Aktas 2019: the heart leads; forced is fourfold"),
  /** It reaches lower than the heart's. */
  breathSteepness: row([1, "1"], "background", "Aktas 2019, Kollmeier 2022: order only"),
  /** Over the whole canal, evenly by length. */
  spinalAbsorption: row([0.1, "mL/min"], "background", "physics §3; allowed 0–0.25"),
  production: row([0.35, "mL/min"], "background", "physics §3"),
  /** What of it comes down the aqueduct; the rest is made outside the ventricles. */
  aqueductFlow: row([0.205, "mL/min"], "source", "Lindstrøm 2018, 295 ± 53 mL/24 h"),
  intracranialVolume: row([325, "mL"], "derived", "Yamada 2023: 265 at 20 to 29 y, +30 a decade"),
  ventricleVolume: row([30, "mL"], "background", "physics §2: a space of its own, no volume"),
  cisternVolume: row([CALIBRATED.cisternVolume, "mL"], "calibrated", FITTED),
  convexityMixing: row([CALIBRATED.convexityMixing, "mL/h"], "calibrated", FITTED),
  ventricleMixing: row([CALIBRATED.ventricleMixing, "mL/h"], "calibrated", FITTED),
  cordVolume: row([19.9, "mL"], "source", "Sass 2017"),
  cordSurface: row([112.2, "cm2"], "source", "Sass 2017"),
  /** Below the foramen magnum. */
  cordLength: row([45, "cm"], "source", "physics §3, secondary and weak"),
  weight: row([70, "kg"], "derived", "physics §1.2, morphine row"),
} as const satisfies Record<string, Parameter>;

/** Half-widths of what is given slowly, and the probe that stands for the cisterna magna. */
export const CONVENTIONS = {
  /** Standard deviation of the length over which a slow infusion enters. */
  infusionSpread: row([0.75, "cm"], "derived", "physics §2: 0.5–1 cm, the middle"),
  cisternaMagna: row([58, "cm"], "prototype", `${CALIBRATION}: probe at the foramen magnum`),
  lumbarPuncture: row([14, "cm"], "prototype", `${CALIBRATION}: lumbar source, taken as L3`),
  levelT12: row([25, "cm"], "prototype", CALIBRATION),
  levelT2: row([45, "cm"], "prototype", CALIBRATION),
  /** Where the strokes were measured, by the even spacing of the levels. */
  levelC2C3: row([54.4, "cm"], "derived", CALIBRATION),
} as const satisfies Record<string, Parameter>;

/** The fluid itself, for what flows in it by its weight. */
export const FLUID = {
  /** Kinematic, 0.7e-6 m²/s, times the density of water. */
  viscosity: row([0.007, "g/cm/s"], "derived", "Sincomb 2022, kinematic"),
  /** Twice the volume over what it wets: dura, cord and roots. */
  gap: row([0.29, "cm"], "derived", "Sass 2017: 2 × 97.3 mL over 318.5 + 112.2 + 232.1 cm2"),
  /** 7 % dextrose over spinal fluid. */
  dextroseExcess: row([0.024, "g/cm3"], "background", "densities of solutions, unchecked"),
} as const satisfies Record<string, Parameter>;

/** Cross-section of the spinal CSF along the canal: x in cm from the sac end, area in cm². */
export const CANAL_AREA = {
  knots: [
    { x: 0, area: 0.6 },
    { x: 3, area: 1.6 },
    { x: 8, area: 2.4 },
    { x: 20, area: 2.3 },
    { x: 26, area: 1.4 },
    { x: 42, area: 1.3 },
    { x: 48, area: 1.7 },
    { x: 56, area: 1.9 },
    { x: 60, area: 2.2 },
  ],
  evidence: "prototype",
  source: CALIBRATION,
} as const;
