// SPDX-License-Identifier: Apache-2.0
/**
 * Our formulary against the reference extract, row by row and both ways: every numeric row there is
 * here with the same value, source and edition, and nothing here is without a row there.
 */
import { quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { DRUG_IDS, type Drug, type DrugId, FORMULARY } from "../src/formulary/index.ts";
import { idOf, limits, starts, strengths, type Table, trials } from "./comparison.ts";
import { reported, stability, titration } from "./comparison-course.ts";
import { REFERENCE, rowsOf, textOf } from "./reference.ts";

/** Keys there that have no row here, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  pk: "parameters of the body, in its own package",
  plasmaPk: "parameters of the body, in its own package",
  pd: "onset and duration in words; no number of it bounds a plan",
  epiduralLabel: "another route: never a bound on an intrathecal dose",
};

const ours = (id: DrugId): Drug => {
  const drug = FORMULARY.get(id);
  if (drug === undefined) throw new Error(id);
  return drug;
};

const TABLES: Readonly<Record<string, Table>> = {
  availableConcentrations: strengths,
  startingDose: starts,
  trialBolus: trials,
  "maxConcentration, minConcentration, maxDailyDose": limits,
  titration,
  stabilityDays: stability,
  "observedClinicalDose, maintenanceRange": reported,
};

describe.each(REFERENCE.drugs.map((drug) => [idOf(drug), drug] as const))("%s", (id, drug) => {
  test.each(Object.entries(TABLES))("has the rows of %s and no other", (_, table) => {
    expect([...table.here(ours(id))].sort()).toEqual([...table.there(drug)].sort());
  });
});

test("the reference and the formulary know the same drugs", () => {
  expect(REFERENCE.drugs.map(idOf)).toEqual([...DRUG_IDS]);
  expect([...FORMULARY.keys()]).toEqual([...DRUG_IDS]);
});

test("every table of the reference is compared, or is said to have its place elsewhere", () => {
  const compared = Object.keys(TABLES).flatMap((names) => names.split(", "));
  const about = ["name", "class", "unit", "labelStatus", "labelSource"];
  const single = ["contraindications", "contraindicationsSource", "pumpPriming"];
  const known = new Set([...compared, ...about, ...single, ...Object.keys(ELSEWHERE)]);
  const keys = REFERENCE.drugs.flatMap((drug) => Object.keys(drug));
  expect(keys.filter((key) => !known.has(key))).toEqual([]);
});

test("a row that differs in one digit is noticed", () => {
  const drug = ours("morphine");
  const [first, ...rest] = drug.limits;
  if (first?.quantity !== "concentration") throw new Error("morphine's first limit moved");
  const wrong = { ...first, value: quantity("26 mg/mL", "concentration") };
  const there = REFERENCE.drugs.find((each) => idOf(each) === "morphine");
  expect([...limits.here({ ...drug, limits: [wrong, ...rest] })].sort()).not.toEqual(
    [...limits.there(there ?? {})].sort(),
  );
});

test("the comparison is of some size", () => {
  const rows = REFERENCE.drugs.flatMap((drug) =>
    Object.values(TABLES).flatMap((table) => table.there(drug)),
  );
  expect(rows.length).toBeGreaterThan(100);
});

test("the rule of the first ziconotide fill has the numbers of the reference", () => {
  const there = REFERENCE.drugs.flatMap((drug) => rowsOf(drug, "pumpPriming"));
  expect(there.map((row) => textOf(row, "naivePump"))).toEqual([
    expect.stringMatching(/^25 mcg\/mL undiluted only; .* 2 mL, three times/),
  ]);
  const [rule, ...others] = ours("ziconotide").firstFill;
  expect(others).toEqual([]);
  expect(rule).toMatchObject({
    concentration: quantity("25 mcg/mL", "concentration"),
    diluted: false,
    rinse: { volume: quantity("2 mL", "volume"), times: 3 },
    source: "prialt_mfr_pump",
    also: ["prialt_hbid"],
  });
});

test("a mixture that was found unstable is never a number of days to rely on", () => {
  for (const drug of REFERENCE.drugs) {
    const bad = rowsOf(drug, "stabilityDays").filter((row) =>
      /unstable|% loss at|degraded/.test(textOf(row, "result")),
    );
    for (const row of bad) {
      const here = ours(idOf(drug)).stability.filter((each) => each.source === row["source"]);
      expect(here.length).toBeGreaterThan(0);
      const days = here.filter((each) => each.outcome === "held" && each.days !== null);
      expect(days, idOf(drug)).toEqual([]);
    }
  }
});

const TABLE_WORDS = {
  startingDose: "starting dose",
  trialBolus: "trial bolus",
  maxConcentration: "maximum concentration",
  maxDailyDose: "maximum dose per day",
} as const;

test("the PACC tables listed as not found are those of the reference", () => {
  for (const drug of REFERENCE.drugs) {
    const there = Object.entries(TABLE_WORDS).flatMap(([table, words]) =>
      rowsOf(drug, table)
        .filter((row) => row["status"] === "not found")
        .map((row) => {
          const edition = textOf(row, "authority").replaceAll("_", " ");
          return `${words}, ${edition.replace("noncancer", "non-cancer")}`;
        }),
    );
    const here = ours(idOf(drug)).notFound.filter((text) => /PACC \d{4}[a-z -]*$/.test(text));
    expect([...here].sort(), idOf(drug)).toEqual([...there].sort());
  }
});
