// SPDX-License-Identifier: Apache-2.0
/** An assessment as it is typed: numbers by instrument, one grammar, no silent correction. */

/** Instruments whose scores are typed here. */
export const INSTRUMENTS = [
  "nrs",
  "odi",
  "pgic",
  "ashworth",
  "modified-ashworth",
  "penn-spasm",
] as const;

/** Totals that were worked out by the owner's rule, and are only entered. */
export const TOTALS = [
  "promis-t-score",
  "bpi-severity",
  "bpi-interference",
  "peg-mean",
  "other",
] as const;

/** A total of an instrument that is scored elsewhere. */
type TotalOf = (typeof TOTALS)[number];

/** One instrument. */
export type Instrument = (typeof INSTRUMENTS)[number] | TotalOf;

/** Whether only a total is entered of an instrument. */
export const isTotal = (instrument: Instrument): instrument is TotalOf =>
  TOTALS.some((each) => each === instrument);

/** Which pain a rating is of. */
export const MOMENTS = ["now", "average", "worst", "least"] as const;

/** A muscle group as it is typed. `id` only tells rows apart. */
export type Muscle = { readonly id: number; readonly muscle: string; readonly grade: string };

/** What can be typed. */
export type Typed = {
  readonly instrument: Instrument;
  readonly on: string;
  readonly moment: (typeof MOMENTS)[number];
  readonly score: string;
  /** Of the form that a total is of, as its owner names it. */
  readonly form: string;
  readonly sections: readonly string[];
  readonly muscles: readonly Muscle[];
};

/** The range of a score; null: the instrument has no single one. */
export const rangeOf = (instrument: Instrument): readonly [least: number, most: number] | null => {
  switch (instrument) {
    case "nrs":
      return [0, 10];
    case "pgic":
      return [1, 7];
    case "penn-spasm":
      return [0, 4];
    default:
      return null;
  }
};

const SECTIONS = 10;

/** Nothing typed yet, on a day. */
export const nothingOn = (on: string): Typed => ({
  ...{ instrument: "nrs", on, moment: "average", score: "", form: "" },
  sections: Array.from({ length: SECTIONS }, () => ""),
  muscles: [{ id: 1, muscle: "", grade: "" }],
});

/** A whole number within a range; null: it is none. */
export const countIn = (text: string, [least, most]: readonly [number, number]): number | null =>
  /^(0|[1-9]\d*)$/.test(text) && Number(text) >= least && Number(text) <= most
    ? Number(text)
    : null;

/** Whether a total is written as it has to be: digits, at most one point with a digit before it. */
export const isTotalText = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

const SECTION = [0, 5] as const;

/** Whether a section can be read; an empty one was not answered. */
export const isSection = (text: string): boolean => text === "" || countIn(text, SECTION) !== null;

/** Whether nothing was answered: that is no assessment. */
export const isUnanswered = ({ instrument, sections }: Typed): boolean =>
  instrument === "odi" && sections.every((each) => each === "");

const GRADES: Readonly<Record<"ashworth" | "modified-ashworth", readonly string[]>> = {
  ashworth: ["0", "1", "2", "3", "4"],
  "modified-ashworth": ["0", "1", "1+", "2", "3", "4"],
};

/** Whether a grade is one of the instrument's. */
export const isGrade = (instrument: Instrument, grade: string): boolean =>
  (instrument === "ashworth" || instrument === "modified-ashworth") &&
  GRADES[instrument].includes(grade);

const musclesIn = ({ instrument, muscles }: Typed) => {
  const isRead = muscles.every(
    ({ muscle, grade }) => muscle.trim() !== "" && isGrade(instrument, grade),
  );
  if (!isRead) return null;
  return muscles.map(({ muscle, grade }) => ({
    muscle: muscle.trim(),
    grade: instrument === "ashworth" ? Number(grade) : grade,
  }));
};

/** The assessment as the clinic takes it; null: something cannot be read. */
export const assessmentIn = (typed: Typed): Readonly<Record<string, unknown>> | null => {
  const { instrument, on, moment, sections } = typed;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return null;
  const range = rangeOf(instrument);
  if (range !== null) {
    const score = countIn(typed.score, range);
    const more = instrument === "nrs" ? { moment } : {};
    return score === null ? null : { instrument, on, score, ...more };
  }
  if (instrument === "odi") {
    if (isUnanswered(typed) || !sections.every(isSection)) return null;
    const said = sections.map((each) => (each === "" ? "not-answered" : Number(each)));
    return { instrument, on, sections: said };
  }
  if (isTotal(instrument)) {
    const [name, score] = [typed.form.trim(), typed.score];
    if (name === "" || !isTotalText(score)) return null;
    return { instrument: "total", on, of: instrument, name, score };
  }
  const muscles = musclesIn(typed);
  return muscles === null ? null : { instrument, on, muscles };
};
