// SPDX-License-Identifier: Apache-2.0
/** The flow that carries a daily dose at a concentration. */
import { flowFor } from "@cisterna/quantity";
import { answered, inUnit, line } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { quantityKey } from "./key.ts";

/** `calc flow`. */
export const command = calculationCommand({
  name: "flow",
  summary: "Flow that carries a dose per day at a concentration",
  example: 'calc flow --dose "2 mg/d" --concentration "10 mg/mL"',
  keys: {
    dose: quantityKey("dose-rate", "dose per day", "any"),
    concentration: quantityKey("concentration", "concentration in the reservoir"),
  },
  compute: ({ dose, concentration }) => {
    const flow = flowFor(dose.value, concentration.value);
    return given(
      answered(
        line("flow", "{dose} ÷ {concentration}", inUnit(flow, "mL/d")),
        line("flow-per-hour", "{flow} ÷ 24 h/d", inUnit(flow, "mL/h")),
      ),
    );
  },
});
