// SPDX-License-Identifier: Apache-2.0
/**
 * Reading: the concentration at a site, from a run, a state or a steady state. Between the centres
 * of cells it is linear; beyond the first and last centre it is theirs. Convexity and ventricles
 * answer with the cranial space that holds them.
 */
import { assert } from "@cisterna/quantity";
import { type CanalSite, isCanalSite, positionOf, type Site } from "./level.ts";
import type { Centimetres, MicrogramsPerMillilitre } from "./measure.ts";
import type { Model } from "./neuraxis.ts";
import type { Snapshot } from "./solve.ts";

/** Total concentrations in the two layers of the cord. */
export type CordConcentration = {
  readonly superficial: MicrogramsPerMillilitre;
  readonly deep: MicrogramsPerMillilitre;
};

/** Concentration at a site; null in plasma where the drug's disposition is not known. */
export const concentrationAt = (snapshot: Snapshot, site: Site): MicrogramsPerMillilitre | null => {
  const { model, concentration, plasma } = snapshot;
  if (isCanalSite(site)) return concentrationAtX(snapshot, positionOf(site));
  if (site === "plasma") return plasma === null ? null : (plasma.at(-2) ?? null);
  const space = site === "convexity" ? model.subject.convexity : model.subject.ventricle;
  return concentration[model.layout.spaces[space] ?? -1] ?? null;
};

/** Concentration of the CSF at x. */
export const concentrationAtX = (snapshot: Snapshot, x: Centimetres): MicrogramsPerMillilitre => {
  const { lower, upper, share } = bracket(snapshot.model, x);
  const at = (cell: number): number =>
    snapshot.concentration[snapshot.model.layout.cells[cell] ?? -1] ?? 0;
  return at(lower) + share * (at(upper) - at(lower));
};

/**
 * Concentrations in the cord beside a site; null where there is none or its exchange is unknown.
 */
export const cordAt = (snapshot: Snapshot, site: CanalSite): CordConcentration | null => {
  const { model, concentration } = snapshot;
  const { lower, upper, share } = bracket(model, positionOf(site));
  const layers = model.layout.cord[share < 0.5 ? lower : upper] ?? null;
  if (layers === null) return null;
  return {
    superficial: concentration[layers.superficial] ?? 0,
    deep: concentration[layers.deep] ?? 0,
  };
};

type Bracket = { readonly lower: number; readonly upper: number; readonly share: number };

const bracket = (model: Model, x: Centimetres): Bracket => {
  const count = model.cells.length;
  const place = (x / model.subject.canal.length) * count - 0.5;
  const within = Math.min(Math.max(place, 0), count - 1);
  const lower = Math.min(Math.floor(within), count - 2);
  return { lower, upper: lower + 1, share: within - lower };
};

/**
 * Where a reading comes from: two compartments and how far it lies from the first to the second.
 * Compartments count through the model's tree and then through plasma's.
 */
export type Blend = { readonly lower: number; readonly upper: number; readonly share: number };

/** What is read, in whatever body. */
export type Probe = (model: Model) => Blend;

/**
 * Reads the fluid or the plasma at a site, as `concentrationAt` does.
 * Breaks if: the site is plasma and the drug's disposition is not known.
 */
export const siteProbe =
  (site: Site): Probe =>
  (model) => {
    const { layout, tree, plasma, subject } = model;
    if (isCanalSite(site)) {
      const { lower, upper, share } = bracket(model, positionOf(site));
      return { lower: layout.cells[lower] ?? -1, upper: layout.cells[upper] ?? -1, share };
    }
    assert(site !== "plasma" || plasma !== null, "the drug's plasma kinetics are known", { site });
    const space = layout.spaces[site === "convexity" ? subject.convexity : subject.ventricle] ?? -1;
    const at = site === "plasma" ? tree.size + (plasma?.size ?? 0) - 1 : space;
    return { lower: at, upper: at, share: 0 };
  };

/**
 * Reads a layer of the cord beside a site, as `cordAt` does.
 * Breaks if: there is no cord there, or its exchange is not known.
 */
export const cordProbe =
  (site: CanalSite, layer: keyof CordConcentration): Probe =>
  (model) => {
    const { lower, upper, share } = bracket(model, positionOf(site));
    const layers = model.layout.cord[share < 0.5 ? lower : upper] ?? null;
    assert(layers !== null, "the cord is modelled beside a site", { site });
    return { lower: layers[layer], upper: layers[layer], share: 0 };
  };
