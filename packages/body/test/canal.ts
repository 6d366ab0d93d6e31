// SPDX-License-Identifier: Apache-2.0
/**
 * Subjects, drugs and generators for the body's tests, written out apart from the code they check.
 */
import {
  CANAL_AREA,
  DRUGS,
  type Drug,
  type Model,
  perSecond,
  referenceAdult,
  type Subject,
} from "../src/index.ts";
import type { Matrix } from "./dense.ts";

export const drugCalled = (name: string): Drug => {
  const found = DRUGS.find((drug) => drug.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
};

export type Uniform = {
  readonly length: number;
  readonly area: number;
  readonly cm2PerSecond: number;
};

/** A closed canal of one area and one dispersion. */
export const uniformCanal = ({ length, area, cm2PerSecond }: Uniform): Subject => ({
  ...referenceAdult,
  name: "uniform-canal",
  canal: {
    length,
    knots: [
      { x: 0, area },
      { x: length, area },
    ],
    restDispersion: perSecond(cm2PerSecond),
    strokes: [],
    absorption: 0,
  },
  cranium: [],
});

/** A tracer that neither diffuses on its own nor enters the cord, with this loss per hour. */
export const tracer = (lossPerHour: number): Drug => ({
  ...drugCalled("in-dtpa"),
  name: "test-tracer",
  diffusivity: { value: 0, evidence: "derived", source: "test" },
  spinalLoss: {
    value: lossPerHour,
    evidence: "derived",
    source: "test",
    basis: "own",
    range: null,
  },
});

/**
 * The adult of the hand calibration, physics §2.1: one stroke that falls in proportion to x, one
 * cranial space, and what disperses without a stroke. The reference adult replaced it; what it is
 * documented to do still says whether the equations are.
 */
export const documentedAdult: Subject = {
  ...referenceAdult,
  name: "documented-adult",
  canal: {
    ...referenceAdult.canal,
    restDispersion: perSecond(0.02),
    strokes: [{ by: "heart", volume: 1, steepness: 1, rate: perSecond(1.1), efficiency: 0.3 }],
  },
  cranium: [
    { name: "cranium", volume: 200, meets: null, mixing: 0, production: 21, outflowShare: 1 },
  ],
  convexity: 0,
  ventricle: 0,
};

/** A drug of the hand calibration, with this loss per hour. */
export const documentedDrug = (name: string, loss = 0.1): Drug => {
  const drug = drugCalled(name);
  return { ...drug, spinalLoss: { ...drug.spinalLoss, value: loss } };
};

/** A cranium of three spaces: ventricles and convexity both meet the basal cisterns. */
export const threeSpaces: Subject = {
  ...referenceAdult,
  name: "three-spaces",
  cranium: [
    { name: "ventricles", volume: 30, meets: 2, mixing: 3, production: 21, outflowShare: 0 },
    { name: "convexity", volume: 120, meets: 2, mixing: 20, production: 0, outflowShare: 1 },
    { name: "cisterns", volume: 50, meets: null, mixing: 0, production: 0, outflowShare: 0 },
  ],
  ventricle: 0,
  convexity: 1,
};

/**
 * The generator of a model in masses, sinks included: compartments, plasma, then one row for all
 * that left. Taken from the tree's coefficients, entry by entry.
 */
export const generatorOf = ({ tree, plasma }: Model): Matrix => {
  const size = tree.size + (plasma?.size ?? 0) + 1;
  const rows = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const move = (from: number, into: number, rate: number): void => {
    const [source, target] = [rows[from], rows[into]];
    if (source === undefined || target === undefined) throw new RangeError(`${from} ${into}`);
    source[from] = (source[from] ?? 0) - rate;
    target[from] = (target[from] ?? 0) + rate;
  };
  const gone = size - 1;
  const central = plasma === null ? gone : gone - 1;
  const add = (part: typeof tree, offset: number, drained: number): void => {
    for (let at = 0; at < part.size; at += 1) {
      const volume = part.volume[at] ?? Number.NaN;
      const parent = part.parent[at] ?? part.size;
      if (parent < part.size) {
        move(offset + at, offset + parent, (part.up[at] ?? 0) / volume);
        move(offset + parent, offset + at, (part.down[at] ?? 0) / (part.volume[parent] ?? 0));
      }
      move(offset + at, drained, (part.drain[at] ?? 0) / volume);
    }
  };
  add(tree, 0, central);
  if (plasma !== null) add(plasma, tree.size, gone);
  return rows;
};

/**
 * The documented adult with a tracer, cell by cell from the formulas of physics §2 and §2.1 and
 * nothing of the package but its table of areas: masses of 60 cells, the cranium, and what left.
 */
export const documentedGenerator = (): Matrix => {
  const [cells, length, production, absorption, loss] = [60, 60, 0.35 * 60, 0.1 * 60, 0.1];
  const area = (x: number): number => {
    const above = CANAL_AREA.knots.findIndex((knot) => knot.x >= x);
    const [low, high] = [CANAL_AREA.knots[above - 1], CANAL_AREA.knots[above]];
    if (low === undefined || high === undefined) throw new RangeError(`${x}`);
    return low.area + ((high.area - low.area) * (x - low.x)) / (high.x - low.x);
  };
  const dispersion = (x: number): number =>
    3600 * (3.8e-6 + 0.02 + 0.3 * 1.1 * ((1.0 * x) / length / area(x)) ** 2);
  const size = cells + 2;
  const volume = (at: number): number => (at === cells ? 200 : area(at + 0.5));
  const rows = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const flux = (from: number, into: number, flow: number): void => {
    const [source, target] = [rows[from] ?? [], rows[into] ?? []];
    source[from] = (source[from] ?? 0) - flow / volume(from);
    target[from] = (target[from] ?? 0) + flow / volume(from);
  };
  for (let at = 0; at < cells; at += 1) {
    const face = at + 1;
    const mixing = area(face) * dispersion(face);
    const down = (absorption * face) / length;
    flux(at, at + 1, mixing - down / 2);
    flux(at + 1, at, mixing + down / 2);
    flux(at, cells + 1, absorption / cells + loss * volume(at));
  }
  flux(cells, cells + 1, production - absorption);
  return rows;
};
