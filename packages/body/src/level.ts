// SPDX-License-Identifier: Apache-2.0
/**
 * Levels: where on the canal's axis a vertebra lies, and the other sites at which drug is given or
 * sampled. x runs from the caudal end of the sac (S2, x = 0) towards the foramen magnum. The
 * calibration states a few positions; the levels between them are evenly spaced.
 */
import type { Centimetres } from "./measure.ts";
import { CONVENTIONS } from "./parameters.ts";

/** Vertebral levels of the canal, from the sac end upwards. */
export const LEVELS = [
  "S2",
  "S1",
  "L5",
  "L4",
  "L3",
  "L2",
  "L1",
  "T12",
  "T11",
  "T10",
  "T9",
  "T8",
  "T7",
  "T6",
  "T5",
  "T4",
  "T3",
  "T2",
  "T1",
  "C7",
  "C6",
  "C5",
  "C4",
  "C3",
  "C2",
  "C1",
] as const;

/** Sites that are no vertebra. The convexity and the ventricles lie in the cranium. */
export const CRANIAL_SITES = ["convexity", "ventricle"] as const;

/** Every site at which a concentration can be asked for. */
export const SITES = [...LEVELS, "cisterna-magna", ...CRANIAL_SITES, "plasma"] as const;

/** A vertebral level of the canal. */
export type Level = (typeof LEVELS)[number];
/** A site inside the cranium. */
export type CranialSite = (typeof CRANIAL_SITES)[number];
/** A site at which a concentration can be asked for. */
export type Site = (typeof SITES)[number];

/** Sites in the canal, where x means something. */
export type CanalSite = Level | "cisterna-magna";

/** The site of that name, or null. */
export const siteNamed = (name: string): Site | null => SITES.find((site) => site === name) ?? null;

/** Whether a site lies on the canal's axis. */
export const isCanalSite = (site: Site): site is CanalSite =>
  site === "cisterna-magna" || LEVELS.some((level) => level === site);

/**
 * Position along the canal.
 * Law: positions ascend from S2 to C1 and stay below the cisterna magna.
 * Source: S2, L3, T12, T2 and the probe at the foramen magnum from the calibration; every other
 * level derived by even spacing between its neighbours among these.
 */
export const positionOf = (site: CanalSite): Centimetres =>
  site === "cisterna-magna" ? CONVENTIONS.cisternaMagna.value : between(LEVELS.indexOf(site));

type Anchor = { readonly index: number; readonly x: Centimetres };

const ANCHORS: readonly Anchor[] = [
  { index: LEVELS.indexOf("S2"), x: 0 },
  { index: LEVELS.indexOf("L3"), x: CONVENTIONS.lumbarPuncture.value },
  { index: LEVELS.indexOf("T12"), x: CONVENTIONS.levelT12.value },
  { index: LEVELS.indexOf("T2"), x: CONVENTIONS.levelT2.value },
  { index: LEVELS.length, x: CONVENTIONS.cisternaMagna.value },
];

const between = (index: number): Centimetres => {
  const upper = ANCHORS.findIndex((anchor) => anchor.index > index);
  const high = ANCHORS[upper] as Anchor;
  const low = ANCHORS[upper - 1] as Anchor;
  return low.x + ((index - low.index) * (high.x - low.x)) / (high.index - low.index);
};
