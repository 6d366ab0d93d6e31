// SPDX-License-Identifier: Apache-2.0
/**
 * What the fit found: the free parameters of the reference adult, of three drugs, and of one
 * measuring instrument. Written by `node tools/long/calibrate.ts`, which also writes
 * `docs/calibration.md`; nobody edits it by hand.
 */

/** The parameters that are fitted on the training side of the measurements. */
export type Calibrated = {
  /** Share of stroke displacement squared times rate that mixes, of heart and breath alike. */
  readonly mixingEfficiency: number;
  /** What disperses without a stroke: cm²/s. */
  readonly restDispersion: number;
  /** First-order losses from the spinal fluid, 1/h. */
  readonly tracerLoss: number;
  readonly morphineLoss: number;
  readonly baclofenLoss: number;
  /** The mixed space above the foramen magnum, mL. */
  readonly cisternVolume: number;
  /** To-and-fro mixing of that space with the convexity and with the ventricles, mL/h. */
  readonly convexityMixing: number;
  readonly ventricleMixing: number;
  /** Share of the fully mixed concentration at which a gamma camera first sees a tracer. */
  readonly cameraThreshold: number;
};

/** The values that the fit found. */
export const CALIBRATED: Calibrated = {
  mixingEfficiency: 0.112,
  restDispersion: 0.0227,
  tracerLoss: 0.0785,
  morphineLoss: 0.103,
  baclofenLoss: 0.312,
  cisternVolume: 27.4,
  convexityMixing: 6.01,
  ventricleMixing: 7.37,
  cameraThreshold: 0.0588,
};
