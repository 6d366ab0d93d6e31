// SPDX-License-Identifier: Apache-2.0
/**
 * What `validate` prints: every measurement with what the model finds, side by side, as a document
 * and as a page. `docs/validation.md` is made of the same rows.
 */
import {
  type Expected,
  type Measurement,
  referenceSetting,
  type Score,
  type Side,
  scoreOf,
  settingName,
  type ValueVerdict,
  type Verdict,
} from "@cisterna/body";
import { figure, shown } from "./figure.ts";
import type { ValidationOutput } from "./output.ts";

/** A side of the split as its title says it. */
export const SIDE_TITLES: Readonly<Record<Side["side"], string>> = {
  "held-out": "Held out: the fit never saw these",
  training: "Training: the model was fitted to these",
  input: "Inputs: parameters that are these very numbers",
  outside: "Not computed",
};

/** Sides in the order in which they are shown. */
export const SIDE_ORDER: readonly Side["side"][] = ["held-out", "training", "input", "outside"];

const TIERS: readonly Measurement["tier"][] = ["quantitative", "range", "ordering"];

const BOUNDS = { below: "at most ", above: "more than " } as const;

/** What was measured: `0.43 ratio`, `130–1240 ng/mL`, `at most 6 h`. */
export const measuredText = ({ value, unit, bound, what }: Expected): string => {
  const amount = typeof value === "object" ? value.map(shown).join("–") : value;
  const number = typeof amount === "number" ? shown(amount) : amount;
  const text = typeof value === "string" ? value : `${number} ${unit}`;
  const name = what === undefined ? "" : `${what} `;
  return `${name}${bound === undefined ? "" : BOUNDS[bound]}${text}`;
};

/** What the model finds for it. */
export const modelledText = ({ answer, expected }: ValueVerdict): string => {
  if (answer === null) return "never";
  return typeof answer === "number" ? `${shown(answer)} ${expected.unit}` : answer.found;
};

/** Modelled over measured, to two decimals; nothing where there is none. */
export const ratioText = ({ ratio }: ValueVerdict): string =>
  ratio === null ? "" : ratio.toFixed(2);

/** Why a measurement stands where it does, if that needs a word. */
export const reasonOf = ({ side }: Verdict): string | null => {
  switch (side.side) {
    case "training":
      return side.for;
    case "input":
      return side.of;
    case "outside":
      return side.because;
    case "held-out":
      return null;
  }
};

const scoresOf = (verdicts: readonly Verdict[], side: Side["side"]) =>
  Object.fromEntries(TIERS.map((tier) => [tier, scoreOf(verdicts, side, tier)])) as Record<
    Measurement["tier"],
    Score
  >;

const valueDocument = ({ expected, answer, ratio, met }: ValueVerdict) => ({
  measured: { ...expected, value: expected.value as number | string | number[] },
  modelled: typeof answer === "number" ? figure(answer) : null,
  ...(answer !== null && typeof answer === "object" ? { found: answer.found } : {}),
  ratio: ratio === null ? null : figure(ratio),
  met,
});

const entryDocument = (verdict: Verdict): ValidationOutput["entries"][number] => {
  const { measurement, side, protocol, values, met } = verdict;
  const reason = reasonOf(verdict);
  return {
    id: measurement.id,
    source: measurement.source,
    species: measurement.species,
    drug: measurement.drug,
    quantity: measurement.quantity,
    protocol: measurement.protocol,
    carried_out: protocol,
    tier: measurement.tier,
    side: side.side,
    ...(reason === null ? {} : { reason }),
    values: values.map(valueDocument),
    met,
  };
};

/** What `validate --json` prints. */
export const validationDocument = (verdicts: readonly Verdict[]): ValidationOutput => ({
  parameters: settingName(referenceSetting),
  held_out: scoresOf(verdicts, "held-out"),
  training: scoresOf(verdicts, "training"),
  entries: verdicts.map(entryDocument),
});

/** Words in columns, every one from the left. */
const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
};

const HEAD = ["measurement", "measured", "modelled", "ratio", ""];

const rowsOf = ({ measurement, values }: Verdict): readonly (readonly string[])[] =>
  values.map((value, index) => [
    index === 0 ? measurement.id : "",
    measuredText(value.expected),
    modelledText(value),
    ratioText(value),
    value.met ? "met" : "MISSED",
  ]);

const sidePage = (verdicts: readonly Verdict[], side: Side["side"]): readonly string[] => {
  const here = verdicts.filter((each) => each.side.side === side);
  if (here.length === 0) return [];
  const lines =
    side === "outside"
      ? table(here.map((each) => [each.measurement.id, reasonOf(each) ?? ""]))
      : table([HEAD, ...here.flatMap(rowsOf)]);
  return ["", SIDE_TITLES[side], "", ...lines];
};

const share = ({ met, of }: Score): string =>
  of === 0 ? "none" : `${met} of ${of} (${Math.round((100 * met) / of)} %)`;

/** How many were met, in lines. */
export const scoreLines = (verdicts: readonly Verdict[]): readonly string[] =>
  (["held-out", "training"] as const).map((side) => {
    const { quantitative, range, ordering } = scoresOf(verdicts, side);
    const orders = ordering.of === 0 ? "" : `, orders ${share(ordering)}`;
    return `${side}: numbers ${share(quantitative)}, ranges ${share(range)}${orders}`;
  });

/** The page of a validation. */
export const validationText = (verdicts: readonly Verdict[]): string =>
  `${[
    "Validation of the body's model, every measurement under its own protocol",
    ...SIDE_ORDER.flatMap((side) => sidePage(verdicts, side)),
    "",
    "Met by the rules of docs/split.md, measurements with all their values",
    ...scoreLines(verdicts).map((line) => `  ${line}`),
    `  Parameters: ${settingName(referenceSetting)}`,
  ].join("\n")}\n`;
