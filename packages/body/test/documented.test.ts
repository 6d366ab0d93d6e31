// SPDX-License-Identifier: Apache-2.0
/**
 * The table of physics §2.1, row by row: with the numbers of the hand calibration, which the fit
 * has replaced, our equations give what they are documented to give.
 */
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  arrivalOf,
  canalVolume,
  concentrationAt,
  concentrationAtX,
  type Drug,
  dispersionAt,
  halfLifeOf,
  inject,
  type Model,
  neuraxis,
  pointSource,
  type Series,
  smoothSource,
  spinalVolume,
  startRun,
  steadyState,
} from "../src/index.ts";
import { documentedAdult, documentedDrug } from "./canal.ts";

const source = 14;

const modelOf = (drug: Drug): Model => neuraxis(documentedAdult, drug);
const dtpa = modelOf(documentedDrug("in-dtpa"));

/** A bolus of one microgram, spread over 2.5 cm, sampled every minute at x. */
const bolusAt = (model: Model, x: number, hours: number): Series => {
  const run = startRun(model);
  inject(run, smoothSource(model, source, 2.5), 1);
  const samples = Array.from({ length: hours * 60 }, (_, at) => {
    advanceRun(run, { step: 1 / 360, steps: 6, source: null, rate: 0 });
    return { hours: (at + 1) / 60, value: concentrationAtX(run, x) };
  });
  return {
    hours: samples.map((each) => each.hours),
    concentrations: samples.map((each) => each.value),
  };
};

const arrivalMinutes = (x: number): number =>
  60 * (arrivalOf(bolusAt(dtpa, x, 2), 0.02 / spinalVolume(dtpa)) ?? Number.NaN);

const baclofenWith = (loss: number): Model => modelOf(documentedDrug("baclofen", loss));

describe("the hand calibration", () => {
  test("holds 106 mL of spinal fluid, 50 of it in the lowest 24 cm", () => {
    expect(canalVolume(documentedAdult)).toBeCloseTo(106, 0);
    expect(spinalVolume(dtpa)).toBeCloseTo(canalVolume(documentedAdult), 10);
    const caudal = dtpa.cells.slice(0, 24).reduce((sum, cell) => sum + cell.volume, 0);
    expect(caudal).toBeCloseTo(50, -0.5);
  });

  test("disperses 0.023, 0.082 and 0.099 cm²/s at lumbar, thoracic and cervical levels", () => {
    const at = (x: number): number => dispersionAt(documentedAdult, dtpa.drug, x) / 3600;
    expect(at(14)).toBeCloseTo(0.023, 3);
    expect(at(35)).toBeCloseTo(0.082, 3);
    expect(at(46)).toBeCloseTo(0.099, 3);
  });

  test("gives In-DTPA at T2 over T12 as 0.47", () => {
    const steady = steadyState(dtpa, pointSource(dtpa, source), 1);
    const ratio = concentrationAtX(steady, 45) / concentrationAtX(steady, 25);
    expect(ratio).toBeCloseTo(0.47, 2);
  });

  test("gives lumbar over cistern as 5.8, within five per cent", () => {
    const steady = steadyState(dtpa, pointSource(dtpa, source), 1);
    const ratio = concentrationAtX(steady, source) / (concentrationAt(steady, "convexity") ?? 0);
    expect(Math.abs(ratio / 5.8 - 1)).toBeLessThan(0.05);
  });

  test("brings a bolus to the foramen magnum in 40 min, to C7 in 18 and to T9 in 4", () => {
    expect(Math.abs(arrivalMinutes(58) - 40)).toBeLessThan(1.5);
    expect(Math.abs(arrivalMinutes(48) - 18)).toBeLessThan(1.5);
    expect(Math.abs(arrivalMinutes(30) - 4)).toBeLessThan(1.5);
  });

  test("gives morphine dose over concentration at 1 h as 72 mL, and a half-life of 3.2 h", () => {
    const series = bolusAt(modelOf(documentedDrug("morphine")), source, 12);
    expect(Math.abs(1 / (series.concentrations[59] ?? 0) - 72)).toBeLessThan(1.5);
    expect(halfLifeOf(series, { from: 4, upto: 12 })).toBeCloseTo(3.2, 1);
  });

  test("gives baclofen a site clearance of 17 to 36 mL/h for a loss of 0.2 to 0.8 an hour", () => {
    const clearance = (loss: number): number => {
      const model = baclofenWith(loss);
      const { concentration } = steadyState(model, pointSource(model, source), 1);
      return 1 / (concentration[source] ?? Number.NaN);
    };
    expect(Math.abs(clearance(0.2) - 17)).toBeLessThan(1);
    expect(Math.abs(clearance(0.8) - 36)).toBeLessThan(1);
  });

  test("gives baclofen a half-life between 0.5 and 4 h of 1.6 to 0.7 h for that loss", () => {
    const halfLife = (loss: number): number => {
      const { concentrations } = bolusAt(baclofenWith(loss), source, 4);
      return (Math.LN2 * 3.5) / Math.log((concentrations[29] ?? 0) / (concentrations[239] ?? 0));
    };
    expect(Math.abs(halfLife(0.2) - 1.6)).toBeLessThan(0.1);
    expect(Math.abs(halfLife(0.8) - 0.7)).toBeLessThan(0.1);
  });

  test("of a smaller stroke volume reaches less far up", () => {
    const rostral = (stroke: number): number => {
      const strokes = documentedAdult.canal.strokes.map((each) => ({ ...each, volume: stroke }));
      const canal = { ...documentedAdult.canal, strokes };
      const model = neuraxis({ ...documentedAdult, canal }, documentedDrug("in-dtpa"));
      const steady = steadyState(model, pointSource(model, source), 1);
      return concentrationAtX(steady, 45) / concentrationAtX(steady, 25);
    };
    expect(Math.abs(rostral(0.65) - 0.36)).toBeLessThan(0.01);
    expect(Math.abs(rostral(1.5) - 0.61)).toBeLessThan(0.01);
  });
});
