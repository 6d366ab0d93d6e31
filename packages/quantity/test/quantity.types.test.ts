// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import {
  doseFor,
  flowFor,
  milliseconds,
  type Nanolitres,
  nanolitres,
  plus,
  quantity,
  type Volume,
} from "../src/index.ts";

const dose = quantity("2 mg/d", "dose-rate");
const concentration = quantity("10 mg/mL", "concentration");

test("what must not compile does not compile [REQ-001 holds]", () => {
  // @ts-expect-error a flow is not a dose
  flowFor(flowFor(dose, concentration), concentration);
  // @ts-expect-error the dose comes first
  flowFor(concentration, dose);
  // @ts-expect-error a mass and a volume do not add
  plus(quantity("1 mg", "mass"), quantity("1 mL", "volume"));
  // @ts-expect-error a bare number is no count
  const volume: Nanolitres = 100;
  // @ts-expect-error milliseconds are not nanolitres
  const mixed: Nanolitres = milliseconds(5);
  // @ts-expect-error an exact volume is no count
  const exact: Volume = nanolitres(5);
  expect([volume, mixed, exact].length).toBe(3);
  expect(doseFor(flowFor(dose, concentration), concentration)).toEqual(dose);
});
