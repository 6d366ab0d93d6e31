// SPDX-License-Identifier: Apache-2.0
/** How often a patient may ask in a day, and what that day may come to. */

import { flowFor, none, plus, volumeFor } from "@cisterna/quantity";
import { allowedPerDay, lockoutPerDay, onDemandPerDay } from "@cisterna/therapy";
import { answered, doseUnitOf, inUnit, line, plain } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { countKey, optional, quantityKey } from "./key.ts";

/** `calc on-demand`. */
export const command = calculationCommand({
  name: "on-demand",
  summary: "Boluses a patient may ask for in a day, and the dose of the worst day",
  example:
    'calc on-demand --basal "2 mg/d" --dose "0.1 mg" --lockout "2 h" --per-day 6 ' +
    '--concentration "10 mg/mL"',
  details: "Basal runs on under the boluses.",
  keys: {
    basal: quantityKey("dose-rate", "basal dose per day", "any"),
    dose: quantityKey("mass", "dose of one bolus"),
    lockout: quantityKey("time", "least time from one bolus to the next"),
    "per-day": countKey("most boluses in a day: 6"),
    concentration: optional(quantityKey("concentration", "concentration in the reservoir")),
  },
  compute: ({ basal, dose, lockout, concentration, "per-day": perDay }) => {
    const order = {
      dose: dose.value,
      over: none<"time">(),
      lockout: lockout.value,
      perDay: perDay.value,
    };
    const worst = plus(basal.value, onDemandPerDay(order));
    const unit = `${doseUnitOf(basal.unit)}/d`;
    const volumes =
      concentration === null
        ? []
        : [
            line(
              "bolus-volume",
              "{dose} ÷ {concentration}",
              inUnit(volumeFor(dose.value, concentration.value), "mL"),
            ),
            line(
              "worst-day-flow",
              "{worst-day} ÷ {concentration}",
              inUnit(flowFor(worst, concentration.value), "mL/d"),
            ),
          ];
    return given(
      answered(
        line("lockout-allows", "24 h ÷ {lockout}, whole", plain(lockoutPerDay(lockout.value))),
        line(
          "allowed-per-day",
          "the smaller of {per-day} and {lockout-allows}",
          plain(allowedPerDay(order)),
        ),
        line("worst-day", "{basal} + {allowed-per-day} × {dose} a day", inUnit(worst, unit)),
        ...volumes,
      ),
    );
  },
});
