// SPDX-License-Identifier: Apache-2.0
/** The answer in short: flows, when the new fluid comes, what comes until then, and what is off. */
import { ONE, toNumber, unitNamed } from "@cisterna/quantity";
import { lineVolume } from "@cisterna/therapy";
import { type Order, programmedVolume, type Way } from "./order.ts";
import { hoursUntil, type Passage, strengthIn } from "./passage.ts";
import type { Words } from "./use-words.ts";

const HOURS_A_DAY = 24;

type Fact = readonly [name: string, value: string];

/** The old and the new dose of a drug, mcg/h, and what the least and the fullest hour bring. */
export type DrugDoses = {
  readonly drug: string;
  readonly old: number;
  readonly fresh: number;
  readonly least: number;
  readonly most: number;
};

/** Less than this share of both doses, or more, is said aloud. Ours. */
const [UNDER, OVER] = [0.8, 1.2];

const flow = (mlPerDay: number, words: Words): string => words.amount(mlPerDay, "mL/d");

const wayFacts = (order: Order, way: Way, words: Words): readonly Fact[] => {
  const { text, amount, drug } = words;
  const volume = amount(toNumber(programmedVolume(order)), "mL");
  if (way === "none") return [];
  if (way === "bridge") {
    const { low, high } = order.bridge.duration;
    const lasts = text.between(
      words.hours(toNumber(low) * HOURS_A_DAY),
      words.hours(toNumber(high) * HOURS_A_DAY),
    );
    return [
      [text.bridgeGiven, text.atRate(volume, flow(toNumber(order.oldFlow), words))],
      [text.bridgeLasts, lasts],
    ];
  }
  const { drug: mass, rate } = order.prime;
  return [
    [text.primeGiven, text.atRate(volume, flow(toNumber(rate), words))],
    [
      text.primeDrug(drug(order.entry.newDrug)),
      text.between(amount(toNumber(mass.low), "mg"), amount(toNumber(mass.high), "mg")),
    ],
  ];
};

/** Micrograms a day in the unit that the old dose was typed in. */
const inUnit = (mcgPerDay: number, symbol: string): number => {
  const factor = unitNamed(symbol)?.factor ?? ONE;
  return (mcgPerDay / 1000) * (Number(factor.d) / Number(factor.n));
};

const unbridged = (order: Order, passage: Passage, words: Words): readonly Fact[] => {
  const name = order.entry.oldDrug;
  const unit = order.entry.oldDose.slice(order.entry.oldDose.indexOf(" ") + 1);
  const now = strengthIn(passage.old, name) * (passage.phases[0]?.flow ?? 0) * HOURS_A_DAY;
  const was = toNumber(order.oldFlow) * strengthIn(passage.old, name);
  const share = words.amount(Math.round((now / was) * 1000) / 10, "%");
  return [
    [
      words.text.meanwhile(words.drug(name)),
      `${words.amount(inUnit(now, unit), unit)} (${words.text.ofOld(share)})`,
    ],
  ];
};

const arrival = (passages: readonly Passage[], words: Words): string => {
  const hours = passages.map(({ phases, line }) => hoursUntil(phases, line));
  return words.text.between(words.hours(Math.min(...hours)), words.hours(Math.max(...hours)));
};

const warningsOf = (doses: readonly DrugDoses[], words: Words): readonly string[] =>
  doses.flatMap(({ drug, old, fresh, least, most }) => {
    const inHour = (mass: number) => words.amount(mass, "mcg");
    const name = words.drug(drug);
    return [
      ...(most > OVER * Math.max(old, fresh)
        ? [words.text.tooMuch(name, inHour(most), words.amount(Math.max(old, fresh), "mcg"))]
        : []),
      ...(least < UNDER * Math.min(old, fresh)
        ? [words.text.tooLittle(name, inHour(least), words.amount(Math.min(old, fresh), "mcg"))]
        : []),
    ];
  });

/** The answer. */
export const Answer = (props: {
  readonly words: Words;
  readonly order: Order;
  readonly way: Way;
  readonly passages: readonly Passage[];
  readonly doses: readonly DrugDoses[];
}) => {
  const { words, order, way, passages, doses } = props;
  const { text } = words;
  const [smallest] = passages;
  const facts: readonly Fact[] = [
    [text.oldFlow, flow(toNumber(order.oldFlow), words)],
    [text.newFlow, flow(toNumber(order.newFlow), words)],
    ...wayFacts(order, way, words),
    [text.arrives, arrival(passages, words)],
    ...(smallest === undefined || way === "prime" ? [] : unbridged(order, smallest, words)),
  ];
  const warnings = warningsOf(doses, words);
  const { low, high } = lineVolume(order.line);
  return (
    <section className="card stack" aria-labelledby="answer">
      <h2 id="answer">{text.answer}</h2>
      <dl className="facts loose">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {way !== "none" && toNumber(low) !== toNumber(high) && (
        <p className="quiet small">{text.cautious}</p>
      )}
      <div aria-live="polite" className="stack">
        {warnings.map((each) => (
          <p key={each} className="alert bad">
            <span aria-hidden="true">⚠ </span>
            {each}
          </p>
        ))}
        {warnings.length === 0 && (
          <p className="alert good">
            <span aria-hidden="true">✓ </span>
            {text.even}
          </p>
        )}
      </div>
    </section>
  );
};
