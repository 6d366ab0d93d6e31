// SPDX-License-Identifier: Apache-2.0
/**
 * The one table of units. Parsers, printers, schemas, documents and tests are derived from it.
 * The first unit of each dimension is its canonical one; canonical units are coherent
 * (mg, mL, d, cm), so that dose = flow × concentration needs no factor.
 */
import { type Rational, rational } from "./rational.ts";

/** What kind of thing a quantity is. */
export type Dimension =
  | "mass"
  | "volume"
  | "time"
  | "length"
  | "concentration"
  | "dose-rate"
  | "flow"
  | "volume-per-length"
  | "ratio";

/** One unit: what people write, what machines write (UCUM), and its size in the canonical unit. */
export type Unit = {
  readonly symbol: string;
  readonly ucum: string;
  readonly spoken: string;
  readonly dimension: Dimension;
  readonly factor: Rational;
  readonly aliases: readonly string[];
};

type Row = readonly [
  symbol: string,
  ucum: string,
  spoken: string,
  factor: Rational,
  aliases?: readonly string[],
];

const MASS: readonly Row[] = [
  ["mg", "mg", "milligrams", rational(1n)],
  ["mcg", "ug", "micrograms", rational(1n, 1000n), ["ug", "µg", "μg"]],
  ["ng", "ng", "nanograms", rational(1n, 1_000_000n)],
  ["pg", "pg", "picograms", rational(1n, 1_000_000_000n)],
  ["g", "g", "grams", rational(1000n)],
  ["kg", "kg", "kilograms", rational(1_000_000n)],
];
const VOLUME: readonly Row[] = [
  ["mL", "mL", "millilitres", rational(1n), ["ml"]],
  ["mcL", "uL", "microlitres", rational(1n, 1000n), ["uL", "ul", "µL", "μL"]],
  ["nL", "nL", "nanolitres", rational(1n, 1_000_000n), ["nl"]],
];
const TIME: readonly Row[] = [
  ["d", "d", "days", rational(1n), ["day", "days"]],
  ["h", "h", "hours", rational(1n, 24n), ["hour", "hours"]],
  ["min", "min", "minutes", rational(1n, 1440n), ["minutes"]],
  ["s", "s", "seconds", rational(1n, 86_400n)],
  ["ms", "ms", "milliseconds", rational(1n, 86_400_000n)],
];
const LENGTH: readonly Row[] = [
  ["cm", "cm", "centimetres", rational(1n)],
  ["mm", "mm", "millimetres", rational(1n, 10n)],
  ["m", "m", "metres", rational(100n)],
];
const RATIO: readonly Row[] = [
  ["1", "1", "", rational(1n)],
  ["%", "%", "per cent", rational(1n, 100n)],
];

const row = (dimension: Dimension, [symbol, ucum, spoken, factor, aliases = []]: Row): Unit => ({
  symbol,
  ucum,
  spoken,
  dimension,
  factor,
  aliases,
});

/** Every unit of `over` divided by every unit of `under`: mg/mL from mg and mL. */
const quotients = (
  dimension: Dimension,
  over: readonly Row[],
  under: readonly Row[],
): readonly Unit[] =>
  over.flatMap((top) =>
    under.map((bottom) => {
      const names = [top[0], ...(top[4] ?? [])];
      const bottoms = [bottom[0], ...(bottom[4] ?? [])];
      const symbol = `${top[0]}/${bottom[0]}`;
      return {
        symbol,
        ucum: `${top[1]}/${bottom[1]}`,
        spoken: `${top[2]} per ${bottom[2].replace(/s$/, "")}`,
        dimension,
        factor: rational(top[3].n * bottom[3].d, top[3].d * bottom[3].n),
        aliases: names
          .flatMap((name) => bottoms.map((low) => `${name}/${low}`))
          .filter((name) => name !== symbol),
      };
    }),
  );

const named = (rows: readonly Row[], ...symbols: readonly string[]): readonly Row[] =>
  symbols.map((symbol) => {
    const found = rows.find((candidate) => candidate[0] === symbol);
    if (found === undefined) throw new RangeError(`no unit ${symbol}`);
    return found;
  });

/** Every unit Cisterna reads and writes. */
export const UNITS: readonly Unit[] = [
  ...MASS.map((each) => row("mass", each)),
  ...VOLUME.map((each) => row("volume", each)),
  ...TIME.map((each) => row("time", each)),
  ...LENGTH.map((each) => row("length", each)),
  ...quotients("concentration", named(MASS, "mg", "mcg", "ng", "g"), named(VOLUME, "mL")),
  ...quotients("dose-rate", named(MASS, "mg", "mcg", "ng"), named(TIME, "d", "h", "min")),
  ...quotients("flow", VOLUME, named(TIME, "d", "h", "min", "s")),
  ...quotients("volume-per-length", named(VOLUME, "mL", "mcL"), named(LENGTH, "cm", "mm", "m")),
  ...RATIO.map((each) => row("ratio", each)),
];

const BY_NAME: ReadonlyMap<string, Unit> = new Map(
  UNITS.flatMap((unit) => [unit.symbol, ...unit.aliases].map((name) => [name, unit] as const)),
);

/** The unit a person wrote, under its symbol or an alias. */
export const unitNamed = (name: string): Unit | undefined => BY_NAME.get(name);

/** Symbols of the units of a dimension, canonical first: what a refusal offers instead. */
export const symbolsOf = (dimension: Dimension): readonly string[] =>
  UNITS.filter((unit) => unit.dimension === dimension).map((unit) => unit.symbol);
