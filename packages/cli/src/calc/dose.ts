// SPDX-License-Identifier: Apache-2.0
/** The dose that a flow carries at a concentration, per day and per hour. */
import { doseFor } from "@cisterna/quantity";
import { answered, doseUnitOf, inUnit, line } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { quantityKey } from "./key.ts";

/** `calc dose`. */
export const command = calculationCommand({
  name: "dose",
  summary: "Dose that a flow carries at a concentration, per day and per hour",
  example: 'calc dose --flow "0.048 mL/d" --concentration "25 mcg/mL"',
  keys: {
    flow: quantityKey("flow", "flow of the pump", "any"),
    concentration: quantityKey("concentration", "concentration in the reservoir"),
  },
  compute: ({ flow, concentration }) => {
    const dose = doseFor(flow.value, concentration.value);
    const unit = doseUnitOf(concentration.unit);
    return given(
      answered(
        line("dose", "{flow} × {concentration}", inUnit(dose, `${unit}/d`)),
        line("dose-per-hour", "{dose} ÷ 24 h/d", inUnit(dose, `${unit}/h`)),
      ),
    );
  },
});
