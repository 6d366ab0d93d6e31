// SPDX-License-Identifier: Apache-2.0
/** Entries of what is implanted: pump, catheter, and where and when. */
import { CATHETER_IDS, LEVELS, MODEL_IDS, MODES } from "@cisterna/therapy";
import { z } from "zod";
import { amount, day, id, line, list, mapping, prose, word } from "../../fact/field.ts";

const identity = {
  serial: line("Serial number").optional(),
  lot: line("Lot").optional(),
  udi: line("UDI as scanned, with its device and production identifiers").optional(),
};

const volume = (about: string) => amount(about, "volume", { zero: true }).optional();
const share = (about: string) => amount(about, "ratio", { zero: true, most: "99 %" }).optional();

/** The pump: a model of the device table, and constants that the clinic answers for. */
const pump = mapping(
  {
    model: word("Model of the device table", MODEL_IDS),
    ...identity,
    reservoir: amount("Volume of a full reservoir", "volume").optional(),
    pulse: amount("Volume of one pulse", "volume", { most: "1 mL" }).optional(),
    minimum_flow: amount("Least flow while running", "flow", { zero: true }).optional(),
    maximum_flow: amount("Greatest flow", "flow").optional(),
    low_reservoir: volume("Volume at which the low-reservoir alarm sounds"),
    residual: volume("Volume that stays in an empty reservoir"),
    tubing: volume("Volume inside the pump between reservoir and catheter"),
    over_error: share("Most by which delivery may exceed the programmed flow"),
    under_error: share("Most by which delivery may fall short of the programmed flow"),
    modes: list(word("Mode", MODES), "What the pump can be told to do").optional(),
    replace_by: day("Day by which the pump is to be replaced, as it states itself").optional(),
  },
  "The pump",
);

/** The pump as it is written. */
export type PumpEntry = z.output<typeof pump>;

const lengthOf = (about: string) => amount(about, "length").optional();

/** The catheter: its lengths, or its volume, or the range in which the volume lies. */
const catheter = mapping(
  {
    model: word("Model of the device table", CATHETER_IDS),
    ...identity,
    tip: word("Vertebral level of the tip", LEVELS),
    supplied: lengthOf("Length as supplied"),
    trimmed: lengthOf("Length cut off"),
    implanted: lengthOf("Length implanted, where it was measured itself"),
    per_length: amount("Volume of the lumen per length", "volume-per-length").optional(),
    inner_diameter: lengthOf("Diameter of the lumen"),
    volume: z
      .union(
        [
          amount("Inner volume", "volume"),
          mapping(
            { low: amount("Least", "volume"), high: amount("Greatest", "volume") },
            "The range in which it lies",
          ),
        ],
        { error: () => "a volume, or a mapping with low and high" },
      )
      .optional(),
  },
  "The catheter",
);

/** The catheter as it is written. */
export type CatheterEntry = z.output<typeof catheter>;

/** A pump and a catheter put into a patient. */
export const implant = mapping(
  {
    implant: id("Name of the implant within the patient's record, such as implant-1"),
    on: day("Day of the operation"),
    pump,
    catheter,
    site: line("Where the pump lies"),
    surgeon: line("Who operated"),
    replaces: id("The implant that it replaces").optional(),
    comment: prose("Anything else").optional(),
  },
  "A pump and a catheter put into a patient",
);

/** A pump and a catheter put into a patient. */
export type ImplantEntry = z.output<typeof implant>;

/** Why an implant came out. */
const EXPLANT_REASONS = [
  "end-of-service",
  "infection",
  "pump-fault",
  "catheter-fault",
  "no-benefit",
  "adverse-effect",
  "patient-wish",
  "recall",
  "death",
  "other",
] as const;

/** An implant taken out. */
export const explant = mapping(
  {
    implant: id("The implant"),
    on: day("Day of the operation"),
    reason: word("Why", EXPLANT_REASONS),
    taken: word("What came out", ["pump", "catheter", "pump-and-catheter"]),
    left: amount("Volume found in the reservoir", "volume", { zero: true }).optional(),
    surgeon: line("Who operated"),
    sent: line("Where the device went, such as its maker for analysis").optional(),
  },
  "An implant taken out",
);

/** An implant taken out. */
export type ExplantEntry = z.output<typeof explant>;
