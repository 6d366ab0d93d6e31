// SPDX-License-Identifier: Apache-2.0
/**
 * The reference extract and our formulary as lines of text that can be compared: titration,
 * stability and observed doses.
 */
import type { Drug, DrugId, Stability } from "../src/formulary/index.ts";
import { amount, editionOf, exact, idOf, line, numeric, type Table } from "./comparison.ts";
import { type ReferenceRow, rowsOf, sourceOf, textOf } from "./reference.ts";

const WHOM: Readonly<Record<string, readonly string[]>> = {
  "adult spinal": ["spinal-origin"],
  "adult cerebral / children": ["cerebral-origin", "child"],
  spinal: ["spinal-origin"],
  cerebral: ["cerebral-origin"],
};

const percent = (text: string): string =>
  text
    .split("-")
    .map((end) => amount(end, "%", "ratio"))
    .join(" ");

const sharesThere = (row: ReferenceRow): readonly string[] => {
  const phase = textOf(row, "phase");
  const whom = WHOM[textOf(row, "population")] ?? [];
  const pairs: readonly (readonly [string, string])[] = [
    ["increase", textOf(row, "pct") || textOf(row, "increasePct")],
    ["decrease", textOf(row, "decreasePct")],
  ];
  const interval = row["per"] === "24 h" ? amount(1, "d", "time") : "-";
  return pairs
    .filter(([, range]) => range !== "")
    .flatMap(([direction, range]) =>
      whom.map((who) =>
        line(direction, percent(range), phase, who, interval, sourceOf(row), editionOf(row)),
      ),
    );
};

const stepsOfThere = (row: ReferenceRow): readonly string[] => {
  const most = row["maxStep"];
  const above = /above (\d+)%/.exec(textOf(row, "rule"))?.[1];
  if (above !== undefined)
    return [
      line(
        "increase",
        `- ${percent(above)}`,
        "high-dose",
        "any",
        "-",
        sourceOf(row),
        editionOf(row),
      ),
    ];
  if (most === undefined) return sharesThere(row);
  return [
    line(
      "increase",
      amount(most, textOf(row, "unit"), "dose-rate"),
      "any",
      "any",
      amount(row["minInterval_h"], "h", "time"),
      amount(row["recommendedInterval_h"], "h", "time"),
      textOf(row, "maxFrequency").replace(" per week", ""),
      sourceOf(row),
      editionOf(row),
    ),
  ];
};

const weekly = (row: Drug["titration"][number]): string => {
  if (row.perWeek === undefined) return "";
  const { low, high } = row.perWeek;
  return low === high ? `${low}` : `${low}-${high}`;
};

export const titration: Table = {
  there: (drug) => rowsOf(drug, "titration").flatMap(stepsOfThere),
  here: (drug) =>
    drug.titration.map((row) => {
      const { step, direction, phase, population, source, edition, interval } = row;
      const least = exact(interval?.least);
      return step.kind === "share"
        ? line(
            direction,
            `${exact(step.low)} ${exact(step.high)}`,
            phase,
            population,
            least,
            source,
            edition,
          )
        : line(
            direction,
            exact(step.most),
            phase,
            population,
            least,
            exact(interval?.advised),
            weekly(row),
            source,
            edition,
          );
    }),
};

const MIXTURE_IN_THE_RESULT = "hydromorphone+ziconotide+baclofen";

/** The mixtures that a reference row speaks of, each as the partners of the row's own drug. */
const partnersThere = (row: ReferenceRow, drug: DrugId): readonly (readonly string[])[] => {
  const partner = textOf(row, "partner")
    .replace(/\([^)]*\)/g, "")
    .replace(/[\d.]+ m[c]?g\/mL/g, "");
  if (/any IT drug/.test(partner)) return [["any"]];
  const named = partner.split(/ or |;/).map((text) =>
    text
      .split("+")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  );
  const inResult = textOf(row, "result").includes(MIXTURE_IN_THE_RESULT)
    ? [MIXTURE_IN_THE_RESULT.split("+").filter((name) => name !== drug)]
    : [];
  return [...named, ...inResult];
};

const strengthThere = (row: ReferenceRow): string => {
  const text = textOf(row, "concentration");
  if (text.includes("label strengths")) return "-";
  const match = /(up to )?([\d.]+)(?:-([\d.]+))? (mg|mcg)\/mL/.exec(text);
  if (match === null) return "-";
  const unit = `${match[4]}/mL`;
  const high = amount(match[3] ?? match[2], unit, "concentration");
  return match[1] === undefined
    ? `${amount(match[2], unit, "concentration")} ${high}`
    : `- ${high}`;
};

const partnerStrengthsThere = (row: ReferenceRow): string =>
  [...textOf(row, "partner").matchAll(/([a-z]+) ([\d.]+) (mg|mcg)\/mL/g)]
    .map(([, name, value, unit]) => `${name}=${amount(value, `${unit}/mL`, "concentration")}`)
    .join(" ");

const strengthHere = (row: Stability): string =>
  row.concentration === undefined
    ? "-"
    : `${exact(row.concentration.low)} ${exact(row.concentration.high)}`;

export const stability: Table = {
  there: (drug) =>
    rowsOf(drug, "stabilityDays")
      .filter((row) => row["source"] !== null)
      .flatMap((row) =>
        partnersThere(row, idOf(drug)).map((partners) =>
          line(
            [...partners].sort().join("+"),
            row["days"] ?? "-",
            strengthThere(row),
            partnerStrengthsThere(row),
            sourceOf(row),
          ),
        ),
      ),
  here: (drug) =>
    drug.stability.map((row) =>
      line(
        row.partners === "any" ? "any" : [...row.partners].sort().join("+"),
        row.days ?? "-",
        strengthHere(row),
        Object.entries(row.partnerConcentrations ?? {})
          .map(([name, value]) => `${name}=${exact(value)}`)
          .join(" "),
        row.source,
      ),
    ),
};

/** Every amount per time in a text: means, ranges and deviations. */
const amountsIn = (text: string): readonly string[] =>
  [...text.matchAll(/([\d.]+)(?:-([\d.]+))?(?: \(SD ([\d.]+)\))? (mg|mcg)\/(day|h)/g)].flatMap(
    ([, low, high, deviation, mass, time]) =>
      [low, high, deviation]
        .filter((value) => value !== undefined)
        .map((value) => amount(value, `${mass}/${time}`, "dose-rate")),
  );

const saidThere = (drug: ReferenceRow): readonly (readonly [string, string])[] => [
  ...rowsOf(drug, "observedClinicalDose").map(
    (row) =>
      [
        sourceOf(row),
        textOf(row, "text").replace(/\(conflicts.*\)|after conversion.*?: /, ""),
      ] as const,
  ),
  ...numeric(drug, "startingDose")
    .filter((row) => row["min"] === null && row["reported"] !== undefined)
    .map((row) => [sourceOf(row), textOf(row, "reported")] as const),
  ...rowsOf(drug, "maintenanceRange").flatMap((row) =>
    ["typical", "range", "mean"]
      .filter((key) => row[key] !== undefined)
      .map((key) => [sourceOf(row), `${row[key]} ${row["unit"]}`] as const),
  ),
];

export const reported: Table = {
  there: (drug) =>
    saidThere(drug).flatMap(([source, text]) =>
      amountsIn(text).map((value) => line(value, source)),
    ),
  here: (drug) =>
    drug.reported.flatMap((row) => {
      const ends = exact(row.low) === exact(row.high) ? [row.low] : [row.low, row.high];
      return [...ends, ...(row.deviation === undefined ? [] : [row.deviation])].map((value) =>
        line(exact(value), row.source),
      );
    }),
};
