// SPDX-License-Identifier: Apache-2.0
/** The volume that fills an empty line to its tip, the drug in it, and the time it takes. */

import { massIn, through } from "@cisterna/quantity";
import { lineVolume, prime } from "@cisterna/therapy";
import { answered, line, massUnitOf, spanIn } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { choiceKey, optional, quantityKey, spanKey } from "./key.ts";

/** `calc prime`. */
export const command = calculationCommand({
  name: "prime",
  summary: "Volume that fills an empty line to the tip, and the drug in it",
  example:
    'calc prime --tubing "0.199 mL" --catheter "0.176 mL" ' +
    '--concentration "500 mcg/mL" --rate "1 mL/h"',
  details:
    "Without --include-tubing the pump's tubing is primed too; `no` primes the catheter only\n" +
    '(a pump primed before implantation). A volume not known exactly is a range: "0.15..0.20 mL".',
  keys: {
    tubing: spanKey("volume", "volume inside the pump, from reservoir to catheter", "any"),
    catheter: spanKey("volume", "inner volume of the catheter"),
    "include-tubing": optional(choiceKey(["yes", "no"], "whether the pump's tubing is empty too")),
    concentration: quantityKey("concentration", "concentration of the drug that fills the line"),
    rate: optional(quantityKey("flow", "rate of the prime")),
  },
  compute: ({ tubing, catheter, concentration, rate, "include-tubing": include }) => {
    const whole = include !== "no";
    const volume = whole
      ? lineVolume({ tubing: tubing.value, catheter: catheter.value })
      : catheter.value;
    const strength = concentration.value;
    const drug = through(volume, (each) => massIn(each, strength));
    const unit = massUnitOf(concentration.unit);
    const timed =
      rate === null ? null : prime({ volume, concentration: strength, rate: rate.value });
    return given(
      answered(
        line("volume", whole ? "{tubing} + {catheter}" : "{catheter}", spanIn(volume, "mL")),
        line("drug", "{volume} × {concentration}", spanIn(drug, unit)),
        ...(timed === null
          ? []
          : [line("duration", "{volume} ÷ {rate}", spanIn(timed.duration, "min"))]),
      ),
    );
  },
});
