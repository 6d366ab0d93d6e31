// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Model, neuraxis, ROUTES, referenceAdult, type Subject } from "../src/index.ts";
import { addFlux, factor, solve } from "../src/tree.ts";
import {
  documentedAdult,
  documentedDrug,
  documentedGenerator,
  drugCalled,
  generatorOf,
  threeSpaces,
} from "./canal.ts";

/** The flux the stepper itself computes for one mcg in one compartment. */
const columnOf = ({ tree }: Model, at: number): Float64Array => {
  const of = new Float64Array(tree.size + 1);
  const into = new Float64Array(tree.size + 1);
  of[at] = 1 / (tree.volume[at] ?? Number.NaN);
  addFlux(tree, { of, into }, 1);
  return into;
};

/** What a column of the generator, with every route counted as a sink, adds up to; and its size. */
const columnSum = (model: Model, at: number) => {
  const column = columnOf(model, at);
  const leaving = ROUTES.reduce((sum, route) => sum + (model.routes[route][at] ?? 0), 0);
  const sum = column.reduce((total, value) => total + value, 0);
  const size = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { sum: sum + leaving / (model.tree.volume[at] ?? Number.NaN), size };
};

const worstColumn = (model: Model): number => {
  const places = Array.from({ length: model.tree.size }, (_, at) => columnSum(model, at));
  return places.reduce((most, { sum, size }) => Math.max(most, Math.abs(sum) / size), 0);
};

const subjects: fc.Arbitrary<Subject> = fc
  .record({
    base: fc.constantFrom(referenceAdult, threeSpaces),
    absorption: fc.double({ min: 0, max: 15, noNaN: true }),
    stroke: fc.double({ min: 0, max: 2, noNaN: true }),
    restDispersion: fc.double({ min: 0.01, max: 100, noNaN: true }),
  })
  .map(({ base, absorption, stroke, restDispersion }) => ({
    ...base,
    canal: {
      ...base.canal,
      absorption,
      restDispersion,
      strokes: base.canal.strokes.map((each) => ({ ...each, volume: stroke })),
    },
  }));

const models = fc
  .record({
    subject: subjects,
    drug: fc.constantFrom("morphine", "gadobutrol", "baclofen", "in-dtpa"),
    cells: fc.integer({ min: 2, max: 70 }),
    inflow: fc.option(
      fc.record({ x: fc.double({ min: 0, max: 60, noNaN: true }), flow: fc.nat(9) }),
    ),
  })
  .map(({ subject, drug, cells, inflow }) =>
    neuraxis(subject, drugCalled(drug), { cells, inflow }),
  );

const seeded = { seed: 20262, numRuns: 300 };

describe("the generator, physics §7.8", () => {
  test("every column sums to zero with the sinks counted", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(worstColumn(model)).toBeLessThan(1e-14);
      }),
      seeded,
    );
  });

  test("one wrong sink in one cell is caught", () => {
    const model = neuraxis(referenceAdult, drugCalled("morphine"));
    const loss = model.routes["spinal-loss"].slice();
    loss[20] = (model.routes["spinal-absorption"][20] ?? 0) * 1.01;
    const wrong = { ...model, routes: { ...model.routes, "spinal-loss": loss } };
    expect(worstColumn(wrong)).toBeGreaterThan(1e-6);
  });

  test("no coefficient is negative, whatever the flow", () => {
    fc.assert(
      fc.property(models, ({ tree }) => {
        const all = [tree.volume, tree.up, tree.down, tree.drain].flatMap((each) => [...each]);
        expect(all.every((value) => value >= 0)).toBe(true);
      }),
      seeded,
    );
  });

  test("is the one that the reference documents, entry by entry", () => {
    const built = generatorOf(neuraxis(documentedAdult, documentedDrug("in-dtpa")));
    const documented = documentedGenerator();
    expect(built.length).toBe(documented.length);
    built.forEach((row, at) => {
      row.forEach((value, column) => {
        expect(value).toBeCloseTo(documented[at]?.[column] ?? Number.NaN, 9);
      });
    });
  });

  test("carries water as well as drug: one concentration falls only where fluid is made", () => {
    fc.assert(
      fc.property(subjects, fc.nat(9), (subject, flow) => {
        const bare = { ...drugCalled("in-dtpa") };
        const drug = { ...bare, spinalLoss: { ...bare.spinalLoss, value: 0 } };
        const { tree, layout } = neuraxis(subject, drug, { cells: 60, inflow: { x: 14, flow } });
        const of = new Float64Array(tree.size + 1).fill(1);
        of[tree.size] = 0;
        const into = new Float64Array(tree.size + 1);
        addFlux(tree, { of, into }, 1);
        const made = new Float64Array(tree.size + 1);
        made[layout.cells[14] ?? -1] = flow;
        subject.cranium.forEach(({ production }, at) => {
          made[layout.spaces[at] ?? -1] = production;
        });
        into.forEach((value, at) => {
          expect(value).toBeCloseTo(-(made[at] ?? Number.NaN), 9);
        });
      }),
      seeded,
    );
  });

  test("a solve undoes what the generator did", () => {
    fc.assert(
      fc.property(models, fc.double({ min: 1e-4, max: 1, noNaN: true }), ({ tree }, hours) => {
        const given = Float64Array.from({ length: tree.size + 1 }, (_, at) =>
          at === tree.size ? 0 : 1 + (at % 7),
        );
        const vector = given.map((value, at) => value * (tree.volume[at] ?? 0));
        addFlux(tree, { of: given, into: vector }, -hours);
        solve(factor(tree, { storage: 1, flux: hours }), vector);
        given.forEach((value, at) => {
          expect(vector[at]).toBeCloseTo(value, 8);
        });
      }),
      seeded,
    );
  });
});
