// SPDX-License-Identifier: Apache-2.0
/**
 * Persons: the reference adult changed by somebody's traits, and a drug as that person clears it.
 * In: traits. Out: a subject and a drug for `neuraxis`, or every trait that is outside its range.
 * Everything without a trait stays as it is in the reference adult.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Drug } from "../drug.ts";
import { positionOf } from "../level.ts";
import type { Centimetres, Millilitres } from "../measure.ts";
import { type Knot, referenceAdult, type Stroke, type Subject, volumeUnder } from "../subject.ts";
import type { Traits } from "./member.ts";
import {
  DEPENDENCES,
  isWithin,
  TRAIT_NAMES,
  TRAITS,
  type TraitName,
  YOUNG_CRANIUM,
} from "./trait.ts";

/** A trait that nobody of the population has. */
export type TraitRefusal = {
  readonly kind: "trait-out-of-range";
  readonly trait: TraitName;
  readonly asked: number;
  readonly low: number;
  readonly high: number;
};

/** The traits of the reference adult. Law: with them a person is the reference adult. */
export const REFERENCE_TRAITS = Object.fromEntries(
  TRAIT_NAMES.map((name) => [name, TRAITS[name].reference]),
) as Traits;

/**
 * The subject with these traits.
 * Refuses: every trait outside its range.
 */
export const personOf = (traits: Traits): Result<Subject, TraitRefusal> => {
  const wrong = TRAIT_NAMES.filter((name) => !isWithin(TRAITS[name], traits[name]));
  const [first, ...rest] = wrong.map((trait): TraitRefusal => {
    const { low, high } = TRAITS[trait].range;
    return { kind: "trait-out-of-range", trait, asked: traits[trait], low, high };
  });
  return first === undefined ? accepted(subjectWith(traits)) : refused(first, ...rest);
};

/** The trait over what the reference adult has. */
const over = (traits: Traits, name: TraitName): number => traits[name] / TRAITS[name].reference;

const subjectWith = (traits: Traits): Subject => {
  const { canal, cranium } = referenceAdult;
  const head = cranialVolume(traits.age) / cranialVolume(REFERENCE_TRAITS.age);
  return {
    ...referenceAdult,
    name: "adult",
    canal: {
      ...canal,
      knots: knotsWith(over(traits, "lumbosacralVolume")),
      restDispersion: canal.restDispersion * traits.mixing,
      strokes: canal.strokes.map((stroke) => strokeWith(traits, stroke)),
    },
    cranium: cranium.map((space) => ({ ...space, volume: space.volume * head })),
  };
};

const STROKES = {
  heart: { volume: "strokeVolume", rate: "heartRate" },
  breath: { volume: "breathStroke", rate: "breathRate" },
} as const;

const strokeWith = (traits: Traits, stroke: Stroke): Stroke => {
  const { volume, rate } = STROKES[stroke.by];
  return {
    ...stroke,
    volume: stroke.volume * over(traits, volume),
    rate: stroke.rate * over(traits, rate),
    efficiency: stroke.efficiency * traits.mixing,
  };
};

/** Intracranial CSF at an age. */
const cranialVolume = (age: number): Millilitres =>
  YOUNG_CRANIUM.volume + DEPENDENCES.intracranialVolume.slope * (age - YOUNG_CRANIUM.age);

/** The disc of T11/12, where the lumbosacral volume of the sources begins. */
const DISC: Centimetres = (positionOf("T11") + positionOf("T12")) / 2;

const LUMBOSACRAL: Millilitres = volumeUnder(referenceAdult.canal.knots, DISC);

/**
 * The canal with this factor on its volume below the disc of T11/12. Its knots below the disc are
 * widened alike; the canal above keeps its shape.
 */
const knotsWith = (factor: number): readonly Knot[] => {
  const { knots } = referenceAdult.canal;
  const widened = (by: number): readonly Knot[] =>
    knots.map((knot) => (knot.x < DISC ? { ...knot, area: knot.area * by } : knot));
  const kept = volumeUnder(widened(0), DISC);
  return widened((factor * LUMBOSACRAL - kept) / (LUMBOSACRAL - kept));
};

/** The drug as the person with these traits clears it. What is not known stays unknown. */
export const drugIn = (drug: Drug, traits: Traits): Drug => {
  const byAge = Math.exp(DEPENDENCES.clearanceByAge.slope * (traits.age - REFERENCE_TRAITS.age));
  const loss = drug.spinalLoss.value * traits.spinalClearance * traits.occasion * byAge;
  return {
    ...drug,
    spinalLoss: { ...drug.spinalLoss, value: loss },
    plasma: drug.plasma === null ? null : plasmaWith(drug.plasma, traits.plasmaClearance),
  };
};

const plasmaWith = (plasma: NonNullable<Drug["plasma"]>, factor: number): Drug["plasma"] => ({
  ...plasma,
  value: { ...plasma.value, clearance: plasma.value.clearance * factor },
});
