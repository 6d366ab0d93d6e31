// SPDX-License-Identifier: Apache-2.0
/**
 * The line from the reservoir to the tip, in whole nanolitres of numbered fluids. The queue itself
 * is the body's; here a volume of a fluid becomes masses of its drugs, through the one door.
 */
import type { Line, Slug } from "@cisterna/body";
import {
  type Mass,
  massIn,
  type Nanolitres,
  nanolitres,
  none,
  total,
  volumeOf,
} from "@cisterna/quantity";
import { type DrugId, type DrugMass, type Fluid, sameFluid } from "@cisterna/therapy";
import type { Infusion, LinePart } from "./infusion.ts";

/** The fluids of a run by number; 0 is the reservoir's. `null` holds no drug. */
export type Fluids = readonly (Fluid | null)[];

/** The number of the reservoir's fluid. */
export const RESERVOIR_FLUID = 0;

const alike = (a: Fluid | null, b: Fluid | null): boolean =>
  a === null || b === null ? a === b : sameFluid(a, b);

const numberOf = (fluids: Fluids, fluid: Fluid | null): number =>
  fluids.findIndex((each) => alike(each, fluid));

/** Every fluid of an infusion once, the reservoir's first. */
export const fluidsOf = ({ reservoir, line }: Infusion): Fluids =>
  [reservoir.fluid, ...line.map((part) => part.fluid)].filter(
    (fluid, index, all) => numberOf(all, fluid) === index,
  );

/** Every drug of the fluids once, the reservoir's first. */
export const drugsOf = (fluids: Fluids): readonly DrugId[] => [
  ...new Set(fluids.flatMap((fluid) => (fluid ?? []).map((each) => each.drug))),
];

const joined = (slugs: readonly Slug<number>[], next: Slug<number>): readonly Slug<number>[] => {
  const last = slugs.at(-1);
  if (next.volume === 0) return slugs;
  if (last?.fluid !== next.fluid) return [...slugs, next];
  return slugs.with(-1, { ...last, volume: nanolitres(last.volume + next.volume) });
};

/** The line as it is at the start. */
export const lineOf = (parts: readonly LinePart[], fluids: Fluids): Line<number> => {
  const slugs = parts
    .map(({ volume, fluid }) => ({ volume, fluid: numberOf(fluids, fluid) }))
    .reduce(joined, []);
  return { volume: nanolitres(slugs.reduce((sum, slug) => sum + slug.volume, 0)), slugs };
};

/** Volume of each fluid, by its number. */
export type Volumes = readonly Nanolitres[];

/** Volume of each fluid among slugs. */
export const volumesOf = (slugs: readonly Slug<number>[], fluids: Fluids): Volumes =>
  fluids.map((_, fluid) =>
    nanolitres(slugs.reduce((sum, slug) => sum + (slug.fluid === fluid ? slug.volume : 0), 0)),
  );

/** Mass of a drug in a volume of a fluid; nothing where the fluid does not hold it. Exact. */
export const massOfDrug = (fluid: Fluid | null, drug: DrugId, volume: Nanolitres): Mass => {
  const held = fluid?.find((each) => each.drug === drug);
  return held === undefined ? none() : massIn(volumeOf(volume), held.concentration);
};

/** Mass of a drug in volumes of the fluids. Exact. */
export const massAcross = (fluids: Fluids, drug: DrugId, volumes: Volumes): Mass =>
  total(fluids.map((fluid, index) => massOfDrug(fluid, drug, volumes[index] ?? nanolitres(0))));

/**
 * Mass of every drug in volumes of the fluids. Exact.
 * Law: masses add when volumes add.
 */
export const massesOf = (fluids: Fluids, volumes: Volumes): readonly DrugMass[] =>
  drugsOf(fluids).map((drug) => ({ drug, mass: massAcross(fluids, drug, volumes) }));
