// SPDX-License-Identifier: Apache-2.0
/**
 * The reference extract and our formulary as lines of text that can be compared: strengths, starts,
 * trial boluses and limits. Both sides of a table must give the same lines.
 */
import { type Dimension, quantity, type Rational } from "@cisterna/quantity";
import type { Drug, DrugId, TrialBolus } from "../src/formulary/index.ts";
import { type ReferenceRow, rowsOf, sourceOf, textOf } from "./reference.ts";

/** Edition here for each authority there. */
const EDITIONS: Readonly<Record<string, string>> = {
  FDA_label: "FDA label",
  FDA_label_caution: "FDA label",
  EU_SmPC_2012_2019: "EU SmPC 2012–2019",
  UK_SmPC_2023: "UK SmPC 2023",
  EU_UK_SmPC: "EU and UK SmPC",
  PACC_2017: "PACC 2017",
  other_expert: "expert opinion",
  expert_low_slow: "expert opinion",
  ITB_BestPractice_2016: "ITB best practice 2016",
  Grider_2011_series: "Grider 2011",
  Hassenbusch_2002_phase_I_II: "Hassenbusch 2002",
  study_ceiling: "Hassenbusch 2002",
  Eldabe_pilot: "Eldabe, pilot",
  Perruchoud_2010: "Perruchoud 2010",
  observational_n25: "series of 25",
  highest_tested_in_humans: "pilot of 12, 2010",
  highest_reported_pilot: "pilot of 12, 2010",
  highest_reported_series: "series of 108, 2001",
  digest: "digest",
  label_range_upper_spinal: "digest",
  label_range_upper_cerebral: "digest",
};

/** Nature here for the authorities there whose bound is not simply a maximum. */
const NATURES: Readonly<Record<string, string>> = {
  FDA_label_caution: "caution",
  study_ceiling: "study-ceiling",
  highest_tested_in_humans: "highest-reported",
  highest_reported_pilot: "highest-reported",
  highest_reported_series: "highest-reported",
  label_range_upper_spinal: "highest-reported",
  label_range_upper_cerebral: "highest-reported",
};

export const exact = (value: Rational | null | undefined): string =>
  value === null || value === undefined ? "-" : `${value.n}/${value.d}`;

export const amount = (value: unknown, unit: string, dimension: Dimension): string =>
  value === null || value === undefined
    ? "-"
    : exact(quantity(`${value} ${unit.replace("/day", "/d")}`, dimension));

export const line = (...parts: readonly unknown[]): string =>
  parts.map((part) => String(part)).join(" | ");

export const editionOf = (row: ReferenceRow): string => {
  const edition = EDITIONS[textOf(row, "authority")];
  if (edition === undefined) throw new Error(`no edition for ${textOf(row, "authority")}`);
  return edition;
};

const isFound = (row: ReferenceRow): boolean => row["status"] !== "not found";
export const numeric = (drug: ReferenceRow, table: string): readonly ReferenceRow[] =>
  rowsOf(drug, table).filter(isFound);
const isRead = (row: { readonly status: string }): boolean => row.status !== "unverified";
export const idOf = (drug: ReferenceRow): DrugId => textOf(drug, "name") as DrugId;

/** Each table: its lines as the reference has them, and as the formulary has them. */
export type Table = {
  readonly there: (drug: ReferenceRow) => readonly string[];
  readonly here: (drug: Drug) => readonly string[];
};

const containersThere = (row: ReferenceRow): string =>
  (textOf(row, "container_mL").match(/[\d.]+/g) ?? [])
    .map((size) => amount(size, "mL", "volume"))
    .join(" ");

export const strengths: Table = {
  there: (drug) =>
    rowsOf(drug, "availableConcentrations").flatMap((row) =>
      (row["values"] as readonly number[]).map((value) =>
        line(
          amount(value, textOf(row, "unit"), "concentration"),
          sourceOf(row),
          containersThere(row),
        ),
      ),
    ),
  here: (drug) =>
    drug.strengths.map((row) =>
      line(exact(row.concentration), row.source, (row.containers ?? []).map(exact).join(" ")),
    ),
};

const populationThere = (row: ReferenceRow): string => {
  const text = textOf(row, "population");
  return text.startsWith("opioid-naive") ? "naive" : /tolerant/.test(text) ? "tolerant" : "any";
};

export const starts: Table = {
  there: (drug) =>
    numeric(drug, "startingDose")
      .filter((row) => row["reported"] === undefined || row["min"] !== null)
      .map((row) =>
        line(
          populationThere(row),
          amount(row["min"], textOf(row, "unit"), "dose-rate"),
          amount(row["max"], textOf(row, "unit"), "dose-rate"),
          row["rule"] === undefined ? "-" : "2/1 1/1",
          sourceOf(row),
          ((row["alsoSource"] ?? []) as readonly string[]).join(" "),
          editionOf(row),
        ),
      ),
  here: (drug) =>
    drug.startingDoses
      .filter(isRead)
      .map((row) =>
        line(
          row.population,
          exact(row.low),
          exact(row.high),
          row.ofScreening === undefined
            ? "-"
            : `${exact(row.ofScreening.usual)} ${exact(row.ofScreening.otherwise)}`,
          row.source,
          (row.also ?? []).join(" "),
          row.edition,
        ),
      ),
};

type ReferenceStep = { readonly dose: number; readonly volume_mL?: number };

const stepsThere = (row: ReferenceRow): readonly ReferenceStep[] => {
  const sequence = row["sequence"] as readonly ReferenceStep[] | undefined;
  if (sequence !== undefined) return sequence;
  const listed = /stepped test doses ([\d/]+) mcg/.exec(textOf(row, "note"));
  return (listed?.[1] ?? "")
    .split("/")
    .filter((text) => text !== "")
    .map((text) => ({ dose: Number(text) / (row["unit"] === "mg" ? 1000 : 1) }));
};

const stepLine = (steps: readonly ReferenceStep[], unit: string): string =>
  steps
    .map((step) => `${amount(step.dose, unit, "mass")}@${amount(step.volume_mL, "mL", "volume")}`)
    .join(" ");

const trialsThere = (row: ReferenceRow): readonly string[] => {
  const unit = textOf(row, "unit");
  const steps = stepsThere(row);
  const low = row["min"] ?? steps[0]?.dose;
  const high = row["max"] ?? steps.at(-1)?.dose;
  const every = amount(row["interval_h"], "h", "time");
  const tail = [every, sourceOf(row), editionOf(row)];
  const child = row["smallChild"];
  return [
    line(
      "any",
      amount(low, unit, "mass"),
      amount(high, unit, "mass"),
      stepLine(steps, unit),
      ...tail,
    ),
    ...(child === undefined
      ? []
      : [line("child", amount(child, unit, "mass"), amount(child, unit, "mass"), "", ...tail)]),
  ];
};

const trialHere = (row: TrialBolus): string =>
  line(
    row.population,
    exact(row.low),
    exact(row.high),
    (row.steps ?? []).map((step) => `${exact(step.dose)}@${exact(step.volume)}`).join(" "),
    exact(row.interval),
    row.source,
    row.edition,
  );

export const trials: Table = {
  there: (drug) => numeric(drug, "trialBolus").flatMap(trialsThere),
  here: (drug) => drug.trialBoluses.filter(isRead).map(trialHere),
};

const natureThere = (row: ReferenceRow): string =>
  /highest marketed|marketed strength/.test(textOf(row, "note"))
    ? "highest-marketed"
    : (NATURES[textOf(row, "authority")] ?? "maximum");

const originThere = (row: ReferenceRow): string =>
  /spinal$|cerebral$/.test(textOf(row, "authority"))
    ? `${textOf(row, "authority").replace("label_range_upper_", "")}-origin`
    : "any";

const mostThere = (table: string, quantity: Dimension) => (drug: ReferenceRow) =>
  numeric(drug, table).map((row) =>
    line(
      "most",
      amount(row["value"], textOf(row, "unit"), quantity),
      natureThere(row),
      originThere(row),
      sourceOf(row),
      editionOf(row),
    ),
  );

export const limits: Table = {
  there: (drug) => [
    ...mostThere("maxConcentration", "concentration")(drug),
    ...mostThere("maxDailyDose", "dose-rate")(drug),
    ...rowsOf(drug, "minConcentration").map((row) =>
      line(
        "least",
        amount(row["value"], textOf(row, "unit"), "concentration"),
        "minimum",
        textOf(row, "pump"),
        sourceOf(row),
        "Matis 2021",
      ),
    ),
  ],
  here: (drug) =>
    drug.limits
      .filter(isRead)
      .map((row) =>
        line(
          row.bound,
          exact(row.value),
          row.nature,
          row.pump ?? row.population,
          row.source,
          row.edition,
        ),
      ),
};
