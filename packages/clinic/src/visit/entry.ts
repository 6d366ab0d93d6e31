// SPDX-License-Identifier: Apache-2.0
/** Entries of a visit's steps. Each names its visit; a step that is done again replaces itself. */
import type { z } from "zod";
import { VISIT_KINDS } from "../course/entry/follow-up.ts";
import { bolusKeys, drugs, prescription } from "../course/entry/therapy.ts";
import {
  amount,
  day,
  id,
  instant,
  line,
  list,
  mapping,
  prose,
  truth,
  word,
} from "../fact/field.ts";

const visit = id("The visit");

/** A visit begins. */
export const begin = mapping(
  {
    visit: id("Name of the visit within the patient's record"),
    implant: id("The implant that it is about"),
    kind: word("What for", VISIT_KINDS),
  },
  "A visit that begins",
);

/** What the pump said, read by the link or typed off the maker's programmer. */
export const reading = mapping(
  {
    visit,
    source: word("Where it comes from", ["interrogated", "typed"]),
    at: instant("When it was read"),
    volume: amount("Volume that the pump computes to be left", "volume", { zero: true }),
    running: truth("Whether the pump says that it runs"),
    alarms: list(line("An alarm as the pump names it"), "Alarms", { empty: true }),
    replace_by: day("Day by which the pump is to be replaced, as it states itself").optional(),
    stopped: amount("Time for which it stood since the last reading", "time", {
      zero: true,
    }).optional(),
  },
  "What the pump said",
);

/** What the needle found. */
export const aspirate = mapping(
  {
    visit,
    volume: amount("Volume drawn out", "volume", { zero: true }),
    appearance: word("What it looks like", ["clear", "coloured", "bloody", "cloudy"]),
  },
  "What was drawn out of the reservoir",
);

/** Why a discrepancy is known and what follows from it. */
export const explanation = mapping(
  {
    visit,
    verdicts: list(line("A verdict of the reconciliation"), "The verdicts that were read"),
    because: prose("What was ruled out, and what it is taken for"),
    action: prose("What is done about it"),
  },
  "A discrepancy that a person looked at",
);

/** A syringe's label, scanned or typed, held against its lot. */
export const syringe = mapping(
  {
    visit,
    lot: id("Lot on the label"),
    patient: id("Patient on the label, or whom a syringe out of stock is for").optional(),
    drugs,
    volume: amount("Volume that is used of it", "volume"),
    expires: day("Expiry on the label"),
    source: word("How the label came in", ["scanned", "typed"]),
  },
  "The label of a syringe",
);

/** What is to be filled and to run. */
export const fill = mapping(
  { visit, volume: amount("Volume filled", "volume"), drugs, prescription },
  "What is to be filled and to run",
);

/** What is to run of what is there. */
export const program = mapping({ visit, prescription }, "What is to run of what is there");

/** A bolus given once, on top of what runs. */
export const singleBolus = mapping({ visit, ...bolusKeys }, "A single bolus on top of what runs");

/** One check read and confirmed, quoted as it stood on the screen. */
export const confirmation = mapping(
  {
    visit,
    check: line("Kind of the check"),
    path: line("Its path"),
    drug: line("Its drug, where it names one").optional(),
    asked: line("Its value asked for, as shown").optional(),
    limit: line("What it is held against, as shown").optional(),
    old: line("The value before, as shown").optional(),
    what: line("Its word, as shown").optional(),
    because: line("Why it is right all the same"),
  },
  "One check confirmed",
);

/** The guard against a fill beside the reservoir. */
export const guard = mapping(
  {
    visit,
    aspirated_back: truth("Fluid came back through the needle when it was checked"),
    no_swelling: truth("No swelling, no pain and no resistance while filling"),
    needle: line("Needle or kit used"),
    observe_from: instant("When the observation began"),
    observe_for: amount("How long the patient is observed", "time"),
  },
  "The guard against a fill beside the reservoir",
);

/** What the pump says after it was programmed. */
export const readBack = mapping(
  {
    visit,
    source: word("Where it comes from", ["interrogated", "typed"]),
    running: truth("Whether the pump says that it runs"),
    volume: amount("Reservoir volume that it states", "volume"),
    per_day: amount(
      "Dose in 24 hours that it states, of the drug of the prescription",
      "dose-rate",
      {
        zero: true,
      },
    ),
    first_bolus: instant("When the patient may first ask for a bolus").optional(),
  },
  "What the pump says after it was programmed",
);

/** A visit that ends without its purpose. */
export const abandonment = mapping(
  {
    visit,
    because: prose("Why"),
    reservoir: word("What is in the reservoir", ["as-it-was", "emptied"]),
  },
  "A visit that ends without its purpose",
);

/** The visit that a commit is about. */
export const commit = mapping({ visit }, "A visit that is done");

/** What a step of a visit says, by its name. */
export type Steps = {
  readonly reading: z.output<typeof reading>;
  readonly aspirate: z.output<typeof aspirate>;
  readonly explanation: z.output<typeof explanation>;
  readonly syringe: z.output<typeof syringe>;
  readonly fill: z.output<typeof fill>;
  readonly program: z.output<typeof program>;
  readonly confirmation: z.output<typeof confirmation>;
  readonly guard: z.output<typeof guard>;
  readonly readBack: z.output<typeof readBack>;
};
