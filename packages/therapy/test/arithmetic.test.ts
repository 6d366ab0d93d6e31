// SPDX-License-Identifier: Apache-2.0
import { between, exactly, plus, print, quantity, rational } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  allowedPerDay,
  basalByDay,
  bridge,
  cautiousVolume,
  dailyDose,
  forecast,
  joined,
  mix,
  prime,
  reconcile,
  visitRefusals,
  weekOf,
} from "../src/index.ts";

const volume = (text: string) => quantity(text, "volume");
const concentration = (text: string) => quantity(text, "concentration");
const dose = (text: string) => quantity(text, "dose-rate");
const line = { tubing: exactly(volume("0.199 mL")), catheter: exactly(volume("0.176 mL")) };

describe("a bridge", () => {
  const down = bridge({
    line,
    from: { dose: dose("400 mcg/d"), concentration: concentration("2000 mcg/mL") },
    to: { dose: dose("400 mcg/d"), concentration: concentration("500 mcg/mL") },
  });

  test("holds the old dose until the line is clear", () => {
    expect(print(down.rate, "mL/d")).toBe("0.2 mL/d");
    expect(print(down.duration.low, "h")).toBe("45 h");
    expect(print(down.drug.low, "mcg")).toBe("750 mcg");
  });

  test("says what the old drug would do without it", () => {
    expect(print(down.unbridgedDose, "mcg/d")).toBe("1600 mcg/d");
  });

  test("carries an unknown catheter volume to both ends", () => {
    const unknown = bridge({
      line: { ...line, catheter: between(volume("0.15 mL"), volume("0.2 mL")) },
      from: { dose: dose("400 mcg/d"), concentration: concentration("2000 mcg/mL") },
      to: { dose: dose("400 mcg/d"), concentration: concentration("500 mcg/mL") },
    });
    expect(print(unknown.volume.low, "mL")).toBe("0.349 mL");
    expect(print(unknown.duration.high, "h")).toBe("47.88 h");
  });

  test("is programmed to the end of the range that cannot overdose", () => {
    const range = between(volume("0.35 mL"), volume("0.4 mL"));
    const flow = (text: string) => quantity(text, "flow");
    const faster = cautiousVolume(range, { old: flow("0.2 mL/d"), new: flow("0.8 mL/d") });
    const slower = cautiousVolume(range, { old: flow("0.8 mL/d"), new: flow("0.2 mL/d") });
    expect([print(faster, "mL"), print(slower, "mL")]).toEqual(["0.4 mL", "0.35 mL"]);
  });
});

test("a prime fills the line and no more", () => {
  const planned = prime({
    volume: exactly(volume("0.375 mL")),
    concentration: concentration("500 mcg/mL"),
    rate: quantity("1 mL/h", "flow"),
  });
  expect(print(planned.drug.low, "mcg")).toBe("187.5 mcg");
  expect(print(planned.duration.low, "min")).toBe("22.5 min");
});

describe("a mixture", () => {
  const stock = (drug: string, strength: string, perDay: string) => ({
    drug,
    concentration: concentration(strength),
    dose: dose(perDay),
  });

  test("of undiluted stocks has the flow that gives every dose", () => {
    const made = mix({
      reservoir: volume("20 mL"),
      stocks: [
        stock("morphine", "50 mg/mL", "5 mg/d"),
        stock("bupivacaine", "30 mg/mL", "7.5 mg/d"),
      ],
      flow: null,
    });
    expect(made.ok && print(made.value.flow, "mL/d")).toBe("0.35 mL/d");
    expect(made.ok && made.value.portions.map((each) => print(each.volume, "mL"))).toEqual([
      "≈ 5.71429 mL",
      "≈ 14.2857 mL",
    ]);
    expect(made.ok && print(made.value.diluent, "mL")).toBe("0 mL");
  });

  test("for a fixed flow is filled up with diluent", () => {
    const made = mix({
      reservoir: volume("40 mL"),
      stocks: [stock("morphine", "10 mg/mL", "5 mg/d")],
      flow: quantity("1 mL/d", "flow"),
    });
    expect(made.ok && print(made.value.diluent, "mL")).toBe("20 mL");
  });

  test("is refused when the stocks are too weak for the flow", () => {
    const made = mix({
      reservoir: volume("40 mL"),
      stocks: [stock("morphine", "2 mg/mL", "5 mg/d")],
      flow: quantity("1 mL/d", "flow"),
    });
    expect(made).toMatchObject({ ok: false, refusals: [{ kind: "stocks-too-weak" }] });
  });

  test("is refused for every stock without drug or dose at once", () => {
    const made = mix({
      reservoir: volume("40 mL"),
      stocks: [stock("a", "0 mg/mL", "5 mg/d"), stock("b", "2 mg/mL", "0 mg/d")],
      flow: null,
    });
    expect(made.ok ? [] : made.refusals.map((each) => each.kind)).toEqual([
      "stock-without-drug",
      "no-dose",
    ]);
  });

  test("of a residual and a fill has both masses in the joined volume", () => {
    const parts = [
      { volume: volume("2 mL"), concentration: concentration("5 mg/mL") },
      { volume: volume("38 mL"), concentration: concentration("10 mg/mL") },
    ];
    expect(print(joined(parts), "mg/mL")).toBe("9.75 mg/mL");
  });
});

describe("a forecast", () => {
  const flow = quantity("0.3 mL/d", "flow");

  test("is due at the alarm volume", () => {
    const look = forecast({
      volume: volume("38 mL"),
      alarm: volume("2 mL"),
      flow,
      stability: null,
    });
    expect([print(look.toAlarm, "d"), look.because]).toEqual(["120 d", "reservoir"]);
  });

  test("is capped by stability, and says so", () => {
    const stability = quantity("40 d", "time");
    const look = forecast({ volume: volume("20 mL"), alarm: volume("2 mL"), flow, stability });
    expect([print(look.due, "d"), look.because]).toEqual(["40 d", "stability"]);
  });

  test("is due at once when the fill is below the alarm", () => {
    const look = forecast({ volume: volume("1 mL"), alarm: volume("2 mL"), flow, stability: null });
    expect(print(look.due, "d")).toBe("0 d");
  });
});

describe("a reconciliation", () => {
  const visit = (filled: string, programmed: string, aspirated: string, reservoir: string) =>
    reconcile({
      filled: volume(filled),
      programmed: volume(programmed),
      aspirated: volume(aspirated),
      reservoir: volume(reservoir),
    });
  const kinds = (found: ReturnType<typeof visit>) => found.verdicts.map((each) => each.kind);

  test("names over-infusion and the suspicion of a pocket fill", () => {
    const found = visit("20 mL", "16 mL", "1.5 mL", "20 mL");
    expect(print(found.discrepancy, "mL")).toBe("2.5 mL");
    expect(found.error && print(found.error, "%")).toBe("15.625 %");
    expect(kinds(found)).toEqual(
      expect.arrayContaining(["volume-discrepancy", "over-infusion", "pocket-fill-suspected"]),
    );
  });

  test("is quiet within every threshold", () => {
    expect(kinds(visit("40 mL", "30 mL", "11.2 mL", "40 mL"))).toEqual(["within-limits"]);
  });

  test("takes the stricter volume of a small pump", () => {
    expect(kinds(visit("20 mL", "16 mL", "2.8 mL", "20 mL"))).toContain("volume-discrepancy");
    expect(kinds(visit("40 mL", "36 mL", "2.8 mL", "40 mL"))).toEqual(["within-limits"]);
  });

  test("suspects a wrong fill when nothing is left of what was expected", () => {
    expect(kinds(visit("40 mL", "20 mL", "0 mL", "40 mL"))).toContain("wrong-fill-suspected");
  });

  test("names a pump that gave too little", () => {
    expect(kinds(visit("20 mL", "10 mL", "14 mL", "20 mL"))).toContain("under-infusion");
  });

  test("refuses volumes that cannot belong together, all at once", () => {
    const kindsOf = visitRefusals({
      filled: volume("41 mL"),
      programmed: volume("50 mL"),
      aspirated: volume("60 mL"),
      reservoir: volume("40 mL"),
    }).map((each) => each.kind);
    expect(kindsOf).toEqual(["filled-above-reservoir", "aspirated-above-reservoir"]);
  });

  test("of a pump that was to give more than was filled says that it ran dry", () => {
    const found = visit("20 mL", "40 mL", "0 mL", "40 mL");
    expect(print(found.expected, "mL")).toBe("-20 mL");
    expect(print(found.discrepancy, "mL")).toBe("-20 mL");
    expect(print(found.delivered, "mL")).toBe("20 mL");
    expect(found.error && print(found.error, "%")).toBe("-50 %");
    expect(kinds(found)[0]).toBe("ran-dry");
    expect(kinds(found)).not.toContain("wrong-fill-suspected");
    expect(kinds(visit("20 mL", "20 mL", "0 mL", "20 mL"))).toEqual(["within-limits"]);
  });

  test("of more than was filled speaks of that, and not of a slow pump", () => {
    const found = visit("20 mL", "16 mL", "21 mL", "40 mL");
    expect(print(found.delivered, "mL")).toBe("-1 mL");
    expect(kinds(found)).toEqual(expect.arrayContaining(["more-than-filled"]));
    expect(kinds(found)).not.toContain("under-infusion");
    expect(kinds(visit("20 mL", "16 mL", "20 mL", "40 mL"))).toContain("under-infusion");
  });

  test("keeps its law also where the pump ran dry: nothing is cut off", () => {
    for (const [programmed, aspirated] of [
      ["40 mL", "0 mL"],
      ["40 mL", "25 mL"],
      ["10 mL", "25 mL"],
    ] as const) {
      const { expected, delivered } = visit("20 mL", programmed, aspirated, "40 mL");
      expect(print(plus(expected, volume(programmed)), "mL")).toBe("20 mL");
      expect(print(plus(delivered, volume(aspirated)), "mL")).toBe("20 mL");
    }
  });
});

describe("a regimen", () => {
  const steps = [
    { from: 360, dose: dose("450 mcg/d"), days: ["mon", "tue"] as const },
    { from: 540, dose: dose("360 mcg/d"), days: ["mon", "tue"] as const },
  ] as const;

  test("runs the last step of the week until the first one of the next", () => {
    const week = weekOf({ kind: "pattern", steps });
    expect(week.map((step) => step.fromMinute)).toEqual([0, 360, 540, 1800, 1980]);
    expect(print(week[0].dose, "mcg/d")).toBe("360 mcg/d");
  });

  test("counts each day on its own", () => {
    const days = basalByDay(weekOf({ kind: "pattern", steps }));
    expect(days.map((day) => print(day, "mcg/d"))).toEqual([
      ...["371.25 mcg/d", "371.25 mcg/d"],
      ...["360 mcg/d", "360 mcg/d", "360 mcg/d", "360 mcg/d", "360 mcg/d"],
    ]);
  });

  test("allows what the cap and the lock-out both allow", () => {
    const lockout = quantity("2 h", "time");
    expect(allowedPerDay({ lockout, perDay: 6 })).toBe(6);
    expect(allowedPerDay({ lockout, perDay: 20 })).toBe(12);
  });

  test("has a worst day with every allowed bolus in it", () => {
    const order = {
      dose: quantity("0.1 mg", "mass"),
      over: quantity("10 min", "time"),
      lockout: quantity("2 h", "time"),
      perDay: 6,
    };
    const basal = { kind: "continuous", dose: dose("2 mg/d") } as const;
    const daily = dailyDose({ basal, periodic: null, onDemand: order });
    expect([print(daily.perDay, "mg/d"), print(daily.worstDay, "mg/d")]).toEqual([
      "2 mg/d",
      "2.6 mg/d",
    ]);
  });

  test("counts a bolus by the clock by its interval", () => {
    const periodic = {
      dose: quantity("60 mcg", "mass"),
      over: quantity("10 min", "time"),
      every: quantity("1 h", "time"),
      first: 0,
    };
    const basal = { kind: "continuous", dose: dose("0 mg/d") } as const;
    const daily = dailyDose({ basal, periodic, onDemand: null });
    expect(print(daily.perDay, "mcg/d")).toBe("1440 mcg/d");
    expect(rational(1440n, 1000n)).toEqual(daily.worstDay);
  });
});
