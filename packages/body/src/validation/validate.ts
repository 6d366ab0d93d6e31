// SPDX-License-Identifier: Apache-2.0
/**
 * Validation: every measurement that was collected, each under its own protocol, with a verdict;
 * those that the model cannot express stay in the list with the reason. In: a setting. Out: the
 * verdicts in the order of the table, and how many were met on each side.
 */
import { assert } from "@cisterna/quantity";
import { fingerprintOf } from "../fingerprint.ts";
import type { Measurement } from "../measurement/measurement.ts";
import { paperOf, SIDES, type Side } from "../measurement/split.ts";
import { MEASUREMENTS } from "../measurement/table.ts";
import { DRUG_STUDIES } from "./drug-studies.ts";
import { HEAVY_STUDIES } from "./heavy-study.ts";
import { INPUT_STUDIES } from "./input-studies.ts";
import { ORDERING_STUDIES } from "./ordering-studies.ts";
import { referenceSetting, type Setting } from "./setting.ts";
import type { Answers, Study } from "./study.ts";
import { TRACER_STUDIES } from "./tracer-studies.ts";
import { judged, type Verdict } from "./verdict.ts";

/** Every study that the model can carry out, by its paper. */
export const STUDIES: Readonly<Record<string, Study>> = {
  ...TRACER_STUDIES,
  ...DRUG_STUDIES,
  ...HEAVY_STUDIES,
  ...ORDERING_STUDIES,
  ...INPUT_STUDIES,
};

/**
 * The verdict on every measurement.
 * Law: as many verdicts as measurements, in their order; one without values says why.
 */
export const validate = (setting: Setting = referenceSetting): readonly Verdict[] => {
  const answers: Answers = Object.assign(
    {},
    ...Object.values(STUDIES).map((study) => study.carryOut(setting)),
  );
  return MEASUREMENTS.map((measurement) => verdictOn(measurement, answers));
};

const verdictOn = (measurement: Measurement, answers: Answers): Verdict => {
  const paper = paperOf(measurement.id) ?? "";
  const side = SIDES[paper];
  assert(side !== undefined, "every measurement is placed", { id: measurement.id });
  const found = answers[measurement.id];
  assert((found === undefined) === (side.side === "outside"), "what is placed inside is computed", {
    id: measurement.id,
  });
  const values = measurement.expected.map((each, index) => judged(each, found?.[index] ?? null));
  return {
    measurement,
    side,
    protocol: STUDIES[paper]?.protocol ?? null,
    values: found === undefined ? [] : values,
    met: found === undefined ? null : values.every(({ met }) => met),
  };
};

/** Subject and fingerprint of every number in the setting. */
export const settingName = (setting: Setting): string =>
  `${setting.subject.name}@${fingerprintOf(setting)}`;

/** How many measurements of one side and tier there are, and how many are met. */
export type Score = { readonly met: number; readonly of: number };

/** The score of a side in one tier. */
export const scoreOf = (
  verdicts: readonly Verdict[],
  side: Side["side"],
  tier: Measurement["tier"],
): Score => {
  const all = verdicts.filter((each) => each.side.side === side && each.measurement.tier === tier);
  return { met: all.filter(({ met }) => met === true).length, of: all.length };
};
