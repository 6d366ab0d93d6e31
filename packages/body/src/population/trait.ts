// SPDX-License-Identifier: Apache-2.0
/**
 * Traits: in what adults differ, and by how much. Every row has its distribution, the range it is
 * drawn within, and where both were read. What no source gives a spread for is not here, and so is
 * the same in everybody. `member` draws from these rows; `person` makes a subject of them.
 */
import { type Evidence, REFERENCE_ADULT } from "../parameters.ts";
import { scoreOf } from "./normal.ts";

/** How a trait is spread over people. */
export type Distribution =
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  /** `logDeviation` is that of the natural logarithm. */
  | { readonly kind: "log-normal"; readonly median: number; readonly logDeviation: number }
  | { readonly kind: "even" };

/** Ends of the range of a trait, both included, and what they rest on. */
export type TraitRange = {
  readonly low: number;
  readonly high: number;
  readonly source: string;
};

/** What the drawing of a trait leans on: another trait's score, by this correlation. */
export type Leaning = {
  readonly on: TraitName;
  readonly correlation: number;
  readonly source: string;
};

/** One trait. A person outside the range is not drawn and not accepted. */
export type Trait = {
  /** Its place in the counter, for ever: a new trait leaves the others as they were. */
  readonly stream: number;
  readonly unit: string;
  readonly distribution: Distribution;
  readonly range: TraitRange;
  readonly leaning: Leaning | null;
  /** What the reference adult has. */
  readonly reference: number;
  readonly evidence: Evidence;
  readonly source: string;
};

/** Names of the traits. */
export type TraitName =
  | "age"
  | "bodyMassIndex"
  | "lumbosacralVolume"
  | "strokeVolume"
  | "heartRate"
  | "breathStroke"
  | "breathRate"
  | "mixing"
  | "spinalClearance"
  | "occasion"
  | "plasmaClearance";

/** Standard deviations to each side where no range is stated. Ours. */
const ENDS = 3;

const within = (distribution: Distribution): TraitRange => {
  const source = `${ENDS} standard deviations to each side; none is stated`;
  const low = valueAtScore(distribution, -ENDS);
  return { low, high: valueAtScore(distribution, ENDS), source };
};

/** The log-normal with this arithmetic mean and standard deviation. */
const logNormal = (mean: number, deviation: number): Distribution => {
  const variance = Math.log(1 + (deviation / mean) ** 2);
  const median = mean / Math.exp(variance / 2);
  return { kind: "log-normal", median, logDeviation: Math.sqrt(variance) };
};

/** A factor whose median is 1, with this coefficient of variation. */
const factorOf = (variation: number): Distribution => ({
  kind: "log-normal",
  median: 1,
  logDeviation: Math.sqrt(Math.log(1 + variation ** 2)),
});

const valueAtScore = (distribution: Distribution, score: number): number =>
  distribution.kind === "normal"
    ? distribution.mean + distribution.deviation * score
    : distribution.kind === "log-normal"
      ? distribution.median * Math.exp(distribution.logDeviation * score)
      : Number.NaN;

/** The value of a trait at a share of the people, or at a score where it leans on another. */
export const valueAt = (
  { distribution, range }: Trait,
  { share, score = scoreOf(share) }: { readonly share: number; readonly score?: number },
): number =>
  distribution.kind === "even"
    ? range.low + share * (range.high - range.low)
    : valueAtScore(distribution, score);

const HALVINGS = 60;

/** The share of people below a value, found by halving. */
const shareBelow = (trait: Trait, value: number): number => {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (valueAt(trait, { share: middle }) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The value of a trait at a share of those people who are in its range. */
export const valueWithin = (trait: Trait, share: number): number => {
  if (trait.distribution.kind === "even") return valueAt(trait, { share });
  const [low, high] = [shareBelow(trait, trait.range.low), shareBelow(trait, trait.range.high)];
  return valueAt(trait, { share: low + share * (high - low) });
};

/** Whether a value is in the range of a trait. */
export const isWithin = ({ range }: Trait, value: number): boolean =>
  value >= range.low && value <= range.high;

const WOLF = "Wolf 2023";
const QUER = "Quer 2020, n = 92,457";
const LUU = "Luu 2017, nusinersen";

const age: Distribution = { kind: "normal", mean: 45.8, deviation: 14.4 };
const bodyMassIndex = logNormal(28.4, 5.8);
const lumbosacral = logNormal(49.9, 12.1);
const stroke = logNormal(2.1, 0.7);
const pulse: Distribution = { kind: "normal", mean: 65.5, deviation: 7.7 };
/** 16.4 ± 7.7 mm in and 11.6 ± 3.0 mm out, added as if they were independent. */
const BREATH_VARIATION = Math.hypot(7.7, 3) / (16.4 + 11.6);

/** A trait that is a factor on what the reference adult has. */
const factorTrait = (
  stream: number,
  distribution: Distribution,
  known: { readonly evidence: Evidence; readonly source: string },
): Trait => {
  const range = within(distribution);
  return { stream, unit: "1", distribution, range, leaning: null, reference: 1, ...known };
};

/**
 * The traits of the adult population.
 * Source: row by row; physics §3 and what it cites, and Quer 2020 (PLoS ONE 15:e0227709).
 */
export const TRAITS: Readonly<Record<TraitName, Trait>> = {
  age: {
    stream: 1,
    unit: "a",
    distribution: age,
    range: { low: 20, high: 79, source: `${WOLF}: the ages of its 70 volunteers` },
    leaning: null,
    reference: 45,
    evidence: "source",
    source: QUER,
  },
  bodyMassIndex: {
    stream: 2,
    unit: "kg/m2",
    distribution: bodyMassIndex,
    range: within(bodyMassIndex),
    leaning: null,
    reference: 28.4,
    evidence: "source",
    source: QUER,
  },
  lumbosacralVolume: {
    stream: 3,
    unit: "mL",
    distribution: lumbosacral,
    range: { low: 28, high: 81.1, source: "Hogan 1996, lowest and highest of 25" },
    leaning: {
      on: "bodyMassIndex",
      correlation: -0.276,
      source: "Sullivan 2006, n = 71",
    },
    reference: 49.9,
    evidence: "source",
    source: "Hogan 1996: 49.9 ± 12.1 mL from T11/12 to the sac end, roots included",
  },
  strokeVolume: {
    stream: 4,
    unit: "mL",
    distribution: stroke,
    range: within(stroke),
    leaning: null,
    reference: 2.1,
    evidence: "source",
    source: `${WOLF}: 2.1 ± 0.7 mL at C2/3`,
  },
  heartRate: {
    stream: 5,
    unit: "/min",
    distribution: pulse,
    range: { low: 39.7, high: 108.6, source: `${QUER}, lowest and highest` },
    leaning: null,
    reference: REFERENCE_ADULT.heartRate.value * 60,
    evidence: "source",
    source: `${QUER}: 65.5 ± 7.7 /min`,
  },
  breathStroke: factorTrait(10, factorOf(BREATH_VARIATION), {
    evidence: "derived",
    source: "Yamada 2013: displacement before the pons in and out, 28.0 ± 8.3 mm together",
  }),
  breathRate: {
    stream: 11,
    unit: "/min",
    distribution: { kind: "even" },
    range: { low: 12, high: 20, source: "textbook range at rest" },
    leaning: null,
    reference: REFERENCE_ADULT.breathRate.value * 60,
    evidence: "background",
    source: "textbook range at rest, evenly because no shape is stated",
  },
  mixing: factorTrait(6, factorOf(0.5), {
    evidence: "derived",
    source: "physics §3: dispersion varies by about 50 % (Eisenach 2003)",
  }),
  spinalClearance: factorTrait(7, factorOf(0.244), {
    evidence: "code",
    source: `${LUU}: 24.4 % between persons`,
  }),
  occasion: factorTrait(8, factorOf(0.381), {
    evidence: "code",
    source: `${LUU}: 38.1 % between occasions of one person`,
  }),
  plasmaClearance: factorTrait(9, factorOf(0.295), {
    evidence: "code",
    source: `${LUU}: 29.5 % between persons`,
  }),
};

/** The names of the traits in the order of the table. */
export const TRAIT_NAMES = Object.keys(TRAITS) as readonly TraitName[];

/** What a trait moves by a straight or exponential line. */
export type Dependence = {
  readonly on: TraitName;
  readonly what: string;
  readonly slope: number;
  readonly unit: string;
  readonly evidence: Evidence;
  readonly source: string;
};

/** What age moves. At the reference adult's age nothing is moved. */
export const DEPENDENCES = {
  intracranialVolume: {
    on: "age",
    what: "intracranial CSF grows with age",
    slope: 3,
    unit: "mL/a",
    evidence: "source",
    source: "Yamada 2023: 265 mL in the twenties, about 30 mL more each decade",
  },
  clearanceByAge: {
    on: "age",
    what: "logarithm of the clearance from CSF falls with age",
    slope: -0.0055,
    unit: "1/a",
    evidence: "code",
    source: "Yamamoto 2023, tominersen, n = 750",
  },
} as const satisfies Record<string, Dependence>;

/** Intracranial CSF of the twenties, taken at 25 years. Source: Yamada 2023. */
export const YOUNG_CRANIUM = { age: 25, volume: 265 } as const;
