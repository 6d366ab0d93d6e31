// SPDX-License-Identifier: Apache-2.0
/** What the patients of the simulated year are given: a few regimens on the generic pumps. */

export type Regimen = {
  readonly model: string;
  readonly volume: string;
  readonly mL: number;
  readonly drugs: readonly { readonly drug: string; readonly concentration: string }[];
  readonly prescription: object;
  readonly perDay: string;
  /** mL per day by the program, and at most with every allowed bolus. */
  readonly flow: number;
  readonly most: number;
};

const morphine = [{ drug: "morphine", concentration: "10 mg/mL" }];
const baclofen = [{ drug: "baclofen", concentration: "2000 mcg/mL" }];
const plain = { transition: "none", on_fault: "minimum" };

export const REGIMENS: readonly Regimen[] = [
  {
    model: "generic-20",
    volume: "20 mL",
    mL: 20,
    drugs: morphine,
    prescription: { dose_of: "morphine", basal: "4 mg/d", ...plain },
    perDay: "4 mg/d",
    flow: 0.4,
    most: 0.4,
  },
  {
    model: "generic-40",
    volume: "38 mL",
    mL: 38,
    drugs: morphine,
    prescription: {
      dose_of: "morphine",
      basal: "4 mg/d",
      on_demand: { dose: "0.2 mg", over: "10 min", lockout: "4 h", per_day: 4 },
      ...plain,
    },
    perDay: "4 mg/d",
    flow: 0.4,
    most: 0.48,
  },
  {
    model: "generic-40",
    volume: "40 mL",
    mL: 40,
    drugs: baclofen,
    prescription: { dose_of: "baclofen", basal: "600 mcg/d", ...plain },
    perDay: "600 mcg/d",
    flow: 0.3,
    most: 0.3,
  },
  {
    model: "generic-20",
    volume: "18 mL",
    mL: 18,
    drugs: baclofen,
    prescription: { dose_of: "baclofen", basal: "400 mcg/d", ...plain },
    perDay: "400 mcg/d",
    flow: 0.2,
    most: 0.2,
  },
];
