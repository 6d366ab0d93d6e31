// SPDX-License-Identifier: Apache-2.0
/**
 * The subject: one person's canal, fluid and cord, in the body's units. The reference adult is
 * built from `parameters`; a population would build others. What the person was given is not here.
 */
import type {
  Centimetres,
  Millilitres,
  MillilitresPerHour,
  PerHour,
  SquareCentimetres,
  SquareCentimetresPerHour,
} from "./measure.ts";
import { perMinute, perSecond } from "./measure.ts";
import { CANAL_AREA, REFERENCE_ADULT } from "./parameters.ts";

/** The area of the canal at one place; linear between places. */
export type Knot = { readonly x: Centimetres; readonly area: SquareCentimetres };

/** A stroke of the fluid to and fro: its volume at the foramen magnum and how often it comes. */
export type Stroke = {
  readonly volume: Millilitres;
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
};

/**
 * The reference adult, as calibrated by hand: one cranial space, so the convexity and the
 * ventricles are the same fluid.
 * Source: physics §2.1, and `parameters` row by row.
 */
export const referenceAdult: Subject = {
  name: "adult-reference",
  canal: {
    length: REFERENCE_ADULT.canalLength.value,
    knots: CANAL_AREA.knots,
    restDispersion: perSecond(REFERENCE_ADULT.restDispersion.value),
    strokes: [
      {
        volume: REFERENCE_ADULT.strokeVolume.value,
        rate: perSecond(REFERENCE_ADULT.heartRate.value),
        efficiency: REFERENCE_ADULT.mixingEfficiency.value,
      },
    ],
    absorption: perMinute(REFERENCE_ADULT.spinalAbsorption.value),
  },
  cranium: [
    {
      name: "cranium",
      volume: REFERENCE_ADULT.cranialVolume.value,
      meets: null,
      mixing: 0,
      production: perMinute(REFERENCE_ADULT.production.value),
      outflowShare: 1,
    },
  ],
  convexity: 0,
  ventricle: 0,
  cord: {
    volume: REFERENCE_ADULT.cordVolume.value,
    surface: REFERENCE_ADULT.cordSurface.value,
    length: REFERENCE_ADULT.cordLength.value,
  },
};

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
