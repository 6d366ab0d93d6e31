// SPDX-License-Identifier: Apache-2.0
import {
  add,
  compare,
  DAY_MS,
  equal,
  type Mass,
  massIn,
  massOver,
  milliseconds,
  minus,
  multiply,
  nanolitres,
  plus,
  pulses,
  pulsesPerDay,
  quantity,
  rational,
  same,
  times,
  toNumber,
  total,
  type Volume,
} from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bridge, joined, ledger, massesAtTip, mix, type Program } from "../src/index.ts";
import { fluid } from "./sample.ts";

const RUNS = { seed: 5, numRuns: 500 };
const thousandths = (unit: "mL" | "mg/mL" | "mg/d", max: number) =>
  fc.integer({ min: 1, max }).map((n) => {
    const text = `${(n / 1000).toFixed(3)} ${unit}`;
    return text;
  });
const volume = thousandths("mL", 40_000).map((text) => quantity(text, "volume"));
const concentration = thousandths("mg/mL", 50_000).map((text) => quantity(text, "concentration"));
const dose = thousandths("mg/d", 20_000).map((text) => quantity(text, "dose-rate"));
const stock = fc.record({ drug: fc.constant("drug"), concentration, dose });

describe("Law: mass in = mass out", () => {
  test("of a mixture: what is drawn from the stocks is what the reservoir gives", () => {
    fc.assert(
      fc.property(volume, fc.tuple(stock, stock), fc.boolean(), (reservoir, stocks, fixed) => {
        const flow = fixed ? quantity("0.5 mL/d", "flow") : null;
        const made = mix({ reservoir, stocks, flow });
        if (!made.ok) return;
        const { portions, diluent, duration } = made.value;
        expect(same(plus(total(portions.map((each) => each.volume)), diluent), reservoir)).toBe(
          true,
        );
        portions.forEach((portion, index) => {
          const drawn = stocks[index];
          if (drawn === undefined) return;
          expect(same(massIn(portion.volume, drawn.concentration), portion.mass)).toBe(true);
          expect(same(massOver(drawn.dose, duration), portion.mass)).toBe(true);
          expect(same(massIn(reservoir, portion.concentration), portion.mass)).toBe(true);
        });
      }),
      RUNS,
    );
  });

  test("of a refill onto a residual", () => {
    const part = fc.record({ volume, concentration });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const mass = plus(massIn(a.volume, a.concentration), massIn(b.volume, b.concentration));
        expect(same(massIn(plus(a.volume, b.volume), joined([a, b])), mass)).toBe(true);
      }),
      RUNS,
    );
  });

  test("of a bridge: the old drug that leaves is what the line held", () => {
    fc.assert(
      fc.property(
        volume,
        volume,
        dose,
        concentration,
        concentration,
        (tubing, catheter, d, from, to) => {
          const line = {
            tubing: { low: tubing, high: tubing },
            catheter: { low: catheter, high: catheter },
          };
          const given = bridge({
            line,
            from: { dose: d, concentration: from },
            to: { dose: d, concentration: to },
          });
          expect(same(given.drug.low, massIn(plus(tubing, catheter), from))).toBe(true);
          expect(same(massOver(d, given.duration.low), given.drug.low)).toBe(true);
        },
      ),
      RUNS,
    );
  });

  test("at the tip: what left the pump is what left the tip and what is still in the line", () => {
    const [old, fresh] = [
      fluid("morphine 5 mg/mL"),
      fluid("morphine 10 mg/mL", "bupivacaine 20 mg/mL"),
    ];
    fc.assert(
      fc.property(volume, volume, (delivered, inLine) => {
        const out = massesAtTip(delivered, [{ volume: inLine, fluid: old }], fresh);
        const masses = total(
          out.filter((each) => each.drug === "morphine").map((each) => each.mass),
        );
        expect(same(masses, morphineOut(delivered, inLine))).toBe(true);
      }),
      RUNS,
    );
  });

  test("a bridge that forgot the tubing would be caught [REQ-041 breaks]", () => {
    const line = {
      tubing: { low: quantity("0.2 mL", "volume"), high: quantity("0.2 mL", "volume") },
    };
    const forgetful = massIn(quantity("0.16 mL", "volume"), quantity("5 mg/mL", "concentration"));
    const whole = massIn(
      plus(line.tubing.low, quantity("0.16 mL", "volume")),
      quantity("5 mg/mL", "concentration"),
    );
    expect(same(forgetful, whole)).toBe(false);
  });
});

const morphineOut = (delivered: Volume, inLine: Volume): Mass => {
  const weak = quantity("5 mg/mL", "concentration");
  const strong = quantity("10 mg/mL", "concentration");
  return compare(delivered, inLine) <= 0
    ? massIn(delivered, weak)
    : plus(massIn(inLine, weak), massIn(minus(delivered, inLine), strong));
};

describe("the ledger", () => {
  const program: Program = {
    version: 1,
    clock: milliseconds(0),
    week: [
      { from: milliseconds(0), rate: pulsesPerDay(2000) },
      { from: milliseconds(DAY_MS), rate: pulsesPerDay(4000) },
    ],
    titration: [],
    periodic: {
      pulses: pulses(10),
      over: milliseconds(600_000),
      first: milliseconds(0),
      every: DAY_MS,
    },
    onDemand: null,
    single: { pulses: pulses(7), over: milliseconds(60_000) },
    transition: null,
    minimum: pulsesPerDay(480),
    onFault: "hold",
    fluid: "saline",
    drugClass: "other",
    limits: { rate: pulsesPerDay(240_000), hour: pulses(1000), day: pulses(10_000) },
  };
  const upto = (days: number): number =>
    toNumber(ledger(program, nanolitres(100), { upto: milliseconds(days * DAY_MS), grants: [] }));

  test("adds basal, boluses by the clock and the single one", () => {
    expect(upto(1)).toBeCloseTo((2000 + 10 + 7) * 1e-4, 12);
    expect(upto(2)).toBeCloseTo((2000 + 4000 + 20 + 7) * 1e-4, 12);
  });

  test("lets a bridge run first, and the week after it", () => {
    const bridged = {
      ...program,
      transition: { kind: "bridge" as const, pulses: pulses(1000), rate: pulsesPerDay(2000) },
    };
    const after = ledger(bridged, nanolitres(100), { upto: DAY_MS, grants: [] });
    expect(toNumber(after)).toBeCloseTo((1000 + 1000 + 7) * 1e-4, 12);
  });

  test("agrees with a walk in minutes, grants included", () => {
    const onDemand = {
      ...{ pulses: pulses(30), over: milliseconds(600_000), lockout: milliseconds(7_200_000) },
      ...{ perDay: 6, validity: milliseconds(300_000) },
    };
    const asked = { ...program, periodic: null, single: null, onDemand };
    const grants = [milliseconds(3_600_000), milliseconds(20_000_000)];
    for (const at of [0, 3_600_000, 3_900_000, 4_200_000, 20_300_000, DAY_MS, 2 * DAY_MS]) {
      const walked = grants.reduce(
        (sum, grant) =>
          add(sum, rational(BigInt(30 * Math.max(0, Math.min(600_000, at - grant))), 600_000n)),
        rational(
          BigInt(2000 * Math.min(at, DAY_MS) + 4000 * Math.max(0, at - DAY_MS)),
          BigInt(DAY_MS),
        ),
      );
      const found = ledger(asked, nanolitres(100), { upto: milliseconds(at), grants });
      expect(equal(found, multiply(walked, rational(100n, 1_000_000n)))).toBe(true);
    }
  });

  test("a ledger that gave a bolus twice would be caught", () => {
    const twice = times(
      ledger(program, nanolitres(100), { upto: DAY_MS, grants: [] }),
      rational(2n),
    );
    expect(toNumber(twice)).not.toBeCloseTo((2000 + 10 + 7) * 1e-4, 12);
  });
});
