// SPDX-License-Identifier: Apache-2.0
/**
 * The five answers of a passport in a reader's language, as lines: what is in it, how much, when it
 * runs dry, what kills, whom to call. Facts about drugs and pumps are the formulary's, with source.
 */
import { dosesIn, estimate, type Passport, strengthOf } from "@cisterna/passport";
import {
  type Dimension,
  divide,
  type Instant,
  massIn,
  ONE,
  type Quantity,
  toNumber,
  unitNamed,
  volumeOf,
} from "@cisterna/quantity";
import { type DrugId, type Fact, FORMULARY, pumpOf } from "@cisterna/therapy";
import { amountText, type Language, spanText } from "../format/number.ts";
import type { ReaderText } from "../text/en/reader.ts";
import { sentenceIn } from "../text/sentences.ts";

/** A line of an answer. `big` is what is read first; `source` where it was read. */
export type AnswerLine = {
  readonly text: string;
  readonly big?: boolean;
  /** Remark of a source in its own words, in English. */
  readonly note?: string;
  readonly source?: string;
};

/** A question with its lines. */
export type Answer = {
  readonly name: "what" | "much" | "dry" | "kills" | "call";
  readonly question: string;
  readonly lines: readonly AnswerLine[];
};

/** With what an answer is spoken. */
export type Speech = {
  readonly text: ReaderText;
  readonly language: Language;
  readonly now: Instant;
};

/** A quantity in a unit, for the reader. */
export const amount = <D extends Dimension>(
  value: Quantity<D>,
  symbol: string,
  language: Language,
): string => {
  const factor = unitNamed(symbol)?.factor ?? ONE;
  return amountText(toNumber(divide(value, factor)), symbol, language);
};

/** Days before months, as on the screens of the clinic. */
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", es: "es" };

/** A day on the clock of the passport's clinic. */
const dayText = ({ epochMs, offsetMinutes }: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" }).format(
    epochMs + offsetMinutes * 60_000,
  );

/** The unit that a drug is counted in. */
export const massUnit = (drug: DrugId): string => FORMULARY.get(drug)?.massUnit ?? "mg";

const fromFact = (text: string, fact: Fact): AnswerLine => ({
  text,
  source: `${fact.source} (${fact.status})`,
  ...(fact.note === undefined ? {} : { note: fact.note }),
});

const whatLines = (passport: Passport, { text, language }: Speech): readonly AnswerLine[] => [
  ...passport.contents.map((content) => ({
    big: true,
    text: `${text.drugs[content.drug]} ${amount(
      strengthOf(content),
      `${massUnit(content.drug)}/mL`,
      language,
    )}`,
  })),
  { text: text.lies(sentenceIn(pumpOf(passport.pump).name, language).text, passport.tip) },
];

const doseLines = (passport: Passport, { text, language }: Speech): readonly AnswerLine[] => {
  const most = dosesIn(passport, passport.perDay.most);
  return dosesIn(passport, passport.perDay.programmed).map(({ drug, dose }, place) => {
    const unit = massUnit(drug);
    const atMost = most[place]?.dose ?? dose;
    return {
      big: true,
      text:
        `${text.drugs[drug]} ${amount(dose, `${unit}/d`, language)} ${text.perDay}, ` +
        `${text.atMost} ${amount(atMost, `${unit}/d`, language)}`,
    };
  });
};

const requestLines = (passport: Passport, { text, language }: Speech): readonly AnswerLine[] => {
  const { request, contents } = passport;
  if (request === null) return [];
  const doses = contents
    .map((content) => {
      const mass = massIn(volumeOf(request.bolus), strengthOf(content));
      return `${text.drugs[content.drug]} ${amount(mass, massUnit(content.drug), language)}`;
    })
    .join(" + ");
  return [{ text: text.request(doses, request.perDay, spanText(request.lockout)) }];
};

const dryLines = (passport: Passport, { text, language, now }: Speech): readonly AnswerLine[] => {
  const { left, runsDry } = estimate(passport, now);
  const day = (instant: Instant | null): string =>
    instant === null ? text.unknownDay : dayText(instant, language);
  const [low, high] = [amount(left.low, "mL", language), amount(left.high, "mL", language)];
  const volumes = low === high ? low : text.between(low, high);
  return [
    {
      big: true,
      text: `${text.runsDry}: ${text.between(day(runsDry.earliest), day(runsDry.latest))}`,
    },
    {
      text:
        `${text.left}: ${volumes} ` +
        `(${text.filled(amount(volumeOf(passport.volume), "mL", language), day(passport.filled))})`,
    },
    { text: `${text.refillDue}: ${day(passport.due)}` },
    { text: text.estimate },
  ];
};

/** What too much of each drug does, and its sudden stop, each with its source. */
export const dangerLines = (
  drugs: readonly DrugId[],
  { text }: Pick<Speech, "text">,
): readonly AnswerLine[] =>
  drugs.flatMap((drug) => {
    const known = FORMULARY.get(drug);
    const [overdose, stop] = [known?.overdose ?? null, known?.abruptStop ?? null];
    const much = text.tooMuch(text.drugs[drug]);
    const sudden = text.sudden(text.drugs[drug]);
    const antidote =
      overdose === null || overdose.antidote === "none"
        ? text.noAntidote
        : `${text.antidote} ${overdose.antidote}`;
    const measures = overdose?.measures.map((each) => text.measures[each]).join(", ") ?? "";
    return [
      overdose === null
        ? { text: `${much}: ${text.noOverdose}` }
        : { ...fromFact(`${much}: ${antidote}; ${measures}`, overdose), big: true },
      stop === null
        ? { text: `${sudden}: ${text.noStop}` }
        : { ...fromFact(`${sudden}: ${text.dangers[stop.danger]}`, stop), big: true },
    ];
  });

const magnetLines = (passport: Passport, { text }: Speech): readonly AnswerLine[] => {
  const { mri } = pumpOf(passport.pump);
  if (mri.length === 0) return [{ text: text.noMagnet }];
  return mri.map((fact) => {
    const tesla = fact.tesla.length === 0 ? "" : ` (${fact.tesla.join(", ")} T)`;
    return fromFact(`${text.magnet(fact.behaviour)}${tesla}`, fact);
  });
};

/** The five answers. */
export const answersOf = (passport: Passport, speech: Speech): readonly Answer[] => {
  const { text } = speech;
  const { name, phone } = passport.issuer;
  return [
    { name: "what", question: text.what, lines: whatLines(passport, speech) },
    {
      name: "much",
      question: text.much,
      lines: [...doseLines(passport, speech), ...requestLines(passport, speech)],
    },
    { name: "dry", question: text.dry, lines: dryLines(passport, speech) },
    {
      name: "kills",
      question: text.kills,
      lines: [
        ...dangerLines(
          passport.contents.map(({ drug }) => drug),
          speech,
        ),
        ...magnetLines(passport, speech),
      ],
    },
    {
      name: "call",
      question: text.call,
      lines: [{ text: phone, big: true }, { text: name }],
    },
  ];
};

/** How old a passport is, and whether it may be trusted. */
export const ageOf = (
  passport: Passport,
  { text, language, now }: Speech,
): { readonly text: string; readonly trust: "current" | "old" | "future" } => {
  const { trust } = estimate(passport, now);
  const age = spanText(Math.max(0, now.epochMs - passport.issued.epochMs));
  return {
    text: text.issued(dayText(passport.issued, language), age, passport.issuer.name),
    trust: trust === "from-the-future" ? "future" : trust,
  };
};
