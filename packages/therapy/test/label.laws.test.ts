// SPDX-License-Identifier: Apache-2.0
/**
 * The law of labels: a drug that no label allows in this pump is never passed over, and one that a
 * label allows is not complained about. Silent judges are caught.
 */
import { describe, expect, test } from "vitest";
import {
  type Case,
  type Check,
  DRUG_IDS,
  type DrugId,
  FORMULARY,
  judge,
  MODEL_IDS,
} from "../src/index.ts";
import { filled, implanted } from "./build.ts";
import { prescribed, sample } from "./sample.ts";

const labelsOf = (drug: DrugId) => FORMULARY.get(drug)?.labelled ?? [];

type Judge = (of: Case) => readonly Check[];

const ours: Judge = (of) => judge(of).checks;

/** Every drug in every pump of the table. */
const CASES = DRUG_IDS.flatMap((drug) =>
  MODEL_IDS.map((model) => {
    const fluid = filled(`${drug} 1 mg/mL`);
    const of = implanted(model, prescribed({ doseOf: drug }, { ...sample, ...fluid }));
    const labelled = labelsOf(drug).some(
      ({ pumps }) => pumps === "any-approved" || pumps.includes(model),
    );
    return { drug, of, labelled };
  }),
);

/** The cases in which a judge says too little or too much about the label. */
const wronged = (judged: Judge) =>
  CASES.filter(({ of, drug, labelled }) => {
    const said = judged(of).find((check) => check.kind === "off-label" && check.drug === drug);
    if (labelled) return said !== undefined;
    const own = of.implant.pump.source === "cisterna" && labelsOf(drug).length > 0;
    return said?.severity !== (own ? "note" : "confirm");
  });

describe("the label of a drug", () => {
  test("is asked about wherever it does not cover the pump [REQ-049 holds]", () => {
    expect(wronged(ours)).toEqual([]);
    expect(new Set(CASES.map(({ labelled }) => labelled)).size).toBe(2);
  });

  test.each<readonly [string, Judge]>([
    ["says nothing", (of) => ours(of).filter(({ kind }) => kind !== "off-label")],
    [
      "only notes it",
      (of) =>
        ours(of).map((check) =>
          check.kind === "off-label" ? { ...check, severity: "note" } : check,
        ),
    ],
  ])("a judge that %s is caught [REQ-049 breaks]", (_, broken) => {
    expect(wronged(broken)).not.toEqual([]);
  });
});
