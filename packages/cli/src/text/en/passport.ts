// SPDX-License-Identifier: Apache-2.0
/**
 * The passport in words, for somebody who has never seen such a pump and has a minute. Five
 * questions, each with its answer; the page and the card are made of the same lines.
 */
import {
  type Dimension,
  digitsOf,
  divide,
  type Instant,
  ONE,
  print,
  printDay,
  printInstant,
  type Quantity,
  unitNamed,
  volumeOf,
} from "@cisterna/quantity";
import type { Drug, Fact, MriFact, OverdoseMeasure } from "@cisterna/therapy";
import type { Answers, DrugAnswer } from "../../passport/answers.ts";
import { citationText, dangerText, listed, originText, prose } from "./word.ts";
import { wrapped } from "./wrap.ts";

const SHOWN_DIGITS = 3;

/** An amount to three digits, marked where it was rounded: enough for the first minute. */
const about = <D extends Dimension>(value: Quantity<D>, symbol: string): string => {
  const factor = unitNamed(symbol)?.factor ?? ONE;
  const { text, exact } = digitsOf(divide(value, factor), SHOWN_DIGITS);
  return `${exact ? "" : "≈ "}${text} ${symbol}`;
};

/** A question with the lines of its answer. */
type Answer = { readonly question: string; readonly lines: readonly string[] };

const MEASURES: Readonly<Record<OverdoseMeasure, string>> = {
  "stop-delivery": "stop the pump",
  "support-breathing": "support breathing",
  "give-naloxone": "give naloxone",
  "withdraw-csf": "withdraw CSF",
  "empty-reservoir": "empty the reservoir and record the volume",
  "intensive-care": "intensive care",
  "watch-for-return": "watch for its return when the antidote wears off",
};

const MAGNET: Readonly<Record<MriFact["behaviour"], string>> = {
  "flow-stops": "flow stops in the magnet",
  "interrogate-after": "interrogate the pump after the scan",
  "empty-before": "EMPTY the reservoir before the scan: the valves may open",
  conditional: "MR conditional",
  "no-effect": "no effect was found",
};

const noted = (fact: Fact): string =>
  `${fact.note === undefined ? "" : `; ${fact.note}`} ${originText(fact)}`;

const overdoseLine = (drug: string, overdose: NonNullable<Drug["overdose"]>): string => {
  const antidote = overdose.antidote === "none" ? "no antidote" : `antidote ${overdose.antidote}`;
  const measures = listed(overdose.measures.map((each) => MEASURES[each]));
  return `Too much ${drug}: ${antidote}; ${measures}${noted(overdose)}`;
};

const dangerLines = ({ drug, overdose, abruptStop }: DrugAnswer): readonly string[] => [
  overdose === null
    ? `Too much ${drug}: nothing was read here about its treatment; ask the clinic`
    : overdoseLine(drug, overdose),
  abruptStop === null
    ? `Sudden stop of ${drug}: nothing was read here; treat it as dangerous`
    : `Sudden stop of ${drug}: ${dangerText(abruptStop.danger)}${noted(abruptStop)}`,
];

const magnetLines = ({ pump }: Answers): readonly string[] =>
  pump.mri.length === 0
    ? ["MRI: nothing was read here of this pump; ask the clinic before any scan"]
    : pump.mri.map((fact) => {
        const tesla = fact.tesla.length === 0 ? "" : ` at ${listed(fact.tesla.map(String))} T`;
        return `MRI: ${MAGNET[fact.behaviour]}${tesla}${noted(fact)}`;
      });

const whatLines = ({ passport, pump, drugs }: Answers): readonly string[] => [
  drugs
    .map(({ drug, massUnit, concentration }) => `${drug} ${print(concentration, `${massUnit}/mL`)}`)
    .join(" with "),
  prose`In ${pump.name}${pump.maker === "not stated" ? "" : ` (${pump.maker})`}, under the skin;
    catheter tip in the spinal fluid at ${passport.tip}`,
];

const doseLine = ({ drug, massUnit, perDay, atMost }: DrugAnswer): string =>
  prose`${drug} ${about(perDay, `${massUnit}/d`)} into the spinal fluid, at most
    ${about(atMost, `${massUnit}/d`)}`;

const bolusLine = ({ passport, drugs }: Answers): readonly string[] => {
  const { request } = passport;
  if (request === null) return [];
  const doses = drugs.flatMap(({ drug, bolus, massUnit }) =>
    bolus === null ? [] : [`${drug} ${about(bolus, massUnit)}`],
  );
  return [
    prose`The patient may ask for ${listed(doses)} at a time, at most ${request.perDay} times in
      24 h`,
  ];
};

const dayOf = (instant: Instant | null): string =>
  instant === null ? "an unknown day" : printDay(instant);

const emptyLines = ({ passport, estimate, now }: Answers): readonly string[] => [
  prose`Left on ${printDay(now)}: between ${about(estimate.left.low, "mL")} and
    ${about(estimate.left.high, "mL")} (an estimate, not a reading;
    ${about(volumeOf(passport.volume), "mL")} on ${printDay(passport.filled)})`,
  prose`Runs dry between ${dayOf(estimate.runsDry.earliest)} and
    ${dayOf(estimate.runsDry.latest)}; refill due ${dayOf(passport.due)} at the latest`,
];

/** The five questions and their answers. */
export const fiveAnswers = (answers: Answers): readonly Answer[] => {
  const { passport, drugs } = answers;
  const { name, phone } = passport.issuer;
  return [
    { question: "What is in it?", lines: whatLines(answers) },
    { question: "How much?", lines: [...drugs.map(doseLine), ...bolusLine(answers)] },
    { question: "When does it run dry?", lines: emptyLines(answers) },
    { question: "What kills?", lines: [...drugs.flatMap(dangerLines), ...magnetLines(answers)] },
    { question: "Whom to call?", lines: [`${name}, ${phone}`] },
  ];
};

const TRUST = {
  current: "CURRENT",
  old: "OLD: its refill was due, so something has changed or the pump runs dry. Do not rely on it",
  "from-the-future": "NOT YET VALID: it was issued after this moment; one of the clocks is wrong",
} as const;

const moment = (instant: Instant): string => printInstant(instant).replace("T", " ").slice(0, 16);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whole days, or hours on the first two. */
const ageText = (issued: Instant, now: Instant): string => {
  const age = Math.max(0, now.epochMs - issued.epochMs);
  return age < 2 * DAY_MS ? `${Math.floor(age / HOUR_MS)} h` : `${Math.floor(age / DAY_MS)} d`;
};

/** How old the answers are, and whether they may be trusted. */
const trustLine = ({ passport, now, estimate }: Answers): string => {
  const { issued } = passport;
  return prose`${TRUST[estimate.trust]}. Issued ${moment(issued)}, ${ageText(issued, now)} ago, by
    ${passport.issuer.name}`;
};

/** Until when a printed sheet holds: paper does not know what day it is. */
export const paperLine = ({ passport }: Answers): string =>
  prose`Holds until the refill is due on ${printDay(passport.due)}. Issued
    ${moment(passport.issued)} by ${passport.issuer.name}`;

/** Whom it belongs to, as far as the patient chose to say; null: nothing. */
export const patientLine = ({ passport }: Answers): string | null => {
  const { name, born, id } = passport.patient;
  const parts = [name, born === null ? null : `born ${born}`, id === null ? null : `id ${id}`];
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join(", ");
};

/** Every source that an answer cites. */
export const citedSources = ({ drugs, pump }: Answers): readonly string[] => {
  const facts = [
    ...drugs.flatMap(({ overdose, abruptStop }) => [overdose, abruptStop]),
    ...pump.mri,
  ].filter((fact) => fact !== null);
  return [...new Set(facts.map(({ source }) => source))].map(
    (source) => `[${source}] ${citationText(source)}`,
  );
};

/** The passport as a page of text. */
export const passportText = (answers: Answers): string => {
  const patient = patientLine(answers);
  const sources = citedSources(answers);
  return [
    "Pump passport: the signature is genuine",
    wrapped(trustLine(answers), ""),
    ...(patient === null ? [] : [`Patient: ${patient}`]),
    ...fiveAnswers(answers).flatMap(({ question, lines }, index) => [
      "",
      `${index + 1}  ${question}`,
      ...lines.map((line) => `   ${wrapped(line, "     ")}`),
    ]),
    ...(sources.length === 0
      ? []
      : ["", "Sources", ...sources.map((each) => `   ${wrapped(each, "     ")}`)]),
    "",
  ].join("\n");
};
