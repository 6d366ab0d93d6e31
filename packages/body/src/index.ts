// SPDX-License-Identifier: Apache-2.0
/** What the drug does: catheter, spinal fluid, cord, cranium and plasma, in doubles. */
export * from "./catheter.ts";
export * from "./csf.ts";
export * from "./dispersion.ts";
export * from "./drug.ts";
export * from "./experiment.ts";
export * from "./level.ts";
export * from "./mass.ts";
export * from "./measure.ts";
export * from "./measurement/measurement.ts";
export * from "./measurement/split.ts";
export * from "./measurement/table.ts";
export * from "./neuraxis.ts";
export * from "./order.ts";
export * from "./parameters.ts";
export * from "./population/band.ts";
export * from "./population/member.ts";
export * from "./population/people.ts";
export * from "./population/person.ts";
export * from "./population/population.ts";
export * from "./population/trait.ts";
export * from "./probe.ts";
export * from "./protocol.ts";
export * from "./series.ts";
export * from "./solve.ts";
export * from "./source.ts";
export * from "./subject.ts";
