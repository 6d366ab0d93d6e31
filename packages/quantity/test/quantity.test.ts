// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  between,
  changeOf,
  cylinderOf,
  digitsOf,
  doseFor,
  durationFor,
  equal,
  flowFor,
  flowOfPulses,
  inPulsesPerDay,
  later,
  nanolitres,
  plusInterval,
  print,
  printInstant,
  quantity,
  rational,
  readDecimal,
  readInstant,
  readQuantity,
  sinceMonday,
  symbolsOf,
  through,
  toNumber,
  toUcum,
  UNITS,
  unitNamed,
} from "../src/index.ts";

describe("the entry grammar", () => {
  test.each(["0", "7", "0.5", "12.25", "100", "5.0"])("accepts %s", (text) => {
    expect(readDecimal(text)).not.toBeNull();
  });

  test.each([
    "",
    ".5",
    "5.",
    "1,5",
    "-1",
    "+1",
    "1e3",
    " 1",
    "1 ",
    "1.2.3",
    "0x1",
    "½",
    "١",
    "NaN",
  ])("refuses %j", (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  test("refuses a number longer than any clinical number", () => {
    expect(readDecimal("1".repeat(41))).toBeNull();
  });

  test.each([
    ["1,5 mg", "malformed-number"],
    [".5 mg", "malformed-number"],
    ["5.mg", "malformed-quantity"],
    ["5. mg", "malformed-number"],
    ["-2 mg", "malformed-number"],
    ["2mg", "malformed-quantity"],
    ["2  mg", "unknown-unit"],
    ["2 mgs", "unknown-unit"],
    ["2 MG", "unknown-unit"],
    ["2 mL", "wrong-kind-of-unit"],
    ["2 mg/d", "wrong-kind-of-unit"],
  ])("refuses %j as a mass: %s", (text, kind) => {
    const reading = readQuantity(text, "mass");
    expect(reading).toMatchObject({
      ok: false,
      refusals: [{ kind, read: text, dimension: "mass" }],
    });
  });

  test("offers the units of the dimension that was asked for", () => {
    const reading = readQuantity("2 mL", "dose-rate");
    expect(reading.ok ? "" : reading.refusals[0].accepted).toContain("mg/d");
  });
});

describe("the table of units", () => {
  test("names every unit once", () => {
    const names = UNITS.flatMap((unit) => [unit.symbol, ...unit.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(UNITS.map((unit) => [unit.symbol, unit] as const))(
    "reads and prints %s",
    (symbol, unit) => {
      const value = quantity(`12.5 ${symbol}`, unit.dimension);
      expect(print(value, symbol)).toBe(unit.symbol === "1" ? "12.5" : `12.5 ${symbol}`);
      expect(toUcum(value, symbol)).toEqual({ value: 12.5, unit: unit.ucum });
      for (const alias of unit.aliases) {
        expect(equal(quantity(`12.5 ${alias}`, unit.dimension), value)).toBe(true);
      }
    },
  );

  test("has a canonical unit of size one for every dimension", () => {
    for (const dimension of new Set(UNITS.map((unit) => unit.dimension))) {
      expect(unitNamed(symbolsOf(dimension)[0] ?? "")?.factor).toEqual(rational(1n));
    }
  });

  test("writes micrograms as mcg for people and ug for machines", () => {
    const dose = quantity("500 ug/mL", "concentration");
    expect(print(dose, "mcg/mL")).toBe("500 mcg/mL");
    expect(toUcum(dose, "mcg/mL").unit).toBe("ug/mL");
  });
});

describe("printing", () => {
  test.each([
    [rational(1n, 2n), "0.5"],
    [rational(0n), "0"],
    [rational(1200n), "1200"],
    [rational(-5n, 4n), "-1.25"],
    [rational(1n, 1000n), "0.001"],
    [rational(999_999_999_999n, 1n), "999999999999"],
  ])("prints an exact number in full", (value, text) => {
    expect(digitsOf(value)).toEqual({ text, exact: true });
  });

  test("marks a rounded number for people", () => {
    expect(print(quantity("1 mg/d", "dose-rate"), "mcg/h")).toBe("≈ 41.6667 mcg/h");
    expect(print(quantity("1.2 mcg/d", "dose-rate"), "mcg/d")).toBe("1.2 mcg/d");
  });

  test("rounds up through every nine", () => {
    expect(digitsOf(rational(9_999_999n, 10n), 6)).toEqual({ text: "1000000", exact: false });
  });
});

describe("named operations", () => {
  test("a dose and a concentration give a flow, and back", () => {
    const flow = flowFor(quantity("2 mg/d", "dose-rate"), quantity("10 mg/mL", "concentration"));
    expect(print(flow, "mL/d")).toBe("0.2 mL/d");
    expect(print(doseFor(flow, quantity("10 mg/mL", "concentration")), "mg/d")).toBe("2 mg/d");
  });

  test("a cylinder holds what geometry says", () => {
    const volume = cylinderOf(quantity("32 cm", "length"), quantity("0.8 mm", "length"));
    expect(toNumber(volume)).toBeCloseTo(0.1608495439, 9);
  });

  test("a change is a share of what was there", () => {
    const change = changeOf(
      quantity("1.94 mg/d", "dose-rate"),
      quantity("2.174 mg/d", "dose-rate"),
    );
    expect(print(change, "%")).toBe("≈ 12.0619 %");
  });

  test("a flow becomes whole pulses, to the nearest", () => {
    const rate = inPulsesPerDay(quantity("0.20004 mL/d", "flow"), nanolitres(100), "nearest");
    expect(rate).toBe(2000);
    expect(print(flowOfPulses(rate, nanolitres(100)), "mL/d")).toBe("0.2 mL/d");
  });
});

describe("intervals", () => {
  const tubing = between(quantity("0.2 mL", "volume"), quantity("0.2 mL", "volume"));
  const catheter = between(quantity("0.15 mL", "volume"), quantity("0.2 mL", "volume"));

  test("carry both ends through a sum", () => {
    const sum = plusInterval(tubing, catheter);
    expect([print(sum.low, "mL"), print(sum.high, "mL")]).toEqual(["0.35 mL", "0.4 mL"]);
  });

  test("turn round under a falling function", () => {
    const durations = through(
      between(quantity("1 mL/d", "flow"), quantity("2 mL/d", "flow")),
      (flow) => durationFor(quantity("4 mL", "volume"), flow),
    );
    expect([print(durations.low, "d"), print(durations.high, "d")]).toEqual(["2 d", "4 d"]);
  });

  test("break when they are inverted", () => {
    expect(() => between(catheter.high, catheter.low)).toThrow("low to high");
  });
});

describe("instants", () => {
  test.each([
    "2026-03-01T09:00:00+01:00",
    "2024-02-29T00:00:00Z",
    "2026-12-31T23:59:59-05:00",
    "2026-03-01T09:00:00+05:45",
    "2026-03-01T09:00:00-03:30",
  ])("reads and prints %s", (text) => {
    const instant = readInstant(text);
    expect(instant && printInstant(instant)).toBe(text.replace("Z", "+00:00"));
  });

  test.each([
    "2026-03-01",
    "2026-03-01T09:00:00",
    "2026-02-30T09:00:00Z",
    "2026-13-01T09:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01 09:00:00Z",
    "2026-03-01T09:00:00+25:00",
    "2026-03-01T09:00:00+01:60",
    "2026-03-01T09:00:00+01:75",
    "2026-03-01T09:00:00-00:99",
    "0026-03-01T09:00:00+01:00",
  ])("refuses %s", (text) => {
    expect(readInstant(text)).toBeNull();
  });

  test("keeps the clinic's own day when time passes", () => {
    const instant = readInstant("2026-03-01T23:30:00+01:00");
    expect(instant && printInstant(later(instant, quantity("1 h", "time")))).toBe(
      "2026-03-02T00:30:00+01:00",
    );
  });

  test("counts the week from Monday on the clinic's clock", () => {
    const monday = readInstant("2026-03-02T00:00:00+01:00");
    const sunday = readInstant("2026-03-01T23:00:00+01:00");
    expect(monday && sinceMonday(monday)).toBe(0);
    expect(sunday && sinceMonday(sunday)).toBe((6 * 24 + 23) * 3_600_000);
  });
});
