// SPDX-License-Identifier: Apache-2.0
/**
 * The subject: one person's canal, fluid and cord, in the body's units. The reference adult is
 * built from `parameters`; a population would build others. What the person was given is not here.
 */
import { CALIBRATED, type Calibrated } from "./calibrated.ts";
import type {
  Centimetres,
  Millilitres,
  MillilitresPerHour,
  PerHour,
  SquareCentimetres,
  SquareCentimetresPerHour,
} from "./measure.ts";
import { perMinute, perSecond } from "./measure.ts";
import { CANAL_AREA, CONVENTIONS, REFERENCE_ADULT } from "./parameters.ts";

/** The area of the canal at one place; linear between places. */
export type Knot = { readonly x: Centimetres; readonly area: SquareCentimetres };

/** A stroke of the fluid to and fro: of the heart or of the breath. */
export type Stroke = {
  readonly by: "heart" | "breath";
  /** At the foramen magnum. */
  readonly volume: Millilitres;
  /** Below it, the volume falls as this power of the distance from the sac end. */
  readonly steepness: number;
  readonly rate: PerHour;
  readonly efficiency: number;
};

/** A well-mixed cranial space. Spaces form a tree; the last one is its root and meets the canal. */
export type CranialSpace = {
  readonly name: string;
  readonly volume: Millilitres;
  /** Place of the space that this one meets, after this one; null at the root. */
  readonly meets: number | null;
  /** To-and-fro mixing with that space. */
  readonly mixing: MillilitresPerHour;
  readonly production: MillilitresPerHour;
  /** Share of what leaves the cranium for the blood that leaves here; the shares add up to 1. */
  readonly outflowShare: number;
};

/** The spinal cord as a cylinder below the foramen magnum. */
export type CordGeometry = {
  readonly volume: Millilitres;
  readonly surface: SquareCentimetres;
  readonly length: Centimetres;
};

/** The epidural space along the whole canal. */
export type EpiduralGeometry = {
  /** Of the dura. */
  readonly surface: SquareCentimetres;
  readonly volume: Millilitres;
  readonly fat: Millilitres;
};

/** One person. */
export type Subject = {
  readonly name: string;
  readonly canal: {
    readonly length: Centimetres;
    readonly knots: readonly Knot[];
    readonly restDispersion: SquareCentimetresPerHour;
    /** Added to the dispersion by the mixing length: efficiency × rate × (stroke / area)². */
    readonly strokes: readonly Stroke[];
    /** Bulk absorption of CSF over the canal, evenly by length. */
    readonly absorption: MillilitresPerHour;
  };
  readonly cranium: readonly CranialSpace[];
  /** Which space answers for a cranial site. */
  readonly convexity: number;
  readonly ventricle: number;
  readonly cord: CordGeometry;
  /** Null where its volume is not known, as in the reference adult. */
  readonly epidural: EpiduralGeometry | null;
};

/** A row's value by its name. */
const of = (name: keyof typeof REFERENCE_ADULT): number => REFERENCE_ADULT[name].value;

/** A stroke as it was measured at C2/3, carried to the foramen magnum. */
const strokeOf = (by: "heart" | "breath", efficiency: number): Stroke => {
  const steepness = of(`${by}Steepness`);
  const above = (of("canalLength") / CONVENTIONS.levelC2C3.value) ** steepness;
  const volume = of(`${by}Stroke`) * above;
  return { by, volume, steepness, rate: perSecond(of(`${by}Rate`)), efficiency };
};

/** Ventricles and convexity; both meet the cisterns, the space above the foramen magnum. */
const craniumWith = (fitted: Calibrated): readonly CranialSpace[] => [
  {
    name: "ventricles",
    volume: of("ventricleVolume"),
    meets: 2,
    mixing: fitted.ventricleMixing,
    production: perMinute(of("aqueductFlow")),
    outflowShare: 0,
  },
  {
    name: "convexity",
    volume: of("intracranialVolume") - of("ventricleVolume") - fitted.cisternVolume,
    meets: 2,
    mixing: fitted.convexityMixing,
    production: 0,
    outflowShare: 1,
  },
  {
    name: "cisterns",
    volume: fitted.cisternVolume,
    meets: null,
    mixing: 0,
    production: perMinute(of("production") - of("aqueductFlow")),
    outflowShare: 0,
  },
];

/**
 * The reference adult with these values of what is fitted.
 * Source: `parameters` row by row.
 */
export const adultWith = (fitted: Calibrated): Subject => ({
  name: "adult-reference",
  canal: {
    length: of("canalLength"),
    knots: CANAL_AREA.knots,
    restDispersion: perSecond(fitted.restDispersion),
    strokes: [
      strokeOf("heart", fitted.mixingEfficiency),
      strokeOf("breath", fitted.mixingEfficiency),
    ],
    absorption: perMinute(of("spinalAbsorption")),
  },
  cranium: craniumWith(fitted),
  ventricle: 0,
  convexity: 1,
  cord: {
    volume: of("cordVolume"),
    surface: of("cordSurface"),
    length: of("cordLength"),
  },
  epidural: null,
});

/** The reference adult, as the fit left it. */
export const referenceAdult: Subject = adultWith(CALIBRATED);

/** Area of the canal at x; constant beyond the first and last knot. */
export const areaAt = (knots: readonly Knot[], x: Centimetres): SquareCentimetres => {
  const next = knots.findIndex((knot) => knot.x > x);
  const high = knots[next] ?? (knots.at(-1) as Knot);
  const low = knots[next < 0 ? knots.length - 1 : next - 1] ?? high;
  return high.x === low.x
    ? high.area
    : low.area + ((x - low.x) * (high.area - low.area)) / (high.x - low.x);
};

/** Volume of the canal below x: the area under the knots. */
export const volumeUnder = (knots: readonly Knot[], x: Centimetres): Millilitres =>
  knots.slice(1).reduce((sum, knot, index) => {
    const before = knots[index] ?? knot;
    const upto = Math.max(before.x, Math.min(knot.x, x));
    return sum + ((upto - before.x) * (areaAt(knots, upto) + before.area)) / 2;
  }, 0);

/** Volume of the spinal CSF. */
export const canalVolume = ({ canal }: Subject): Millilitres =>
  volumeUnder(canal.knots, canal.knots.at(-1)?.x ?? 0);
