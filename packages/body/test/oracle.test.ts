// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  type Drug,
  inject,
  type Model,
  neuraxis,
  type Run,
  referenceAdult,
  type Subject,
  smoothSource,
  startRun,
} from "../src/index.ts";
import {
  documentedAdult,
  documentedDrug,
  documentedGenerator,
  drugCalled,
  generatorOf,
  threeSpaces,
} from "./canal.ts";
import { apply, exponential, type Matrix, scale } from "./dense.ts";

/** Masses of every compartment, plasma and what left, as the oracle counts them. */
const massesOf = ({
  model,
  concentration,
  plasma,
  absorbed,
  eliminated,
}: Run): readonly number[] => [
  ...model.tree.volume.map((volume, at) => volume * (concentration[at] ?? 0)),
  ...(model.plasma?.volume.map((volume, at) => volume * (plasma?.[at] ?? 0)) ?? []),
  model.plasma === null ? absorbed : eliminated,
];

const started = (model: Model): Run => {
  const run = startRun(model);
  inject(run, smoothSource(model, 14, 2.5), 1);
  return run;
};

const after = (model: Model, hours: number, steps: number): readonly number[] => {
  const run = started(model);
  advanceRun(run, { step: hours / steps, steps, source: null, rate: 0 });
  return massesOf(run);
};

/** The worst difference between the stepper and the exponential, as a share of the dose. */
const distance = (model: Model, generator: Matrix, hours: number): number => {
  const wanted = apply(exponential(scale(generator, hours)), massesOf(started(model)));
  const found = after(model, hours, hours * 20_000);
  return wanted.reduce((most, value, at) => Math.max(most, Math.abs(value - (found[at] ?? 0))), 0);
};

const cases: readonly (readonly [string, Subject, Drug])[] = [
  ["morphine with plasma", referenceAdult, drugCalled("morphine")],
  ["gadobutrol with cord and plasma", referenceAdult, drugCalled("gadobutrol")],
  ["baclofen with two plasma spaces and three cranial ones", threeSpaces, drugCalled("baclofen")],
];

describe("the stepper against the matrix exponential, physics §7.8", () => {
  test("agrees within 1e-8 with the generator written out from the reference", () => {
    const model = neuraxis(documentedAdult, documentedDrug("in-dtpa"));
    expect(distance(model, documentedGenerator(), 2)).toBeLessThanOrEqual(1e-8);
  });

  test.each(cases)("agrees within 1e-8 for %s", (_, subject, drug) => {
    const model = neuraxis(subject, drug);
    expect(distance(model, generatorOf(model), 1)).toBeLessThanOrEqual(1e-8);
  });

  test("would be caught with one conductance one part in a million off", () => {
    const model = neuraxis(referenceAdult, drugCalled("morphine"));
    const up = model.tree.up.map((value, at) => (at === 16 ? value * (1 + 1e-6) : value));
    const wrong = { ...model, tree: { ...model.tree, up } };
    expect(distance(wrong, generatorOf(model), 1)).toBeGreaterThan(1e-8);
  });
});
