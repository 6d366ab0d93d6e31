// SPDX-License-Identifier: Apache-2.0
/** The concentration of a mass of drug in a volume: an ampoule, a syringe, a diluted vial. */
import { concentrationOf } from "@cisterna/quantity";
import { answered, inUnit, line } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { quantityKey } from "./key.ts";

/** `calc concentration`. */
export const command = calculationCommand({
  name: "concentration",
  summary: "Concentration of a mass of drug in a volume, in mg/mL and mcg/mL",
  example: 'calc concentration --mass "10 mg" --volume "20 mL"',
  keys: {
    mass: quantityKey("mass", "mass of drug"),
    volume: quantityKey("volume", "volume it is dissolved in"),
  },
  compute: ({ mass, volume }) => {
    const concentration = concentrationOf(mass.value, volume.value);
    return given(
      answered(
        line("concentration", "{mass} ÷ {volume}", inUnit(concentration, "mg/mL")),
        line("concentration-mcg", "{concentration} in mcg", inUnit(concentration, "mcg/mL")),
      ),
    );
  },
});
