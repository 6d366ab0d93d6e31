// SPDX-License-Identifier: Apache-2.0
/**
 * The law of agreement once more, from the case on: what the judge made a plan of is delivered to
 * the last nanogram, and a bridge does what it is for.
 */
import {
  DAY_MS,
  equal,
  type Mass,
  milliseconds,
  minus,
  nanolitres,
  none,
  quantity,
  volumeOf,
} from "@cisterna/quantity";
import {
  type DrugId,
  type Fluid,
  judge,
  ledger,
  massesAtTip,
  type Plan,
  type TransitionChoice,
} from "@cisterna/therapy";
import {
  type CatheterChoice,
  catheterRunOf,
  deliver,
  deviceOf,
  type Infusion,
  infusionOf,
  massesOf,
} from "@cisterna/world";
import fc from "fast-check";
import { expect, test } from "vitest";
import { caseOf, fluid, type Otherwise, volumes } from "./case.ts";
import { lineOfPlan } from "./sample.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? 1000);
const RUNS = { seed: 20261122, numRuns };

const someDose = fc
  .integer({ min: 40, max: 400 })
  .map((hundredths) => quantity(`${(hundredths / 100).toFixed(2)} mg/d`, "dose-rate"));

const someStrength = fc.constantFrom("2 mg/mL", "5 mg/mL", "10 mg/mL", "12.5 mg/mL", "20 mg/mL");

const someFluid = fc
  .tuple(someStrength, fc.option(fc.constantFrom<DrugId>("bupivacaine", "clonidine")))
  .map(([strength, second]) =>
    second === null
      ? fluid(["morphine", strength])
      : fluid(["morphine", strength], [second, second === "clonidine" ? "0.2 mg/mL" : "7.5 mg/mL"]),
  );

const continuous = (dose: ReturnType<typeof quantity<"dose-rate">>) =>
  ({ kind: "continuous", dose }) as const;

const someCase: fc.Arbitrary<Otherwise> = fc
  .record({
    reservoir: someFluid,
    before: fc.option(someFluid),
    dose: someDose,
    change: fc.integer({ min: -15, max: 15 }),
    transition: fc.constantFrom<TransitionChoice | null>(
      null,
      "bridge",
      "prime-catheter",
      "prime-pump-and-catheter",
      "none",
    ),
    low: fc.integer({ min: 100, max: 250 }),
    wide: fc.nat(60),
    pump: fc.constantFrom("generic-20" as const, "generic-40" as const),
  })
  .map(
    ({ reservoir, before, dose, transition, low, wide, pump }): Otherwise => ({
      pump,
      catheter: volumes(`${low} mcL`, `${low + wide} mcL`),
      reservoir: { fluid: reservoir, volume: quantity("18 mL", "volume") },
      prescription: { basal: continuous(dose), transition },
      before:
        before === null
          ? null
          : {
              fluid: before,
              prescription: {
                doseOf: "morphine",
                basal: continuous(dose),
                periodic: null,
                onDemand: null,
              },
            },
    }),
  );

/** The plan of a case, or null where the judge refuses it. */
const planned = (otherwise: Otherwise): Plan | null => judge(caseOf(otherwise)).plan;

const sum = (series: Float64Array) => nanolitres(series.reduce((all, each) => all + each, 0));

const delivered = (plan: Plan, upto: number, choice: CatheterChoice) =>
  carried(plan, upto, infusionOf(plan, choice));

const carried = (plan: Plan, upto: number, infusion: Infusion) => {
  const timing = {
    upto: milliseconds(upto),
    step: milliseconds(DAY_MS),
    presses: { kind: "none" },
  } as const;
  const found = deliver(infusion, timing, {
    device: deviceOf(plan),
    digest: (text) => String(text.length),
  });
  if (!found.ok) throw new RangeError(JSON.stringify(found.refusals));
  return { ...found.value, infusion };
};

const massOf = (list: readonly { drug: string; mass: Mass }[], drug: string): Mass =>
  list.find((each) => each.drug === drug)?.mass ?? none();

test("every plan of the judge is delivered exactly, and the pump takes it [REQ-035 holds]", () => {
  const met = { plans: 0, refused: 0, bridge: 0, prime: 0 };
  fc.assert(
    fc.property(someCase, fc.integer({ min: 1, max: 4 * DAY_MS }), (otherwise, upto) => {
      const plan = planned(otherwise);
      if (plan === null) {
        met.refused += 1;
        return;
      }
      met.plans += 1;
      if (plan.transition.kind !== "none") met[plan.transition.kind] += 1;
      const { infusion, fluids, tip, pumped } = delivered(plan, upto, "programmed");
      const counted = volumeOf(sum(pumped));
      const total = ledger(plan.program, plan.pulse, { upto: milliseconds(upto), grants: [] });
      const owed = minus(total, counted);
      expect(owed.n >= 0n && minus(owed, volumeOf(plan.pulse)).n < 0n).toBe(true);
      const expected = massesAtTip(counted, lineOfPlan(infusion.line), plan.of.reservoir.fluid);
      const found = massesOf(fluids, tip.map(sum));
      for (const { drug } of [...expected, ...found]) {
        expect(equal(massOf(expected, drug), massOf(found, drug))).toBe(true);
      }
    }),
    RUNS,
  );
  expect(met.plans).toBeGreaterThan(numRuns / 5);
  expect(Math.min(met.bridge, met.prime)).toBeGreaterThan(numRuns / 50);
});

/** What is in the line before anything flows, by the case and by nothing else. */
const statedLine = (plan: Plan, before: Fluid) => [
  { volume: catheterRunOf(plan, "programmed").volume, fluid: before },
  { volume: plan.constants.tubing, fluid: before },
];

/** The line that is run; a test puts another one in its place. */
type Line = (infusion: Infusion) => Infusion;

/**
 * The drugs of a run that differ from what the stated line says; null where the judge has no plan.
 * `before` is stated after the judgement, so that every transition meets every old fluid.
 */
const astray = (otherwise: Otherwise, upto: number, line: Line): number | null => {
  const judged = planned({ ...otherwise, before: null });
  if (judged === null || !otherwise.before) return null;
  const plan: Plan = { ...judged, of: { ...judged.of, before: otherwise.before } };
  const { fluids, tip, pumped } = carried(plan, upto, line(infusionOf(plan, "programmed")));
  const counted = volumeOf(sum(pumped));
  const stated = statedLine(plan, otherwise.before.fluid);
  const expected = massesAtTip(counted, stated, plan.of.reservoir.fluid);
  const found = massesOf(fluids, tip.map(sum));
  return [...expected, ...found].filter(
    ({ drug }) => !equal(massOf(expected, drug), massOf(found, drug)),
  ).length;
};

const someSpan = fc.integer({ min: 1, max: 4 * DAY_MS });

test("a line of which the case states what is in it begins with that, whatever is ordered", () => {
  const met = { prime: 0, other: 0 };
  fc.assert(
    fc.property(someCase, someSpan, (otherwise, upto) => {
      const found = astray(otherwise, upto, (infusion) => infusion);
      if (found === null) return;
      met[otherwise.prescription?.transition?.startsWith("prime") ? "prime" : "other"] += 1;
      expect(found).toBe(0);
    }),
    RUNS,
  );
  expect(Math.min(met.prime, met.other)).toBeGreaterThan(numRuns / 20);
});

test("a prime into a line that is taken for empty is caught by that law [REQ-035 breaks]", () => {
  const empty: Line = (infusion) => ({
    ...infusion,
    line: infusion.line.map((part) => ({ ...part, fluid: null })),
  });
  const run = fc.check(
    fc.property(
      someCase.filter(({ prescription }) => prescription?.transition?.startsWith("prime") === true),
      someSpan,
      (otherwise, upto) => (astray(otherwise, upto, empty) ?? 0) === 0,
    ),
    RUNS,
  );
  expect(run.failed).toBe(true);
});

/** Pulses by which the bridge ends before or after the line is clear; null without a bridge. */
const missedBy = (otherwise: Otherwise, choice: CatheterChoice): number | null => {
  const plan = planned(otherwise);
  if (plan === null || plan.transition.kind !== "bridge") return null;
  const order = plan.program.transition;
  const ends = Math.ceil(((order?.pulses ?? 0) * DAY_MS) / (order?.rate ?? 1));
  const { tip, infusion } = delivered(plan, ends, choice);
  const line = infusion.line.reduce((all, each) => all + each.volume, 0);
  const out = tip.reduce((all, series) => all + sum(series), 0);
  return Math.abs(out - line) / plan.pulse;
};

test("a bridge ends when the new fluid stands at the tip, to a pulse [REQ-041 holds]", () => {
  let bridges = 0;
  fc.assert(
    fc.property(someCase, (otherwise) => {
      const pulses = missedBy(otherwise, "programmed");
      if (pulses === null) return;
      bridges += 1;
      expect(pulses).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
  expect(bridges).toBeGreaterThan(numRuns / 50);
});

test("a bridge through another catheter than it was made for is caught [REQ-041 breaks]", () => {
  for (const choice of ["low", "high"] as const) {
    const run = fc.check(
      fc.property(someCase, (otherwise) => (missedBy(otherwise, choice) ?? 0) <= 1),
      RUNS,
    );
    expect(run.failed).toBe(true);
  }
});
