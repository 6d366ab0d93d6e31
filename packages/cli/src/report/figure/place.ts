// SPDX-License-Identifier: Apache-2.0
/** Places in the body as the report names them, and the ones worth a curve for a given tip. */
import { isCanalSite, LEVELS, type Site, siteNamed } from "@cisterna/body";
import type { Plan } from "@cisterna/therapy";
import type { Spread } from "../story.ts";

/** The places of the heat map, from the sac upwards. */
export const CANAL: readonly Site[] = [...LEVELS, "cisterna-magna"];

const NAMES: Partial<Record<Site, string>> = {
  "cisterna-magna": "cisterna magna",
  convexity: "convexity of the brain",
  ventricle: "ventricles",
};

/** The place in words. */
export const placeName = (site: Site): string => NAMES[site] ?? site;

/** The place in few letters, for an axis. */
export const placeShort = (site: Site): string => (site === "cisterna-magna" ? "cist." : site);

/** Where the tip is. */
export const tipOf = (plan: Plan): Site => siteNamed(plan.of.implant.catheter.tip) ?? "T10";

const NOTHING = new Float64Array();

/** The highest concentration in the canal, mcg/mL: one unit then fits every figure of it. */
export const highestIn = ({ concentrations }: Spread): number =>
  CANAL.reduce(
    (most, site) => (concentrations.get(site) ?? NOTHING).reduce((a, b) => Math.max(a, b), most),
    0,
  );

/** Levels between a curve and its neighbour. */
const APART = 5;

/** The tip, the levels five below and above it, the neck, the cisterna magna; caudal first. */
export const chosenPlaces = (tip: Site): readonly Site[] => {
  const at = isCanalSite(tip) ? CANAL.indexOf(tip) : CANAL.indexOf("L1");
  const near = [at - APART, at, at + APART].map((each) =>
    Math.min(Math.max(each, 0), CANAL.indexOf("C1")),
  );
  const wanted = new Set([...near, CANAL.indexOf("C4"), CANAL.indexOf("cisterna-magna")]);
  const canal = CANAL.filter((_, index) => wanted.has(index));
  return isCanalSite(tip) ? canal : [...canal, tip];
};
