// SPDX-License-Identifier: Apache-2.0
/**
 * Carries out the sensitivity analysis: some minutes. Writes what it found beside this file;
 * `tools/documents/sensitivity.ts` makes the page of it.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import {
  ACTING,
  batch,
  bolusInto,
  type Crossed,
  concentrationAt,
  crossed,
  DRUGS,
  type Drug,
  drugIn,
  fingerprintOf,
  halfLifeOf,
  type Indices,
  indicesOf,
  infusionInto,
  type Model,
  neuraxis,
  personOf,
  plainKernel,
  referenceAdult,
  type Site,
  siteProbe,
  steadyState,
  TRAITS,
  type TraitName,
  type Traits,
} from "@cisterna/body";
import { simdKernel } from "@cisterna/simd";

const RECORD = new URL("./sensitivity.json", import.meta.url);
const COUNT = 4096;
const SEED = 7;

/** What was found: for each outcome the shares of each trait. */
export type SensitivityRecord = {
  readonly people: number;
  readonly seed: number;
  readonly commit: string;
  readonly parameters: string;
  readonly outcomes: readonly {
    readonly name: string;
    readonly shares: Readonly<Record<string, Indices>>;
  }[];
};

type Outcomes = Readonly<Record<string, number>>;

const MORPHINE: Drug = (() => {
  const found = DRUGS.find(({ name }) => name === "morphine");
  if (found === undefined) throw new Error("morphine has kinetics");
  return found;
})();

const modelOf = (traits: Traits): Model => {
  const person = personOf(traits);
  if (!person.ok) throw new Error(JSON.stringify(person.refusals));
  return neuraxis(person.value, drugIn(MORPHINE, traits));
};

const SITES: readonly Site[] = ["L2", "T10", "C2", "cisterna-magna", "plasma"];

/** 1 mg a day at T10 for ever. */
const infused = (model: Model): Outcomes => {
  const steady = steadyState(model, infusionInto(model, "T10"), 1000 / 24);
  return Object.fromEntries(
    SITES.map((site) => [`infusion at T10, steady: ${site}`, concentrationAt(steady, site) ?? 0]),
  );
};

/** Every five minutes for twelve hours. */
const HOURS = Array.from({ length: 144 }, (_, at) => (at + 1) / 12);
const WATCHED: readonly Site[] = ["L3", "T10", "cisterna-magna", "plasma"];

const injected = (models: readonly Model[]): readonly Outcomes[] => {
  const trial = {
    regimen: {
      ways: [(model: Model) => bolusInto(model, "L3", 2)],
      spells: [{ way: 0, from: 0, upto: 1 / 60, dose: 250 }],
      turns: [],
    },
    probes: WATCHED.map(siteProbe),
    hours: HOURS,
    tolerance: 1e-3,
  };
  const found = batch(
    models.map((model): [Model] => [model]),
    trial,
    simdKernel() ?? plainKernel,
  );
  return found.map(({ concentrations }) => {
    const at = (site: Site): readonly number[] => {
      const from = WATCHED.indexOf(site) * HOURS.length;
      return [...concentrations.subarray(from, from + HOURS.length)];
    };
    const lumbar = { hours: HOURS, concentrations: at("L3") };
    return {
      "bolus at L3: L3 after 1 h": at("L3")[11] ?? 0,
      "bolus at L3: highest at T10": Math.max(...at("T10")),
      "bolus at L3: cisterna magna after 3 h": at("cisterna-magna")[35] ?? 0,
      "bolus at L3: highest in plasma": Math.max(...at("plasma")),
      "bolus at L3: half-life at L3, 4 to 12 h": halfLifeOf(lumbar, { from: 4, upto: 12 }) ?? 0,
    };
  });
};

const PORTION = 256;

/** The outcomes of people, as logarithms: they spread by factors. */
const outcomesOf = (people: readonly Traits[]): readonly Outcomes[] => {
  const portions = Array.from({ length: Math.ceil(people.length / PORTION) }, (_, at) =>
    people.slice(at * PORTION, (at + 1) * PORTION),
  );
  return portions.flatMap((portion) => {
    const models = portion.map(modelOf);
    const bolus = injected(models);
    return models.map((model, at) =>
      Object.fromEntries(
        Object.entries({ ...infused(model), ...bolus[at] }).map(([name, value]) => [
          name,
          Math.log(value),
        ]),
      ),
    );
  });
};

const sharesOf = (people: Crossed): SensitivityRecord["outcomes"] => {
  const [first, second] = [outcomesOf(people.first), outcomesOf(people.second)];
  const swapped = people.swapped.map(outcomesOf);
  const column = (from: readonly Outcomes[] | undefined, name: string): readonly number[] =>
    (from ?? []).map((each) => each[name] ?? Number.NaN);
  const shares = (name: string, trait: TraitName): Indices =>
    indicesOf({
      first: column(first, name),
      second: column(second, name),
      swapped: column(swapped[ACTING.indexOf(trait)], name),
    });
  return Object.keys(first[0] ?? {}).map((name) => ({
    name,
    shares: Object.fromEntries(ACTING.map((trait) => [trait, rounded(shares(name, trait))])),
  }));
};

const rounded = ({ first, total }: Indices): Indices => ({
  first: Number(first.toFixed(3)),
  total: Number(total.toFixed(3)),
});

const record: SensitivityRecord = {
  people: COUNT * (ACTING.length + 2),
  seed: SEED,
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  parameters: `adult@${fingerprintOf({ TRAITS, referenceAdult, MORPHINE })}`,
  outcomes: sharesOf(crossed(COUNT, SEED)),
};

writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
