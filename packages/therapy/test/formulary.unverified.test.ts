// SPDX-License-Identifier: Apache-2.0
/**
 * The recalled tables against their reference, and the law that an unverified number never acts.
 */
import { quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  actionOf,
  type DrugId,
  drugNamed,
  FORMULARY,
  type LimitNature,
  type Nature,
  unverifiedRows,
} from "../src/formulary/index.ts";
import { type Fact, SOURCES } from "../src/sources/index.ts";
import { RECALLED } from "./reference.ts";

const KEYS = {
  starting_dose_per_day: "starting-dose-per-day",
  trial_bolus: "trial-bolus",
  maximum_concentration: "maximum-concentration",
  maximum_dose_per_day: "maximum-dose-per-day",
} as const;
type TableName = keyof typeof KEYS;

const DIMENSIONS = {
  starting_dose_per_day: "dose-rate",
  trial_bolus: "mass",
  maximum_concentration: "concentration",
  maximum_dose_per_day: "dose-rate",
} as const;

type Ends = { readonly n: bigint; readonly d: bigint };
const shown = (value: Ends): string => `${value.n}/${value.d}`;

const there = (): readonly string[] =>
  (["PACC_2012", "PACC_2017"] as const).flatMap((edition) =>
    Object.entries(RECALLED[edition]).flatMap(([table, drugs]) =>
      Object.entries(drugs)
        .filter(([, value]) => value !== "no known upper limit")
        .map(([drug, value]) => {
          const dimension = DIMENSIONS[table as TableName];
          const unit = dimension === "dose-rate" ? "/d" : "";
          const ends = [value].flat().map((text) => shown(quantity(`${text}${unit}`, dimension)));
          const key = `${edition.toLowerCase().replace("_", "-")}-${KEYS[table as TableName]}`;
          return [drug, key, ...ends].join(" ");
        }),
    ),
  );

const endsOf = (row: ReturnType<typeof unverifiedRows>[number]): readonly string[] => {
  if (row.table !== "limits")
    return [row.of.low, row.of.high].map((end) => (end === null ? "-" : shown(end)));
  const { value, rangeLow } = row.of;
  return rangeLow === undefined ? [shown(value)] : [shown(rangeLow), shown(value)];
};

const here = (): readonly string[] =>
  [...FORMULARY].flatMap(([id, drug]) =>
    unverifiedRows(drug).map((row) => [id, row.id, ...endsOf(row)].join(" ")),
  );

test("every recalled number is here, and no other", () => {
  expect([...here()].sort()).toEqual([...there()].sort());
  expect(here().length).toBe(40);
});

test("what was recalled as having no upper limit has no number and is listed as not found", () => {
  const unlimited = Object.entries(RECALLED.PACC_2012["maximum_dose_per_day"] ?? {})
    .filter(([, value]) => value === "no known upper limit")
    .map(([drug]) => drug);
  expect(unlimited).toEqual(["fentanyl", "sufentanil"]);
  for (const id of unlimited) {
    const drug = FORMULARY.get(id as DrugId);
    expect(drug?.notFound.some((text) => /no known upper limit, unverified/.test(text))).toBe(true);
    const rows = drug === undefined ? [] : unverifiedRows(drug).map((row) => row.id);
    expect(rows).not.toContain("pacc-2012-maximum-dose-per-day");
  }
});

test("row keys are unique within a drug", () => {
  for (const [id, drug] of FORMULARY) {
    const keys = unverifiedRows(drug).map((row) => row.id);
    expect(new Set(keys).size, id).toBe(keys.length);
  }
});

test("an unverified row names the publication to confirm it in", () => {
  const facts = [...FORMULARY.values()].flatMap((drug) =>
    unverifiedRows(drug).map((row): Fact => row.of),
  );
  for (const fact of facts) {
    const expected = fact.edition === "PACC 2012" ? "15:436-66" : "20:96-132";
    expect(SOURCES[fact.source].citation).toContain(expected);
  }
});

const NATURES: readonly Nature[] = [
  "maximum",
  "minimum",
  "caution",
  "highest-marketed",
  "highest-reported",
  "study-ceiling",
  "starting-range",
  "trial-range",
  "titration-step",
  "refill-interval",
  "studied-time",
  "first-fill",
  "on-demand-permission",
];

describe("what a number may do", () => {
  test("Law: an unverified number never acts", () => {
    for (const nature of NATURES)
      expect(actionOf({ status: "unverified", row: "pacc-2017-trial-bolus" }, nature), nature).toBe(
        "note",
      );
  });

  test("a number that acted although unverified would be noticed", () => {
    const broken: typeof actionOf = (standing, nature) =>
      standing.status === "unverified"
        ? actionOf({ status: "guideline" }, nature)
        : actionOf(standing, nature);
    expect(broken({ status: "unverified", row: "pacc-2017-trial-bolus" }, "maximum")).not.toBe(
      "note",
    );
  });

  test("only a label or a maker refuses, and only at a bound, a first fill or a permission", () => {
    const statuses = ["label", "manufacturer", "guideline", "study", "digest", "design"] as const;
    const refusing = statuses.flatMap((status) =>
      NATURES.filter((nature) => actionOf({ status }, nature) === "refuse").map(
        (nature) => `${status} ${nature}`,
      ),
    );
    const bounds = ["maximum", "minimum", "first-fill", "on-demand-permission"];
    expect(refusing).toEqual([
      ...bounds.map((nature) => `label ${nature}`),
      ...bounds.map((nature) => `manufacturer ${nature}`),
    ]);
  });

  test("a number that was read and does not refuse asks for confirmation", () => {
    for (const status of ["guideline", "study", "digest"] as const)
      for (const nature of NATURES) expect(actionOf({ status }, nature)).toBe("confirm");
  });

  test("a confirmed number does what the clinic chose", () => {
    const by = { page: "1", name: "n", date: "2026-03-01", signature: "s", differs: false };
    for (const acts of ["refuse", "confirm"] as const) {
      const confirmation = { ...by, acts };
      const standing = { status: "confirmed", row: "pacc-2017-trial-bolus", confirmation } as const;
      expect(actionOf(standing, "maximum")).toBe(acts);
    }
  });
});

describe("examples a clinician would look up", () => {
  const limitsOf = (id: DrugId, nature: LimitNature) =>
    (FORMULARY.get(id)?.limits ?? []).filter((row) => row.nature === nature);

  test("ziconotide above 19.2 mcg/d: the US label refuses, the consensus asks", () => {
    const rows = limitsOf("ziconotide", "maximum").filter((row) => row.quantity === "dose-per-day");
    expect(rows.map((row) => [row.edition, row.jurisdiction, actionOf(row, row.nature)])).toEqual([
      ["FDA label", "US", "refuse"],
      ["EU and UK SmPC", "EU/UK", "refuse"],
      ["PACC 2017", null, "confirm"],
      ["PACC 2012", null, "note"],
      ["PACC 2017", null, "note"],
    ]);
  });

  test("morphine has no maximum that acts, only a caution and the strongest marketed", () => {
    const acting = limitsOf("morphine", "maximum").filter(
      (row) => actionOf(row, row.nature) !== "note",
    );
    expect(acting).toEqual([]);
    expect(limitsOf("morphine", "caution").map((row) => row.value)).toEqual([
      quantity("20 mg/d", "dose-rate"),
    ]);
  });

  test("ropivacaine has no number that bounds it: its absence shows", () => {
    const drug = FORMULARY.get("ropivacaine");
    expect(drug?.limits).toEqual([]);
    expect(drug?.startingDoses).toEqual([]);
    expect(drug?.notFound.length).toBe(16);
  });

  test("a sudden stop is dangerous for baclofen and clonidine; of opioids nothing is found", () => {
    const dangers = [...FORMULARY].map(([id, drug]) => [id, drug.abruptStop?.danger ?? null]);
    expect(Object.fromEntries(dangers)).toEqual({
      morphine: null,
      hydromorphone: null,
      fentanyl: null,
      sufentanil: null,
      bupivacaine: null,
      ropivacaine: null,
      clonidine: "rebound-hypertension",
      ziconotide: "none-known",
      baclofen: "withdrawal",
    });
  });

  test("patients may ask Prometra pumps for morphine and not for baclofen", () => {
    const permission = (id: DrugId) =>
      (FORMULARY.get(id)?.onDemand ?? []).map((row) => [
        row.pumps.includes("prometra-ii-20"),
        row.permitted,
      ]);
    expect(permission("morphine")).toEqual([[true, true]]);
    expect(permission("baclofen")).toEqual([[true, false]]);
    expect(permission("hydromorphone")).toEqual([]);
  });

  test("a drug is named exactly or not at all", () => {
    expect(drugNamed("morphine")).toBe("morphine");
    for (const text of ["Morphine", "morphine ", "", "morfine"])
      expect(drugNamed(text)).toBeUndefined();
  });
});
