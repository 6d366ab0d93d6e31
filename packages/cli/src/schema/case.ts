// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of the case file: every key, what it means and what may stand there. The reader
 * and `docs/schema/case.schema.json` are both derived from it.
 */
import { CHECK_KINDS, DRUG_IDS, WEEKDAYS } from "@cisterna/therapy";
import type { z } from "zod";
import {
  countField,
  dayField,
  freeTextField,
  instantField,
  list,
  mapping,
  oneGroupOf,
  quantityField,
  timeField,
  wordField,
  yesNoField,
} from "./field.ts";
import { catheter, pump } from "./implant.ts";

const drug = wordField("Drug of the formulary", DRUG_IDS, "unknown-drug");

/**
 * Bounds of reading: far beyond any therapy, and within what a pump can count (`implant` bounds the
 * pulses). Without them an absurd case would end in a broken invariant in place of a refusal.
 */
const HELD = {
  concentration: { least: "100 ng/mL", most: "10 g/mL" },
  dose: { most: "100 mg" },
  rate: { zero: true, most: "1000 mg/d" },
} as const;

const concentration = quantityField(
  "Concentration in the reservoir",
  "concentration",
  HELD.concentration,
);

const ingredient = mapping({ drug, concentration }, "One drug of the fluid");

const drugs = list(ingredient, "The drugs in the fluid, each once");

/** A day has 1440 minutes; no bolus, lock-out or interval is entered finer than these. */
const over = quantityField("Time over which the bolus is spread", "time", { least: "1 s" });
const interval = { least: "1 min", most: "3660 d" } as const;

const bolus = {
  dose: quantityField("Mass of the stated drug in one bolus", "mass", HELD.dose),
  over,
};

const rate = (about: string) => quantityField(about, "dose-rate", HELD.rate);

const step = mapping(
  {
    from: timeField("Time of day at which the step begins"),
    rate: rate("Dose rate from then on"),
    days: list(
      wordField("Weekday", WEEKDAYS),
      "Days of the step; every day when left out",
    ).optional(),
  },
  "A step of the daily pattern",
);

const basal = {
  basal: rate("Dose of the stated drug per time, without boluses").optional(),
  pattern: list(step, "A daily pattern in place of one basal rate").optional(),
};

const periodic = mapping(
  {
    ...bolus,
    every: quantityField("Time from one bolus to the next", "time", interval),
    first: timeField("Time of day of the first bolus"),
  },
  "A bolus on the clock",
);

const onDemand = mapping(
  {
    ...bolus,
    lockout: quantityField("Least time from one granted bolus to the next", "time", interval),
    per_day: countField("Most boluses in 24 hours", { from: 1, upto: 1440 }),
  },
  "A bolus that the patient may ask for",
);

const titrationStep = mapping(
  { at: instantField("When the step begins"), ...basal },
  "From a date on, another basal dose",
);

const confirmation = mapping(
  {
    check: wordField("Kind of the check that is confirmed", CHECK_KINDS),
    path: freeTextField("Path of the check in this file"),
    old: freeTextField("The value before, as it stands in the check"),
    new: freeTextField("The value asked for, as it stands in the check"),
    by: freeTextField("Who confirms"),
    because: freeTextField("Why"),
  },
  "A second, distinct confirmation of something that is refused without one",
);

const regimen = {
  dose_of: wordField("The drug in which the doses are stated", DRUG_IDS, "unknown-drug"),
  ...basal,
  periodic: periodic.optional(),
  on_demand: onDemand.optional(),
};

const ONE_BASAL = oneGroupOf(["basal"], ["pattern"]);

const prescription = mapping(
  {
    ...regimen,
    single: mapping(bolus, "A bolus given once, when the program begins").optional(),
    titration: list(titrationStep, "Dated steps, in order").optional(),
    transition: wordField("How the fluid in the line is exchanged", [
      "bridge",
      "prime-pump-and-catheter",
      "prime-catheter",
      "none",
    ]).optional(),
    on_fault: wordField("What the pump does when a fault leaves it in doubt; no default", [
      "hold",
      "minimum",
      "stop",
    ]).optional(),
    confirmed: list(confirmation, "Confirmations").optional(),
  },
  "What the clinician asks for",
).meta(ONE_BASAL);

const patient = mapping(
  {
    id: freeTextField("The clinic's own name for the patient"),
    born: dayField("Day of birth").optional(),
    weight: quantityField("Body weight", "mass").optional(),
    tolerance: wordField("Whether the patient has been taking opioids", [
      "naive",
      "tolerant",
    ]).optional(),
  },
  "Who the therapy is for",
);

const reservoir = mapping(
  {
    volume: quantityField("Volume filled", "volume"),
    filled: instantField("When it was filled"),
    drugs,
    first_fill: yesNoField("Whether this is the first fill of a new pump").optional(),
  },
  "What was filled, and when",
);

const before = mapping(
  { drugs, ...regimen },
  "At a change only: what was in the line, and how it ran",
).meta(ONE_BASAL);

/** The case file. */
export const caseFile = mapping(
  {
    patient,
    implant: mapping({ pump, catheter }, "What is implanted"),
    reservoir,
    prescription,
    before: before.optional(),
  },
  "One patient's implant, what is in it, what it shall do, and what it did before",
);

/** A read case file, before it is put into the words of `therapy`. */
export type CaseFile = z.output<typeof caseFile>;
/** A daily dose as it is read: one rate or a pattern. */
export type BasalFile = Pick<CaseFile["prescription"], "basal" | "pattern">;
