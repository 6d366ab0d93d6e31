// SPDX-License-Identifier: Apache-2.0
/**
 * The epidural pool and its fat. No drug's exchange was found, so they are tested with one that is
 * made up, and off in every drug of the table.
 */
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  balance,
  bolusInto,
  DRUGS,
  type Drug,
  inject,
  neuraxis,
  referenceAdult,
  type Subject,
  startRun,
  stateOf,
  steadyState,
} from "../src/index.ts";
import { drugCalled, generatorOf } from "./canal.ts";
import { apply, exponential } from "./dense.ts";

const subject: Subject = { ...referenceAdult, epidural: { surface: 318.5, volume: 50, fat: 30 } };

const lipophilic = (fat: boolean): Drug => ({
  ...drugCalled("gadobutrol"),
  epidural: {
    value: {
      permeability: 0.2,
      unboundInCsf: 0.8,
      partition: 2,
      lossToBlood: 0.3,
      fat: fat ? { rate: 1, partition: 50 } : null,
    },
    evidence: "derived",
    source: "test",
  },
});

describe("the epidural space", () => {
  test("is off in every drug of the table, and where its volume is not known", () => {
    expect(DRUGS.every(({ epidural }) => epidural === null)).toBe(true);
    const { layout } = neuraxis(referenceAdult, lipophilic(true));
    expect(layout.epidural.every((each) => each === null)).toBe(true);
  });

  test("takes up drug, keeps it in fat, and hands it to the blood; mass balances", () => {
    const run = startRun(neuraxis(subject, lipophilic(true)));
    inject(run, bolusInto(run.model, "L3", 2), 100);
    advanceRun(run, { step: 5 / 3600, steps: 2000, source: null, rate: 0 });
    const { epidural, routed, error } = balance(stateOf(run));
    expect(epidural).toBeGreaterThan(1);
    expect(routed["epidural-loss"]).toBeGreaterThan(0.1);
    expect(error).toBeLessThanOrEqual(1e-10);
  });

  test("with cord, pool and fat is the exponential of its generator", () => {
    const model = neuraxis(subject, lipophilic(true), { cells: 12, inflow: null });
    const run = startRun(model);
    inject(run, bolusInto(model, "L3", 10), 1);
    const masses = () => [
      ...model.tree.volume.map((volume, at) => volume * (run.concentration[at] ?? 0)),
      ...(model.plasma?.volume.map((volume, at) => volume * (run.plasma?.[at] ?? 0)) ?? []),
      run.eliminated,
    ];
    const wanted = apply(exponential(generatorOf(model)), masses());
    advanceRun(run, { step: 1 / 20_000, steps: 20_000, source: null, rate: 0 });
    masses().forEach((mass, at) => {
      expect(Math.abs(mass - (wanted[at] ?? 0))).toBeLessThan(1e-8);
    });
  });

  test("at rest holds the pool at its partition, and fat at its own", () => {
    const drug = lipophilic(true);
    const { epidural } = drug;
    if (epidural === null) throw new RangeError(drug.name);
    const still = {
      ...drug,
      epidural: { ...epidural, value: { ...epidural.value, lossToBlood: 0 } },
    };
    const model = neuraxis(subject, still);
    const { concentration } = steadyState(model, bolusInto(model, "L3", 2), 1);
    const cell = model.layout.cells[20] ?? -1;
    const { pool = -1, fat = -1 } = model.layout.epidural[20] ?? {};
    const ratio = (concentration[pool] ?? 0) / (concentration[cell] ?? 1);
    expect(ratio).toBeCloseTo(2 * 0.8, 9);
    expect((concentration[fat ?? -1] ?? 0) / (concentration[pool] ?? 1)).toBeCloseTo(50, 7);
  });

  test("without fat has a pool alone", () => {
    const { layout } = neuraxis(subject, lipophilic(false));
    expect(layout.epidural.every((each) => each !== null && each.fat === null)).toBe(true);
  });
});
