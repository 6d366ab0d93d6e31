// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of what is known about one drug given intrathecally. Every number is a row with its
 * origin; what was looked for and not found is listed, never filled. Two limits for the same thing
 * stay two rows. `judge` reads these rows, `actionOf` says what each may do.
 */
import type { Concentration, DoseRate, Duration, Mass, Ratio, Volume } from "@cisterna/quantity";
import type { ModelId } from "../devices/pump.ts";
import type { Fact } from "../sources/fact.ts";

/** Every drug that Cisterna knows. */
export const DRUG_IDS = [
  "morphine",
  "hydromorphone",
  "fentanyl",
  "sufentanil",
  "bupivacaine",
  "ropivacaine",
  "clonidine",
  "ziconotide",
  "baclofen",
] as const;

/** One of the drugs of the formulary. */
export type DrugId = (typeof DRUG_IDS)[number];

/** Pharmacological family. */
export type Family =
  | "opioid"
  | "local-anaesthetic"
  | "alpha-2-agonist"
  | "calcium-channel-blocker"
  | "gaba-b-agonist";

/**
 * Whom a row is about. `naive` and `tolerant`: to opioids. `spinal-origin`, `cerebral-origin`: of
 * the spasticity. `malignant-pain`, `other-pain`: cause of the pain.
 */
export type Population =
  | "any"
  | "naive"
  | "tolerant"
  | "spinal-origin"
  | "cerebral-origin"
  | "child"
  | "malignant-pain"
  | "other-pain";

/**
 * A label that covers this drug in the intrathecal space: on the pumps named, or on no pump in
 * particular.
 */
export type Labelled = Fact & { readonly pumps: readonly ModelId[] | "any-approved" };

/** A marketed strength. `containers`: mL per ampoule or vial, as far as stated. */
export type Strength = Fact & {
  readonly concentration: Concentration;
  readonly containers?: readonly Volume[];
};

/**
 * What a bound is. `maximum`, `minimum`: stated as one. `caution`: a threshold above which care is
 * advised. `highest-marketed`, `highest-reported`, `study-ceiling`: no recommendation, only the
 * edge of what is sold, was reported, or was allowed in a protocol.
 */
export type LimitNature =
  | "maximum"
  | "minimum"
  | "caution"
  | "highest-marketed"
  | "highest-reported"
  | "study-ceiling";

/**
 * A bound on dose per day or on concentration. Where the source states it as a range, `value` is
 * the upper end and `rangeLow` the lower. `pump` is absent where the bound holds for every pump.
 */
export type Limit = Fact & {
  readonly bound: "most" | "least";
  readonly nature: LimitNature;
  readonly population: Population;
  readonly pump?: "implanted" | "external";
} & (
    | {
        readonly quantity: "dose-per-day";
        readonly value: DoseRate;
        readonly rangeLow?: DoseRate;
      }
    | {
        readonly quantity: "concentration";
        readonly value: Concentration;
        readonly rangeLow?: Concentration;
      }
  );

/**
 * A range to start in. A null bound is not stated by the source. `ofScreening`: the start as a
 * multiple of the screening bolus that worked, and the multiple if its effect was long or adverse.
 */
export type StartingDose = Fact & {
  readonly population: Population;
  readonly low: DoseRate | null;
  readonly high: DoseRate | null;
  readonly ofScreening?: { readonly usual: Ratio; readonly otherwise: Ratio };
};

/** A trial or screening bolus: its range, and the steps in order where the source gives them. */
export type TrialBolus = Fact & {
  readonly population: Population;
  readonly low: Mass;
  readonly high: Mass;
  readonly steps?: readonly { readonly dose: Mass; readonly volume?: Volume }[];
  /** Least time between two steps. */
  readonly interval?: Duration;
};

/**
 * A step of titration: a most in mass per day, or a share of the dose before (low null: not
 * stated).
 */
export type Step =
  | { readonly kind: "dose"; readonly most: DoseRate }
  | { readonly kind: "share"; readonly low: Ratio | null; readonly high: Ratio };

/** How far and how often a dose may be changed. */
export type Titration = Fact & {
  readonly step: Step;
  readonly direction: "increase" | "decrease";
  readonly phase: "any" | "post-implant" | "maintenance" | "high-dose";
  readonly population: Population;
  /** Least time between two steps, and the time advised. */
  readonly interval?: { readonly least: Duration; readonly advised?: Duration };
  /** Most steps in a week, as the source's range. */
  readonly perWeek?: { readonly low: number; readonly high: number };
};

/**
 * How long the drug lasts in a pump. `refill-interval`: the maker's, binding. `label`: a label's
 * words without days. `study`: what was tested. `monograph`: an older hospital text. `sample`:
 * single patients' reservoirs.
 */
export type StabilityKind = "refill-interval" | "label" | "study" | "monograph" | "sample";

/**
 * One finding on stability. `held`: stable for the days given. `lost`: NOT stable within the days
 * given. `unread`: the study exists, its result was not in the excerpt. `partners` is the rest of
 * the mixture; empty: the drug alone; `any`: whatever the partner. `days` null: no day count
 * stated. `firstFill` and `diluted` absent: holds for every fill, diluted or not.
 */
export type Stability = Fact & {
  readonly partners: readonly DrugId[] | "any";
  readonly kind: StabilityKind;
  readonly outcome: "held" | "lost" | "unread";
  readonly days: number | null;
  /** Of this drug; low null: tested up to the high end. */
  readonly concentration?: { readonly low: Concentration | null; readonly high: Concentration };
  readonly partnerConcentrations?: Readonly<Partial<Record<DrugId, Concentration>>>;
  readonly firstFill?: boolean;
  readonly diluted?: boolean;
};

/** A rule for the first fill of a pump that never held the drug. */
export type FirstFill = Fact & {
  readonly concentration: Concentration;
  readonly diluted: false;
  readonly rinse: { readonly volume: Volume; readonly times: number };
};

/** What sudden loss of the drug does, as far as a source here says; null: nothing was found. */
export type AbruptStop =
  | (Fact & { readonly danger: "withdrawal" | "rebound-hypertension" | "none-known" })
  | null;

/** What a source says to do about an overdose, in the order in which it says it. */
export const OVERDOSE_MEASURES = [
  "stop-delivery",
  "support-breathing",
  "give-naloxone",
  "withdraw-csf",
  "empty-reservoir",
  "intensive-care",
  "watch-for-return",
] as const;

/** One thing to do about an overdose. */
export type OverdoseMeasure = (typeof OVERDOSE_MEASURES)[number];

/** What is known of an overdose, as far as a source here says; null: nothing was found. */
export type Overdose =
  | (Fact & {
      readonly antidote: "naloxone" | "none";
      readonly measures: readonly OverdoseMeasure[];
    })
  | null;

/** Whether a patient may ask for boluses of this drug on these pumps. No row: nothing was found. */
export type OnDemandPermission = Fact & {
  readonly pumps: readonly ModelId[];
  readonly permitted: boolean;
};

/** Doses that were observed: context for a reader, never a limit. */
export type Reported = Fact & {
  readonly statistic: "mean" | "median" | "upper-quartile" | "typical" | "range" | "highest";
  readonly when: "start" | "maintenance" | "unstated";
  readonly population: Population;
  readonly low: DoseRate;
  readonly high: DoseRate;
  readonly deviation?: DoseRate;
};

/** A reason not to give the drug. */
export type Contraindication = Fact & { readonly reason: string };

/** Everything known here about one drug in the intrathecal space. */
export type Drug = {
  readonly id: DrugId;
  readonly name: string;
  readonly family: Family;
  /** Unit in which its doses are shown. */
  readonly massUnit: "mg" | "mcg";
  /** Empty: off-label in the intrathecal space. */
  readonly labelled: readonly Labelled[];
  /** Authorities that name the drug as not approved for implanted pumps, or for this route. */
  readonly unapproved: readonly Fact[];
  readonly strengths: readonly Strength[];
  readonly limits: readonly Limit[];
  readonly startingDoses: readonly StartingDose[];
  readonly trialBoluses: readonly TrialBolus[];
  readonly titration: readonly Titration[];
  readonly stability: readonly Stability[];
  readonly firstFill: readonly FirstFill[];
  readonly abruptStop: AbruptStop;
  readonly overdose: Overdose;
  readonly onDemand: readonly OnDemandPermission[];
  readonly reported: readonly Reported[];
  readonly contraindications: readonly Contraindication[];
  /** Other advice without a number that acts, in our words. */
  readonly advice: readonly Fact[];
  /** What was looked for and found in no source: never filled. */
  readonly notFound: readonly string[];
};

/** The formulary: every drug by its id. */
export type Formulary = ReadonlyMap<DrugId, Drug>;
