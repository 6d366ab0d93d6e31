// SPDX-License-Identifier: Apache-2.0
/** The volume of a bolus, and the rate at which it runs in a time. */
import { flowOver, volumeFor } from "@cisterna/quantity";
import { answered, inUnit, line } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { optional, quantityKey } from "./key.ts";

/** `calc volume`. */
export const command = calculationCommand({
  name: "volume",
  summary: "Volume of a bolus, and its rate if it is given over a time",
  example: 'calc volume --dose "50 mcg" --concentration "50 mcg/mL" --duration "10 min"',
  keys: {
    dose: quantityKey("mass", "dose of the bolus"),
    concentration: quantityKey("concentration", "concentration of what is given"),
    duration: optional(quantityKey("time", "time over which it is given")),
  },
  compute: ({ dose, concentration, duration }) => {
    const volume = volumeFor(dose.value, concentration.value);
    const rate = duration === null ? null : flowOver(volume, duration.value);
    return given(
      answered(
        line("volume", "{dose} ÷ {concentration}", inUnit(volume, "mL")),
        ...(rate === null
          ? []
          : [
              line("rate", "{volume} ÷ {duration}", inUnit(rate, "mL/d")),
              line("rate-per-hour", "{rate} ÷ 24 h/d", inUnit(rate, "mL/h")),
            ]),
      ),
    );
  },
});
