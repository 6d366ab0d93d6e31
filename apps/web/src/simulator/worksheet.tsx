// SPDX-License-Identifier: Apache-2.0
/**
 * The compounding worksheet: stocks and doses in, what to draw of each out, by therapy's own `mix`.
 */

import { type Dimension, isNone, type Quantity, readQuantity, toNumber } from "@cisterna/quantity";
import { DRUG_IDS, type Mixture, type MixtureRefusal, mix, type Stock } from "@cisterna/therapy";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { ScrollBox } from "../shell/scroll-box.tsx";
import type { Words } from "./use-words.ts";

type StockEntry = {
  readonly key: number;
  readonly drug: string;
  readonly strength: string;
  readonly dose: string;
};

type Sheet = {
  readonly volume: string;
  readonly flow: string;
  readonly stocks: readonly StockEntry[];
};

const FIRST: Sheet = {
  volume: "20 mL",
  flow: "",
  stocks: [
    { key: 0, drug: "morphine", strength: "50 mg/mL", dose: "5 mg/d" },
    { key: 1, drug: "bupivacaine", strength: "7.5 mg/mL", dose: "3 mg/d" },
  ],
};

const MOST_STOCKS = 4;

const value = <D extends Dimension>(text: string, dimension: D): Quantity<D> | null => {
  const read = readQuantity(text, dimension);
  return read.ok && !isNone(read.value) ? read.value : null;
};

const stockOf = ({ drug, strength, dose }: StockEntry): Stock | null => {
  const [concentration, rate] = [value(strength, "concentration"), value(dose, "dose-rate")];
  return concentration === null || rate === null ? null : { drug, concentration, dose: rate };
};

type Outcome =
  | { readonly kind: "waits" }
  | { readonly kind: "refused"; readonly why: readonly MixtureRefusal["kind"][] }
  | { readonly kind: "mixed"; readonly mixture: Mixture };

const outcomeOf = ({ volume, flow, stocks }: Sheet): Outcome => {
  const reservoir = value(volume, "volume");
  const fixed = flow === "" ? null : value(flow, "flow");
  const [first, ...rest] = stocks.map(stockOf);
  const read = rest.filter((each) => each !== null);
  const isWhole = read.length === rest.length && (flow === "" || fixed !== null);
  if (reservoir === null || first === undefined || first === null || !isWhole) {
    return { kind: "waits" };
  }
  const mixed = mix({ reservoir, stocks: [first, ...read], flow: fixed });
  return mixed.ok
    ? { kind: "mixed", mixture: mixed.value }
    : { kind: "refused", why: mixed.refusals.map(({ kind }) => kind) };
};

const StockRow = (props: {
  readonly words: Words;
  readonly stock: StockEntry;
  readonly place: number;
  readonly change: (part: Partial<StockEntry>) => void;
  readonly remove: (() => void) | null;
}) => {
  const { words, stock, change, remove } = props;
  const { text } = words;
  const name = text.stock(props.place + 1);
  const problem = (field: string, dimension: Dimension, example: string) =>
    value(field, dimension) === null ? text.problems.unreadable(example) : null;
  return (
    <fieldset className="group stock">
      <legend className="quiet">{name}</legend>
      <NativeSelect
        label={text.drug}
        value={stock.drug}
        onChange={({ currentTarget }) => change({ drug: currentTarget.value })}
        data={DRUG_IDS.map((each) => ({ value: each, label: words.drug(each) }))}
      />
      <TextInput
        label={text.strength}
        value={stock.strength}
        onChange={({ currentTarget }) => change({ strength: currentTarget.value })}
        error={problem(stock.strength, "concentration", "50 mg/mL")}
      />
      <TextInput
        label={text.stockDose}
        value={stock.dose}
        onChange={({ currentTarget }) => change({ dose: currentTarget.value })}
        error={problem(stock.dose, "dose-rate", "5 mg/d")}
      />
      {remove !== null && (
        <Button variant="default" onClick={remove} aria-label={text.removeStock(props.place + 1)}>
          ✕
        </Button>
      )}
    </fieldset>
  );
};

const Result = ({ outcome, words }: { readonly outcome: Outcome; readonly words: Words }) => {
  const { text, amount } = words;
  if (outcome.kind === "waits") return <p className="empty">{text.notPossible}</p>;
  if (outcome.kind === "refused") {
    return (
      <p className="alert bad" role="alert">
        {outcome.why.map((each) => text.cannot[each]).join(" ")}
      </p>
    );
  }
  const { portions, diluent, flow, duration } = outcome.mixture;
  return (
    <div>
      <ScrollBox name={text.draw}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{text.drug}</th>
              <th scope="col" className="number">
                {text.draw}
              </th>
              <th scope="col" className="number">
                {text.mass}
              </th>
              <th scope="col" className="number">
                {text.becomes}
              </th>
            </tr>
          </thead>
          <tbody>
            {portions.map(({ drug, volume, mass, concentration }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a portion is its stock's place
              <tr key={place}>
                <th scope="row">{words.drug(drug)}</th>
                <td className="number">{amount(toNumber(volume), "mL")}</td>
                <td className="number">{amount(toNumber(mass), "mg")}</td>
                <td className="number">{amount(toNumber(concentration), "mg/mL")}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{text.diluent}</th>
              <td className="number">{amount(toNumber(diluent), "mL")}</td>
              <td className="number">–</td>
              <td className="number">–</td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
      <dl className="facts">
        <dt>{text.flow}</dt>
        <dd>{amount(toNumber(flow), "mL/d")}</dd>
        <dt>{text.lasts}</dt>
        <dd>{words.hours(toNumber(duration) * 24)}</dd>
      </dl>
    </div>
  );
};

/** The worksheet. */
export const Worksheet = ({ words }: { readonly words: Words }) => {
  const { text } = words;
  const [sheet, setSheet] = useState(FIRST);
  const outcome = useMemo(() => outcomeOf(sheet), [sheet]);
  const setStocks = (change: (stocks: readonly StockEntry[]) => readonly StockEntry[]) =>
    setSheet((is) => ({ ...is, stocks: change(is.stocks) }));
  const nextKey = 1 + Math.max(...sheet.stocks.map(({ key }) => key));
  const added = { key: nextKey, drug: "clonidine", strength: "0.5 mg/mL", dose: "0.1 mg/d" };
  return (
    <section className="card stack" aria-labelledby="worksheet">
      <div>
        <h2 id="worksheet">{text.worksheet}</h2>
        <p className="lead">{text.worksheetLead}</p>
      </div>
      <div className="group stock">
        <TextInput
          label={text.reservoir}
          value={sheet.volume}
          onChange={({ currentTarget: { value: volume } }) => setSheet((is) => ({ ...is, volume }))}
          error={value(sheet.volume, "volume") ? null : text.problems.unreadable("20 mL")}
        />
        <TextInput
          label={text.fixedFlow}
          description={text.fixedFlowHint}
          value={sheet.flow}
          onChange={({ currentTarget: { value: flow } }) => setSheet((is) => ({ ...is, flow }))}
          error={
            sheet.flow === "" || value(sheet.flow, "flow")
              ? null
              : text.problems.unreadable("0.5 mL/d")
          }
        />
      </div>
      {sheet.stocks.map((stock, place) => (
        <StockRow
          key={stock.key}
          words={words}
          stock={stock}
          place={place}
          change={(part) =>
            setStocks((all) => all.map((each) => (each === stock ? { ...each, ...part } : each)))
          }
          remove={
            sheet.stocks.length === 1
              ? null
              : () => setStocks((all) => all.filter((each) => each !== stock))
          }
        />
      ))}
      {sheet.stocks.length < MOST_STOCKS && (
        <div className="no-print">
          <Button variant="default" size="xs" onClick={() => setStocks((all) => [...all, added])}>
            {text.addStock}
          </Button>
        </div>
      )}
      <Result outcome={outcome} words={words} />
    </section>
  );
};
