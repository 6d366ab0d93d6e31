// SPDX-License-Identifier: Apache-2.0
/** Writes the tables of `docs/population.md`: the traits of the adults, as drawn and as read. */
import { readFileSync, writeFileSync } from "node:fs";
import {
  bandOf,
  DEPENDENCES,
  type Distribution,
  memberAt,
  TRAIT_NAMES,
  TRAITS,
  type Trait,
  type TraitName,
} from "@cisterna/body";

const FILE = new URL("../../docs/population.md", import.meta.url);
const REGION = /(<!-- tables: [^\n]* -->\n)[\s\S]*?(<!-- end of tables -->)/;

/** The members of the summary. */
const SEED = 7;
const MEMBERS = 10_000;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const spoken = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const digits = (value: number): string => String(Number(value.toPrecision(3)));

/** Mean and standard deviation of a distribution before anything is cut off. */
const momentsOf = (distribution: Distribution, { low, high }: Trait["range"]) => {
  switch (distribution.kind) {
    case "normal":
      return { mean: distribution.mean, deviation: distribution.deviation };
    case "log-normal": {
      const variance = distribution.logDeviation ** 2;
      const mean = distribution.median * Math.exp(variance / 2);
      return { mean, deviation: mean * Math.sqrt(Math.exp(variance) - 1) };
    }
    case "even":
      return { mean: (low + high) / 2, deviation: (high - low) / Math.sqrt(12) };
  }
};

const rangeText = ({ low, high }: Trait["range"]): string => `${digits(low)} to ${digits(high)}`;

const stated = (): string =>
  table(
    ["trait", "unit", "distribution", "mean ± SD", "drawn within", "evidence", "source"],
    TRAIT_NAMES.map((name) => {
      const { unit, distribution, range, evidence, source } = TRAITS[name];
      const { mean, deviation } = momentsOf(distribution, range);
      return [
        spoken(name),
        unit,
        distribution.kind,
        `${digits(mean)} ± ${digits(deviation)}`,
        `${rangeText(range)} (${range.source})`,
        evidence,
        source,
      ];
    }),
  );

const valuesOf = (name: TraitName): readonly number[] =>
  Array.from({ length: MEMBERS }, (_, place) => memberAt(SEED, place)[name]);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

const drawn = (): string =>
  table(
    ["trait", "mean ± SD of the source", "mean ± SD drawn", "median", "5 % to 95 %"],
    TRAIT_NAMES.map((name) => {
      const { distribution, range } = TRAITS[name];
      const source = momentsOf(distribution, range);
      const values = valuesOf(name);
      const middle = mean(values);
      const deviation = Math.sqrt(mean(values.map((each) => (each - middle) ** 2)));
      const { median, p5, p95 } = bandOf(values);
      return [
        spoken(name),
        `${digits(source.mean)} ± ${digits(source.deviation)}`,
        `${digits(middle)} ± ${digits(deviation)}`,
        digits(median ?? 0),
        `${digits(p5 ?? 0)} to ${digits(p95 ?? 0)}`,
      ];
    }),
  );

const leanings = (): readonly (readonly string[])[] =>
  TRAIT_NAMES.flatMap((name) => {
    const { leaning } = TRAITS[name];
    if (leaning === null) return [];
    const what = `${spoken(name)} leans on ${spoken(leaning.on)}`;
    return [[what, `r = ${leaning.correlation}`, "source", leaning.source]];
  });

const together = (): string =>
  table(
    ["what", "by how much", "evidence", "source"],
    [
      ...leanings(),
      ...Object.values(DEPENDENCES).map(({ what, slope, unit, evidence, source }) => [
        what,
        `${slope} ${unit}`,
        evidence,
        source,
      ]),
    ],
  );

const tables = (): string =>
  [
    "## In what adults differ",
    stated(),
    "## What goes together",
    together(),
    `## ${MEMBERS} adults, seed ${SEED}, against the sources`,
    drawn(),
  ].join("\n\n");

/** The page as it is, and as it has to be. */
export const population = (): { readonly found: string; readonly generated: string } => {
  const found = readFileSync(FILE, "utf8");
  return {
    found,
    generated: found.replace(REGION, (_, head, tail) => `${head}\n${tables()}\n\n${tail}`),
  };
};

if (import.meta.main) writeFileSync(FILE, population().generated);
