// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  balance,
  bolusInto,
  changeModel,
  type GivingSite,
  infusionInto,
  inject,
  neuraxis,
  ROUTES,
  type Run,
  referenceAdult,
  type Subject,
  startRun,
  stateOf,
} from "../src/index.ts";
import { drugCalled, threeSpaces } from "./canal.ts";

const tips: readonly GivingSite[] = ["S2", "L3", "T10", "C1", "cisterna-magna", "ventricle"];

type Act =
  | {
      readonly kind: "infuse";
      readonly site: GivingSite;
      readonly rate: number;
      readonly minutes: number;
    }
  | {
      readonly kind: "inject";
      readonly site: GivingSite;
      readonly dose: number;
      readonly volume: number;
    }
  | { readonly kind: "flow"; readonly flow: number; readonly x: number };

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("infuse" as const),
      site: fc.constantFrom(...tips),
      rate: fc.nat(500),
      minutes: fc.double({ min: 0.05, max: 30, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("inject" as const),
      site: fc.constantFrom(...tips),
      dose: fc.nat(1000),
      volume: fc.double({ min: 0.1, max: 10, noNaN: true }),
    }),
    fc.record({ kind: fc.constant("flow" as const), flow: fc.nat(20), x: fc.nat(59) }),
  ),
  { maxLength: 25 },
);

const carryOut = (run: Run, subject: Subject, act: Act): void => {
  const { model } = run;
  if (act.kind === "infuse") {
    const source = infusionInto(model, act.site);
    advanceRun(run, { step: act.minutes / 60, steps: 1, source, rate: act.rate });
  } else if (act.kind === "inject") {
    inject(run, bolusInto(model, act.site, act.volume), act.dose);
  } else {
    const inflow = { x: act.x, flow: act.flow };
    changeModel(run, neuraxis(subject, model.drug, { cells: 60, inflow }));
  }
};

const histories = fc.record({
  subject: fc.constantFrom(referenceAdult, threeSpaces),
  drug: fc.constantFrom("morphine", "gadobutrol", "baclofen", "hydromorphone"),
  acts,
});

const seeded = { seed: 20263, numRuns: 300 };

/** The worst balance error after any act of a history. */
const worstOf = (subject: Subject, drug: string, history: readonly Act[]): number => {
  const run = startRun(neuraxis(subject, drugCalled(drug)));
  return history.reduce((worst, act) => {
    carryOut(run, subject, act);
    return Math.max(worst, balance(stateOf(run)).error);
  }, 0);
};

describe("mass, physics §7.3", () => {
  test("balances to 1e-10 at every step, boluses and flow changes included", () => {
    let worst = 0;
    fc.assert(
      fc.property(histories, ({ subject, drug, acts: history }) => {
        const error = worstOf(subject, drug, history);
        worst = Math.max(worst, error);
        expect(error).toBeLessThanOrEqual(1e-10);
      }),
      seeded,
    );
    expect(worst).toBeGreaterThan(0);
  });

  test("balances over thirty days of ten-minute steps", () => {
    const run = startRun(neuraxis(referenceAdult, drugCalled("gadobutrol")));
    const source = infusionInto(run.model, "T10");
    let worst = 0;
    for (let step = 0; step < 4320; step += 1) {
      advanceRun(run, { step: 1 / 6, steps: 1, source, rate: 40 + (step % 24) });
      worst = Math.max(worst, balance(stateOf(run)).error);
    }
    expect(worst).toBeLessThanOrEqual(1e-12);
  });

  test("what reached the blood is what the routes carried", () => {
    fc.assert(
      fc.property(histories, ({ subject, drug, acts: history }) => {
        const run = startRun(neuraxis(subject, drugCalled(drug)));
        for (const act of history) carryOut(run, subject, act);
        const { routed, absorbed, given } = balance(stateOf(run));
        const carried = ROUTES.reduce((sum, route) => sum + routed[route], 0);
        expect(Math.abs(carried - absorbed)).toBeLessThanOrEqual(1e-12 * given);
      }),
      seeded,
    );
  });

  test("a leak of a billionth of one cell is caught", () => {
    const run = startRun(neuraxis(referenceAdult, drugCalled("morphine")));
    inject(run, bolusInto(run.model, "L3", 2), 250);
    run.concentration[14] = (run.concentration[14] ?? 0) * (1 - 1e-9);
    expect(balance(stateOf(run)).error).toBeGreaterThan(1e-10);
  });

  test("a sink that takes more from the fluid than it hands to plasma is caught", () => {
    const model = neuraxis(referenceAdult, drugCalled("morphine"));
    const run = startRun(model);
    inject(run, bolusInto(model, "L3", 2), 250);
    advanceRun(run, { step: 0.01, steps: 100, source: null, rate: 0 });
    const kept = run.plasma?.slice();
    advanceRun(run, { step: 0.01, steps: 1, source: null, rate: 0 });
    run.plasma?.set(kept ?? []);
    expect(balance(stateOf(run)).error).toBeGreaterThan(1e-10);
  });
});
