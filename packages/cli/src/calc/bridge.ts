// SPDX-License-Identifier: Apache-2.0
/** The bridge at a change of drug, concentration or dose, and what happens without it. */
import { bridge } from "@cisterna/therapy";
import { answered, doseUnitOf, inUnit, line, massUnitOf, spanIn } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { quantityKey, spanKey } from "./key.ts";

/** `calc bridge`. */
export const command = calculationCommand({
  name: "bridge",
  summary: "Bridge at a change of dose or concentration, and the dose if none is given",
  example:
    'calc bridge --old-dose "400 mcg/d" --old-concentration "2000 mcg/mL" --new-dose "400 mcg/d" ' +
    '--new-concentration "500 mcg/mL" --tubing "0.199 mL" --catheter "0.176 mL"',
  details:
    'A volume not known exactly is a range: --catheter "0.15..0.20 mL".\n' +
    "Its two ends give the shortest and the longest bridge.",
  keys: {
    "old-dose": quantityKey("dose-rate", "dose per day before the change"),
    "old-concentration": quantityKey("concentration", "concentration in the line"),
    "new-dose": quantityKey("dose-rate", "dose per day after the change"),
    "new-concentration": quantityKey("concentration", "concentration in the reservoir"),
    tubing: spanKey("volume", "volume inside the pump, from reservoir to catheter", "any"),
    catheter: spanKey("volume", "inner volume of the catheter"),
  },
  compute: (entry) => {
    const old = entry["old-concentration"];
    const of = bridge({
      line: { tubing: entry.tubing.value, catheter: entry.catheter.value },
      from: { dose: entry["old-dose"].value, concentration: old.value },
      to: { dose: entry["new-dose"].value, concentration: entry["new-concentration"].value },
    });
    const unbridged = inUnit(of.unbridgedDose, `${doseUnitOf(old.unit)}/d`);
    return given(
      answered(
        line("volume", "{tubing} + {catheter}", spanIn(of.volume, "mL")),
        line("rate", "{old-dose} ÷ {old-concentration}", inUnit(of.rate, "mL/d")),
        line("duration", "{volume} ÷ {rate}", spanIn(of.duration, "h")),
        line("drug", "{volume} × {old-concentration}", spanIn(of.drug, massUnitOf(old.unit))),
        line("new-flow", "{new-dose} ÷ {new-concentration}", inUnit(of.newFlow, "mL/d")),
        {
          ...line("unbridged-dose", "{new-flow} × {old-concentration}", unbridged),
          label: "without a bridge, dose until the line is clear",
        },
      ),
    );
  },
});
