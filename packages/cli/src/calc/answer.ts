// SPDX-License-Identifier: Apache-2.0
/**
 * The answer of a calculation: every result with its formula, once as a JSON value under its key,
 * once as a line with the numbers put in.
 */
import {
  type Dimension,
  type Interval,
  isExact,
  print,
  type Quantity,
  toUcum,
} from "@cisterna/quantity";

/** A result for a machine and for a person. */
type Shown = { readonly json: unknown; readonly text: string };

/** One result. `formula` names keys and earlier results in braces: `{dose} ÷ {concentration}`. */
export type ResultLine = {
  readonly key: string;
  readonly formula: string;
  readonly shown: Shown;
  /** What a person reads in place of the key. */
  readonly label?: string;
};

/** All results in order; `json` holds what stands at the top of the JSON object. */
export type Answer = {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly ResultLine[];
};

/** A quantity in a unit. */
export const inUnit = <D extends Dimension>(value: Quantity<D>, unit: string): Shown => ({
  json: toUcum(value, unit),
  text: print(value, unit),
});

/** A quantity known exactly, or between two bounds: `{ "low": …, "high": … }`. */
export const spanIn = <D extends Dimension>(span: Interval<D>, unit: string): Shown =>
  isExact(span)
    ? inUnit(span.low, unit)
    : {
        json: { low: toUcum(span.low, unit), high: toUcum(span.high, unit) },
        text: `${print(span.low, unit)} to ${print(span.high, unit)}`,
      };

/** A count. */
export const plain = (value: number): Shown => ({ json: value, text: String(value) });

/** A word: a date, a reason. */
export const word = (value: string): Shown => ({ json: value, text: value });

/** One result of a calculation. */
export const line = (key: string, formula: string, shown: Shown): ResultLine => ({
  key,
  formula,
  shown,
});

/** Results that all stand at the top of the JSON object under their own keys. */
export const answered = (...lines: readonly ResultLine[]): Answer => ({
  json: Object.fromEntries(lines.map(({ key, shown }) => [key, shown.json])),
  lines,
});

/** The unit of mass in which a dose or a concentration was entered: `mcg` of `mcg/mL`. */
export const massUnitOf = (unit: string): string => unit.split("/")[0] ?? unit;

/** The unit of mass for a dose rate: there is none per gram. */
export const doseUnitOf = (unit: string): string => {
  const mass = massUnitOf(unit);
  return ["mg", "mcg", "ng"].includes(mass) ? mass : "mg";
};

const NAMED = /\{([a-z0-9-]+)\}/g;

const spoken = (formula: string): string =>
  formula.replace(NAMED, (_, key: string) => key.replaceAll("-", " "));

/** Numbers as they stand inside a formula: a range in parentheses. */
const inside = (text: string): string => (text.includes(" to ") ? `(${text})` : text);

const equals = (text: string): string => (text.startsWith("≈") ? text : `= ${text}`);

/** The results as lines: `flow = dose ÷ concentration = 2 mg/d ÷ 10 mg/mL = 0.2 mL/d`. */
export const printed = (
  lines: readonly ResultLine[],
  entered: ReadonlyMap<string, string>,
): string => {
  const said = new Map(entered);
  const rows = lines.map(({ key, formula, shown, label }) => {
    const numbers = formula.replace(NAMED, (_, name: string) => inside(said.get(name) ?? name));
    said.set(key, shown.text.replaceAll("≈ ", ""));
    const steps = [label ?? key.replaceAll("-", " "), `= ${spoken(formula)}`];
    const repeats = numbers === spoken(formula) || numbers === shown.text;
    if (!repeats) steps.push(`= ${numbers}`);
    return formula === "" ? `${steps[0]}: ${shown.text}` : [...steps, equals(shown.text)].join(" ");
  });
  return `${rows.join("\n")}\n`;
};
