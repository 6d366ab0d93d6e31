// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import {
  DRUGS,
  drugNamed,
  neuraxis,
  REFERENCE_ADULT,
  REFERENCE_GRID,
  referenceAdult,
} from "../src/index.ts";
import { drugCalled } from "./canal.ts";

const plasmaValues = (name: string) => {
  const { plasma } = drugCalled(name);
  if (plasma === null) throw new RangeError(name);
  return plasma.value;
};

describe("drugs", () => {
  test("every fact and every parameter names its source and its evidence", () => {
    const facts = DRUGS.flatMap((drug) => [
      drug.diffusivity,
      drug.spinalLoss,
      drug.cord,
      drug.plasma,
    ]);
    const all = [...facts.filter((fact) => fact !== null), ...Object.values(REFERENCE_ADULT)];
    expect(all.every((fact) => fact.source.length > 5 && fact.evidence.length > 3)).toBe(true);
  });

  test("what is not known is off and the model says so", () => {
    const { assumptions, plasma, layout } = neuraxis(referenceAdult, drugCalled("hydromorphone"));
    expect(plasma).toBeNull();
    expect(layout.cord.every((each) => each === null)).toBe(true);
    expect(assumptions.map(({ kind }) => kind)).toEqual([
      "spinal-loss-of-tracer",
      "cord-exchange-unknown",
      "plasma-kinetics-unknown",
    ]);
  });

  test("baclofen's two spaces have the exponents and volume that were measured", () => {
    const { volume, clearance, peripheral } = plasmaValues("baclofen");
    if (peripheral === null) throw new RangeError("one space");
    const [k10, k12] = [clearance / volume, peripheral.exchange / volume];
    const k21 = peripheral.exchange / peripheral.volume;
    const root = Math.sqrt((k10 + k12 + k21) ** 2 - 4 * k10 * k21);
    expect((k10 + k12 + k21 + root) / 2).toBeCloseTo(1.29, 10);
    expect((k10 + k12 + k21 - root) / 2).toBeCloseTo(0.191, 10);
    expect(clearance / 0.191 / 0.74 / 1000).toBeCloseTo(59, -1);
  });

  test("clonidine and gadobutrol have the plasma half-lives that were measured", () => {
    const halfLife = (name: string): number => {
      const { volume, clearance } = plasmaValues(name);
      return (Math.LN2 * volume) / clearance;
    };
    expect(halfLife("clonidine")).toBeCloseTo(9, 10);
    expect(halfLife("gadobutrol")).toBeCloseTo(1.5, 10);
    expect(halfLife("ziconotide")).toBeCloseTo(1.3, 1);
  });

  test("an unknown drug is refused with those that are known", () => {
    const found = drugNamed("ropivacaine");
    expect(found).toMatchObject({ ok: false, refusals: [{ kind: "drug-without-kinetics" }] });
  });

  test("the fingerprint of the parameters tells subjects and drugs apart", () => {
    const name = (drug: string, length: number) => {
      const cord = { ...referenceAdult.cord, length };
      return neuraxis({ ...referenceAdult, cord }, drugCalled(drug), REFERENCE_GRID).parameters;
    };
    expect(name("morphine", 45)).toBe(name("morphine", 45));
    expect(name("morphine", 45)).not.toBe(name("baclofen", 45));
    expect(name("morphine", 45)).not.toBe(name("morphine", 44));
    expect(name("morphine", 45)).toMatch(/^adult-reference@[0-9a-f]{16}$/);
  });
});
