// SPDX-License-Identifier: Apache-2.0
import {
  add,
  DAY_MS,
  equal,
  HOUR_MS,
  isNone,
  massIn,
  milliseconds,
  minus,
  nanolitres,
  plus,
  print,
  quantity,
  toNumber,
  volumeOf,
} from "@cisterna/quantity";
import { countsByKind, verify } from "@cisterna/record";
import type { Plan } from "@cisterna/therapy";
import {
  catheterRunOf,
  deliver,
  deviceOf,
  infusionOf,
  lineStartOf,
  pressTimes,
  type RunOptions,
  type RunResult,
  run,
} from "@cisterna/world";
import { describe, expect, test } from "vitest";
import { fluid, MORPHINE, planOf, volumes } from "./case.ts";
import { sha256 } from "./sample.ts";

const TEN_MINUTES = milliseconds(600_000);
const days = (count: number) => milliseconds(count * DAY_MS);

const runOf = (plan: Plan, otherwise: Partial<RunOptions> = {}): RunResult => {
  const result = run(plan, {
    upto: days(2),
    step: TEN_MINUTES,
    presses: { kind: "none" },
    catheter: "programmed",
    digest: sha256,
    ...otherwise,
  });
  if (!result.ok) throw new RangeError(JSON.stringify(result.refusals));
  return result.value;
};

const drugOf = (result: RunResult, drug: string) => {
  const found = result.drugs.find((each) => each.drug === drug);
  if (found === undefined) throw new RangeError(drug);
  return found;
};

const sum = (series: Float64Array): number => series.reduce((all, each) => all + each, 0);

const WEAK = {
  fluid: fluid(["baclofen", "500 mcg/mL"]),
  prescription: {
    doseOf: "baclofen",
    basal: { kind: "continuous", dose: quantity("400 mcg/d", "dose-rate") },
    periodic: null,
    onDemand: null,
  },
} as const;

/** Baclofen from 500 to 2000 mcg/mL at one dose. */
const bridged = (catheter = volumes("0.176 mL", "0.176 mL")): Plan =>
  planOf({
    catheter,
    reservoir: { fluid: fluid(["baclofen", "2000 mcg/mL"]) },
    prescription: { ...WEAK.prescription, transition: "bridge", onFault: "hold" },
    before: WEAK,
  });

describe("a steady infusion", () => {
  const plan = planOf();
  const result = runOf(plan);

  test("gives the dose of the plan, in whole pulses and what is owed", () => {
    expect(print(result.delivered.volume, "mL")).toBe("0.4 mL");
    expect(result.delivered.owedQuanta).toBe(0);
    expect(sum(result.pumped)).toBe(400_000);
    expect(print(drugOf(result, "morphine").balance.atTip, "mg")).toBe("4 mg");
  });

  test("has one value for each output step", () => {
    const { course, atTip } = drugOf(result, "morphine");
    const series = [result.time, result.pumped, result.reservoir, atTip];
    const sites = [...(course?.concentrations.values() ?? [])];
    expect(new Set([...series, ...sites].map((each) => each.length))).toEqual(new Set([288]));
    expect(result.time[0]).toBe(600_000);
    expect(result.time.at(-1)).toBe(2 * DAY_MS);
  });

  test("lowers the reservoir by what left it", () => {
    const { residual } = plan.constants;
    const start = toNumber(minus(plan.of.reservoir.volume, residual)) * 1e6;
    expect(result.reservoir.at(-1)).toBe(start - 400_000);
  });

  test("raises the concentration most at the tip, and reaches plasma", () => {
    const course = drugOf(result, "morphine").course;
    const last = (site: "T10" | "L3" | "C4" | "plasma") =>
      course?.concentrations.get(site)?.at(-1) ?? 0;
    expect(last("T10")).toBeGreaterThan(last("L3"));
    expect(last("T10")).toBeGreaterThan(last("C4"));
    expect(last("C4")).toBeGreaterThan(last("plasma"));
    expect(last("plasma")).toBeGreaterThan(0);
  });

  test("balances: exactly up to the tip, to 1e-10 in the body", () => {
    const { balance } = drugOf(result, "morphine");
    expect(balance.exact).toBe(true);
    expect(
      equal(add(balance.lineBefore, balance.pumped), add(balance.atTip, balance.lineAfter)),
    ).toBe(true);
    expect(balance.error).toBeLessThan(1e-10);
  });

  test("leaves a record that verifies and begins with the program", () => {
    expect(verify(result.log, sha256, result.head).ok).toBe(true);
    expect(result.log[0]?.kind).toBe("programmed");
    expect(result.log[0]?.data).toMatchObject({ program: { version: 1 } });
  });

  test("is delivered alike however finely it is looked at", () => {
    const coarse = runOf(plan, { step: milliseconds(7 * HOUR_MS) });
    expect(coarse.time.at(-1)).toBe(2 * DAY_MS);
    expect(coarse.head).toBe(result.head);
    expect(sum(coarse.pumped)).toBe(400_000);
    const [fine, rough] = [result, coarse].map(
      (each) => drugOf(each, "morphine").course?.concentrations.get("T10")?.at(-1) ?? 0,
    );
    expect(Math.abs((rough ?? 0) / (fine ?? 1) - 1)).toBeLessThan(0.01);
  });
});

describe("a bridge", () => {
  const result = runOf(bridged());
  const { atTip } = drugOf(result, "baclofen");

  test("keeps the old dose at the tip until the new drug is there [REQ-041 holds]", () => {
    const daily = [0, 1].map((day) => sum(atTip.subarray(day * 144, (day + 1) * 144)));
    expect(daily[0]).toBeCloseTo(400, 6);
    expect(daily[1]).toBeCloseTo(400, 6);
  });

  test("finds the body steady under what ran before, and keeps it so", () => {
    const { course } = drugOf(result, "baclofen");
    const tip = [...(course?.concentrations.get("T10") ?? [])];
    expect(result.bodyStart).toBe("steady-before");
    expect(course?.standing).toBeGreaterThan(0);
    expect(Math.max(...tip) / Math.min(...tip)).toBeLessThan(1.05);
  });

  test("settles with the approved volume and is on record", () => {
    const settled = result.events.find((event) => event.kind === "transition-settled");
    expect(settled).toMatchObject({ transition: "bridge" });
    expect(countsByKind(result.log).get("transition-settled")).toBe(1);
  });

  test("left out, gives the old drug at a quarter of its dose while the line clears", () => {
    const plan = bridged();
    const { transition: _, ...program } = plan.program;
    const unbridged = runOf({ ...plan, program: { ...program, transition: null } });
    const first = sum(drugOf(unbridged, "baclofen").atTip.subarray(0, 144));
    expect(first).toBeCloseTo(100, 6);
  });

  test("of a catheter known as a range runs the choice and says which", () => {
    const plan = bridged(volumes("0.15 mL", "0.2 mL"));
    const runs = (["low", "high", "programmed"] as const).map((catheter) =>
      catheterRunOf(plan, catheter),
    );
    expect(runs.map(({ choice, volume, exact }) => [choice, print(volume, "mL"), exact])).toEqual([
      ["low", "0.15 mL", false],
      ["high", "0.2 mL", false],
      ["programmed", "0.15 mL", false],
    ]);
    const [low, high] = (["low", "high"] as const).map((catheter) => {
      const found = runOf(plan, { catheter });
      return sum(drugOf(found, "baclofen").atTip);
    });
    expect(low).toBeGreaterThan(high ?? 0);
  });
});

const STRONG = {
  fluid: fluid(["morphine", "20 mg/mL"]),
  prescription: {
    doseOf: "morphine",
    basal: { kind: "continuous", dose: quantity("2 mg/d", "dose-rate") },
    periodic: null,
    onDemand: null,
  },
} as const;

/**
 * A primed plan of which `before` is stated afterwards: whether a judge lets such a case pass is
 * the judge's matter, and what then happens is the world's.
 */
const primedOver = (transition: "prime-pump-and-catheter" | "prime-catheter"): Plan => {
  const plan = planOf({ prescription: { transition } });
  return { ...plan, of: { ...plan.of, before: STRONG } };
};

describe("the line at the start", () => {
  const start = (transition: Plan["of"]["prescription"]["transition"], firstFill = false): Plan =>
    planOf({ prescription: { transition }, reservoir: { firstFill } });

  test("is drug-free where a prime fills it; tubing primed before keeps its drug", () => {
    const whole = start("prime-pump-and-catheter");
    const catheter = start("prime-catheter");
    expect([whole, catheter].map(lineStartOf)).toEqual(["drug-free", "tubing-filled"]);
    expect(infusionOf(whole, "programmed").line.map((part) => part.fluid)).toEqual([null, null]);
    expect(infusionOf(catheter, "programmed").line.map((part) => part.fluid)).toEqual([
      null,
      MORPHINE,
    ]);
  });

  test("is the reservoir's fluid when nothing is said, and drug-free in a new pump", () => {
    expect([start(null), start(null, true)].map(lineStartOf)).toEqual(["reservoir", "drug-free"]);
    expect(lineStartOf(bridged())).toBe("before");
  });

  test("is what ran before wherever the case states it, also under a prime", () => {
    for (const transition of ["prime-pump-and-catheter", "prime-catheter"] as const) {
      const plan = primedOver(transition);
      expect(lineStartOf(plan)).toBe("before");
      const { line } = infusionOf(plan, "programmed");
      expect(line.map((part) => part.fluid)).toEqual([STRONG.fluid, STRONG.fluid]);
    }
  });

  test("leaves the tip at speed under a prime: the old drug is a bolus [REQ-035 holds]", () => {
    const result = runOf(primedOver("prime-pump-and-catheter"), { upto: HOUR_MS });
    const { atTip, balance } = drugOf(result, "morphine");
    const { catheter, tubing } = result.plan.line;
    const held = massIn(plus(catheter.low, tubing.low), quantity("20 mg/mL", "concentration"));
    expect(print(held, "mg")).toBe("7.52 mg");
    expect(equal(balance.lineBefore, held)).toBe(true);
    expect(sum(atTip.subarray(0, 3))).toBeGreaterThan(7520);
    expect(sum(atTip.subarray(3))).toBeLessThan(100);
    expect(balance.exact).toBe(true);
    expect(result.bodyStart).toBe("steady-before");
  });

  test("without drug, delays it by the volume of the line", () => {
    const { atTip, balance } = drugOf(runOf(start(null, true)), "morphine");
    const first = atTip.findIndex((mass) => mass > 0);
    const line = toNumber(quantity("0.176 mL", "volume")) + toNumber(planOf().constants.tubing);
    expect(first).toBe(Math.floor((line / 0.2) * 144));
    expect(isNone(balance.lineBefore)).toBe(true);
  });
});

describe("the patient", () => {
  const plan = planOf({
    prescription: {
      onDemand: {
        dose: quantity("0.1 mg", "mass"),
        over: quantity("10 min", "time"),
        lockout: quantity("2 h", "time"),
        perDay: 6,
      },
    },
  });

  test("is granted what lock-out and count allow; every press is on record", () => {
    const result = runOf(plan, { upto: days(1), presses: { kind: "every", interval: HOUR_MS } });
    expect(result.presses).toEqual({ asked: 24, granted: 6, refused: 18 });
    const volume = volumeOf(infusionOf(plan, "low").pulse);
    expect(print(volume, "nL")).toBe("100 nL");
    expect(print(result.delivered.volume, "mL")).toBe("0.26 mL");
    const kinds = countsByKind(result.log);
    expect(kinds.get("refused")).toBe(18);
    expect(kinds.get("bolus-granted")).toBe(6);
  });

  test("who presses twice in one instant is granted one bolus", () => {
    const times = [HOUR_MS, HOUR_MS];
    const result = runOf(plan, { upto: days(1), presses: { kind: "at", times } });
    expect(result.presses).toEqual({ asked: 2, granted: 1, refused: 1 });
  });

  test("presses after the start and up to the end, in order", () => {
    expect(pressTimes({ kind: "none" }, days(1))).toEqual([]);
    expect(pressTimes({ kind: "every", interval: days(1) }, days(2))).toEqual([days(1), days(2)]);
    const times = [3, 1, 2, 9].map(days);
    expect(pressTimes({ kind: "at", times }, days(3))).toEqual([1, 2, 3].map(days));
    expect(pressTimes({ kind: "every", interval: milliseconds(0) }, days(1))).toEqual([]);
  });
});

describe("a reservoir that runs out", () => {
  const plan = planOf({
    prescription: { basal: { kind: "continuous", dose: quantity("15 mg/d", "dose-rate") } },
  });
  const result = runOf(plan, { upto: days(40), step: HOUR_MS });

  test("passes the alarm volume, then runs dry at the millisecond of the plan", () => {
    expect(result.lowAt).not.toBeNull();
    expect(result.dryAt).not.toBeNull();
    expect(result.lowAt ?? 0).toBeLessThan(result.dryAt ?? 0);
    const planned = toNumber(plan.refill.nominal.toEmpty) * DAY_MS;
    expect(Math.abs((result.dryAt ?? 0) - planned)).toBeLessThan(1000);
  });

  test("delivers what it held and nothing after", () => {
    const { residual } = plan.constants;
    const held = minus(plan.of.reservoir.volume, residual);
    expect(print(result.delivered.volume, "mL")).toBe(print(held, "mL"));
    expect(result.reservoir.at(-1)).toBe(0);
    expect(result.pumped.at(-1)).toBe(0);
    const course = drugOf(result, "morphine").course?.concentrations.get("T10");
    expect(course?.at(-1) ?? 1).toBeLessThan((course?.[24 * 20] ?? 0) / 10);
  });
});

describe("a mixture", () => {
  const plan = planOf({
    reservoir: { fluid: fluid(["morphine", "10 mg/mL"], ["bupivacaine", "20 mg/mL"]) },
  });
  const result = runOf(plan);

  test("delivers every drug in the ratio of the concentrations", () => {
    const [morphine, bupivacaine] = result.drugs;
    expect(result.drugs.map(({ drug }) => drug)).toEqual(["morphine", "bupivacaine"]);
    expect(sum(bupivacaine?.atTip ?? new Float64Array())).toBeCloseTo(
      2 * sum(morphine?.atTip ?? new Float64Array()),
      6,
    );
  });

  test("is delivered and balanced also where the body has no kinetics of a drug", () => {
    const other = planOf({
      reservoir: { fluid: fluid(["morphine", "10 mg/mL"], ["ropivacaine", "5 mg/mL"]) },
    });
    const { course, balance } = drugOf(runOf(other), "ropivacaine");
    expect(course).toBeNull();
    expect(balance.exact).toBe(true);
    expect(balance.body).toBeNull();
    const volume = quantity("0.4 mL", "volume");
    expect(equal(balance.pumped, massIn(volume, quantity("5 mg/mL", "concentration")))).toBe(true);
  });
});

describe("a run that cannot begin", () => {
  test("gives the pump's own reasons", () => {
    const plan = planOf();
    const device = deviceOf(plan);
    const infusion = infusionOf(plan, "low");
    const refused = deliver(
      { ...infusion, reservoir: { ...infusion.reservoir, volume: nanolitres(0) } },
      { upto: days(1), step: TEN_MINUTES, presses: { kind: "none" } },
      { device, digest: sha256 },
    );
    expect(refused).toMatchObject({
      ok: false,
      refusals: [{ kind: "program-refused", refusals: [{ kind: "reservoir-empty" }] }],
    });
  });

  test("tells how far it is while it works", () => {
    const told: string[] = [];
    runOf(planOf(), { progress: (share, what) => told.push(`${share} ${what}`) });
    expect(told).toEqual(["0 delivering", "0.5 following morphine"]);
  });
});
