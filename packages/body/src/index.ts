// SPDX-License-Identifier: Apache-2.0
/** What the drug does: catheter, spinal fluid, cord, cranium and plasma, in doubles. */

export * from "./baricity.ts";
export * from "./batch/batch.ts";
export {
  type Kernel,
  lengthOf,
  type Shape,
  vectorsOf,
  type Workspace,
} from "./batch/kernel.ts";
export { plainKernel } from "./batch/plain.ts";
export * from "./batch/regimen.ts";
export * from "./calibrated.ts";
export * from "./calibration/bounds.ts";
export * from "./calibration/fit.ts";
export * from "./calibration/objective.ts";
export * from "./calibration/simplex.ts";
export * from "./catheter.ts";
export * from "./csf.ts";
export * from "./dispersion.ts";
export * from "./drug.ts";
export * from "./drugs.ts";
export * from "./experiment.ts";
export * from "./fingerprint.ts";
export * from "./level.ts";
export * from "./mass.ts";
export * from "./measure.ts";
export * from "./measurement/beside.ts";
export * from "./measurement/measurement.ts";
export * from "./measurement/split.ts";
export * from "./measurement/table.ts";
export * from "./neuraxis.ts";
export * from "./order.ts";
export * from "./parameters.ts";
export * from "./periodic.ts";
export * from "./population/band.ts";
export * from "./population/member.ts";
export * from "./population/people.ts";
export * from "./population/person.ts";
export * from "./population/population.ts";
export * from "./population/sensitivity.ts";
export * from "./population/trait.ts";
export * from "./probe.ts";
export * from "./protocol.ts";
export * from "./series.ts";
export * from "./solve.ts";
export * from "./source.ts";
export * from "./subject.ts";
export * from "./tip.ts";
export * from "./validation/beside-studies.ts";
export * from "./validation/misses.ts";
export { referenceSetting, type Setting, settingWith } from "./validation/setting.ts";
export type { Answer, Answers, Study } from "./validation/study.ts";
export * from "./validation/validate.ts";
export * from "./validation/verdict.ts";
export { STRAIN } from "./weights.ts";
