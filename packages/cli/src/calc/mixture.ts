// SPDX-License-Identifier: Apache-2.0
/** The worksheet of a compounded reservoir: what to draw of each stock, and the diluent. */

import { accepted, type NonEmpty, refused, toUcum } from "@cisterna/quantity";
import { DRUG_IDS, drugNamed, type Mixture, mix, type Portion } from "@cisterna/therapy";
import type { Refusal } from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import { type Answer, answered, inUnit, line, massUnitOf, word } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import { manyKey, optional, quantityKey, textKey } from "./key.ts";
import { readStock, type StockEntry } from "./stock.ts";

const portion = (part: Portion, stock: StockEntry) => {
  const volume = inUnit(part.volume, "mL");
  const mass = inUnit(part.mass, massUnitOf(stock.concentration.unit));
  const concentration = inUnit(part.concentration, stock.concentration.unit);
  return {
    json: {
      drug: part.drug,
      known: drugNamed(part.drug) !== undefined,
      volume: volume.json,
      concentration: concentration.json,
      mass: mass.json,
    },
    lines: [
      line(`${part.drug}-mass`, `${stock.dose.text} × {duration}`, mass),
      line(`${part.drug}-volume`, `{${part.drug}-mass} ÷ ${stock.concentration.text}`, volume),
      line(`${part.drug}-concentration`, `{${part.drug}-mass} ÷ {reservoir}`, concentration),
    ],
  };
};

/** Names are free, as this is arithmetic; one that the formulary does not know may be misspelt. */
const unknownName = ({ drug }: StockEntry) => {
  if (drugNamed(drug) !== undefined) return [];
  const near = nearest(drug, DRUG_IDS);
  const question = near === undefined ? "" : ` Did you mean "${near}"?`;
  const text = `"${drug}" is no drug of the formulary; only the arithmetic was done.${question}`;
  return [line("note", "", word(text))];
};

const flowFormula = (stocks: NonEmpty<StockEntry>, fixed: boolean): string =>
  fixed
    ? ""
    : stocks.map(({ dose, concentration }) => `${dose.text} ÷ ${concentration.text}`).join(" + ");

const diluentFormula = (stocks: NonEmpty<StockEntry>): string =>
  ["{reservoir}", ...stocks.map(({ drug }) => `{${drug}-volume}`)].join(" − ");

const answerOf = (mixture: Mixture, stocks: NonEmpty<StockEntry>, fixed: boolean): Answer => {
  const parts = mixture.portions.flatMap((part, place) => {
    const stock = stocks[place];
    return stock === undefined ? [] : [portion(part, stock)];
  });
  const head = answered(
    line("flow", flowFormula(stocks, fixed), inUnit(mixture.flow, "mL/d")),
    line("duration", "{reservoir} ÷ {flow}", inUnit(mixture.duration, "d")),
  );
  const rest = answered(line("diluent", diluentFormula(stocks), inUnit(mixture.diluent, "mL")));
  return {
    json: { stocks: parts.map((each) => each.json), ...rest.json, ...head.json },
    lines: [
      ...head.lines,
      ...parts.flatMap((each) => each.lines),
      ...rest.lines,
      ...stocks.flatMap(unknownName),
    ],
  };
};

const twice = (stocks: NonEmpty<StockEntry>): readonly Refusal[] =>
  stocks
    .filter(({ drug }, place) => stocks.findIndex((each) => each.drug === drug) !== place)
    .map(({ drug }) => ({
      kind: "drug-twice",
      path: "stock",
      drug,
      accepted: "one stock for each drug",
    }));

/** `calc mixture`. */
export const command = calculationCommand({
  name: "mixture",
  summary: "What to draw of each stock, so that one flow gives every dose",
  example:
    'calc mixture --reservoir "20 mL" --stock "morphine 50 mg/mL 5 mg/d" ' +
    '--stock "bupivacaine 30 mg/mL 7.5 mg/d"',
  details:
    "Without --flow the stocks are taken undiluted and the flow follows (programmable pump).\n" +
    "With --flow the flow is given (fixed-rate pump) and diluent fills the rest.",
  keys: {
    reservoir: quantityKey("volume", "volume to fill"),
    stock: manyKey(
      textKey(
        { about: 'drug, vial, dose: "morphine 50 mg/mL 5 mg/d"; once per drug', value: "stock" },
        readStock,
      ),
    ),
    flow: optional(quantityKey("flow", "flow of a fixed-rate pump")),
  },
  compute: ({ reservoir, stock, flow }) => {
    const [doubled, ...more] = twice(stock);
    if (doubled !== undefined) return refused(doubled, ...more);
    const [first, ...rest] = stock;
    const asStock = ({ drug, concentration, dose }: StockEntry) => ({
      drug,
      concentration: concentration.value,
      dose: dose.value,
    });
    const mixture = mix({
      reservoir: reservoir.value,
      stocks: [asStock(first), ...rest.map(asStock)],
      flow: flow?.value ?? null,
    });
    if (mixture.ok) return accepted(answerOf(mixture.value, stock, flow !== null));
    const [reason, ...reasons] = mixture.refusals.map(
      (each): Refusal =>
        each.kind === "stocks-too-weak"
          ? {
              kind: each.kind,
              path: "stock",
              asked: toUcum(each.needed, "mL"),
              limit: toUcum(each.reservoir, "mL"),
            }
          : { kind: each.kind, path: "stock", drug: each.drug },
    );
    return refused(reason ?? { kind: "stocks-too-weak", path: "stock" }, ...reasons);
  },
});
