// SPDX-License-Identifier: Apache-2.0
/**
 * The access port of a catheter: what has to be aspirated before anything is injected, and what is
 * pushed into the spinal fluid if that is forgotten.
 */
import { DAY, massIn, massOver, plus, ratio, through } from "@cisterna/quantity";
import { answered, line, massUnitOf, spanIn } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { optional, quantityKey, spanKey } from "./key.ts";

/** `calc access-port`. */
export const command = calculationCommand({
  name: "access-port",
  summary: "Volume to aspirate from the access port, and the dose pushed in if it is not",
  example:
    'calc access-port --catheter "0.22 mL" --margin "1 mL" ' +
    '--concentration "20 mg/mL" --daily "2 mg/d"',
  keys: {
    catheter: spanKey("volume", "volume from the access port to the tip"),
    margin: quantityKey("volume", "what is aspirated beyond that", "any"),
    concentration: optional(quantityKey("concentration", "concentration in the catheter")),
    daily: optional(quantityKey("dose-rate", "dose per day, to compare with")),
  },
  compute: ({ catheter, margin, concentration, daily }) => {
    const aspirate = through(catheter.value, (each) => plus(each, margin.value));
    const first = line("aspirate", "{catheter} + {margin}", spanIn(aspirate, "mL"));
    if (concentration === null) return given(answered(first));
    const pushed = through(catheter.value, (each) => massIn(each, concentration.value));
    const second = line(
      "pushed",
      "{catheter} × {concentration}",
      spanIn(pushed, massUnitOf(concentration.unit)),
    );
    if (daily === null) return given(answered(first, second));
    const share = through(pushed, (each) => ratio(each, massOver(daily.value, DAY)));
    const third = line("of-daily-dose", "{pushed} ÷ {daily} of one day", spanIn(share, "1"));
    return given(answered(first, second, third));
  },
});
