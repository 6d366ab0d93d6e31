// SPDX-License-Identifier: Apache-2.0
/** Panels: what is drawn over time, each with one scale and one unit. Nothing is computed here. */
import type { AssessmentTrend, ImplantTrend, RefillTrend, TrendView, Turn } from "./shapes.ts";
import type { Source, TrendWords } from "./words.ts";

/** How a mark looks: no two meanings differ by colour alone. */
export type Look = "dot" | "ring" | "square" | "end";

/** One value at one moment. */
export type Mark = {
  /** Tells it apart from the others of its figure. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
  readonly look: Look;
  readonly when: string;
  readonly what: string;
  readonly said: string;
  readonly source: Source | null;
};

/** One scale over time: steps that hold until the next, or marks, joined or not. */
export type Panel = {
  readonly key: string;
  readonly title: string;
  readonly least: number;
  readonly most: number;
  readonly steps: readonly {
    readonly from: number;
    readonly upto: number;
    readonly value: number;
  }[];
  readonly joined: boolean;
  readonly marks: readonly Mark[];
};

/** The number of an amount as the clinic prints it, such as 1.5 of 1.5 mg/d; for drawing alone. */
const numberOf = (amount: string): number =>
  Number(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/i.exec(amount)?.[0] ?? Number.NaN);

const unitOf = (amount: string): string => amount.split(" ").at(-1) ?? "";

const timeOf = (text: string): number =>
  Date.parse(text.length === "2026-01-01".length ? `${text}T12:00:00Z` : text);

const NICE = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least round number that is no smaller. */
const roundUp = (value: number): number => {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (NICE.find((each) => each * power >= value) ?? 10) * power;
};

const doseOf = ({ doses }: Turn, drug: string) => doses.find((each) => each.drug === drug);

const doseMarks = (
  { implant, doses: turns }: ImplantTrend,
  drug: string,
  words: TrendWords,
): readonly Mark[] => {
  const { text, amount, moment, visit } = words;
  return turns.flatMap((turn, place): readonly Mark[] => {
    const dose = doseOf(turn, drug);
    const before = turns[place - 1];
    if (dose === undefined && (before === undefined || doseOf(before, drug) === undefined)) {
      return [];
    }
    return [
      {
        key: `${implant} ${drug} ${place}`,
        at: timeOf(turn.at),
        value: dose === undefined ? 0 : numberOf(dose.per_day),
        look: dose === undefined ? "end" : "dot",
        when: moment(turn.at),
        what: `${words.drug(drug)}, ${text.becauseOf[turn.because]}`,
        said: dose === undefined ? text.noneRuns : amount(dose.per_day),
        source: visit(turn.visit),
      },
    ];
  });
};

/** The dose of every drug that an implant ever gave, each in its own unit. */
const dosePanels = (
  of: ImplantTrend,
  {
    words,
    now,
    alone,
  }: { readonly words: TrendWords; readonly now: number; readonly alone: boolean },
): readonly Panel[] => {
  const { implant, doses: turns } = of;
  const drugs = [...new Set(turns.flatMap(({ doses }) => doses.map(({ drug }) => drug)))];
  return drugs.map((drug) => {
    const steps = turns.flatMap((turn, place) => {
      const dose = doseOf(turn, drug);
      const next = turns[place + 1];
      if (dose === undefined) return [];
      const from = timeOf(turn.at);
      // A pump that was taken out has the day of it alone, and no hour.
      const upto = Math.max(from, next === undefined ? now : timeOf(next.at));
      return [{ from, upto, value: numberOf(dose.per_day) }];
    });
    const one = turns.map((turn) => doseOf(turn, drug)).find((dose) => dose !== undefined);
    const title = words.text.dose(words.drug(drug), unitOf(one?.per_day ?? ""));
    return {
      key: `${implant} ${drug}`,
      title: alone ? title : `${title} (${words.text.ofImplant(implant)})`,
      least: 0,
      most: roundUp(Math.max(...steps.map(({ value }) => value))),
      steps,
      joined: false,
      marks: doseMarks(of, drug, words),
    };
  });
};

const instrumentName = (of: AssessmentTrend, { text, assess }: TrendWords): string =>
  [
    of.form ?? text.instruments[of.instrument] ?? assess.instruments[of.instrument],
    ...(of.moment === null ? [] : [assess.moments[of.moment]]),
  ].join(", ");

/** What an assessment comes to, with its unit. */
const scoreSaid = ({ score, scale }: AssessmentTrend, { text, assess, amount }: TrendWords) => {
  if (score === null) return assess.noResult;
  return scale?.unit === "%" ? amount(score) : `${amount(score)} ${text.points}`;
};

/** An assessment as a mark; its value is nothing where its rule gives no total. */
const scoreMark = (of: AssessmentTrend, words: TrendWords): Mark => ({
  key: [of.recorded.at, of.on, of.instrument, of.form, of.moment, of.score].join(" "),
  at: timeOf(of.on),
  value: of.score === null ? Number.NaN : numberOf(of.score),
  look: "dot",
  when: words.day(of.on),
  what: instrumentName(of, words),
  said: `${scoreSaid(of, words)}; ${words.text.recordedBy(of.recorded.by)}`,
  source: words.assessed,
});

const scoreTitle = (of: AssessmentTrend, words: TrendWords): string => {
  const { text, number } = words;
  const name = instrumentName(of, words);
  if (of.scale === null) return `${name}: ${text.noScale}`;
  const { least, most, unit } = of.scale;
  const range = text.scale(number(least), number(most), unit === "%" ? "%" : text.points);
  return of.instrument === "pgic" ? `${name}: ${range} (${text.anchors})` : `${name}: ${range}`;
};

/** Every instrument that was used, on its own scale, its results in the order of their days. */
const scorePanels = (
  assessments: readonly AssessmentTrend[],
  words: TrendWords,
): readonly Panel[] => {
  const keyOf = ({ instrument, form, moment }: AssessmentTrend): string =>
    [instrument, form, moment].join(" ");
  return [...new Set(assessments.map(keyOf))].flatMap((key): readonly Panel[] => {
    const group = assessments.filter((each) => keyOf(each) === key);
    const marks = group
      .map((each) => scoreMark(each, words))
      .filter(({ value }) => !Number.isNaN(value))
      .toSorted((one, other) => one.at - other.at);
    const [first] = group;
    if (first === undefined || marks.length === 0) return [];
    const values = marks.map(({ value }) => value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const own = { least: low, most: high === low ? low + 1 : high };
    const { least, most } = first.scale ?? own;
    return [{ key, title: scoreTitle(first, words), least, most, steps: [], joined: true, marks }];
  });
};

/** A day, ms. */
export const DAY_MS = 86_400_000;

/** From when until when is drawn: from the first that is known until now, a day at least. */
export const spanOf = (view: TrendView) => {
  const upto = timeOf(view.as_of);
  const known = [
    ...view.implants.flatMap(({ doses }) => doses.map(({ at }) => timeOf(at))),
    ...view.assessments.map(({ on }) => timeOf(on)),
  ];
  return { from: Math.min(upto - DAY_MS, ...known), upto: Math.max(upto, ...known) };
};

/** Doses above, scores below. */
export const panelsOf = (words: TrendWords, view: TrendView): readonly Panel[] => {
  const now = timeOf(view.as_of);
  const alone = view.implants.length === 1;
  return [
    ...view.implants.flatMap((each) => dosePanels(each, { words, now, alone })),
    ...scorePanels(view.assessments, words),
  ];
};

/** Every row of the figure as text, the newest first; what cannot be drawn stands here as well. */
export const rowsOf = (
  panels: readonly Panel[],
  words: TrendWords,
  view: TrendView,
): readonly Mark[] =>
  [
    ...panels.filter(({ joined }) => !joined).flatMap(({ marks }) => marks),
    ...view.assessments.map((each) => scoreMark(each, words)),
  ].toSorted((one, other) => other.at - one.at);

/** The volumes of the refills: a ring where it was expected, a square where it was found. */
export const volumePanel = (refills: readonly RefillTrend[], words: TrendWords): Panel => {
  const { text, amount, moment, visit } = words;
  const marks = refills.flatMap((refill): readonly Mark[] => {
    const pair = [
      [refill.expected, "ring", text.volumes.expected],
      [refill.aspirated, "square", text.volumes.aspirated],
    ] as const;
    return pair.flatMap(([value, look, what]) =>
      value === null
        ? []
        : [
            {
              key: `${refill.visit} ${look}`,
              ...{ at: timeOf(refill.at), value: numberOf(value), look, what },
              ...{ when: moment(refill.at), said: amount(value), source: visit(refill.visit) },
            },
          ],
    );
  });
  const most = roundUp(Math.max(0, ...marks.map(({ value }) => value)));
  const title = text.volumes.axis;
  return { key: "volumes", title, least: 0, most, steps: [], joined: false, marks };
};
