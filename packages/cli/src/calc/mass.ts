// SPDX-License-Identifier: Apache-2.0
/** The mass of drug in a volume: what a syringe, a port or a leak holds. */
import { massIn } from "@cisterna/quantity";
import { answered, inUnit, line, massUnitOf } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { quantityKey } from "./key.ts";

/** `calc mass`. */
export const command = calculationCommand({
  name: "mass",
  summary: "Mass of drug in a volume",
  example: 'calc mass --volume "10 mcL" --concentration "25 mg/mL"',
  keys: {
    volume: quantityKey("volume", "volume of fluid", "any"),
    concentration: quantityKey("concentration", "concentration of the drug in it"),
  },
  compute: ({ volume, concentration }) => {
    const mass = massIn(volume.value, concentration.value);
    const shown = inUnit(mass, massUnitOf(concentration.unit));
    return given(answered(line("mass", "{volume} × {concentration}", shown)));
  },
});
