// SPDX-License-Identifier: Apache-2.0
/** The local formulary: what a clinic has to say before an unverified number acts. */
import { quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  actionOf,
  confirm,
  type DrugId,
  FORMULARY,
  type Formulary,
  type LocalEntry,
  type LocalRefusal,
  unverifiedRows,
} from "../src/formulary/index.ts";

const MORPHINE: Required<LocalEntry> = {
  drug: "morphine",
  row: "pacc-2017-maximum-dose-per-day",
  value: "15 mg/d",
  differs: false,
  page: "112, table 14",
  name: "A. Pharmacist",
  date: "2026-03-01",
  signature: "AP",
  acts: "refuse",
};

const confirmed = (...entries: readonly LocalEntry[]): Formulary => {
  const result = confirm(FORMULARY, entries);
  if (!result.ok) throw new Error(result.refusals.map((each) => each.kind).join(", "));
  return result.value;
};

const reasons = (...entries: readonly LocalEntry[]): readonly LocalRefusal[] => {
  const result = confirm(FORMULARY, entries);
  return result.ok ? [] : result.refusals;
};

const limitsOf = (formulary: Formulary, id: DrugId, edition: string) =>
  (formulary.get(id)?.limits ?? []).filter(
    (row) => row.edition === edition && row.quantity === "dose-per-day",
  );

describe("a complete entry", () => {
  test("makes the number act as the clinic chose, and says who, when and on which page", () => {
    const [row, ...others] = limitsOf(confirmed(MORPHINE), "morphine", "PACC 2017");
    if (row === undefined) throw new Error("the row is gone");
    expect(others).toEqual([]);
    expect(actionOf(row, row.nature)).toBe("refuse");
    expect(row).toMatchObject({
      status: "confirmed",
      value: quantity("15 mg/d", "dose-rate"),
      source: "pacc2017_best",
      confirmation: {
        page: "112, table 14",
        name: "A. Pharmacist",
        date: "2026-03-01",
        signature: "AP",
        acts: "refuse",
        differs: false,
      },
    });
  });

  test("may ask for confirmation instead of refusing", () => {
    const [row] = limitsOf(confirmed({ ...MORPHINE, acts: "confirm" }), "morphine", "PACC 2017");
    expect(row === undefined ? null : actionOf(row, row.nature)).toBe("confirm");
  });

  test("changes that row and nothing else", () => {
    const after = confirmed(MORPHINE);
    for (const [id, drug] of FORMULARY) {
      if (id !== "morphine") expect(after.get(id)).toBe(drug);
    }
    const { limits, ...rest } = FORMULARY.get("morphine") ?? { limits: [] };
    const now = after.get("morphine");
    expect(now).toMatchObject(rest);
    const same = limits.filter((row, index) => now?.limits[index] === row);
    expect(same).toHaveLength(limits.length - 1);
  });

  test("leaves the shipped formulary as it was", () => {
    confirmed(MORPHINE);
    expect(limitsOf(FORMULARY, "morphine", "PACC 2017")[0]?.status).toBe("unverified");
  });

  test("takes the same number in another unit", () => {
    expect(reasons({ ...MORPHINE, value: "15000 mcg/d" })).toEqual([]);
  });

  test("confirms a range by its two ends", () => {
    const after = confirmed({
      ...MORPHINE,
      row: "pacc-2017-starting-dose-per-day",
      value: { low: "0.1 mg/d", high: "0.5 mg/d" },
    });
    const row = after.get("morphine")?.startingDoses.find((each) => each.status === "confirmed");
    expect(row?.high).toEqual(quantity("0.5 mg/d", "dose-rate"));
  });

  test("confirms a trial bolus and a concentration", () => {
    const after = confirmed(
      { ...MORPHINE, row: "pacc-2017-trial-bolus", value: { low: "0.1 mg", high: "0.5 mg" } },
      { ...MORPHINE, row: "pacc-2012-maximum-concentration", value: "20 mg/mL" },
    );
    const drug = after.get("morphine");
    expect(drug?.trialBoluses.filter((row) => row.status === "confirmed")).toHaveLength(1);
    const strength = drug?.limits.find((row) => row.status === "confirmed");
    expect(strength).toMatchObject({ quantity: "concentration", edition: "PACC 2012" });
  });

  test("settles a maximum that was recalled as a range on one of its ends", () => {
    const entry = { ...MORPHINE, drug: "bupivacaine" };
    for (const value of ["15 mg/d", "20 mg/d"]) {
      const [row] = limitsOf(confirmed({ ...entry, value }), "bupivacaine", "PACC 2017");
      expect(row?.value).toEqual(quantity(value, "dose-rate"));
      expect(row).not.toHaveProperty("rangeLow");
    }
    expect(reasons({ ...entry, value: "17 mg/d" }).map((each) => each.kind)).toEqual([
      "differs-from-recalled",
    ]);
  });

  test("takes the clinic's own number when it says that it differs", () => {
    const after = confirmed({ ...MORPHINE, value: "12 mg/d", differs: true });
    const [row] = limitsOf(after, "morphine", "PACC 2017");
    expect(row?.value).toEqual(quantity("12 mg/d", "dose-rate"));
    expect(row).toMatchObject({ confirmation: { differs: true } });
  });
});

describe("an entry that is refused", () => {
  const kinds = (entry: LocalEntry): readonly string[] => reasons(entry).map((each) => each.kind);

  test("lacks a page, a name, a date, a signature or an action: each is named, all at once", () => {
    const fields = ["page", "name", "date", "signature", "acts"] as const;
    for (const field of fields) {
      const { [field]: _, ...rest } = MORPHINE;
      for (const entry of [rest, { ...MORPHINE, [field]: "  " }])
        expect(reasons(entry)).toEqual([{ kind: "field-missing", entry: 0, field }]);
    }
    const bare = { drug: "morphine", row: MORPHINE.row, value: MORPHINE.value };
    expect(reasons(bare)).toEqual(
      fields.map((field) => ({ kind: "field-missing", entry: 0, field })),
    );
    expect(kinds({})).toHaveLength(8);
  });

  test("names an unknown drug, and is told the known ones", () => {
    expect(reasons({ ...MORPHINE, drug: "Morphine" })).toEqual([
      { kind: "unknown-drug", entry: 0, read: "Morphine", accepted: [...FORMULARY.keys()] },
    ]);
  });

  test("names an unknown row, or one that was read and needs no confirmation", () => {
    for (const row of ["pacc-2024-trial-bolus", "fda-label-caution"])
      expect(reasons({ ...MORPHINE, row })).toMatchObject([
        { kind: "unknown-row", drug: "morphine", read: row },
      ]);
    const [refusal] = reasons({ ...MORPHINE, row: "x" });
    const rows = [...FORMULARY].flatMap(([id, drug]) =>
      id === "morphine" ? unverifiedRows(drug).map((row) => row.id) : [],
    );
    expect(refusal).toMatchObject({ accepted: rows });
    expect(rows).toHaveLength(6);
  });

  test("confirms a limit that is recalled not to exist", () => {
    const fentanyl = { ...MORPHINE, drug: "fentanyl", value: "900 mcg/d", differs: true };
    expect(kinds({ ...fentanyl, row: "pacc-2012-maximum-dose-per-day" })).toEqual(["unknown-row"]);
  });

  test("states another number without saying so, or says so of the same number", () => {
    expect(kinds({ ...MORPHINE, value: "1.5 mg/d" })).toEqual(["differs-from-recalled"]);
    expect(kinds({ ...MORPHINE, differs: true })).toEqual(["same-as-recalled"]);
  });

  test("states the value in another shape, another dimension, or unreadably", () => {
    const start = { ...MORPHINE, row: "pacc-2017-starting-dose-per-day" };
    expect(kinds({ ...MORPHINE, value: { low: "1 mg/d", high: "2 mg/d" } })).toEqual([
      "one-value-expected",
    ]);
    expect(kinds({ ...start, value: "0.1 mg/d" })).toEqual(["range-expected"]);
    expect(kinds({ ...start, value: { low: "0.5 mg/d", high: "0.1 mg/d" } })).toEqual([
      "inverted-range",
    ]);
    expect(reasons({ ...start, value: { low: ".1 mg/d", high: "0.5 mg" } })).toMatchObject([
      { kind: "value-unreadable", part: "low", problem: { kind: "malformed-number" } },
      { kind: "value-unreadable", part: "high", problem: { kind: "wrong-kind-of-unit" } },
    ]);
    expect(reasons({ ...MORPHINE, value: "15 mg/mL" })).toMatchObject([
      { kind: "value-unreadable", part: "value", problem: { kind: "wrong-kind-of-unit" } },
    ]);
  });

  test("has a date that is none, or an action that is none", () => {
    for (const date of ["2026-02-30", "1 March 2026", "2026-3-1", "2026-13-01"])
      expect(reasons({ ...MORPHINE, date })).toEqual([
        { kind: "malformed-date", entry: 0, read: date },
      ]);
    expect(reasons({ ...MORPHINE, acts: "clamp" })).toEqual([
      { kind: "unknown-action", entry: 0, read: "clamp", accepted: ["refuse", "confirm"] },
    ]);
  });

  test("confirms a row a second time", () => {
    expect(reasons(MORPHINE, { ...MORPHINE, acts: "confirm" })).toEqual([
      { kind: "confirmed-twice", entry: 1, drug: "morphine", row: MORPHINE.row },
    ]);
  });
});

test("one bad entry confirms nothing, and all reasons come at once with their entries", () => {
  const result = confirm(FORMULARY, [
    MORPHINE,
    { ...MORPHINE, drug: "heroin", page: "" },
    { ...MORPHINE, row: "pacc-2012-maximum-concentration", value: "2 mg/mL" },
  ]);
  expect(result.ok).toBe(false);
  expect(result.ok ? [] : result.refusals.map((each) => [each.entry, each.kind])).toEqual([
    [1, "field-missing"],
    [1, "unknown-drug"],
    [2, "differs-from-recalled"],
  ]);
});

test("no entry at all confirms nothing", () => {
  const result = confirm(FORMULARY, []);
  expect(result).toEqual({ ok: true, value: FORMULARY });
});

test("every unverified row can be confirmed with the value that was recalled", () => {
  const entries = [...FORMULARY].flatMap(([drug, of]) =>
    unverifiedRows(of).map(
      (row): LocalEntry => ({ ...MORPHINE, drug, row: row.id, value: written(row) }),
    ),
  );
  const after = confirmed(...entries);
  expect(entries).toHaveLength(40);
  expect([...after.values()].flatMap(unverifiedRows)).toEqual([]);
});

/**
 * The recalled value as a person would write it in the canonical unit; all of these are decimal.
 */
const written = (
  row: ReturnType<typeof unverifiedRows>[number],
): NonNullable<LocalEntry["value"]> => {
  const text = (value: { n: bigint; d: bigint } | null, unit: string): string =>
    value === null ? "" : `${(Number(value.n) / Number(value.d)).toFixed(6)} ${unit}`;
  if (row.table === "limits")
    return text(row.of.value, row.of.quantity === "concentration" ? "mg/mL" : "mg/d");
  const unit = row.table === "trialBoluses" ? "mg" : "mg/d";
  return { low: text(row.of.low, unit), high: text(row.of.high, unit) };
};
