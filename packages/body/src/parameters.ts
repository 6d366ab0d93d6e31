// SPDX-License-Identifier: Apache-2.0
/**
 * Parameters of the reference adult: every number with its unit as the source prints it, where it
 * was found and how good the evidence is. `subject` turns them into the body's units. Facts of a
 * drug are in `drug`.
 */

/**
 * How a number is known: read in a copy of the source, seen in public code, derived by arithmetic
 * from such, calibrated by eye on a prototype, or textbook background not checked in a source.
 */
export type Evidence = "source" | "code" | "derived" | "prototype" | "background";

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

/** Where the hand calibration stands that the reference adult reproduces. */
export const CALIBRATION = "physics §2.1";

/** The reference adult. Source: physics §2, §2.1, §3, §4, each row with its own. */
export const REFERENCE_ADULT = {
  canalLength: row([60, "cm"], "source", "Sincomb 2022"),
  restDispersion: row([0.02, "cm2/s"], "prototype", CALIBRATION),
  mixingEfficiency: row([0.3, "1"], "prototype", CALIBRATION),
  heartRate: row([1.1, "Hz"], "prototype", CALIBRATION),
  /** At the foramen magnum; it falls in proportion to x towards the sac end. */
  strokeVolume: row([1.0, "mL"], "prototype", CALIBRATION),
  /** Over the whole canal, evenly by length. */
  spinalAbsorption: row([0.1, "mL/min"], "background", "physics §3; allowed 0–0.25"),
  production: row([0.35, "mL/min"], "background", "physics §3"),
  /** Basal cisterns, convexity and ventricles as one well-mixed space. */
  cranialVolume: row([200, "mL"], "prototype", CALIBRATION),
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
